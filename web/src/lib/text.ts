// Words in the reader's language. No visible word stands in code: all are in `text/*.json`, under the same keys.

import type { Named } from "../api/types.ts";
import type en from "../text/en.json";
import type enLater from "../text/en.later.json";

export const LANGUAGES = ["en", "es"] as const;
/** English written from right to left, to try the page's direction without a language that needs it. Not in the switch. */
export const PSEUDO = "qps";
export type Language = (typeof LANGUAGES)[number] | typeof PSEUDO;
export type TextKey = keyof typeof en | keyof typeof enLater;
type Texts = Partial<Record<TextKey, string>>;

/**
 * Each language comes in two files of its own, so that nobody waits for words that nobody reads: those of the map, and those
 * that are said later, on the other pages and in what-if.
 */
type Files = readonly [now: () => Promise<{ default: Texts }>, later: () => Promise<{ default: Texts }>];
const ENGLISH: Files = [() => import("../text/en.json"), () => import("../text/en.later.json")];
const FILES: Record<Language, Files> = {
  en: ENGLISH,
  es: [() => import("../text/es.json"), () => import("../text/es.later.json")],
  [PSEUDO]: ENGLISH,
};

const loaded = new Map<Language, Texts>();
/** Languages that were asked for, whether their words are there or not. */
const wanted = new Set<Language>();
let isLater = false;

/** Loads the words of a language; nothing can be said in it before. */
export async function loadWords(language: Language): Promise<Language> {
  wanted.add(language);
  const [now, later] = FILES[language];
  const parts = await Promise.all(isLater ? [now(), later()] : [now()]);
  loaded.set(language, Object.assign({}, loaded.get(language), ...parts.map((part) => part.default)) as Texts);
  return language;
}

/**
 * Loads what is said later, in every language that the reader has chosen and from now on in each that comes, and the code that
 * says it.
 */
export async function withLaterWords<Code>(code: Promise<Code>): Promise<Code> {
  isLater = true;
  const [ready] = await Promise.all([code, ...[...wanted].map(loadWords)]);
  return ready;
}

/** The language itself once its words are there, until then another one whose are; null before the first. */
export function spoken(language: Language): Language | null {
  return loaded.has(language) ? language : ([...loaded.keys()][0] ?? null);
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
  return [...loaded.values()].some((words) => Object.hasOwn(words, key));
}

/** The words for `key`, with `{name}` replaced by the value of that name. */
export function say(language: Language, key: TextKey, values: Readonly<Record<string, string>> = {}): string {
  const words = loaded.get(language)?.[key] ?? key;
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
