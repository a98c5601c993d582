// The areas, colored by class. The class is a state of the feature, so that a change of color sends no shapes to the map
// again; hidden and unknown numbers have patterns. What is drawn of all areas is drawn with every frame of a movement, so
// outlines of a few have a source of their own, and edges are smoothed once: by the border above them.

import type { ExpressionSpecification } from "maplibre-gl";
import { over } from "../../lib/color.ts";
import { classColors, isDark } from "../../lib/color_scale.ts";
import type { Layer } from "../order.ts";
import { byZoom, type Ramp } from "../ramps.ts";
import type { Scene } from "../scene.ts";
import { MARK } from "./places.ts";
import { FONT, FONT_BOLD, type Palette } from "../style.ts";

export const HATCH_IMAGE = "our-hatch";
export const DOTS_IMAGE = "our-dots";
/** With the number of the class behind it. */
export const PLATE_IMAGE = "our-plate-";
export const LABEL_SOURCE = "area-labels";
/** The shapes of what the pointer is on and of what is selected. */
export const OUTLINE_SOURCE = "outlined";

const NOTHING = "rgba(0, 0, 0, 0)";
const CLASS: ExpressionSpecification = ["number", ["feature-state", "class"], -1];
/** Of what is selected, apart from what the pointer is on. */
export const IS_MARKED: ExpressionSpecification = ["get", "isMarked"];

/** See label_cut.ts. */
const IS_CUT: ExpressionSpecification = ["case", ["boolean", ["feature-state", "isCut"], false], 0, 1];

/** The class colors of a scene. */
export function sceneColors(palette: Palette, { ramp, n_classes }: Pick<Scene, "ramp" | "n_classes">): string[] {
  return classColors(palette.ramps[ramp], n_classes);
}

/** As a reader sees them on the ground. */
export function seenColors(palette: Palette, scene: Pick<Scene, "ramp" | "n_classes">): string[] {
  return sceneColors(palette, scene).map((color) => over(color, palette.areaOpacity, palette.ground));
}

/** A feature's color by the number of its class; none while it has no class. */
export function classColor(colors: readonly string[]): ExpressionSpecification {
  const steps = colors.flatMap((color, index) => [index, color]);
  return steps.length === 0 ? ["to-color", NOTHING] : (["step", CLASS, NOTHING, ...steps] as ExpressionSpecification);
}

export function isOneOf(ids: readonly string[]): ExpressionSpecification {
  return ["in", ["get", "id"], ["literal", [...ids]]];
}

/** The nearer, the more of a basemap shows through: streets matter then, and the numbers are written on the areas. */
export function areaLayers(palette: Palette, scene: Scene, hasBasemap: boolean): Layer[] {
  const opacity = palette.areaOpacity;
  return [
    {
      id: "areas-fill",
      type: "fill",
      source: "areas",
      paint: {
        "fill-color": classColor(sceneColors(palette, scene)),
        "fill-opacity": hasBasemap ? ["interpolate", ["linear"], ["zoom"], 11.5, opacity, 14, 0.68 * opacity] : opacity,
        "fill-antialias": false,
      },
    },
    {
      id: "areas-hatch",
      type: "fill",
      source: "areas",
      filter: isOneOf(scene.hidden),
      paint: { "fill-pattern": HATCH_IMAGE, "fill-antialias": false },
    },
    {
      id: "areas-dots",
      type: "fill",
      source: "areas",
      filter: isOneOf(scene.unknown),
      paint: { "fill-pattern": DOTS_IMAGE, "fill-antialias": false },
    },
    {
      id: "areas-border",
      type: "line",
      source: "areas",
      layout: { "line-join": "bevel" },
      paint: {
        "line-color": ["interpolate", ["linear"], ["zoom"], 12.3, palette.border, 13.3, palette.borderNear],
        "line-width": ["interpolate", ["linear"], ["zoom"], 9, 0.8, 14, 2],
      },
    },
  ];
}

/** The outline of what the pointer is on, and of what is selected. */
export function areaMarkLayers(palette: Palette): Layer[] {
  const layout = { "line-join": "round" } as const;
  return [
    {
      id: "areas-mark-casing",
      type: "line",
      source: OUTLINE_SOURCE,
      layout,
      paint: {
        "line-color": palette.selectedCasing,
        "line-width": ["case", IS_MARKED, 6.5, 4],
        "line-opacity": ["case", IS_MARKED, 1, 0.7],
      },
    },
    {
      id: "areas-mark",
      type: "line",
      source: OUTLINE_SOURCE,
      layout,
      paint: { "line-color": palette.selected, "line-width": ["case", IS_MARKED, 3, 1.8] },
    },
  ];
}

/** Sizes of the letters, for the layout that finds their places, too. */
export const LABEL = { size: [[10, 12.5], [14, 15]] as Ramp, line: 1.12, name: 0.95, value: 1.06 };

/** Where a label stands and what it says is laid out before it is drawn: see labels.ts. */
export function areaLabelLayers(palette: Palette, scene: Scene): Layer[] {
  const dark = seenColors(palette, scene).flatMap((color, index) => (isDark(color) ? [index] : []));
  const isOnDark: ExpressionSpecification = ["in", ["get", "class"], ["literal", dark]];
  const isOnGround: ExpressionSpecification = ["any", ["<", ["get", "class"], 0], ["get", "isPoint"]];
  const byGround = (ground: string, light: string, onDark: string): ExpressionSpecification => [
    "case",
    isOnGround,
    ground,
    isOnDark,
    onDark,
    light,
  ];
  const font = (names: readonly string[]): ExpressionSpecification => ["literal", [...names]];
  const name = { "text-font": font(FONT), "font-scale": LABEL.name };
  const value = { "text-font": font(FONT_BOLD), "font-scale": LABEL.value };
  return [
    {
      id: "area-labels",
      type: "symbol",
      source: LABEL_SOURCE,
      layout: {
        "text-field": ["format", ["get", "name"], name, ["get", "between"], {}, ["get", "value"], value] as ExpressionSpecification,
        "text-font": FONT,
        "text-size": byZoom(LABEL.size),
        "text-line-height": LABEL.line,
        "text-max-width": 40,
        "text-allow-overlap": true,
        "icon-image": ["case", ["get", "isOnPlate"], ["concat", PLATE_IMAGE, ["get", "class"]], ""],
        "icon-text-fit": "both",
        "icon-text-fit-padding": [0, 2, 0, 2],
        "icon-allow-overlap": true,
        "symbol-sort-key": ["get", "rank"],
      },
      paint: {
        "text-color": byGround(palette.text, palette.textOnLight, palette.textOnDark),
        "text-halo-color": byGround(palette.halo, palette.haloOnLight, palette.haloOnDark),
        "text-halo-width": ["case", isOnGround, 1.4, 0.9],
        "text-opacity": IS_CUT,
        "icon-opacity": IS_CUT,
      },
    },
  ];
}

/** A and B on the areas that are compared. */
export function compareLayers(palette: Palette): Layer[] {
  return [
    {
      id: "marks",
      type: "symbol",
      source: "marks",
      layout: {
        "icon-image": "our-mark",
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "icon-offset": [0, MARK.down],
        "text-field": ["get", "letter"],
        "text-font": FONT_BOLD,
        "text-size": 13,
        "text-offset": [0, -1.85],
        "text-allow-overlap": true,
        "text-ignore-placement": true,
      },
      paint: { "text-color": palette.selectedCasing },
    },
  ];
}
