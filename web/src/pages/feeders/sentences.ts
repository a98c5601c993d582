// What the feeder patterns say in words. Pure.

import type { Category, Gap } from "../../api/types.ts";
import { formatCount, formatList, formatShare } from "../../lib/format.ts";
import { gapSentence } from "../../lib/sentence.ts";
import { say, sayCount, type Language } from "../../lib/text.ts";
import type { Network, School } from "./network.ts";

/** The unmet need of a school: families, hidden, or no row at all. */
export type Unmet = { kind: "families"; n: number; rate: number | null } | { kind: "hidden" } | { kind: "none" };

export function unmetOf(gaps: readonly Gap[]): (schoolId: string) => Unmet {
  const bySchool = new Map(gaps.map((gap) => [gap.geography_id, gap]));
  return (id) => {
    const gap = bySchool.get(id);
    if (gap === undefined) return { kind: "none" };
    if (gap.suppression !== null || gap.unmet === null) return { kind: "hidden" };
    return { kind: "families", n: Math.round(gap.unmet), rate: gap.unmet_rate };
  };
}

export function unmetWords(language: Language, unmet: Unmet): string {
  if (unmet.kind === "none") return say(language, "feeders.unmet.none");
  if (unmet.kind === "hidden") return say(language, "feeders.unmet.hidden");
  return sayCount(language, "feeders.unmet", unmet.n);
}

/** As short as fits into the diagram. */
export function unmetShort(language: Language, unmet: Unmet): string {
  if (unmet.kind === "none") return "–";
  return unmet.kind === "hidden" ? say(language, "feeders.hidden") : formatCount(language, unmet.n);
}

/** "feeds Kelly Miller (100%)", for ears and for lists. */
export function feedsWords(language: Language, network: Network, school: School): string | null {
  if (school.feeds.length === 0) return null;
  const schools = school.feeds.map(({ to, share }) => `${network.schools.get(to)?.name ?? to} (${formatShare(language, share)})`);
  return say(language, "feeders.feeds", { schools: formatList(language, schools) });
}

/** What stands on top of the page: the pattern's unmet need, and of how many schools it is made. */
export function patternSentence(
  language: Language,
  shown: Network,
  high: School | null,
  gap: Gap | null,
  category: Category | null,
): string {
  const { elementary, middle } = shown.columns;
  const parts = [sayCount(language, "feeders.n.elementary", elementary.length), sayCount(language, "feeders.n.middle", middle.length)];
  const made =
    high === null
      ? say(language, "feeders.made.whole", {
          schools: formatList(language, [...parts, sayCount(language, "feeders.n.high", shown.columns.high.length)]),
        })
      : say(language, "feeders.made", { high: high.name, schools: formatList(language, parts) });
  const n_split = elementary.concat(middle).filter(({ isSplit }) => isSplit).length;
  const split = n_split === 0 ? "" : ` ${sayCount(language, "feeders.n.split", n_split)}`;
  return `${gap === null ? "" : `${gapSentence(language, gap, category)} `}${made}${split}`;
}
