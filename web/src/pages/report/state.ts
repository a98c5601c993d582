// What the printed page shows, in the address: one area, one survey, one need looked at more closely.

import { GEOGRAPHIES, OUTSIDE, type District, type Gap, type Geography, type Heading } from "../../api/types.ts";
import { ALL_NEEDS } from "../plan/state.ts";

export interface ReportChoice {
  geography: Geography;
  id: string;
  /** Null is the latest. */
  wave: string | null;
  /** Null is the one that most families go without. */
  category: string | null;
}

/** Null when the address names no area that can stand on a page. */
export function choiceFrom(given: URLSearchParams, district: District, headings: readonly Heading[]): ReportChoice | null {
  const geography = GEOGRAPHIES.find((one) => one === given.get("by"));
  const id = given.get("area");
  if (geography === undefined || id === null || id === "" || id === OUTSIDE) return null;
  const category = given.get("category");
  const isKnown = category === ALL_NEEDS || headings.some((heading) => heading.categories.some((one) => one.id === category));
  return {
    geography,
    id,
    wave: district.waves.find((wave) => wave === given.get("wave")) ?? district.waves.at(-1) ?? null,
    category: isKnown ? category : null,
  };
}

/** The same area on the map. */
export function mapParameters(gap: Gap): URLSearchParams {
  const { geography, geography_id, category, level, wave } = gap;
  const all = { category, by: geography, level, wave, area: geography_id };
  return new URLSearchParams(Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null));
}

export interface Needs {
  /** With a number above 0, the largest first. */
  largest: (Gap & { unmet: number })[];
  /** Needs whose number is hidden. */
  n_hidden: number;
}

export function needsOf(cells: readonly Gap[], n: number): Needs {
  const shown = cells.filter((cell): cell is Gap & { unmet: number } => cell.suppression === null && cell.unmet !== null);
  const unmet = shown.filter((cell) => Math.round(cell.unmet) > 0);
  return {
    largest: unmet.sort((a, b) => b.unmet - a.unmet || a.category.localeCompare(b.category)).slice(0, n),
    n_hidden: cells.length - shown.length,
  };
}
