// Opening hours from the server's short form, `mon-fri 15:00-18:00;sat 09:00-12:00`, to words.

import { LOCALES, type Language } from "./text.ts";

const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** A Monday, from which the weekday names are taken. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** One line for the days that have the same hours: "Tue, Thu 3:30 PM–5:30 PM". Text that is not in the short form stands as it is. */
export function formatHours(language: Language, hours: string): string[] {
  const byDay = new Map<number, string[]>();
  for (const part of hours.split(";").filter((piece) => piece.trim() !== "")) {
    const entry = readEntry(part.trim());
    if (entry === null) return [hours];
    for (const day of entry.days) byDay.set(day, [...(byDay.get(day) ?? []), formatTimes(language, entry)]);
  }
  return groupDays(byDay).map(({ runs, times }) => {
    const days = runs.map(([from, to]) =>
      from === to ? dayName(language, from) : `${dayName(language, from)}–${dayName(language, to)}`,
    );
    return `${days.join(", ")} ${times}`;
  });
}

interface Entry {
  days: number[];
  opens_min: number;
  closes_min: number;
}

function readEntry(part: string): Entry | null {
  const [, first, last, opens, closes] =
    /^([a-z]{3})(?:-([a-z]{3}))? (\d{2}:\d{2})-(\d{2}:\d{2})$/i.exec(part) ?? [];
  const from = dayIndex(first);
  const to = dayIndex(last ?? first);
  const opens_min = minutes(opens);
  const closes_min = minutes(closes);
  if (from === null || to === null || opens_min === null || closes_min === null) return null;
  const length = ((to - from + 7) % 7) + 1;
  return { days: Array.from({ length }, (_, step) => (from + step) % 7), opens_min, closes_min };
}

function dayIndex(word: string | undefined): number | null {
  const index = DAYS.findIndex((day) => day === word?.toLowerCase());
  return index < 0 ? null : index;
}

function minutes(clock: string | undefined): number | null {
  const [hour, minute] = (clock ?? "").split(":").map(Number);
  return hour === undefined || minute === undefined || Number.isNaN(hour + minute) ? null : hour * 60 + minute;
}

function formatTimes(language: Language, { opens_min, closes_min }: Entry): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { hour: "numeric", minute: "2-digit", timeZone: "UTC" });
  const at = (minute: number): string => format.format(MONDAY + minute * MINUTE_MS);
  return `${at(opens_min)}–${at(closes_min)}`;
}

function dayName(language: Language, day: number): string {
  const format = new Intl.DateTimeFormat(LOCALES[language], { weekday: "short", timeZone: "UTC" });
  return format.format(MONDAY + day * DAY_MS);
}

interface Group {
  /** First and last day of each row of days without a gap. */
  runs: [from: number, to: number][];
  times: string;
}

/** In the order of each group's first day. */
function groupDays(byDay: ReadonlyMap<number, string[]>): Group[] {
  const groups: Group[] = [];
  for (const day of DAYS.keys()) {
    const times = byDay.get(day)?.join(", ");
    if (times === undefined) continue;
    const known = groups.find((group) => group.times === times);
    const last = known?.runs.at(-1);
    if (known === undefined) groups.push({ runs: [[day, day]], times });
    else if (last !== undefined && last[1] === day - 1) last[1] = day;
    else known.runs.push([day, day]);
  }
  return groups;
}
