// The layers that draw a page's features, whatever their shape.

import type { ExpressionSpecification, LayerSpecification } from "maplibre-gl";
import type { Palette } from "../../map/style.ts";

const CLASS: ExpressionSpecification = ["get", "map-class"];
const IS_SHOWN: ExpressionSpecification = [">=", CLASS, 0];
const IS_HIDDEN: ExpressionSpecification = ["<", CLASS, 0];

/** Layers in which a click looks for a feature, the uppermost first. */
export const FEATURE_LAYERS = ["points", "points-hidden", "lines", "fills", "fills-hidden"];

function isOf(kind: "Polygon" | "LineString" | "Point"): ExpressionSpecification {
  return ["==", ["geometry-type"], kind];
}

/** From the ground up. `colors` are those of the classes. */
export function featureLayers(palette: Palette, colors: readonly string[], isColored: boolean): LayerSpecification[] {
  const first = colors[0] ?? palette.ground;
  const steps = colors.slice(1).flatMap((color, index) => [index + 1, color]);
  const color = colors.length > 1 ? (["step", CLASS, first, ...steps] as ExpressionSpecification) : first;
  return [
    {
      id: "fills",
      type: "fill",
      source: "features",
      filter: ["all", isOf("Polygon"), IS_SHOWN],
      paint: { "fill-color": color, "fill-opacity": isColored ? 0.85 : 0.28 },
    },
    {
      id: "fills-hidden",
      type: "fill",
      source: "features",
      filter: ["all", isOf("Polygon"), IS_HIDDEN],
      paint: { "fill-pattern": "our-hatch", "fill-opacity": 0.9 },
    },
    {
      id: "borders",
      type: "line",
      source: "features",
      filter: isOf("Polygon"),
      layout: { "line-join": "round" },
      paint: { "line-color": isColored ? palette.border : first, "line-width": 1.4 },
    },
    {
      id: "lines",
      type: "line",
      source: "features",
      filter: isOf("LineString"),
      layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": color, "line-width": 1.6 },
    },
    {
      id: "points",
      type: "circle",
      source: "features",
      filter: ["all", isOf("Point"), IS_SHOWN],
      paint: {
        "circle-color": color,
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 10, isColored ? 5.5 : 4, 14, 8],
        "circle-stroke-color": isColored ? palette.school : palette.pointEdge,
        "circle-stroke-width": 1.2,
      },
    },
    {
      id: "points-hidden",
      type: "symbol",
      source: "features",
      filter: ["all", isOf("Point"), IS_HIDDEN],
      layout: {
        "icon-image": "our-hidden-disk",
        "icon-size": ["interpolate", ["linear"], ["zoom"], 10, 0.6, 14, 0.9],
        "icon-allow-overlap": true,
        "icon-ignore-placement": true,
      },
    },
  ];
}
