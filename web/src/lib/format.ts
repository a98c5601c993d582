// Numbers, distances, money and dates as a reader of the language expects them.

import { directionOf, hasText, LOCALES, say, type Language } from "./text.ts";

const METRES_PER_MILE = 1609.344;
const METRES_PER_FOOT = 0.3048;

/** Making a formatter takes longer than a thousand numbers: each kind is made once. */
const formats = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const made = formats.get(key) ?? new Intl.NumberFormat(LOCALES[language], options);
  formats.set(key, made);
  return made;
}

export function formatCount(language: Language, n: number): string {
  return numberFormat(language, { maximumFractionDigits: 0 }).format(n);
}

/** With its sign; zero has none. */
export function formatSigned(language: Language, n: number): string {
  const signed = formatSignedAlone(language, n);
  // Among words that run from right to left the sign would go to the other side.
  return directionOf(language) === "rtl" ? `\u2066${signed}\u2069` : signed;
}

/** For where nothing else stands beside it, such as a badge of the map. */
export function formatSignedAlone(language: Language, n: number): string {
  return numberFormat(language, { signDisplay: "exceptZero", maximumFractionDigits: 1 }).format(n);
}

/** `share` is 0 to 1. */
export function formatShare(language: Language, share: number): string {
  return numberFormat(language, { style: "percent", maximumFractionDigits: 0 }).format(share);
}

/** Feet below a tenth of a mile, miles with one decimal above. */
export function formatDistance(language: Language, distance_m: number): string {
  const miles = distance_m / METRES_PER_MILE;
  const isNear = miles < 0.1;
  const value = isNear ? Math.round(distance_m / METRES_PER_FOOT / 50) * 50 : miles;
  return numberFormat(language, {
    style: "unit",
    unit: isNear ? "foot" : "mile",
    maximumFractionDigits: isNear ? 0 : 1,
  }).format(value);
}

/** US dollars; 0 is free. */
export function formatCost(language: Language, cost: number): string {
  if (cost === 0) return say(language, "partner.free");
  const digits = Number.isInteger(cost) ? 0 : 2;
  return numberFormat(language, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(cost);
}

/** Names of languages from their BCP 47 tags; a tag that the browser does not know stands as it is. */
export function formatLanguages(language: Language, tags: readonly string[]): string {
  const names = new Intl.DisplayNames(LOCALES[language], { type: "language", fallback: "code" });
  const known = tags.map((tag) => {
    try {
      return names.of(tag) ?? tag;
    } catch {
      return tag;
    }
  });
  return formatList(language, known);
}

export function formatList(language: Language, items: readonly string[]): string {
  return new Intl.ListFormat(LOCALES[language], { type: "conjunction" }).format(items);
}

/** A day given as `2026-04-06`; anything else stands as it is. */
export function formatDate(language: Language, day: string): string {
  const date = new Date(`${day}T12:00:00Z`);
  if (Number.isNaN(date.getTime())) return day;
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "medium", timeZone: "UTC" }).format(date);
}

const SEASONS = ["spring", "summer", "fall", "winter"] as const;

/** `2026-fall` reads as a season of a year; any other name of a wave stands as it is. */
export function formatWave(language: Language, wave: string): string {
  const [, year, word] = /^(\d{4})-(\w+)$/.exec(wave) ?? [];
  const season = SEASONS.find((known) => known === word);
  return year === undefined || season === undefined ? wave : say(language, `wave.${season}`, { year });
}

/** A day from `2026-05-03`, or from a moment that begins with one; null for anything else. */
export function formatDay(language: Language, day: string): string | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})/.exec(day) ?? [];
  if (year === undefined) return null;
  const format = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long", timeZone: "UTC" });
  return format.format(Date.UTC(Number(year), Number(month) - 1, Number(date)));
}

/** Today, as it stands on paper. */
export function formatToday(language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "long" }).format(new Date());
}

/** What an asset is: our word for a kind that we know, else the source's own with a capital. */
export function formatKind(language: Language, kind: string): string {
  const key = `kind.${kind}`;
  return hasText(key) ? say(language, key) : capitalize(kind);
}

export function capitalize(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function uncapitalize(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** A moment given as RFC 3339: the day and the time in the reader's own zone. */
export function formatMoment(language: Language, moment: string): string {
  const date = new Date(moment);
  if (Number.isNaN(date.getTime())) return moment;
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: "medium", timeStyle: "short" }).format(date);
}
