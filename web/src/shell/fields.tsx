// Choices: one of many, one of few.

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
