// The sentences that say what a cell of the gap table means.

import { OUTSIDE, type Category, type Gap } from "../api/types.ts";
import { formatShare, uncapitalize } from "./format.ts";
import { hasText, nameIn, say, sayCount, type Language } from "./text.ts";

export type AreaName = Pick<Gap, "geography" | "geography_id" | "name">;

/** The area's name, for headings and rows. */
export function areaName(language: Language, area: AreaName): string {
  return area.geography_id === OUTSIDE ? say(language, "name.outside") : (area.name ?? area.geography_id);
}

/** "in Millrace", "at Lincoln High", "in the Lincoln High feeder pattern". */
export function whereIs(language: Language, area: AreaName): string {
  if (area.geography_id === OUTSIDE) return say(language, "where.outside");
  return say(language, `where.${area.geography}`, { name: areaName(language, area) });
}

/** The category as it stands in a sentence after "need"; null for all needs together. */
export function needPhrase(language: Language, category: Category | null): string | null {
  if (category === null) return null;
  const key = `need.${category.id}`;
  if (hasText(key)) return say(language, key);
  return say(language, "need.other", { name: uncapitalize(nameIn(language, category.name)) });
}

/** What the cell says, first thing in the panel. `category` is null for all needs together. */
export function gapSentence(language: Language, gap: Gap, category: Category | null): string {
  const where = whereIs(language, gap);
  const need = needPhrase(language, category);
  if (gap.suppression !== null) return say(language, "sentence.hidden", { where });
  if (gap.responses === 0) return say(language, "sentence.nobody", { where });
  if (gap.unmet === null) return say(language, "sentence.small", { where });
  if (gap.needs === 0) return need === null ? say(language, "sentence.no-need.all", { where }) : say(language, "sentence.no-need", { where, need });
  const unmet = Math.round(gap.unmet);
  if (need === null) {
    return unmet === 0
      ? say(language, "sentence.none.all", { where })
      : sayCount(language, "sentence.unmet.all", unmet, { where });
  }
  return unmet === 0
    ? say(language, "sentence.none", { where, need })
    : sayCount(language, "sentence.unmet", unmet, { where, need });
}

/** The same without the place, for a list of one area's needs. */
export function needSentence(language: Language, unmet: number, category: Category): string {
  const need = needPhrase(language, category) ?? "";
  return sayCount(language, "report.needs.sentence", Math.round(unmet), { need });
}

export interface Largest {
  gap: Gap;
  /** Null for all needs together. */
  category: Category | null;
  measure: "families" | "rate";
  /** Whether other areas are hidden: one of them may be larger, and the sentence must not say otherwise. */
  areSomeHidden: boolean;
}

/** Where the need is largest, for the head of the overview; null when the cell has no number to say. */
export function largestSentence(language: Language, { gap, category, measure, areSomeHidden }: Largest): string | null {
  const scope = areSomeHidden ? say(language, "overview.largest.scope") : "";
  const where = whereIs(language, gap);
  const need = needPhrase(language, category);
  if (gap.unmet !== null && Math.round(gap.unmet) === 0) {
    return need === null ? say(language, "overview.met.all", { scope }) : say(language, "overview.met", { scope, need });
  }
  if (measure === "rate") {
    if (gap.unmet_rate === null) return null;
    const share = formatShare(language, gap.unmet_rate);
    return need === null
      ? say(language, "overview.largest.rate.all", { scope, where, share })
      : say(language, "overview.largest.rate", { scope, where, share, need });
  }
  if (gap.unmet === null) return null;
  return need === null
    ? sayCount(language, "overview.largest.all", Math.round(gap.unmet), { scope, where })
    : sayCount(language, "overview.largest.families", Math.round(gap.unmet), { scope, where, need });
}
