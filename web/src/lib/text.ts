// Words in the reader's language. No visible word stands in code: all are in `text/*.json`, under the same keys. A page
// loads the words of one language, and those of the other when somebody changes to it.

import type { Named } from "../api/types.ts";
import type en from "../text/en.json";

export const LANGUAGES = ["en", "es"] as const;
/** English written from right to left, to try the page's direction without a language that needs it. Not in the switch. */
export const PSEUDO = "qps";
export type Language = (typeof LANGUAGES)[number] | typeof PSEUDO;
export type TextKey = keyof typeof en;

type Written = Record<TextKey, string>;

const FILES: Record<(typeof LANGUAGES)[number], () => Promise<{ default: Written }>> = {
  en: () => import("../text/en.json"),
  es: () => import("../text/es.json"),
};
const LOADED = new Map<(typeof LANGUAGES)[number], Written>();

/** Has to have come to its end before anything is said in the language. */
export async function loadWords(language: Language): Promise<void> {
  const written = writtenIn(language);
  if (!LOADED.has(written)) LOADED.set(written, (await FILES[written]()).default);
}

export function hasWords(language: Language): boolean {
  return LOADED.has(writtenIn(language));
}

function writtenIn(language: Language): (typeof LANGUAGES)[number] {
  return language === PSEUDO ? "en" : language;
}

/** Every language by its own name, for the switch. */
export const LANGUAGE_NAMES: Record<(typeof LANGUAGES)[number], string> = { en: "English", es: "Español" };

/** The district's readers are in the United States, whichever language they read. */
export const LOCALES: Record<Language, string> = { en: "en-US", es: "es-US", [PSEUDO]: "en-US" };

/** The language that an address or a setting names. */
export function knownLanguage(tag: string | null): Language | null {
  return ([...LANGUAGES, PSEUDO] as const).find((one) => one === tag) ?? null;
}

export function directionOf(language: Language): "ltr" | "rtl" {
  return language === PSEUDO ? "rtl" : "ltr";
}

/** The first language of the browser's list that we speak, else English. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const known = LANGUAGES.find((language) => tag.toLowerCase().split("-")[0] === language);
    if (known !== undefined) return known;
  }
  return "en";
}

export function hasText(key: string): key is TextKey {
  return [...LOADED.values()].some((words) => Object.hasOwn(words, key));
}

/** The words for `key`, with `{name}` replaced by the value of that name. */
export function say(language: Language, key: TextKey, values: Readonly<Record<string, string>> = {}): string {
  const words = LOADED.get(writtenIn(language))?.[key] ?? key;
  const template = language === PSEUDO ? mirror(words) : words;
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Marks that make letters run from right to left, and end that. */
const [RIGHT_TO_LEFT, BACK] = ["\u202e", "\u202c"];

/** The words as a text that runs from right to left; placeholders and whatever is no letter stay as they are. */
export function mirror(words: string): string {
  return words.replace(/\{\w+\}|\p{L}[\p{L}\p{M}’']*/gu, (run) =>
    run.startsWith("{") ? run : `${RIGHT_TO_LEFT}${run}${BACK}`,
  );
}

/** Keys that come in a form for one and a form for any other number. */
type CountedKey = TextKey extends infer K ? (K extends `${infer Stem}.other` ? Stem : never) : never;
type Counted = Exclude<CountedKey, "need">;

/** The words for `n` of something, in the grammatical number of the language; `{n}` is the number. */
export function sayCount(
  language: Language,
  key: Counted,
  n: number,
  values: Readonly<Record<string, string>> = {},
): string {
  const form = new Intl.PluralRules(LOCALES[language]).select(n) === "one" ? "one" : "other";
  const shown = new Intl.NumberFormat(LOCALES[language]).format(n);
  return say(language, `${key}.${form}` as TextKey, { n: shown, ...values });
}

export function nameIn(language: Language, name: Named): string {
  return language === PSEUDO ? mirror(name.en) : name[language];
}
