// What the reader of the feeder patterns has chosen, as it stands in the address.

import type { Heading } from "../../api/types.ts";

export const WHOLE_DISTRICT = "all";

export interface FeederView {
  category: string;
  /** Null is the latest. */
  wave: string | null;
  /** A high school's id, `all`, or null for the first. */
  high: string | null;
  show: "diagram" | "table";
}

const FIRST_CATEGORY = "after-school";

export function viewFromParameters(given: URLSearchParams, headings: readonly Heading[]): FeederView {
  const ids = headings.flatMap(({ categories }) => categories.map(({ id }) => id));
  const category = given.get("category") ?? "";
  const first = ids.includes(FIRST_CATEGORY) ? FIRST_CATEGORY : "all";
  return {
    category: [...ids, "all"].includes(category) ? category : first,
    wave: given.get("wave"),
    high: given.get("high"),
    show: given.get("show") === "table" ? "table" : "diagram",
  };
}

export function parametersFromView({ category, wave, high, show }: FeederView): URLSearchParams {
  const parameters = new URLSearchParams({ category });
  if (wave !== null) parameters.set("wave", wave);
  if (high !== null) parameters.set("high", high);
  if (show === "table") parameters.set("show", show);
  return parameters;
}
