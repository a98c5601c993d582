// The server names its columns in English. What it says of them, in the reader's language. Pure.

import type { Column } from "../../api/query.ts";
import { mirror, PSEUDO, type Language } from "../../lib/text.ts";
import spanish from "../../text/server_es.json";

const SPANISH: Readonly<Record<string, string>> = spanish;

/** Sentence by sentence, since many columns end alike; what we have no words for stays as the server says it. */
export function inLanguage(language: Language, english: string): string {
  if (language === "en") return english;
  if (language === PSEUDO) return mirror(english);
  return english.split(/(?<=\.) (?=\p{Lu})/u).map((sentence) => SPANISH[sentence] ?? sentence).join(" ");
}

/** A column as the reader sees it; its name, which filters and files go by, is the same in every language. */
export function columnIn<T extends Pick<Column, "title" | "description" | "unit">>(language: Language, column: T): T {
  const { title, description, unit } = column;
  return {
    ...column,
    title: inLanguage(language, title),
    description: inLanguage(language, description),
    unit: unit === null ? null : inLanguage(language, unit),
  };
}
