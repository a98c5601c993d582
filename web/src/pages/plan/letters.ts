// Letters that stand for the headings of needs on the map.

import type { Heading } from "../../api/types.ts";
import { nameIn, type Language } from "../../lib/text.ts";

/** A letter for every heading: the first of its name that no other has. */
export function lettersOf(language: Language, headings: readonly Heading[]): string[] {
  const taken: string[] = [];
  for (const heading of headings) {
    const letters = [...nameIn(language, heading.name).toLocaleUpperCase(language)].filter((letter) => /\p{L}/u.test(letter));
    taken.push(letters.find((letter) => !taken.includes(letter)) ?? String(taken.length + 1));
  }
  return taken;
}

/** The number of the heading that the first of the categories belongs to; -1 when none does. */
export function headingOf(headings: readonly Heading[], categories: readonly string[]): number {
  const first = categories[0];
  return headings.findIndex((heading) => heading.categories.some(({ id }) => id === first));
}
