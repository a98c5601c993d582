// Partners, schools and potential partners as points. Shapes differ as well as colors: disk, square, diamond.

import type { SymbolLayerSpecification } from "maplibre-gl";
import type { Layer } from "../order.ts";
import { FONT, FONT_BOLD, type Palette } from "../style.ts";

export const SCHOOL_IMAGE = "school";
export const ASSET_IMAGE = "asset";

/** Points are small while the whole district is in sight, and never give way to each other. */
const POINT = {
  "icon-size": ["interpolate", ["linear"], ["zoom"], 10, 0.6, 13, 1],
  "icon-allow-overlap": true,
  "icon-ignore-placement": true,
} satisfies SymbolLayerSpecification["layout"];

export function placeLayers(palette: Palette): Layer[] {
  return [
    {
      id: "assets",
      type: "symbol",
      source: "assets",
      layout: { ...POINT, "icon-image": ASSET_IMAGE },
    },
    {
      id: "schools",
      type: "symbol",
      source: "schools",
      layout: { ...POINT, "icon-image": SCHOOL_IMAGE },
    },
    {
      id: "school-labels",
      type: "symbol",
      source: "schools",
      minzoom: 12.6,
      layout: {
        "text-field": ["get", "name"],
        "text-font": FONT,
        "text-size": 11,
        "text-max-width": 9,
        "text-anchor": "top",
        "text-offset": [0, 0.7],
      },
      paint: { "text-color": palette.text, "text-halo-color": palette.halo, "text-halo-width": 1.4 },
    },
    {
      id: "partners",
      type: "circle",
      source: "partners",
      paint: {
        "circle-color": palette.partner,
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 10, 3, 14, 6],
        "circle-stroke-color": palette.pointEdge,
        "circle-stroke-width": 1.5,
      },
    },
  ];
}

export function nearLayers(palette: Palette): Layer[] {
  return [
    {
      id: "near",
      type: "symbol",
      source: "near",
      layout: {
        "icon-image": "near",
        "icon-size": ["interpolate", ["linear"], ["zoom"], 10, 0.75, 11.5, 1],
        "icon-allow-overlap": true,
        "text-field": ["get", "number"],
        "text-font": FONT_BOLD,
        "text-size": ["interpolate", ["linear"], ["zoom"], 10, 9, 11.5, 11],
        "text-allow-overlap": true,
        // The nearest partner is drawn last, above those farther away.
        "symbol-sort-key": ["-", 0, ["to-number", ["get", "number"]]],
      },
      paint: { "text-color": palette.partnerText },
    },
  ];
}
