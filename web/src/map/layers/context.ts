// Parks, water and streets: below the areas where there are none, and quiet above them, so that a reader finds the way.

import type { ExpressionSpecification, LineLayerSpecification, SymbolLayerSpecification } from "maplibre-gl";
import type { Layer } from "../order.ts";
import { FONT, type Palette } from "../style.ts";

const SOURCE = "context";

function isOf(kind: "park" | "water" | "street", shape?: "Polygon" | "LineString"): ExpressionSpecification {
  const is: ExpressionSpecification = ["==", ["get", "kind"], kind];
  return shape === undefined ? is : ["all", is, ["==", ["geometry-type"], shape]];
}

export function groundLayer(palette: Palette): Layer {
  return { id: "ground", type: "background", paint: { "background-color": palette.ground } };
}

export function contextLayers(palette: Palette, isBare = false): Layer[] {
  // Round ends of thin lines are not seen, but drawn.
  const line = { "line-cap": ["step", ["zoom"], "butt", 13.5, "round"], "line-join": ["step", ["zoom"], "bevel", 13.5, "round"] } satisfies LineLayerSpecification["layout"];
  return [
    { id: "parks", type: "fill", source: SOURCE, filter: isOf("park"), paint: { "fill-color": palette.park } },
    { id: "parks-over", type: "fill", source: SOURCE, filter: isOf("park"), paint: { "fill-color": palette.parkOver, "fill-antialias": false } },
    { id: "water", type: "fill", source: SOURCE, filter: isOf("water", "Polygon"), paint: { "fill-color": palette.water } },
    {
      id: "water-lines",
      type: "line",
      source: SOURCE,
      filter: isOf("water", "LineString"),
      layout: line,
      paint: { "line-color": palette.water, "line-width": ["interpolate", ["linear"], ["zoom"], 10, 1, 15, 5] },
    },
    {
      id: "streets-minor",
      type: "line",
      source: SOURCE,
      // A whole city has more streets than anybody can see through its areas, and drawing them takes longer than all else.
      minzoom: isBare ? 10 : 10.8,
      filter: isOf("street"),
      layout: line,
      paint: {
        "line-color": isBare ? palette.streetBare : palette.street,
        "line-opacity": isBare ? 0.6 : ["interpolate", ["linear"], ["zoom"], 10.8, 0.12, 11.2, 0.2, 12.5, 0.4, 14, 0.65],
        "line-width": ["interpolate", ["exponential", 1.5], ["zoom"], 10, 0.5, 13, 1.2, 16, 6],
      },
    },
    ...labels(palette),
  ];
}

function labels(palette: Palette): Layer[] {
  const paint = (color: string): NonNullable<SymbolLayerSpecification["paint"]> => ({
    "text-color": color,
    "text-halo-color": palette.halo,
    "text-halo-width": 1.3,
  });
  const name: ExpressionSpecification = ["coalesce", ["get", "name"], ""];
  return [
    {
      id: "park-labels",
      type: "symbol",
      source: SOURCE,
      filter: isOf("park", "Polygon"),
      minzoom: 13,
      layout: { "text-field": name, "text-font": FONT, "text-size": 11, "text-max-width": 7, "text-padding": 6 },
      paint: paint(palette.parkText),
    },
    {
      id: "water-labels",
      type: "symbol",
      source: SOURCE,
      filter: isOf("water"),
      minzoom: 11.6,
      layout: {
        "symbol-placement": "line",
        "text-field": name,
        "text-font": FONT,
        "text-size": 11,
        "text-letter-spacing": 0.06,
      },
      paint: paint(palette.waterText),
    },
    {
      id: "street-labels",
      type: "symbol",
      source: SOURCE,
      filter: isOf("street"),
      minzoom: 13.3,
      layout: { "symbol-placement": "line", "text-field": name, "text-font": FONT, "text-size": 11 },
      paint: paint(palette.streetText),
    },
  ];
}
