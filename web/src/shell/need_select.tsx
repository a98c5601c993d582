import type { Heading } from "../api/types.ts";
import { nameIn } from "../lib/text.ts";
import { useWords } from "./words.ts";

interface NeedSelectProps {
  headings: readonly Heading[];
  chosen: string;
  /** The id of all needs together. */
  all: string;
  onChoose: (id: string) => void;
}

/** The choice of a need, by heading. */
export function NeedSelect({ headings, chosen, all, onChoose }: NeedSelectProps) {
  const words = useWords();
  return (
    <label class="field field-need">
      <span class="field-label">{words.say("control.need")}</span>
      <select value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value={all} selected={chosen === all}>
          {words.say("control.need.all")}
        </option>
        {headings.map((heading) => (
          <optgroup key={heading.id} label={nameIn(words.language, heading.name)}>
            {heading.categories.map(({ id, name }) => (
              <option key={id} value={id} selected={chosen === id}>
                {nameIn(words.language, name)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
