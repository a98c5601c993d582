// The zone of a school, and lines to the schools it sends children to and gets them from.

import type { Layer } from "../order.ts";
import type { Palette } from "../style.ts";

export function feederLayers(palette: Palette): Layer[] {
  const layout = { "line-cap": "round", "line-join": "round" } as const;
  // A line whose share nobody knows is the thinnest.
  const width = ["+", 1.2, ["*", 3, ["coalesce", ["get", "share"], 0]]] as ["+", number, ["*", number, ["coalesce", ["get", string], number]]];
  return [
    {
      id: "zones-fill",
      type: "fill",
      source: "zones",
      paint: { "fill-color": palette.feeder, "fill-opacity": 0.08 },
    },
    {
      id: "zones-border",
      type: "line",
      source: "zones",
      layout: { "line-join": "round" },
      paint: { "line-color": palette.feeder, "line-width": 2.4, "line-dasharray": [2.2, 1.4] },
    },
    {
      id: "feeder-casing",
      type: "line",
      source: "feeders",
      layout,
      paint: { "line-color": palette.pointEdge, "line-opacity": 0.85, "line-width": ["+", 2.2, width] },
    },
    {
      id: "feeder-lines",
      type: "line",
      source: "feeders",
      layout,
      paint: { "line-color": palette.feeder, "line-width": width },
    },
    {
      id: "feeder-arrows",
      type: "symbol",
      source: "feeders",
      layout: {
        "symbol-placement": "line-center",
        "icon-image": "our-arrow",
        "icon-size": ["interpolate", ["linear"], ["zoom"], 10, 0.75, 13, 1],
        "icon-rotation-alignment": "map",
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
  ];
}
