import { GEOGRAPHIES, type District, type Heading, type Level } from "../../api/types.ts";
import { capitalize, formatWave } from "../../lib/format.ts";
import { MEASURES } from "../../lib/figures.ts";
import { nameIn } from "../../lib/text.ts";
import { ALL_NEEDS, type View } from "./state.ts";
import { Segments, Select } from "../../shell/fields.tsx";
import { useWords } from "../../shell/words.ts";

interface ControlsProps {
  view: View & { category: string };
  district: District;
  headings: readonly Heading[];
  onChoice: (choice: Partial<View>) => void;
}

export function Controls({ view, district, headings, onChoice }: ControlsProps) {
  const words = useWords();
  const families = view.category === ALL_NEEDS ? "measure.family-needs" : "measure.families";
  return (
    <form class="controls" aria-label={words.say("page.controls")} onSubmit={(event) => event.preventDefault()}>
      <CategorySelect view={view} headings={headings} onChoice={onChoice} />
      <Segments
        name="by"
        legend={words.say("control.geography")}
        options={GEOGRAPHIES.map((id) => ({ id, label: words.say(`geography.${id}`) }))}
        chosen={view.geography}
        onChoose={(geography) => onChoice({ geography })}
      />
      {view.geography === "attendance-zone" && district.levels.length > 0 && (
        <Select
          label={words.say("control.level")}
          options={district.levels.map((id) => ({ id, label: words.say(`level.${id}`) }))}
          chosen={view.level}
          onChoose={(level: Level) => onChoice({ level })}
        />
      )}
      {district.waves.length > 0 && (
        <Select
          label={words.say("control.wave")}
          options={[...district.waves].reverse().map((id) => ({ id, label: capitalize(formatWave(words.language, id)) }))}
          chosen={view.wave}
          onChoose={(wave) => onChoice({ wave })}
        />
      )}
      <Segments
        name="measure"
        legend={words.say("control.measure")}
        options={MEASURES.map((id) => ({ id, label: words.say(id === "families" ? families : "measure.rate") }))}
        chosen={view.measure}
        onChoose={(measure) => onChoice({ measure })}
      />
      {view.category === ALL_NEEDS && <p class="controls-note">{words.say("control.need.all.note")}</p>}
    </form>
  );
}

function CategorySelect({ view, headings, onChoice }: Omit<ControlsProps, "district">) {
  const words = useWords();
  return (
    <label class="field field-need">
      <span class="field-label">{words.say("control.need")}</span>
      <select value={view.category} onChange={(event) => onChoice({ category: event.currentTarget.value })}>
        <option value={ALL_NEEDS} selected={view.category === ALL_NEEDS}>
          {words.say("control.need.all")}
        </option>
        {headings.map((heading) => (
          <optgroup key={heading.id} label={nameIn(words.language, heading.name)}>
            {heading.categories.map((category) => (
              <option key={category.id} value={category.id} selected={view.category === category.id}>
                {nameIn(words.language, category.name)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
