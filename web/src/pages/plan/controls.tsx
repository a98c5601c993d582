import { useState } from "preact/hooks";
import { GEOGRAPHIES, type District, type Heading, type Level } from "../../api/types.ts";
import { capitalize, formatWave } from "../../lib/format.ts";
import { MEASURES } from "../../lib/figures.ts";
import { unitOf } from "./measure_words.ts";
import { ALL_NEEDS, type View } from "./state.ts";
import { CategorySelect, Segments, Select } from "../../shell/fields.tsx";
import { useWords } from "../../shell/words.ts";

interface ControlsProps {
  view: View & { category: string };
  district: District;
  headings: readonly Heading[];
  /** Whether the server knows any access score: a measure of which nothing is known is not offered. */
  hasAccess: boolean;
  onChoice: (choice: Partial<View>) => void;
}

/** What to show: in one row, on a phone with the most used choices first. */
export function Controls({ view, district, headings, onChoice, hasAccess }: ControlsProps) {
  const words = useWords();
  const isAll = view.category === ALL_NEEDS;
  const [isOpen, setIsOpen] = useState(false);
  const isChanged = view.measure !== "families" || view.before !== null || (view.wave !== null && view.wave !== district.waves.at(-1));
  const show = (["map", "table"] as const).map((id) => ({ id, label: words.say(`control.${id}`) }));
  return (
    <form class="controls plan-controls" aria-label={words.say("page.controls")} onSubmit={(event) => event.preventDefault()}>
      <Segments
        name="show"
        legend={words.say("control.view")}
        options={show}
        chosen={view.show}
        onChoose={(chosen) => onChoice({ show: chosen })}
      />
      <CategorySelect chosen={view.category} headings={headings} onChoose={(category) => onChoice({ category })} />
      <Select
        label={words.say("control.geography")}
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
      <button
        type="button"
        class={`more-choices ${isChanged ? "is-changed" : ""}`}
        aria-expanded={isOpen}
        aria-label={words.say(isChanged ? "control.more.changed" : "control.more")}
        onClick={() => setIsOpen(!isOpen)}
      >
        <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
          <path d="M2 5h6M12 5h2M2 11h2M8 11h6M10 3a2 2 0 110 4 2 2 0 010-4zM6 9a2 2 0 110 4 2 2 0 010-4z" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" />
        </svg>
      </button>
      <Select
        label={words.say("map.measure")}
        options={MEASURES.filter((id) => id !== "access" || hasAccess || view.measure === id).map((id) => ({ id, label: words.say(`map.measure.${unitOf(id, isAll)}`) }))}
        chosen={view.measure}
        onChoose={(measure) => onChoice({ measure })}
      />
      <Waves view={view} district={district} onChoice={onChoice} />
    </form>
  );
}

const NO_WAVE = "none";

/** The survey, and an earlier one to compare it with. */
function Waves({ view, district, onChoice }: Omit<ControlsProps, "headings" | "hasAccess">) {
  const words = useWords();
  const name = (wave: string): string => capitalize(formatWave(words.language, wave));
  const { waves } = district;
  if (waves.length === 0) return null;
  const others = waves.filter((id) => id !== view.wave);
  return (
    <>
      <Select
        label={words.say("control.wave")}
        options={[...waves].reverse().map((id) => ({ id, label: name(id) }))}
        chosen={view.wave}
        onChoose={(wave) => onChoice({ wave, ...(wave === view.before ? { before: null } : {}) })}
      />
      {others.length > 0 && (
        <Select
          label={words.say("map.before")}
          options={[
            { id: NO_WAVE, label: words.say("map.before.none") },
            ...others.map((id) => ({ id, label: name(id) })),
          ]}
          chosen={view.before ?? NO_WAVE}
          onChoose={(id) => onChoice({ before: id === NO_WAVE ? null : id })}
        />
      )}
    </>
  );
}
