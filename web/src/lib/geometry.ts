// Boxes and label points of geographic shapes. Longitude, latitude throughout.

import type { Bbox, Geometry, Position } from "../api/types.ts";

type Ring = readonly (readonly number[])[];

/** The box around a shape; null for one without coordinates. */
export function bboxOf(geometry: Geometry): Bbox | null {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon = NaN, lat = NaN] of positions(geometry)) {
    box[0] = Math.min(box[0], lon);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lon);
    box[3] = Math.max(box[3], lat);
  }
  return Number.isFinite(box[0] + box[1] + box[2] + box[3]) ? box : null;
}

/**
 * Where a label stands best: a point's own place, or the point inside the largest polygon that is farthest from its
 * edges (found by a grid that is refined twice: good to a few percent of the polygon's width). Null for lines.
 */
export function labelPoint(geometry: Geometry): Position | null {
  const known = labelPoints.get(geometry);
  if (known !== undefined) return known;
  const found = findLabelPoint(geometry);
  labelPoints.set(geometry, found);
  return found;
}

/** Finding the spot takes a while, and shapes outlive the numbers drawn on them. */
const labelPoints = new WeakMap<Geometry, Position | null>();

function findLabelPoint(geometry: Geometry): Position | null {
  if (geometry.type === "Point") return asPosition(geometry.coordinates);
  const rings = largestPolygon(geometry);
  const box = rings === null ? null : bboxOf({ type: "Polygon", coordinates: rings.map((ring) => ring.map((p) => [...p])) });
  if (rings === null || box === null) return null;
  const stretch = Math.cos((((box[1] + box[3]) / 2) * Math.PI) / 180);
  let best = bestOfGrid(rings, stretch, box, 12);
  let [width, height] = [(box[2] - box[0]) / 12, (box[3] - box[1]) / 12];
  for (let round = 0; round < 2; round += 1) {
    const [lon, lat] = best;
    best = bestOfGrid(rings, stretch, [lon - width, lat - height, lon + width, lat + height], 5);
    [width, height] = [width / 4, height / 4];
  }
  return best;
}

/** Whether the first box lies within the second. */
export function isInside(inner: Bbox, outer: Bbox): boolean {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
}

/** Every position of a shape. */
export function positions(geometry: Geometry): readonly (readonly number[])[] {
  switch (geometry.type) {
    case "Point":
      return [geometry.coordinates];
    case "MultiPoint":
    case "LineString":
      return geometry.coordinates;
    case "Polygon":
    case "MultiLineString":
      return geometry.coordinates.flat();
    case "MultiPolygon":
      return geometry.coordinates.flat(2);
  }
}

function asPosition([lon, lat]: readonly number[]): Position | null {
  return lon === undefined || lat === undefined ? null : [lon, lat];
}

function largestPolygon(geometry: Geometry): readonly Ring[] | null {
  if (geometry.type === "Polygon") return geometry.coordinates;
  if (geometry.type !== "MultiPolygon") return null;
  const bySize = geometry.coordinates.map((rings) => ({ rings, size: Math.abs(ringArea(rings[0] ?? [])) }));
  return bySize.sort((a, b) => b.size - a.size)[0]?.rings ?? null;
}

/** In square degrees: good enough to compare parts of one shape. */
function ringArea(ring: Ring): number {
  return edges(ring).reduce((sum, [ax, ay, bx, by]) => sum + (ax * by - bx * ay) / 2, 0);
}

/** A label's place does not hang on every bend of a coast. */
function thinned(ring: Ring): Ring {
  const step = Math.ceil(ring.length / 200);
  return step < 2 ? ring : ring.filter((_, index) => index % step === 0 || index === ring.length - 1);
}

function edges(ring: Ring): [number, number, number, number][] {
  return ring.slice(1).map((end, index) => {
    const start = ring[index] ?? end;
    return [start[0] ?? 0, start[1] ?? 0, end[0] ?? 0, end[1] ?? 0];
  });
}

function bestOfGrid(rings: readonly Ring[], stretch: number, box: Bbox, n: number): Position {
  const all = rings.map(thinned).flatMap(edges);
  let best: Position = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2];
  let farthest = -Infinity;
  for (let column = 0; column < n; column += 1) {
    for (let row = 0; row < n; row += 1) {
      const lon = box[0] + ((column + 0.5) / n) * (box[2] - box[0]);
      const lat = box[1] + ((row + 0.5) / n) * (box[3] - box[1]);
      // Of places that are as good, the one nearest to the middle of the box.
      const off = Math.hypot((column + 0.5) / n - 0.5, (row + 0.5) / n - 0.5);
      const depth = depthInside(all, stretch, lon, lat) * (1 - 0.2 * off);
      if (depth > farthest) [farthest, best] = [depth, [lon, lat]];
    }
  }
  return best;
}

/** Distance to the nearest edge, negative outside; squared, since it is only compared. */
function depthInside(all: readonly [number, number, number, number][], stretch: number, lon: number, lat: number): number {
  let nearest = Infinity;
  let inside = false;
  for (const [ax, ay, bx, by] of all) {
    if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside;
    const dx = (bx - ax) * stretch;
    const dy = by - ay;
    const px = (lon - ax) * stretch;
    const py = lat - ay;
    const length = dx * dx + dy * dy;
    const t = length === 0 ? 0 : Math.min(1, Math.max(0, (px * dx + py * dy) / length));
    nearest = Math.min(nearest, (px - t * dx) ** 2 + (py - t * dy) ** 2);
  }
  return inside ? nearest : -nearest;
}
