import { useEffect, useId, useState } from "preact/hooks";
import { formatHours } from "../../../lib/hours.ts";
import { DAYS, hoursRows, hoursText, isOvernight, problemOf, type HoursRow } from "../../../lib/scenario_hours.ts";
import { LOCALES, type Language } from "../../../lib/text.ts";
import { useWords } from "../../../shell/words.ts";

interface HoursFieldProps {
  value: string | null;
  problem: string | null;
  today: string | null;
  onValue: (value: string | null) => void;
}

const AFTERNOON: HoursRow = { days: [0, 1, 2, 3, 4], opens: "15:00", closes: "18:00" };

/** Days and times, in as many rows as needed. What is complete counts at once; what is not says what it lacks. */
export function HoursField({ value, problem, today, onValue }: HoursFieldProps) {
  const words = useWords();
  const [rows, setRows] = useState<HoursRow[]>(() => hoursRows(value ?? "") ?? []);
  useEffect(() => {
    // Undone, or another site: unless the rows say the same, or are not complete yet.
    if (rows.every((row) => problemOf(row) === null) && hoursText(rows) !== value) setRows(hoursRows(value ?? "") ?? []);
  }, [value]);
  const put = (next: HoursRow[]): void => {
    setRows(next);
    if (next.every((row) => problemOf(row) === null) && hoursText(next) !== value) onValue(hoursText(next));
  };
  const unreadable = value !== null && hoursRows(value) === null;
  return (
    <fieldset class="whatif-field whatif-hours">
      <legend class="field-label">{words.say("whatif.field.hours")}</legend>
      {rows.length === 0 && !unreadable && <p class="whatif-hint">{words.say("whatif.unstated")}</p>}
      {unreadable && <p class="whatif-hint">{formatHours(words.language, value).join("; ")}</p>}
      {rows.map((row, index) => (
        <Row
          key={index}
          row={row}
          number={index + 1}
          onRow={(next) => put(rows.map((other, at) => (at === index ? next : other)))}
          onRemove={() => put(rows.filter((_, at) => at !== index))}
        />
      ))}
      {problem !== null && (
        <p class="whatif-problem" role="alert">
          {problem}
        </p>
      )}
      {today !== null && <p class="whatif-hint">{today}</p>}
      <button type="button" class="whatif-small" onClick={() => put([...rows, rows.length === 0 ? AFTERNOON : { days: [5], opens: "10:00", closes: "13:00" }])}>
        {words.say("whatif.hours.add")}
      </button>
    </fieldset>
  );
}

interface RowProps {
  row: HoursRow;
  number: number;
  onRow: (row: HoursRow) => void;
  onRemove: () => void;
}

function Row({ row, number, onRow, onRemove }: RowProps) {
  const words = useWords();
  const id = useId();
  const problem = problemOf(row);
  const toggle = (day: number): void =>
    onRow({ ...row, days: row.days.includes(day) ? row.days.filter((other) => other !== day) : [...row.days, day].sort((a, b) => a - b) });
  const names = dayNames(words.language);
  return (
    <div class="whatif-hours-row" role="group" aria-label={words.say("whatif.hours.row", { n: String(number) })}>
      <div class="whatif-days">
        {DAYS.map((day, index) => (
          <label key={day} class="whatif-day" title={names[index]?.long}>
            <input type="checkbox" checked={row.days.includes(index)} onChange={() => toggle(index)} aria-label={names[index]?.long} />
            <span aria-hidden="true">{names[index]?.short}</span>
          </label>
        ))}
      </div>
      <div class="whatif-times">
        <input
          type="time"
          aria-label={words.say("whatif.hours.from")}
          value={row.opens}
          aria-invalid={problem === "times" || problem === "same"}
          aria-describedby={`${id}-problem`}
          onInput={(event) => onRow({ ...row, opens: event.currentTarget.value })}
        />
        <span aria-hidden="true">–</span>
        <input
          type="time"
          aria-label={words.say("whatif.hours.to")}
          value={row.closes}
          aria-invalid={problem === "times" || problem === "same"}
          aria-describedby={`${id}-problem`}
          onInput={(event) => onRow({ ...row, closes: event.currentTarget.value })}
        />
        <button type="button" class="whatif-icon" aria-label={words.say("whatif.hours.remove", { n: String(number) })} onClick={onRemove}>
          <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
            <path d="M3.5 3.5l9 9M12.5 3.5l-9 9" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" />
          </svg>
        </button>
      </div>
      <p id={`${id}-problem`} class={problem === null ? "whatif-hint" : "whatif-problem"} role={problem === null ? undefined : "alert"}>
        {problem !== null ? words.say(`whatif.problem.${problem}`) : isOvernight(row) ? words.say("whatif.hours.overnight") : ""}
      </p>
    </div>
  );
}

/** A Monday, from which the weekday names are taken. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

function dayNames(language: Language): { short: string; long: string }[] {
  const format = (weekday: "short" | "long"): Intl.DateTimeFormat => new Intl.DateTimeFormat(LOCALES[language], { weekday, timeZone: "UTC" });
  const [short, long] = [format("short"), format("long")];
  return DAYS.map((_, index) => ({ short: short.format(MONDAY + index * DAY_MS), long: long.format(MONDAY + index * DAY_MS) }));
}
