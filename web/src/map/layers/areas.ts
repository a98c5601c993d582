// The areas, colored by class; hidden ones hatched.

import type { ExpressionSpecification } from "maplibre-gl";
import { classColors, isDark } from "../../lib/color_scale.ts";
import type { Layer } from "../order.ts";
import { FONT_BOLD, type Palette } from "../style.ts";

export const HATCH_IMAGE = "hatch";
const IS_HIDDEN: ExpressionSpecification = ["<", ["get", "class"], 0];
const IS_SHOWN: ExpressionSpecification = [">=", ["get", "class"], 0];

/** A feature's color by the number of its class. */
export function classColor(palette: Palette, n_classes: number): ExpressionSpecification {
  const colors = classColors(palette.ramp, n_classes);
  const steps = colors.slice(1).flatMap((color, index) => [index + 1, color]);
  return ["step", ["get", "class"], colors[0] ?? palette.ground, ...steps] as ExpressionSpecification;
}

export function areaLayers(palette: Palette, n_classes: number): Layer[] {
  const fill = n_classes > 1 ? classColor(palette, n_classes) : (classColors(palette.ramp, 1)[0] ?? palette.ground);
  return [
    { id: "areas-fill", type: "fill", source: "areas", filter: IS_SHOWN, paint: { "fill-color": fill, "fill-opacity": 0.94 } },
    { id: "areas-hatch", type: "fill", source: "areas", filter: IS_HIDDEN, paint: { "fill-pattern": HATCH_IMAGE } },
    {
      id: "areas-border",
      type: "line",
      source: "areas",
      layout: { "line-join": "round" },
      paint: { "line-color": palette.border, "line-width": ["interpolate", ["linear"], ["zoom"], 10, 1, 14, 2.2] },
    },
  ];
}

export function areaMarkLayers(palette: Palette, selected: string | null, hovered: string | null): Layer[] {
  const isSelected: ExpressionSpecification = ["==", ["get", "id"], selected ?? ""];
  const join = { "line-join": "round" } as const;
  return [
    {
      id: "areas-hover",
      type: "line",
      source: "areas",
      filter: ["==", ["get", "id"], hovered ?? ""],
      layout: join,
      paint: { "line-color": palette.selected, "line-width": 1.5 },
    },
    {
      id: "areas-selected-casing",
      type: "line",
      source: "areas",
      filter: isSelected,
      layout: join,
      paint: { "line-color": palette.selectedCasing, "line-width": 6 },
    },
    {
      id: "areas-selected",
      type: "line",
      source: "areas",
      filter: isSelected,
      layout: join,
      paint: { "line-color": palette.selected, "line-width": 3 },
    },
  ];
}

export function areaLabelLayers(palette: Palette, n_classes: number): Layer[] {
  const dark = classColors(palette.ramp, n_classes).flatMap((color, index) => (isDark(color) ? [index] : []));
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
  return [
    {
      id: "area-labels",
      type: "symbol",
      source: "area-labels",
      layout: {
        "text-field": ["get", "label"],
        "text-font": FONT_BOLD,
        "text-size": ["interpolate", ["linear"], ["zoom"], 10, 11, 14, 14],
        "text-line-height": 1.15,
        "text-max-width": 8,
        "text-padding": 3,
        "text-variable-anchor-offset": [
          "case",
          ["get", "isPoint"],
          ["literal", ["top", [0, 1], "bottom", [0, -1], "left", [1, 0], "right", [-1, 0]]],
          ["literal", ["center", [0, 0], "bottom", [0, -0.6], "top", [0, 0.6]]],
        ],
        "symbol-sort-key": ["get", "rank"],
      },
      paint: {
        "text-color": byGround(palette.text, palette.textOnLight, palette.textOnDark),
        "text-halo-color": byGround(palette.halo, palette.haloOnLight, palette.haloOnDark),
        "text-halo-width": 1.5,
        "text-halo-blur": 0.4,
      },
    },
  ];
}
