// Gaps by school: the areas are points, so their color is that of a disk.

import type { ExpressionSpecification } from "maplibre-gl";
import { classColors } from "../../lib/color_scale.ts";
import type { Layer } from "../order.ts";
import type { Palette } from "../style.ts";
import { classColor } from "./areas.ts";

export const HIDDEN_DISK_IMAGE = "hidden-disk";
const RADIUS: ExpressionSpecification = ["interpolate", ["linear"], ["zoom"], 10, 7, 14, 12];

export function schoolGapLayers(palette: Palette, n_classes: number, selected: string | null): Layer[] {
  const color = n_classes > 1 ? classColor(palette, n_classes) : (classColors(palette.ramp, 1)[0] ?? palette.ground);
  return [
    {
      id: "school-gaps",
      type: "circle",
      source: "school-gaps",
      filter: [">=", ["get", "class"], 0],
      paint: { "circle-color": color, "circle-radius": RADIUS, "circle-stroke-color": palette.school, "circle-stroke-width": 1.5 },
    },
    {
      id: "school-gaps-hidden",
      type: "symbol",
      source: "school-gaps",
      filter: ["<", ["get", "class"], 0],
      layout: { "icon-image": HIDDEN_DISK_IMAGE, "icon-allow-overlap": true, "icon-ignore-placement": true },
    },
    {
      id: "school-gaps-selected",
      type: "circle",
      source: "school-gaps",
      filter: ["==", ["get", "id"], selected ?? ""],
      paint: {
        "circle-color": "rgba(0, 0, 0, 0)",
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 10, 10, 14, 15],
        "circle-stroke-color": palette.selected,
        "circle-stroke-width": 3,
      },
    },
  ];
}
