// What the reader has chosen. It lives in the address after `#`, so that a view can be sent to somebody.

import { GEOGRAPHIES, LEVELS, type District, type Geography, type Heading, type Level } from "../../api/types.ts";
import { MEASURES, type Measure } from "../../lib/figures.ts";

export const ALL_NEEDS = "all";
const FIRST_CATEGORY = "after-school";

export const PLACES = ["partners", "schools", "assets"] as const;
/** Points that the map can show. */
export type Places = (typeof PLACES)[number];

export interface View {
  /** A category's id, `all`, or null for the one a reader sees first. */
  category: string | null;
  geography: Geography;
  level: Level | null;
  /** Null is the latest. */
  wave: string | null;
  measure: Measure;
  /** The selected area. */
  area: string | null;
  show: "map" | "table";
  places: readonly Places[];
}

/** The view that an address describes. What it leaves out, or gets wrong, is as a reader sees it first. */
export function viewFromParameters(given: URLSearchParams): View {
  const places = given.get("places")?.split(",") ?? ["partners", "schools"];
  return {
    category: given.get("category"),
    geography: known(GEOGRAPHIES, given.get("by")) ?? "neighborhood",
    level: known(LEVELS, given.get("level")),
    wave: given.get("wave"),
    measure: known(MEASURES, given.get("measure")) ?? "families",
    area: given.get("area"),
    show: known(["map", "table"], given.get("show")) ?? "map",
    places: PLACES.filter((kind) => places.includes(kind)),
  };
}

export function parametersFromView(view: View): URLSearchParams {
  const entries: [string, string | null][] = [
    ["category", view.category],
    ["by", view.geography],
    ["level", view.geography === "attendance-zone" ? view.level : null],
    ["wave", view.wave],
    ["measure", view.measure],
    ["area", view.area],
    ["show", view.show === "map" ? null : view.show],
    ["places", view.places.join(",")],
  ];
  const given = entries.filter((entry): entry is [string, string] => entry[1] !== null);
  return new URLSearchParams(given);
}

/** The view with every choice one that this district has. */
export function settle(view: View, district: District, headings: readonly Heading[]): View & { category: string } {
  const categories = headings.flatMap((heading) => heading.categories.map((category) => category.id));
  const first = known(categories, FIRST_CATEGORY) ?? ALL_NEEDS;
  return {
    ...view,
    category: known([...categories, ALL_NEEDS], view.category) ?? first,
    wave: known(district.waves, view.wave) ?? district.waves.at(-1) ?? null,
    level: known(district.levels, view.level) ?? district.levels[0] ?? null,
  };
}

/** A choice that changes what the areas are lets go of the selected one. */
export function choose(view: View, choice: Partial<View>): View {
  const isOtherAreas =
    (choice.geography !== undefined && choice.geography !== view.geography) ||
    (choice.level !== undefined && choice.level !== view.level);
  return { ...view, ...(isOtherAreas ? { area: null } : {}), ...choice };
}

function known<T extends string>(allowed: readonly T[], value: string | null): T | null {
  return allowed.find((item) => item === value) ?? null;
}
