import { useEffect, useId, useState } from "preact/hooks";
import { numberProblem, parseNumber } from "./form_values.ts";
import { useWords } from "../../../shell/words.ts";

interface NumberFieldProps {
  label: string;
  value: number | null;
  isWhole: boolean;
  /** Stands before the number, such as "$". */
  unit?: string;
  /** What is wrong with the number beyond that it is one. */
  problem: string | null;
  /** What the partner says today; nothing for a new one. */
  today?: string | null;
  onValue: (value: number | null) => void;
}

/** A number or nothing. It counts once the reader leaves the field or presses Enter. */
export function NumberField({ label, value, isWhole, unit, problem, today, onValue }: NumberFieldProps) {
  const words = useWords();
  const id = useId();
  const shown = value === null ? "" : String(value);
  const [text, setText] = useState(shown);
  const [isBad, setIsBad] = useState(false);
  useEffect(() => {
    setText(shown);
    setIsBad(false);
  }, [shown]);
  const settle = (): void => {
    const bad = numberProblem(text, isWhole);
    setIsBad(bad);
    if (!bad && parseNumber(text) !== value) onValue(parseNumber(text));
  };
  const words_of_problem = isBad ? words.say(isWhole ? "whatif.problem.whole" : "whatif.problem.number") : problem;
  return (
    <div class="whatif-field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <span class="whatif-number">
        {unit !== undefined && <span aria-hidden="true">{unit}</span>}
        <input
          id={id}
          type="text"
          inputMode={isWhole ? "numeric" : "decimal"}
          autoComplete="off"
          placeholder={words.say("whatif.unstated")}
          value={text}
          aria-invalid={words_of_problem !== null}
          aria-describedby={`${id}-note`}
          onInput={(event) => setText(event.currentTarget.value)}
          onBlur={settle}
          onKeyDown={(event) => event.key === "Enter" && settle()}
        />
      </span>
      <p id={`${id}-note`} class={words_of_problem === null ? "whatif-hint" : "whatif-problem"} role={words_of_problem === null ? undefined : "alert"}>
        {words_of_problem ?? today ?? ""}
      </p>
    </div>
  );
}
