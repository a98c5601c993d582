// Partners, schools and potential partners as points. Shapes differ as well as colors: disk, square, diamond. Many points
// at one spot are a cluster with their number.

import type { ExpressionSpecification, SymbolLayerSpecification } from "maplibre-gl";
import { groupNear, type NearGroup, type NearPlace } from "../../lib/near_groups.ts";
import type { Layer } from "../order.ts";
import { at, byNumber, byZoom, type Ramp, type Steps } from "../ramps.ts";
import { N_PLACES } from "../scene.ts";
import { FONT, FONT_BOLD, type Palette } from "../style.ts";

export const SCHOOL_IMAGE = "our-school";
export const ASSET_IMAGE = "our-asset";
/** Nothing, as large as a circle whose radius is one pixel. */
export const ROOM_IMAGE = "our-room";
/** Grows with the numbers in it. */
export const NEAR_WIDE_IMAGE = "our-near-wide";
export const NEAR_SOURCE = "near";

/** Points are small while the whole district is in sight, and never give way to each other; names give way to them. */
const POINT = {
  "icon-allow-overlap": true,
} satisfies SymbolLayerSpecification["layout"];
/** Places at one position, and clusters of positions, are one marker with their number. */
const N: ExpressionSpecification = ["get", N_PLACES];
const SINGLE: ExpressionSpecification = ["==", N, 1];
const MANY: ExpressionSpecification = [">", N, 1];
const THOUSAND = 1000;
/** "1.4k" */
const N_SHORT: ExpressionSpecification = [
  "case",
  ["<", N, THOUSAND],
  ["to-string", N],
  ["concat", ["to-string", ["/", ["round", ["/", N, THOUSAND / 10]], 10]], "k"],
];

/** Labels make room for points, so they have to know how large those are. */
export const CLUSTER_SIZES = {
  partners: [0.72, [10, 0.86], [100, 1], [1000, 1.2]],
  // A diamond is narrow above and below its middle: three digits need a large one.
  assets: [0.78, [10, 0.98], [100, 1.26], [1000, 1.5]],
} as const satisfies Record<string, Steps>;
export const POINT_SIZES = {
  asset: [[10, 0.7], [13, 1]],
  school: [[10, 0.36], [11.5, 0.5], [14, 1.05]],
  near: [[10, 0.75], [11.5, 1]],
} as const satisfies Record<string, Ramp>;
/** The letter of an area that is compared stands above its middle. */
export const MARK = { half: 12, down: -24 };
/** Of a numbered partner's marker at its full size, in pixels. */
const NEAR_SIZE = 22;
const PARTNER_RADIUS = {
  lettered: [[10, 6], [13, 8.5]],
  plain: [[10, 4.2], [14, 7]],
} as const satisfies Record<string, Ramp>;

export function partnerRadius(hasLetters: boolean, zoom: number): number {
  return at(hasLetters ? PARTNER_RADIUS.lettered : PARTNER_RADIUS.plain, zoom);
}

export function placeLayers(palette: Palette, hasLetters: boolean): Layer[] {
  return [
    {
      id: "assets",
      type: "symbol",
      source: "assets",
      filter: SINGLE,
      layout: { ...POINT, "icon-size": byZoom(POINT_SIZES.asset), "icon-image": ASSET_IMAGE },
    },
    clusterLayer("asset-clusters", "assets", "our-cluster-asset", palette.asset),
    {
      id: "schools",
      type: "symbol",
      source: "schools",
      layout: { ...POINT, "icon-size": byZoom(POINT_SIZES.school), "icon-image": SCHOOL_IMAGE },
    },
    {
      id: "school-labels",
      type: "symbol",
      source: "schools",
      minzoom: 13,
      layout: {
        // As areas of several names are labeled: the first, and how many more.
        "text-field": ["case", MANY, ["concat", ["get", "name"], " +", ["-", N, 1]], ["get", "name"]],
        "text-font": FONT,
        "text-size": 11,
        "text-max-width": 9,
        "text-variable-anchor": ["top", "bottom", "left", "right"],
        "text-radial-offset": 1.25,
        "text-justify": "auto",
      },
      paint: { "text-color": palette.text, "text-halo-color": palette.halo, "text-halo-width": 1.4 },
    },
    {
      id: "partners",
      type: "circle",
      source: "partners",
      filter: SINGLE,
      paint: {
        "circle-color": headingColor(palette),
        "circle-radius": byZoom(hasLetters ? PARTNER_RADIUS.lettered : PARTNER_RADIUS.plain),
        "circle-stroke-color": palette.pointEdge,
        "circle-stroke-width": 1.6,
      },
    },
    {
      id: "partner-letters",
      type: "symbol",
      source: "partners",
      filter: SINGLE,
      layout: {
        // Circles take no room of their own among names.
        "icon-image": ROOM_IMAGE,
        "icon-size": byZoom(hasLetters ? PARTNER_RADIUS.lettered : PARTNER_RADIUS.plain),
        "icon-allow-overlap": true,
        "text-field": ["get", "letter"],
        "text-font": FONT_BOLD,
        "text-size": ["interpolate", ["linear"], ["zoom"], 10, 8.5, 13, 11],
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: { "text-color": palette.partnerText },
    },
    clusterLayer("partner-clusters", "partners", "our-cluster-partner", palette.partnerText),
  ];
}

function clusterLayer(id: "asset-clusters" | "partner-clusters", source: keyof typeof CLUSTER_SIZES, image: string, color: string): Layer {
  return {
    id,
    type: "symbol",
    source,
    filter: MANY,
    layout: {
      // Names of streets and schools make room for them.
      "icon-allow-overlap": true,
      "icon-image": image,
      "icon-size": byNumber(N_PLACES, CLUSTER_SIZES[source]),
      "text-field": N_SHORT,
      "text-font": FONT_BOLD,
      "text-size": ["step", N, 11, 100, 12],
      "text-allow-overlap": true,
    },
    paint: { "text-color": color },
  };
}

/** `heading` is the number of the heading of a partner's first category; -1 while one category is chosen. */
function headingColor(palette: Palette): ExpressionSpecification {
  const colors = palette.headings.flatMap((color, index) => [index, color]);
  return ["match", ["get", "heading"], ...colors, palette.partner] as unknown as ExpressionSpecification;
}

/** Whether a marker falls apart when the map comes nearer: a cluster, or numbered partners at several positions. */
export function fallsApart(properties: Readonly<Record<string, unknown>>): boolean {
  return typeof properties["cluster_id"] === "number" || properties["isOnePlace"] === false;
}

/** The markers of numbered partners at a zoom. */
export function nearGroupsAt(places: readonly NearPlace[], zoom: number): NearGroup[] {
  return groupNear(places, zoom, NEAR_SIZE * at(POINT_SIZES.near, zoom));
}

export function nearLayers(palette: Palette): Layer[] {
  const layout = {
    "icon-allow-overlap": true,
    "text-field": ["get", "numbers"],
    "text-font": FONT_BOLD,
    "text-size": ["interpolate", ["linear"], ["zoom"], 10, 9, 11.5, 11],
    "text-allow-overlap": true,
  } satisfies SymbolLayerSpecification["layout"];
  const paint = { "text-color": palette.partner };
  return [
    {
      id: "near",
      type: "symbol",
      source: NEAR_SOURCE,
      filter: SINGLE,
      layout: { ...layout, "icon-image": "our-near", "icon-size": byZoom(POINT_SIZES.near) },
      paint,
    },
    {
      id: "near-shared",
      type: "symbol",
      source: NEAR_SOURCE,
      filter: MANY,
      layout: { ...layout, "text-max-width": 40, "icon-image": NEAR_WIDE_IMAGE, "icon-text-fit": "both", "icon-text-fit-padding": [2, 4, 2, 4] },
      paint,
    },
    {
      id: "place-chosen",
      type: "circle",
      source: "chosen",
      paint: {
        "circle-color": "rgba(0, 0, 0, 0)",
        "circle-radius": 13,
        "circle-stroke-color": palette.selected,
        "circle-stroke-width": 3,
      },
    },
  ];
}
