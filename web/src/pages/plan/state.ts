// What the reader has chosen. It lives in the address after `#`, so that a view can be sent to somebody.

import { GEOGRAPHIES, LEVELS, type Camera, type District, type Geography, type Heading, type Level } from "../../api/types.ts";
import { KINDS, type PlaceKind } from "../../api/places.ts";
import { CLASSIFICATIONS, LEAST_CLASSES, MOST_CLASSES, type Classification } from "../../lib/classification.ts";
import { MEASURES, type Measure } from "../../lib/figures.ts";

export const ALL_NEEDS = "all";
const FIRST_CATEGORY = "after-school";

const FIRST_N_CLASSES = 5;

export const PLACES = ["partners", "schools", "assets", "feeders"] as const;
/** What the map can show on top of the areas. */
export type Places = (typeof PLACES)[number];

export interface View {
  /** A category's id, `all`, or null for the one a reader sees first. */
  category: string | null;
  geography: Geography;
  level: Level | null;
  /** Null is the latest. */
  wave: string | null;
  /** An earlier wave to compare with. */
  before: string | null;
  measure: Measure;
  classification: Classification;
  n_classes: number;
  /** The selected area. */
  area: string | null;
  /** The area it is compared with. */
  with: string | null;
  /** The place whose card is open. */
  place: { kind: PlaceKind; id: string } | null;
  /** The part of the map in sight, once the reader has moved it; null is the whole district. */
  camera: Camera | null;
  show: "map" | "table";
  places: readonly Places[];
  /** The scenario of what-if, written as a link; null when nothing is tried. */
  whatIf: string | null;
}

/** The view that an address describes. What it leaves out, or gets wrong, is as a reader sees it first. */
export function viewFromParameters(given: URLSearchParams): View {
  const places = given.get("places")?.split(",") ?? ["partners", "schools"];
  return {
    category: given.get("category"),
    geography: known(GEOGRAPHIES, given.get("by")) ?? "neighborhood",
    level: known(LEVELS, given.get("level")),
    wave: given.get("wave"),
    before: given.get("before"),
    measure: known(MEASURES, given.get("measure")) ?? "families",
    classification: known(CLASSIFICATIONS, given.get("classes")) ?? "quantile",
    n_classes: numberOfClasses(given.get("n")),
    area: named(given.get("area")),
    with: named(given.get("area")) === null ? null : named(given.get("with")),
    place: placeFrom(given.get("place")),
    camera: cameraFrom(given.get("at")),
    show: known(["map", "table"], given.get("show")) ?? "map",
    places: PLACES.filter((kind) => places.includes(kind)),
    whatIf: given.get("whatif"),
  };
}

export function parametersFromView(view: View): URLSearchParams {
  const entries: [string, string | null][] = [
    ["category", view.category],
    ["by", view.geography],
    ["level", view.geography === "attendance-zone" ? view.level : null],
    ["wave", view.wave],
    ["before", view.before],
    ["measure", view.measure],
    ["classes", view.classification === "quantile" ? null : view.classification],
    ["n", view.n_classes === FIRST_N_CLASSES ? null : String(view.n_classes)],
    ["area", view.area],
    ["with", view.with],
    ["place", view.place === null ? null : `${view.place.kind}:${view.place.id}`],
    ["at", view.camera === null ? null : cameraText(view.camera)],
    ["show", view.show === "map" ? null : view.show],
    ["places", view.places.join(",")],
    ["whatif", view.whatIf],
  ];
  const given = entries.filter((entry): entry is [string, string] => entry[1] !== null);
  return new URLSearchParams(given);
}

/** The view with every choice one that this district has. */
export function settle(view: View, district: District, headings: readonly Heading[]): View & { category: string } {
  const categories = headings.flatMap((heading) => heading.categories.map((category) => category.id));
  const first = known(categories, FIRST_CATEGORY) ?? ALL_NEEDS;
  const wave = known(district.waves, view.wave) ?? district.waves.at(-1) ?? null;
  const before = known(district.waves, view.before);
  return {
    ...view,
    category: known([...categories, ALL_NEEDS], view.category) ?? first,
    wave,
    before: before === wave ? null : before,
    level: known(district.levels, view.level) ?? district.levels[0] ?? null,
  };
}

/** A choice that changes what the areas are lets go of the selected one. */
export function choose(view: View, choice: Partial<View>): View {
  const isOtherAreas =
    (choice.geography !== undefined && choice.geography !== view.geography) ||
    (choice.level !== undefined && choice.level !== view.level);
  const isOtherArea = choice.area !== undefined && choice.area !== view.area;
  return {
    ...view,
    ...(isOtherAreas ? { area: null } : {}),
    ...(isOtherAreas || (isOtherArea && choice.area === null) ? { with: null } : {}),
    ...choice,
  };
}

/** An empty name names nothing. */
function named(text: string | null): string | null {
  return text === "" ? null : text;
}

function placeFrom(text: string | null): View["place"] {
  const [, name = null, id] = /^([a-z]+):(.+)$/.exec(text ?? "") ?? [];
  const kind = known(KINDS, name);
  return kind === null || id === undefined ? null : { kind, id };
}

/** Zoom, latitude and longitude, as map sites on the web write them. */
function cameraText({ zoom, center: [lon, lat] }: Camera): string {
  return [zoom.toFixed(2), lat.toFixed(5), lon.toFixed(5)].join(",");
}

function cameraFrom(text: string | null): Camera | null {
  const [zoom = NaN, lat = NaN, lon = NaN] = (text ?? "").split(",").map(Number);
  const isOnEarth = zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 85 && lon >= -180 && lon <= 360;
  return text !== null && text !== "" && isOnEarth ? { zoom, center: [lon, lat] } : null;
}

function numberOfClasses(text: string | null): number {
  const n = Number.parseInt(text ?? "", 10);
  return n >= LEAST_CLASSES && n <= MOST_CLASSES ? n : FIRST_N_CLASSES;
}

function known<T extends string>(allowed: readonly T[], value: string | null): T | null {
  return allowed.find((item) => item === value) ?? null;
}
