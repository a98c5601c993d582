import { GEOGRAPHIES, type District, type Heading, type Level } from "../../api/types.ts";
import { capitalize, formatWave } from "../../lib/format.ts";
import { MEASURES } from "../../lib/figures.ts";
import { nameIn } from "../../lib/text.ts";
import { ALL_NEEDS, type View } from "./state.ts";
import { useWords } from "./words.ts";

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

interface Option<T extends string> {
  id: T;
  label: string;
}

interface SelectProps<T extends string> {
  label: string;
  options: readonly Option<T>[];
  chosen: T | null;
  onChoose: (id: T) => void;
}

function Select<T extends string>({ label, options, chosen, onChoose }: SelectProps<T>) {
  const choose = (value: string): void => {
    const option = options.find(({ id }) => id === value);
    if (option !== undefined) onChoose(option.id);
  };
  return (
    <label class="field">
      <span class="field-label">{label}</span>
      <select value={chosen ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
        {options.map(({ id, label: words }) => (
          <option key={id} value={id} selected={id === chosen}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

interface SegmentsProps<T extends string> {
  name: string;
  legend: string;
  options: readonly Option<T>[];
  chosen: T;
  onChoose: (id: T) => void;
}

/** A choice of few, all in sight: radio buttons that look like one strip. */
export function Segments<T extends string>({ name, legend, options, chosen, onChoose }: SegmentsProps<T>) {
  return (
    <fieldset class={`field segments segments-${name}`}>
      <legend class="field-label">{legend}</legend>
      <div class="strip">
        {options.map(({ id, label }) => (
          <label key={id} class="segment">
            <input type="radio" name={name} value={id} checked={id === chosen} onChange={() => onChoose(id)} />
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
