// Gaps by school: the areas are points, so their color is that of a disk.

import type { SymbolLayerSpecification } from "maplibre-gl";
import type { Layer } from "../order.ts";
import { at, byZoom, type Ramp } from "../ramps.ts";
import type { Scene } from "../scene.ts";
import type { Palette } from "../style.ts";
import { classColor, IS_MARKED, isOneOf, OUTLINE_SOURCE, sceneColors } from "./areas.ts";

const RADIUS: Ramp = [[10, 6], [14, 11]];

export function schoolRadius(zoom: number): number {
  return at(RADIUS, zoom);
}

const SIZE = {
  "icon-size": ["interpolate", ["linear"], ["zoom"], 10, 0.65, 14, 1.15],
  "icon-allow-overlap": true,
  "icon-ignore-placement": true,
} satisfies SymbolLayerSpecification["layout"];

export function schoolGapLayers(palette: Palette, scene: Scene): Layer[] {
  const isWithout = isOneOf([...scene.hidden, ...scene.unknown]);
  return [
    {
      id: "school-gaps-hidden",
      type: "symbol",
      source: "school-gaps",
      filter: isOneOf(scene.hidden),
      layout: { ...SIZE, "icon-image": "our-hidden-disk" },
    },
    {
      id: "school-gaps-unknown",
      type: "symbol",
      source: "school-gaps",
      filter: isOneOf(scene.unknown),
      layout: { ...SIZE, "icon-image": "our-unknown-disk" },
    },
    {
      id: "school-gaps",
      type: "circle",
      source: "school-gaps",
      filter: ["!", isWithout],
      paint: {
        "circle-color": classColor(sceneColors(palette, scene)),
        "circle-radius": byZoom(RADIUS),
        "circle-stroke-color": palette.school,
        "circle-stroke-width": 1.2,
      },
    },
    {
      id: "school-gaps-mark",
      type: "circle",
      source: OUTLINE_SOURCE,
      filter: ["==", ["geometry-type"], "Point"],
      paint: {
        "circle-color": "rgba(0, 0, 0, 0)",
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 10, 10, 14, 15],
        "circle-stroke-color": palette.selected,
        "circle-stroke-width": ["case", IS_MARKED, 3, 1.5],
      },
    },
  ];
}
