// The areas, colored by class. Class, hover and selection are states of the features, so that a change of color sends no
// shapes to the map again; hidden and unknown numbers have patterns.

import type { ExpressionSpecification } from "maplibre-gl";
import { over } from "../../lib/color.ts";
import { classColors, isDark } from "../../lib/color_scale.ts";
import type { Layer } from "../order.ts";
import type { Scene } from "../scene.ts";
import { FONT, FONT_BOLD, type Palette } from "../style.ts";

export const HATCH_IMAGE = "hatch";
export const DOTS_IMAGE = "dots";

const NOTHING = "rgba(0, 0, 0, 0)";
const CLASS: ExpressionSpecification = ["number", ["feature-state", "class"], -1];
export const IS_HOVERED: ExpressionSpecification = ["boolean", ["feature-state", "hover"], false];
export const IS_MARKED: ExpressionSpecification = ["boolean", ["feature-state", "marked"], false];

/** The class colors of a scene. */
export function sceneColors(palette: Palette, { ramp, n_classes }: Pick<Scene, "ramp" | "n_classes">): string[] {
  return classColors(palette.ramps[ramp], n_classes);
}

/** A feature's color by the number of its class; none while it has no class. */
export function classColor(colors: readonly string[]): ExpressionSpecification {
  const steps = colors.flatMap((color, index) => [index, color]);
  return steps.length === 0 ? ["to-color", NOTHING] : (["step", CLASS, NOTHING, ...steps] as ExpressionSpecification);
}

export function isOneOf(ids: readonly string[]): ExpressionSpecification {
  return ["in", ["get", "id"], ["literal", [...ids]]];
}

export function areaLayers(palette: Palette, scene: Scene): Layer[] {
  return [
    {
      id: "areas-fill",
      type: "fill",
      source: "areas",
      paint: { "fill-color": classColor(sceneColors(palette, scene)), "fill-opacity": palette.areaOpacity },
    },
    {
      id: "areas-hatch",
      type: "fill",
      source: "areas",
      filter: isOneOf(scene.hidden),
      paint: { "fill-pattern": HATCH_IMAGE },
    },
    {
      id: "areas-dots",
      type: "fill",
      source: "areas",
      filter: isOneOf(scene.unknown),
      paint: { "fill-pattern": DOTS_IMAGE },
    },
    {
      id: "areas-border",
      type: "line",
      source: "areas",
      layout: { "line-join": "round" },
      paint: { "line-color": palette.border, "line-width": ["interpolate", ["linear"], ["zoom"], 9, 0.8, 14, 2] },
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
      source: "areas",
      layout,
      paint: {
        "line-color": palette.selectedCasing,
        "line-width": ["case", IS_MARKED, 6.5, IS_HOVERED, 4, 0],
        "line-opacity": ["case", IS_MARKED, 1, IS_HOVERED, 0.7, 0],
      },
    },
    {
      id: "areas-mark",
      type: "line",
      source: "areas",
      layout,
      paint: {
        "line-color": palette.selected,
        "line-width": ["case", IS_MARKED, 3, IS_HOVERED, 1.8, 0],
        "line-opacity": ["case", IS_MARKED, 1, IS_HOVERED, 1, 0],
      },
    },
  ];
}

/** Labels change with the zoom: the name where it fits into its area, the value alone where only that does. */
export function areaLabelLayers(palette: Palette, scene: Scene, zoom: number): Layer[] {
  const seen = sceneColors(palette, scene).map((color) => over(color, palette.areaOpacity, palette.ground));
  const dark = seen.flatMap((color, index) => (isDark(color) ? [index] : []));
  const isOnDark: ExpressionSpecification = ["in", ["get", "class"], ["literal", dark]];
  const isOnNothing: ExpressionSpecification = ["any", ["<", ["get", "class"], 0], ["get", "isPoint"]];
  const byGround = (none: string, light: string, onDark: string): ExpressionSpecification => [
    "case",
    isOnNothing,
    none,
    isOnDark,
    onDark,
    light,
  ];
  const font = (names: readonly string[]): ExpressionSpecification => ["literal", [...names]];
  const name = { "text-font": font(FONT), "font-scale": 0.95 };
  const value = { "text-font": font(FONT_BOLD), "font-scale": 1.06 };
  const fits = (property: string): ExpressionSpecification => ["<=", ["get", property], zoom];
  return [
    {
      id: "area-labels",
      type: "symbol",
      source: "area-labels",
      filter: ["any", fits("name_from"), fits("value_from")],
      layout: {
        "text-field": [
          "case",
          fits("name_from"),
          ["format", ["get", "name"], name, ["case", ["==", ["get", "value"], ""], "", "\n"], {}, ["get", "value"], value],
          ["format", ["get", "value"], value],
        ] as ExpressionSpecification,
        "text-font": FONT,
        "text-size": ["interpolate", ["linear"], ["zoom"], 10, 12.5, 14, 15],
        "text-line-height": 1.12,
        "text-max-width": 40,
        "text-padding": 2,
        "text-variable-anchor-offset": [
          "case",
          ["get", "isPoint"],
          ["literal", ["top", [0, 0.9], "bottom", [0, -0.9], "left", [0.9, 0], "right", [-0.9, 0]]],
          ["literal", ["center", [0, 0], "top", [0, 0.5], "bottom", [0, -0.5], "left", [0.5, 0], "right", [-0.5, 0]]],
        ],
        "symbol-sort-key": ["get", "rank"],
      },
      paint: {
        "text-color": byGround(palette.text, palette.textOnLight, palette.textOnDark),
        "text-halo-color": byGround(palette.halo, palette.haloOnLight, palette.haloOnDark),
        "text-halo-width": ["case", isOnNothing, 1.4, 0.9],
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
        "icon-image": "mark",
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
        "icon-offset": [0, -24],
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
