// Fields that are lists: what a site offers, and in which languages.

import { useId, useMemo } from "preact/hooks";
import type { Heading } from "../../../api/types.ts";
import { capitalize, formatLanguages } from "../../../lib/format.ts";
import type { Entry } from "../../../lib/search.ts";
import { nameIn } from "../../../lib/text.ts";
import { useWords } from "../../../shell/words.ts";
import { Combobox } from "./combobox.tsx";
import { LANGUAGE_TAGS } from "./form_values.ts";
import { arrangementName, namesOf } from "./site_words.ts";

interface ListFieldProps {
  value: readonly string[];
  problem: string | null;
  today: string | null;
  onValue: (value: string[]) => void;
}

export function CategoriesField({ value, problem, today, headings, onValue }: ListFieldProps & { headings: readonly Heading[] }) {
  const words = useWords();
  const toggle = (id: string): void => onValue(value.includes(id) ? value.filter((other) => other !== id) : [...value, id]);
  return (
    <details class="whatif-field whatif-categories" open={value.length === 0}>
      <summary>
        <span class="field-label">{words.say("whatif.field.categories")}</span>
        <span class="whatif-chosen">{namesOf(words, headings, value) ?? words.say("whatif.unstated")}</span>
      </summary>
      {headings.map((heading) => (
        <fieldset key={heading.id}>
          <legend>{nameIn(words.language, heading.name)}</legend>
          {heading.categories.map(({ id, name }) => (
            <label key={id} class="toggle">
              <input type="checkbox" checked={value.includes(id)} onChange={() => toggle(id)} />
              <span>{nameIn(words.language, name)}</span>
            </label>
          ))}
        </fieldset>
      ))}
      {problem !== null && (
        <p class="whatif-problem" role="alert">
          {problem}
        </p>
      )}
      {today !== null && <p class="whatif-hint">{today}</p>}
    </details>
  );
}

/** Offers none; it stands alone. */
const NO_ARRANGEMENT = "none";

/** What a place has for people with a disability, in the words that partners use. */
export function AccessibilityField({ value, problem, today, known, onValue }: ListFieldProps & { known: readonly string[] }) {
  const words = useWords();
  const id = useId();
  const offered = [...new Set([...known, ...value])].filter((token) => token !== NO_ARRANGEMENT).sort();
  const toggle = (token: string): void => {
    if (value.includes(token)) onValue(value.filter((other) => other !== token));
    else onValue(token === NO_ARRANGEMENT ? [token] : [...value.filter((other) => other !== NO_ARRANGEMENT), token]);
  };
  return (
    <fieldset class="whatif-field" aria-describedby={`${id}-note`}>
      <legend class="field-label">{words.say("whatif.field.accessibility")}</legend>
      {[...offered, NO_ARRANGEMENT].map((token) => (
        <label key={token} class="toggle">
          <input type="checkbox" checked={value.includes(token)} onChange={() => toggle(token)} />
          <span>{arrangementName(words, token)}</span>
        </label>
      ))}
      <p id={`${id}-note`} class={problem === null ? "whatif-hint" : "whatif-problem"}>
        {problem ?? today ?? (value.length === 0 ? words.say("whatif.unstated") : "")}
      </p>
    </fieldset>
  );
}

export function LanguagesField({ value, problem, today, onValue }: ListFieldProps) {
  const words = useWords();
  const name = (tag: string): string => capitalize(formatLanguages(words.language, [tag]));
  const entries = useMemo(
    () => LANGUAGE_TAGS.filter((tag) => !value.includes(tag)).map((tag): Entry<string> => ({ name: name(tag), about: tag, target: tag, group: 0 })),
    [words.language, value.join()],
  );
  const add = (tag: string): void => {
    if (!value.includes(tag)) onValue([...value, tag]);
  };
  return (
    <div class="whatif-field">
      <Combobox
        label={words.say("whatif.field.languages")}
        hint={today ?? (value.length === 0 ? words.say("whatif.languages.hint") : "")}
        problem={problem}
        entries={entries}
        onPick={({ target }) => add(target)}
      >
        {value.length > 0 && (
          <ul class="whatif-chips">
            {value.map((tag) => (
              <li key={tag}>
                {name(tag)}
                <button
                  type="button"
                  aria-label={words.say("whatif.languages.remove", { language: name(tag) })}
                  onClick={() => onValue(value.filter((other) => other !== tag))}
                >
                  ×
                </button>
              </li>
            ))}
          </ul>
        )}
      </Combobox>
    </div>
  );
}
