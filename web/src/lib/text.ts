// Words in the reader's language. No visible word stands in code: all are in `text/*.json`, under the same keys.

import type { Named } from "../api/types.ts";
import en from "../text/en.json";
import es from "../text/es.json";

export const LANGUAGES = ["en", "es"] as const;
export type Language = (typeof LANGUAGES)[number];
export type TextKey = keyof typeof en;

const WORDS: Record<Language, Record<TextKey, string>> = { en, es };

/** Every language by its own name, for the switch. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: "English", es: "Español" };

/** The district's readers are in the United States, whichever language they read. */
export const LOCALES: Record<Language, string> = { en: "en-US", es: "es-US" };

/** The first language of the browser's list that we speak, else English. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const known = LANGUAGES.find((language) => tag.toLowerCase().split("-")[0] === language);
    if (known !== undefined) return known;
  }
  return "en";
}

export function hasText(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}

/** The words for `key`, with `{name}` replaced by the value of that name. */
export function say(language: Language, key: TextKey, values: Readonly<Record<string, string>> = {}): string {
  return WORDS[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
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
  return name[language];
}
