import type { District, Heading } from "../../api/types.ts";
import { LEVELS } from "../../api/types.ts";
import { capitalize, formatWave } from "../../lib/format.ts";
import { CategorySelect, Segments, Select } from "../../shell/fields.tsx";
import { useWords } from "../../shell/words.ts";
import { ALL_NEEDS } from "../plan/state.ts";
import { endsOf, type Network } from "./network.ts";
import { SHOWN, WHOLE, type View } from "./state.ts";

interface ControlsProps {
  district: District;
  headings: readonly Heading[];
  /** The whole district, and the part in sight. */
  whole: Network;
  network: Network;
  view: View;
  category: string;
  wave: string | null;
  high: string | null;
  marked: string | null;
  onChoice: (choice: Partial<View>) => void;
}

export function Controls({ district, headings, whole, view, category, wave, high, marked, onChoice }: ControlsProps) {
  const words = useWords();
  return (
    <form class="controls" aria-label={words.say("page.controls")} onSubmit={(event) => event.preventDefault()}>
      <CategorySelect headings={headings} chosen={category} onChoose={(id) => onChoice({ category: id })} />
      {district.waves.length > 1 && (
        <Select
          label={words.say("control.wave")}
          options={[...district.waves].reverse().map((id) => ({ id, label: capitalize(formatWave(words.language, id)) }))}
          chosen={wave}
          onChoose={(id) => onChoice({ wave: id })}
        />
      )}
      <Select
        label={words.say("geography.one.feeder-pattern")}
        options={[
          ...whole.columns.high.map(({ id, name }) => ({ id, label: name })),
          { id: WHOLE, label: words.say("feeders.whole") },
        ]}
        chosen={high ?? WHOLE}
        onChoose={(id) => onChoice({ high: id, school: null })}
      />
      <SchoolSelect {...{ whole, view, marked, onChoice }} />
      <Segments
        name="shown"
        legend={words.say("control.view")}
        options={SHOWN.map((id) => ({ id, label: words.say(`feeders.show.${id}`) }))}
        chosen={view.show}
        onChoose={(show) => onChoice({ show })}
      />
      {category === ALL_NEEDS && <p class="controls-note">{words.say("control.need.all.note")}</p>}
    </form>
  );
}

/** Marks the way of one school, in the pattern in which it ends. */
function SchoolSelect({ whole, view, marked, onChoice }: Pick<ControlsProps, "whole" | "view" | "marked" | "onChoice">) {
  const words = useWords();
  const choose = (id: string): void => {
    const ends = endsOf(whole, id);
    const stays = view.high === WHOLE || view.high === null ? view.high : (ends.find((end) => end === view.high) ?? ends[0] ?? WHOLE);
    onChoice({ school: id === "" ? null : id, high: id === "" ? view.high : view.high === null ? (ends[0] ?? WHOLE) : stays });
    if (id !== "") requestAnimationFrame(() => document.getElementById(`school-${id}`)?.scrollIntoView({ block: "center" }));
  };
  return (
    <label class="field field-school">
      <span class="field-label">{words.say("feeders.find")}</span>
      <select value={marked ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="" selected={marked === null}>
          {words.say("feeders.find.none")}
        </option>
        {LEVELS.map((level) => (
          <optgroup key={level} label={words.say(`level.${level}`)}>
            {whole.columns[level].map(({ id, name }) => (
              <option key={id} value={id} selected={id === marked}>
                {name}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
