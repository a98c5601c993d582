// Choices: one of many, one of few, one of the needs.

import type { Heading } from "../api/types.ts";
import { nameIn } from "../lib/text.ts";
import { useWords } from "./words.ts";

/** Stands for all needs together. */
const ALL_NEEDS = "all";

export interface Option<T extends string> {
  id: T;
  label: string;
}

interface SelectProps<T extends string> {
  label: string;
  options: readonly Option<T>[];
  chosen: T | null;
  onChoose: (id: T) => void;
}

export function Select<T extends string>({ label, options, chosen, onChoose }: SelectProps<T>) {
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

interface CategorySelectProps {
  headings: readonly Heading[];
  chosen: string;
  onChoose: (id: string) => void;
}

/** The needs under their headings, and all of them together. */
export function CategorySelect({ headings, chosen, onChoose }: CategorySelectProps) {
  const words = useWords();
  return (
    <label class="field field-need">
      <span class="field-label">{words.say("control.need")}</span>
      <select value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value={ALL_NEEDS} selected={chosen === ALL_NEEDS}>
          {words.say("control.need.all")}
        </option>
        {headings.map((heading) => (
          <optgroup key={heading.id} label={nameIn(words.language, heading.name)}>
            {heading.categories.map((category) => (
              <option key={category.id} value={category.id} selected={chosen === category.id}>
                {nameIn(words.language, category.name)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}
