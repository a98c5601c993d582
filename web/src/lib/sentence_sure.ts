// How far the number of a cell can be relied on, in words.

import type { District, Gap } from "../api/types.ts";
import { say, sayCount, type Language } from "./text.ts";

export const SUPPORT = ["few", "some", "many"] as const;
/** How many answers stand behind a number. */
export type Support = (typeof SUPPORT)[number];

/** Below this a share is not published by the rules of the National Center for Health Statistics (2017). */
const FEW = 30;
/** From here a share of half is known to about ten points at 95 %. */
const MANY = 100;

export function supportOf(responses: number): Support {
  if (responses < FEW) return "few";
  return responses < MANY ? "some" : "many";
}

/** What stands behind the number, and how high it could be. Nothing for a cell that shows no number. */
export function sureSentences(language: Language, gap: Gap, access: District["access"]): string[] {
  if (gap.suppression !== null || gap.unmet === null || gap.responses === 0) return [];
  const { responses } = gap;
  const answers =
    responses === null
      ? []
      : [sayCount(language, `panel.sure.${supportOf(responses)}`, Math.round(responses))];
  const rounded = access === "public" ? [say(language, "panel.sure.rounded")] : [];
  return [...answers, strictSentence(language, gap.unmet, gap.unmet_strict), ...rounded];
}

/** The upper end: what partners leave unsaid read against the families. */
function strictSentence(language: Language, unmet: number, unmet_strict: number | null): string {
  if (unmet_strict === null) return say(language, "panel.sure.strict.hidden");
  const most = Math.round(unmet_strict);
  if (most <= Math.round(unmet)) return say(language, "panel.sure.strict.same");
  return sayCount(language, "panel.sure.strict", most);
}

/** Whether more would be served if the places were shared out by plan. */
export function sharingSentence(language: Language, { coordination_gain }: Pick<Gap, "coordination_gain">): string {
  if (coordination_gain === null) return say(language, "panel.sharing.hidden");
  const gain = Math.round(coordination_gain);
  if (gain === 0) return say(language, "panel.sharing.same");
  return gain > 0
    ? sayCount(language, "panel.sharing.more", gain)
    : sayCount(language, "panel.sharing.fewer", -gain);
}
