// From what stands in the form to what a scenario says of a site.

import type { SiteFields } from "../../../lib/scenario.ts";

/** Whether a text is no number that a site can have. Nothing is "not stated". */
export function numberProblem(text: string, isWhole: boolean): boolean {
  const number = parseNumber(text);
  if (text.trim() === "") return false;
  return number === null || number < 0 || number > 1e6 || (isWhole && !Number.isInteger(number));
}

/** Null when nothing, or no number, is written. A comma may separate the cents. */
export function parseNumber(text: string): number | null {
  const plain = text.trim().replace(/^\$/, "").replace(/,(\d{1,2})$/, ".$1");
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

export type FieldProblems = Partial<Record<keyof SiteFields, "categories" | "ages">>;

/** What of a site the server would refuse. */
export function siteProblems({ categories, min_age, max_age }: SiteFields): FieldProblems {
  return {
    ...(categories.length === 0 ? { categories: "categories" as const } : {}),
    ...(min_age !== null && max_age !== null && min_age > max_age ? { min_age: "ages" as const } : {}),
  };
}

/** The change and the field that a JSON Pointer of the server is about: `/changes/3/set/hours`. */
export function placeOfProblem(pointer: string | null): { index: number; field: string | null } | null {
  const [, index, field] = /^\/changes\/(\d+)(?:\/(?:site|set)(?:\/([a-z_]+))?)?/.exec(pointer ?? "") ?? [];
  return index === undefined ? null : { index: Number(index), field: field ?? null };
}

/** Languages that schools in the United States count most; others can be written by their tag. */
export const LANGUAGE_TAGS = [
  "en", "es", "zh", "yue", "vi", "ko", "tl", "ru", "ar", "am", "fr", "ht", "pt", "ja", "hi", "ur", "bn", "pa", "gu", "te", "ta",
  "ne", "fa", "ps", "so", "sw", "ti", "om", "my", "km", "lo", "hmn", "th", "id", "pl", "uk", "ro", "it", "de", "el", "tr", "he",
  "sq", "sr", "bs", "hr", "hy", "ka", "ku", "ml", "mr", "yo", "ig", "ha", "rw", "ln", "mam", "quc", "nv", "sm", "mh", "ase",
] as const;
