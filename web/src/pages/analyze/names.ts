// Human names of what the server knows by codes: collections, needs, levels, surveys.

import type { Collection, Column } from "../../api/query.ts";
import type { Heading } from "../../api/types.ts";
import { formatWave } from "../../lib/format.ts";
import { hasText, nameIn } from "../../lib/text.ts";
import type { Words } from "../../shell/words.ts";

/** In the reader's language where we have words, else as the server says. */
export function collectionName(words: Words, { id, title }: Pick<Collection, "id" | "title">): string {
  const key = `analyze.collection.${id}`;
  return hasText(key) ? words.say(key) : title;
}

/** What a code of a column means. */
export function choiceName(words: Words, headings: readonly Heading[], { name }: Column, code: string): string {
  if (name === "category") {
    const category = headings.flatMap((heading) => heading.categories).find(({ id }) => id === code);
    return category === undefined ? words.say("control.need.all") : nameIn(words.language, category.name);
  }
  if (name === "wave") return formatWave(words.language, code);
  const key = name === "level" ? `level.${code}` : name === "geography" ? `geography.one.${code}` : "";
  return hasText(key) ? words.say(key) : code;
}
