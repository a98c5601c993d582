// What the reader has chosen. It lives in the address, so that a view can be sent to somebody.

import type { FeederGaps } from "../../api/feeders.ts";
import type { District, Gap, Heading } from "../../api/types.ts";
import { ALL_NEEDS } from "../plan/state.ts";
import { byName, type Network } from "./network.ts";

const FIRST_CATEGORY = "after-school";
/** Stands for all feeder patterns at once. */
export const WHOLE = "all";
export const SHOWN = ["diagram", "table"] as const;

export interface View {
  category: string | null;
  /** Null is the latest. */
  wave: string | null;
  /** The high school in which a pattern ends, `all`, or null for the one with the most unmet need. */
  high: string | null;
  /** The school whose way is marked. */
  school: string | null;
  show: (typeof SHOWN)[number];
  /** A column of the table, with a minus before it when the largest comes first. */
  sort: string | null;
}

export function viewFromParameters(given: URLSearchParams): View {
  return {
    category: given.get("category"),
    wave: given.get("wave"),
    high: given.get("high"),
    school: given.get("school"),
    show: SHOWN.find((one) => one === given.get("show")) ?? "diagram",
    sort: given.get("sort"),
  };
}

export function parametersFromView(view: View): URLSearchParams {
  const entries = Object.entries({ ...view, show: view.show === "diagram" ? null : view.show });
  return new URLSearchParams(entries.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** The need and the survey, each one that this district has. */
export function settle(view: View, district: District, headings: readonly Heading[]): { category: string; wave: string | null } {
  const known = headings.flatMap((heading) => heading.categories.map(({ id }) => id));
  const category = [...known, ALL_NEEDS].find((id) => id === view.category) ?? known.find((id) => id === FIRST_CATEGORY) ?? ALL_NEEDS;
  return { category, wave: district.waves.find((wave) => wave === view.wave) ?? district.waves.at(-1) ?? null };
}

/** The high school whose pattern is shown; null for the whole district. */
export function chosenHigh(view: View, network: Network, gaps: FeederGaps): string | null {
  if (view.high === WHOLE) return null;
  const highs = network.columns.high;
  const asked = highs.find(({ id }) => id === view.high);
  const unmet = (id: string): number => unmetOf(gaps.patterns.find((gap) => gap.geography_id === id) ?? null) ?? -1;
  const most = [...highs].sort((a, b) => unmet(b.id) - unmet(a.id) || byName(a, b))[0];
  return (asked ?? most)?.id ?? null;
}

/** Null where hidden, or not counted at all. */
export function unmetOf(gap: Gap | null): number | null {
  return gap === null || gap.suppression !== null ? null : gap.unmet;
}
