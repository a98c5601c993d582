// The ground: parks, water and streets, quiet enough to lie under numbers.

import type { Layer } from "../order.ts";
import { FONT, type Palette } from "../style.ts";

export function groundLayer(palette: Palette): Layer {
  return { id: "ground", type: "background", paint: { "background-color": palette.ground } };
}

export function contextLayers(palette: Palette): Layer[] {
  return [
    {
      id: "parks",
      type: "fill",
      source: "context",
      filter: ["==", ["get", "kind"], "park"],
      paint: { "fill-color": palette.park },
    },
    {
      id: "water",
      type: "fill",
      source: "context",
      filter: ["all", ["==", ["get", "kind"], "water"], ["==", ["geometry-type"], "Polygon"]],
      paint: { "fill-color": palette.water },
    },
    {
      id: "water-lines",
      type: "line",
      source: "context",
      filter: ["all", ["==", ["get", "kind"], "water"], ["==", ["geometry-type"], "LineString"]],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": palette.water, "line-width": ["interpolate", ["linear"], ["zoom"], 10, 1, 15, 5] },
    },
    {
      id: "streets-minor",
      type: "line",
      source: "context",
      minzoom: 11,
      filter: ["==", ["get", "kind"], "street"],
      layout: { "line-cap": "round", "line-join": "round" },
      paint: {
        "line-color": palette.street,
        "line-opacity": ["interpolate", ["linear"], ["zoom"], 11, 0.25, 14, 0.65],
        "line-width": ["interpolate", ["exponential", 1.5], ["zoom"], 11, 0.6, 13, 1.2, 16, 6],
      },
    },
    {
      id: "water-labels",
      type: "symbol",
      source: "context",
      filter: ["all", ["==", ["get", "kind"], "water"], ["==", ["geometry-type"], "LineString"]],
      minzoom: 12,
      layout: {
        "symbol-placement": "line",
        "text-field": ["coalesce", ["get", "name"], ""],
        "text-font": FONT,
        "text-size": 11,
        "text-letter-spacing": 0.06,
      },
      paint: { "text-color": palette.waterText, "text-halo-color": palette.halo, "text-halo-width": 1.2 },
    },
    {
      id: "street-labels",
      type: "symbol",
      source: "context",
      filter: ["==", ["get", "kind"], "street"],
      minzoom: 13.5,
      layout: {
        "symbol-placement": "line",
        "text-field": ["coalesce", ["get", "name"], ""],
        "text-font": FONT,
        "text-size": 11,
      },
      paint: { "text-color": palette.streetText, "text-halo-color": palette.halo, "text-halo-width": 1.4 },
    },
  ];
}
