// What a scenario brings, as a sentence.

import { OUTSIDE, type Category, type Feature, type Gap } from "../../../api/types.ts";
import { formatCount, formatList } from "../../../lib/format.ts";
import type { ScenarioReply } from "../../../api/scenarios.ts";
import { areaChanges, totalChange, type AreaChange, type Layer } from "../../../lib/scenario_figures.ts";
import { needPhrase, whereIs } from "../../../lib/sentence.ts";
import type { Words } from "../../../shell/words.ts";

export interface Split {
  /** Areas with a change of one family or more, most first. */
  shown: AreaChange[];
  /** Families in areas that are hidden, or that change by less. */
  rest: number;
}

/** The changes of the layer that may be told by area. */
export function splitOf(reply: ScenarioReply, layer: Layer, features: readonly Feature<Gap>[]): Split {
  const known = areasWithNumbers(features);
  const all = areaChanges(reply.differences, layer);
  const isShown = ({ id, served }: AreaChange): boolean => known.has(id) && Math.round(served) !== 0;
  const sum = (areas: readonly AreaChange[]): number => areas.reduce((total, { served }) => total + served, 0);
  return { shown: all.filter(isShown), rest: sum(all.filter((area) => !isShown(area))) };
}

/** Areas whose number of families served is shown: only of these it is told by how much it changes. */
export function areasWithNumbers(features: readonly Feature<Gap>[]): ReadonlyMap<string, Feature<Gap>> {
  return new Map(features.flatMap((feature) => (feature.properties.served === null ? [] : [[feature.properties.geography_id, feature]])));
}

const N_NAMED = 2;

/** "About 12 more families could get after-school care: 9 in Hawthorne and 3 in Millrace." */
export function resultSentence(words: Words, reply: ScenarioReply, layer: Layer, category: Category | null, { shown, rest }: Split): string {
  const total = Math.round(totalChange(reply.differences, layer.category).served);
  const need = needPhrase(words.language, category);
  if (total === 0 && shown.length === 0) {
    return need === null ? words.say("whatif.result.none.all") : words.say("whatif.result.none", { need });
  }
  const named = shown.slice(0, N_NAMED);
  const others = shown.slice(N_NAMED).reduce((sum, { served }) => sum + served, 0) + rest;
  const parts = named.map(({ id, name, served }) => {
    const where = whereIs(words.language, { geography: layer.geography, geography_id: id, name });
    return words.say("whatif.result.part", { n: signedUnlessMore(words, served, total), where: id === OUTSIDE ? words.say("whatif.where.outside") : where });
  });
  if (parts.length > 0 && Math.round(others) !== 0) parts.push(words.say("whatif.result.others", { n: signedUnlessMore(words, others, total) }));
  const where = parts.length === 0 ? "" : words.say("whatif.result.parts", { parts: formatList(words.language, parts) });
  const n = Math.abs(total);
  if (need === null) return words.count(total >= 0 ? "whatif.result.more.all" : "whatif.result.fewer.all", n, { where });
  return words.count(total >= 0 ? "whatif.result.more" : "whatif.result.fewer", n, { where, need });
}

/** A part of "12 more" is "9"; where it goes the other way, it has its sign. */
function signedUnlessMore(words: Words, n: number, total: number): string {
  const whole = Math.round(n);
  return whole >= 0 === total >= 0 ? formatCount(words.language, Math.abs(whole)) : (whole > 0 ? "+" : "−") + formatCount(words.language, Math.abs(whole));
}
