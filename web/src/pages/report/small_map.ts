// A map of a few shapes as paths of an SVG: no map library, so that it prints.

import type { Bbox, Feature, Geometry, Position } from "../../api/types.ts";
import { bboxOf } from "../../lib/geometry.ts";

export interface Frame {
  width: number;
  height: number;
  /** To the map's own units, y downward. */
  place: (position: Position) => [number, number];
}

/** Points of an outline that are nearer to each other than this are drawn as one. */
const STEP = 0.9;

/** The box that holds all shapes; null when none has a place. */
export function boxAround(features: readonly Pick<Feature<unknown>, "geometry">[]): Bbox | null {
  const boxes = features.flatMap(({ geometry }) => {
    const box = geometry === null ? null : bboxOf(geometry);
    return box === null ? [] : [box];
  });
  return boxes.length === 0 ? null : boxes.reduce(union);
}

export function union(a: Bbox, b: Bbox): Bbox {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

/** From this part of the district on, the whole district is shown; and never less of it than the second. */
const [WHOLE, LEAST] = [0.45, 0.28];

/** A frame of a given size around `wanted`, with some room at its edges. */
export function frameOf(wanted: Bbox, district: Bbox, { width, height }: { width: number; height: number }): Frame {
  const isLarge = wanted[2] - wanted[0] > (district[2] - district[0]) * WHOLE || wanted[3] - wanted[1] > (district[3] - district[1]) * WHOLE;
  const sight = isLarge ? union(wanted, district) : wanted;
  const room = isLarge ? 1.06 : 1.25;
  const stretch = Math.cos((((sight[1] + sight[3]) / 2) * Math.PI) / 180);
  const across = Math.max((sight[2] - sight[0]) * room, (district[2] - district[0]) * LEAST) * stretch;
  const down = Math.max((sight[3] - sight[1]) * room, (district[3] - district[1]) * LEAST);
  const scale = Math.min(width / Math.max(across, 1e-6), height / Math.max(down, 1e-6));
  const [lon, lat] = [(sight[0] + sight[2]) / 2, (sight[1] + sight[3]) / 2];
  return {
    width,
    height,
    place: ([x, y]) => [width / 2 + (x - lon) * stretch * scale, height / 2 - (y - lat) * scale],
  };
}

/** The outline of a surface; empty for a shape that has none, or that lies outside the frame. */
export function pathOf(geometry: Geometry | null, frame: Frame): string {
  if (geometry === null) return "";
  const polygons =
    geometry.type === "Polygon" ? [geometry.coordinates] : geometry.type === "MultiPolygon" ? geometry.coordinates : [];
  return polygons.flat().map((ring) => ringPath(ring, frame)).join("");
}

function ringPath(ring: readonly (readonly number[])[], frame: Frame): string {
  const kept: [number, number][] = [];
  for (const [lon = NaN, lat = NaN] of ring) {
    const [x, y] = frame.place([lon, lat]);
    const last = kept.at(-1);
    if (last === undefined || Math.hypot(x - last[0], y - last[1]) >= STEP) kept.push([x, y]);
  }
  const isInSight =
    kept.some(([x]) => x >= 0) && kept.some(([x]) => x <= frame.width) && kept.some(([, y]) => y >= 0) && kept.some(([, y]) => y <= frame.height);
  if (kept.length < 3 || !isInSight) return "";
  return `M${kept.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z`;
}

/** Whether a place lies in the frame, a little away from its edge. */
export function isInFrame([x, y]: readonly [number, number], { width, height }: Frame, margin = 8): boolean {
  return x >= margin && y >= margin && x <= width - margin && y <= height - margin;
}
