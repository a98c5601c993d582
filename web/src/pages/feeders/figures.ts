// The words of a school: its unmet need, where its children go, and where it stands on the map.

import type { Gap } from "../../api/types.ts";
import { formatCount, formatList, formatShare } from "../../lib/format.ts";
import type { Words } from "../../shell/words.ts";
import { hashFromRoute, type Route } from "../../shell/route.ts";
import { ALL_NEEDS } from "../plan/state.ts";
import type { Band, Network, School } from "./network.ts";
import { unmetOf } from "./state.ts";

export type Known = "number" | "hidden" | "small" | "none";

/** Whether there is a number for a school, and if not, why. */
export function knownOf(gap: Gap | null): Known {
  if (gap === null) return "none";
  if (gap.suppression !== null) return "hidden";
  return gap.unmet === null ? "small" : "number";
}

/** "15 of 40 go without", or why there is no number. */
export function unmetWords(words: Words, gap: Gap | null): string {
  const known = knownOf(gap);
  const unmet = unmetOf(gap);
  if (known !== "number" || unmet === null || gap === null) return words.say(`feeders.unmet.${known === "number" ? "none" : known}`);
  const values = { unmet: formatCount(words.language, unmet) };
  const isAll = gap.category === ALL_NEEDS ? ".all" : "";
  if (gap.needs === null) return words.say(`feeders.unmet.alone${isAll}`, values);
  return words.say(`feeders.unmet.of${isAll}`, { ...values, needs: formatCount(words.language, gap.needs) });
}

/** "60 %", or that nobody has stated it. */
export function shareWords(words: Words, { share }: Band): string {
  return share === null ? words.say("feeders.share.unknown") : formatShare(words.language, share);
}

/** "60 % to Orchard Middle and 40 % to Courthouse Square Middle". */
export function feedsWords(words: Words, school: School, network: Network): string {
  const parts = [...school.feeds]
    .sort((a, b) => b.width - a.width)
    .map((band) =>
      words.say("feeders.to", {
        share: shareWords(words, band),
        name: network.schools.get(band.to)?.name ?? band.to,
      }),
    );
  return formatList(words.language, parts);
}

/** Everything about a school in one breath, for the name of its link. */
export function spokenWords(words: Words, school: School, network: Network, gap: Gap | null): string {
  const fedBy = school.fedBy.length === 0 ? [] : [words.count("feeders.fed-by", school.fedBy.length)];
  const feeds = school.feeds.length === 0 ? [] : [feedsWords(words, school, network)];
  const split = school.isSplit ? [words.say("feeders.split")] : [];
  return [...fedBy, ...feeds, ...split, unmetWords(words, gap), words.say("feeders.opens-map")].join(". ");
}

/** Where a school is on the map: itself, or its zone when the directory has no such school. */
export function mapAddress(route: Route, school: { id: string; isKnown: boolean; column: string }, category: string): string {
  const parameters = new URLSearchParams({ category });
  const wave = route.parameters.get("wave");
  if (wave !== null) parameters.set("wave", wave);
  parameters.set("by", school.isKnown ? "school" : "attendance-zone");
  if (!school.isKnown) parameters.set("level", school.column);
  parameters.set("area", school.id);
  return hashFromRoute({ page: "map", parameters, language: route.language });
}
