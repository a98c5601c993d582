// What labels make room for: every marker on the map, as large as the layers draw it.

import type { Map as MapLibreMap } from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import type { Obstacle } from "../lib/label_layout.ts";
import { mercator } from "../lib/shape_mask.ts";
import { pins } from "./label_spots.ts";
import { schoolRadius } from "./layers/school_gaps.ts";
import { CLUSTER_SIZES, MARK, nearGroupsAt, partnerRadius, POINT_SIZES } from "./layers/places.ts";
import { at, stepped } from "./ramps.ts";
import { N_PLACES, type Scene } from "./scene.ts";

/** What carries a number or a letter is worse to cover than a plain point. */
const PLAIN = 1;
const LETTERED = 30;

export function inTheWay(map: MapLibreMap, scene: Scene, zoom: number): Obstacle[] {
  const square = (half: number, weight: number, down = 0) => (place: readonly number[]): Obstacle => ({
    at: mercator(place),
    half: { x: half, y: half },
    weight,
    down,
  });
  const asset = square(6 * at(POINT_SIZES.asset, zoom), PLAIN);
  const partner = square(partnerRadius(scene.hasLetters, zoom) + 1, scene.hasLetters ? LETTERED : PLAIN);
  const found: Obstacle[] = [
    ...clustered(map, "partners", scene.partners, partner, 14),
    ...clustered(map, "assets", scene.assets, asset, 12.5),
    ...places(scene.schools).map(square(5.2 * at(POINT_SIZES.school, zoom), PLAIN)),
    ...nearGroupsAt(scene.near, zoom).map(({ at: place, numbers, n }): Obstacle => {
      const half = 10.5 * at(POINT_SIZES.near, zoom);
      return { at: mercator(place), half: { x: n === 1 ? half : 5 + 3.2 * numbers.length, y: half }, weight: LETTERED };
    }),
    ...places(scene.chosen).map(square(14, LETTERED)),
    ...places(scene.marks).map(square(MARK.half, LETTERED, MARK.down)),
    ...places(scene.schoolGaps).map(square(schoolRadius(zoom) + 1, LETTERED)),
    ...arrows(scene.feeders).map(square(7, PLAIN)),
    ...pins(map).map(({ at: place, half, down }): Obstacle => ({ at: mercator(place), half, down, weight: LETTERED })),
  ];
  return found;
}

function places({ features }: FeatureCollection): readonly (readonly number[])[] {
  return features.flatMap(({ geometry }) => (geometry.type === "Point" ? [geometry.coordinates] : []));
}

/** What the map has made of the points at this zoom, as far as it is loaded. */
function clustered(
  map: MapLibreMap,
  source: "partners" | "assets",
  { features }: FeatureCollection,
  single: (place: readonly number[]) => Obstacle,
  radius: number,
): Obstacle[] {
  if (features.length === 0 || map.getSource(source) === undefined) return [];
  const seen = new Set<string>();
  return map.querySourceFeatures(source).flatMap(({ geometry, properties }): Obstacle[] => {
    if (geometry.type !== "Point") return [];
    const { coordinates } = geometry;
    const { [N_PLACES]: n = 1, id } = properties as { [N_PLACES]?: number; id?: string };
    // A point near the edge of two tiles is in both.
    const key = id ?? coordinates.map((part) => part.toFixed(4)).join(" ");
    if (seen.has(key)) return [];
    seen.add(key);
    if (n === 1) return [single(coordinates)];
    const half = radius * stepped(CLUSTER_SIZES[source], n);
    return [{ at: mercator(coordinates), half: { x: half, y: half }, weight: LETTERED }];
  });
}

function arrows({ features }: FeatureCollection): readonly (readonly number[])[] {
  return features.flatMap(({ geometry }) => {
    if (geometry.type !== "LineString") return [];
    const [[a = NaN, b = NaN] = [], [c = NaN, d = NaN] = []] = geometry.coordinates;
    return [[(a + c) / 2, (b + d) / 2]];
  });
}
