// Opening hours as rows of a form, and as the server's text: `mon-fri 15:00-18:00;sat 20:00-02:00`.

export const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export interface HoursRow {
  /** From 0, Monday. */
  days: readonly number[];
  /** `15:00` */
  opens: string;
  /** At or before `opens` it is on the next day. */
  closes: string;
}

export type HoursProblem = "days" | "times" | "same";

/** What is wrong with a row; null when nothing is. */
export function problemOf({ days, opens, closes }: HoursRow): HoursProblem | null {
  if (days.length === 0) return "days";
  if (!CLOCK.test(opens) || !(CLOCK.test(closes) || closes === "24:00")) return "times";
  return opens === closes ? "same" : null;
}

/** Whether the row closes on the day after. */
export function isOvernight({ opens, closes }: HoursRow): boolean {
  return opens !== "" && closes !== "" && closes <= opens;
}

/** The server's text; null, "not stated", when there is no row. Rows must be without problems. */
export function hoursText(rows: readonly HoursRow[]): string | null {
  const entries = rows.flatMap(({ days, opens, closes }) =>
    runs(days).map(([first, last]) => {
      const name = first === last ? DAYS[first] : `${DAYS[first] ?? ""}-${DAYS[last] ?? ""}`;
      return `${name ?? ""} ${opens}-${closes}`;
    }),
  );
  return entries.length === 0 ? null : entries.join(";");
}

/** The rows of a text, one for each pair of times; null when it is not in the server's form. */
export function hoursRows(text: string): HoursRow[] | null {
  const byTimes = new Map<string, HoursRow>();
  for (const part of text.split(";").map((piece) => piece.trim())) {
    if (part === "") continue;
    const [, from, to, opens, closes] = ENTRY.exec(part) ?? [];
    const first = dayIndex(from);
    const last = dayIndex(to ?? from);
    if (first < 0 || last < 0 || opens === undefined || closes === undefined) return null;
    const days = Array.from({ length: ((last - first + 7) % 7) + 1 }, (_, step) => (first + step) % 7);
    const before = byTimes.get(`${opens}-${closes}`)?.days ?? [];
    byTimes.set(`${opens}-${closes}`, { days: [...new Set([...before, ...days])].sort((a, b) => a - b), opens, closes });
  }
  return [...byTimes.values()];
}

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const ENTRY = /^([a-z]{3})(?:-([a-z]{3}))?\s+(\d{2}:\d{2})\s*-\s*(\d{2}:\d{2})$/i;

function dayIndex(word: string | undefined): number {
  return DAYS.findIndex((day) => day === word?.toLowerCase());
}

/** First and last of each run of days. */
function runs(days: readonly number[]): [number, number][] {
  const found: [number, number][] = [];
  for (const day of [...new Set(days)].sort((a, b) => a - b)) {
    const last = found.at(-1);
    if (last !== undefined && last[1] === day - 1) last[1] = day;
    else found.push([day, day]);
  }
  return found;
}
