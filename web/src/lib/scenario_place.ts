// Where a site of a scenario is, in words, and places from what somebody types.

import { drawnLon } from "./antimeridian.ts";
import { OUTSIDE, type Bbox, type Feature, type Gap, type Geometry, type Position } from "../api/types.ts";
import { bboxOf, labelPoint } from "./geometry.ts";

export interface Whereabouts {
  gap: Gap;
  /** Whether the place lies in the area; else it is the area nearest to it. */
  isInside: boolean;
}

/** The area in which a place lies, else the one whose middle is nearest; null when there are no shapes. */
export function areaOf(features: readonly Feature<Gap>[], at: Position): Whereabouts | null {
  let nearest: Gap | null = null;
  let least = Infinity;
  for (const { geometry, properties: gap } of features) {
    if (geometry === null || gap.geography_id === OUTSIDE) continue;
    if (holds(geometry, at)) return { gap, isInside: true };
    const [lon, lat] = middleOf(geometry) ?? [NaN, NaN];
    const distance = ((lon - at[0]) * Math.cos((at[1] * Math.PI) / 180)) ** 2 + (lat - at[1]) ** 2;
    if (distance < least) [least, nearest] = [distance, gap];
  }
  return nearest === null ? null : { gap: nearest, isInside: false };
}

/** Shapes stay the same objects, and their middles are asked for at every step of a drag. */
const MIDDLES = new WeakMap<Geometry, Position | null>();
const BOXES = new WeakMap<Geometry, Bbox | null>();

export function middleOf(geometry: Geometry): Position | null {
  const known = MIDDLES.get(geometry);
  if (known !== undefined) return known;
  const middle = labelPoint(geometry);
  MIDDLES.set(geometry, middle);
  return middle;
}

function boxOf(geometry: Geometry): Bbox | null {
  const known = BOXES.get(geometry);
  if (known !== undefined) return known;
  const box = bboxOf(geometry);
  BOXES.set(geometry, box);
  return box;
}

export function holds(geometry: Geometry, at: Position): boolean {
  const box = boxOf(geometry);
  if (box === null || !isInBox(at, box)) return false;
  if (geometry.type === "Polygon") return holdsRings(geometry.coordinates, at);
  return geometry.type === "MultiPolygon" && geometry.coordinates.some((rings) => holdsRings(rings, at));
}

function isInBox([lon, lat]: Position, [west, south, east, north]: Bbox): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

/** Even or odd crossings of a ray to the east; holes come of themselves. */
function holdsRings(rings: readonly (readonly number[][])[], [lon, lat]: Position): boolean {
  let isInside = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
      const [ax = NaN, ay = NaN] = ring[i] ?? [];
      const [bx = NaN, by = NaN] = ring[j] ?? [];
      if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) isInside = !isInside;
    }
  }
  return isInside;
}

/**
 * Latitude and longitude as people write them, `38.0347, -96.4109`. The other order is understood where only that one
 * lies in the district; null for anything that is no place in or near it.
 */
export function positionFrom(text: string, bbox: Bbox): Position | null {
  const [a, b, ...more] = text.trim().split(/[\s,;]+/).map(Number);
  if (a === undefined || b === undefined || more.length > 0 || Number.isNaN(a + b)) return null;
  const near = grown(bbox);
  return ([[drawnLon(b), a], [drawnLon(a), b]] as const).find((at) => isInBox(at, near)) ?? null;
}

/** A site somewhat outside the district may serve it, too. */
function grown([west, south, east, north]: Bbox): Bbox {
  const [width, height] = [(east - west) / 2, (north - south) / 2];
  return [west - width, south - height, east + width, north + height];
}

/** About a metre: no more is sent than a marker can be put to. */
export function rounded([lon, lat]: Position): Position {
  return [Math.round(lon * 1e5) / 1e5, Math.round(lat * 1e5) / 1e5];
}
