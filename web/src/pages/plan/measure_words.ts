// The words of the measures: what a class, a value or the first area of a ranking means.

import type { Category, Gap } from "../../api/types.ts";
import type { Figures, Measure, Row } from "../../lib/figures.ts";
import { formatCount, formatSigned } from "../../lib/format.ts";
import { formatValue, MEASURE_FACTS } from "../../lib/measures.ts";
import { largestSentence, needPhrase, whereIs } from "../../lib/sentence.ts";
import type { Words } from "../../shell/words.ts";

/** Under all needs together families count once for each need. */
export type Unit = Measure | "family-needs";

export function unitOf(measure: Measure, isAll: boolean): Unit {
  return measure === "families" && isAll ? "family-needs" : measure;
}

/** The bounds of a class in words: a class ends one step below the next break. */
export function classLabel(words: Words, measure: Measure, { breaks, rows }: Figures, index: number): string {
  const { unit } = MEASURE_FACTS[measure];
  const value = (n: number): string => formatValue(words.language, measure, n);
  const from = breaks[index - 1];
  const next = breaks[index];
  if (from === undefined && next === undefined) {
    const only = rows.find((row) => row.value !== null)?.value;
    return only === null || only === undefined ? "" : value(only);
  }
  if (from === undefined) return words.say("legend.under", { n: value(next ?? 0) });
  if (next === undefined) return words.say("legend.over", { n: value(from) });
  const last = Math.round((next - unit) / unit) * unit;
  if (last <= from) return value(from);
  const isShare = value(from).endsWith("%");
  return words.say("legend.between", { from: isShare ? formatCount(words.language, from) : value(from), to: value(last) });
}

/** What the value of an area says, for the tooltip. */
export function valueNote(words: Words, measure: Measure, isAll: boolean, row: Row): string {
  if (row.state === "unknown") return words.say("map.unknown");
  if (row.value === null) return words.say(row.gap.suppression === null ? "table.small" : "table.hidden");
  return words.say(`map.tip.${unitOf(measure, isAll)}`, { n: formatValue(words.language, measure, row.value) });
}

/** What stands first beside the map: the area that a planner looks at first. */
export function leadSentence(
  words: Words,
  measure: Measure,
  first: Row & { value: number },
  category: Category | null,
  areSomeHidden: boolean,
): string | null {
  const { language } = words;
  const { gap }: { gap: Gap } = first;
  if (measure === "families" || measure === "rate") return largestSentence(language, { gap, category, measure, areSomeHidden });
  const scope = areSomeHidden ? words.say("overview.largest.scope") : "";
  const where = whereIs(language, gap);
  const n = formatValue(language, measure, first.value);
  if (measure === "access") return words.say("map.lead.access", { scope, where, n });
  if (measure === "gain") {
    return first.value <= 0 ? words.say("map.lead.gain.none") : words.count("map.lead.gain", first.value, { scope, where });
  }
  const need = needPhrase(language, category);
  return need === null
    ? words.say("map.lead.reach.all", { scope, where, share: n })
    : words.say("map.lead.reach", { scope, where, share: n, need });
}

/** A change with its sign: families, or points of a percentage. */
export function formatChange(words: Words, measure: Measure, change: number): string {
  const number = formatSigned(words.language, change);
  return measure === "rate" || measure === "reach" ? words.say("map.points", { n: number }) : number;
}
