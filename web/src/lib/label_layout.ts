// Where the labels of areas stand: inside their area, and not where a marker stands. Pure; the map draws what comes out.

import type { Geometry } from "../api/types.ts";
import { maskOf, shareInside, type Box, type Mask, type Point } from "./shape_mask.ts";

/** Half the width and height, in pixels. */
export interface Size {
  x: number;
  y: number;
}

export interface LabelWanted {
  id: string;
  geometry: Geometry;
  /** Where it stands best. */
  at: Point;
  /** The name with the number, and the number alone; null where there is none. */
  full: Size | null;
  short: Size | null;
  /** The smallest comes first. */
  rank: number;
}

/** What labels make room for, in pixels around a place. */
export interface Obstacle {
  at: Point;
  half: Size;
  /** From the place to the middle of what stands there, downwards. */
  down?: number;
  /** How bad it is to cover it where nothing else is possible. */
  weight: number;
}

export interface PlacedLabel {
  id: string;
  at: Point;
  kind: "full" | "short";
  /** A marker lies below: the label needs a ground of its own. */
  isOnPlate: boolean;
  half: Size;
}

/** Of a label that has to be inside its area. */
const INSIDE = 0.94;
/** Of a number that stands on a plate of its area's color, where no place is free: it may stand out a little. */
const INSIDE_PLATE = 0.66;
/** Square pixels of markers, times their weight, that a plate may cover: of two numbers on each other nobody reads one. */
const MOST_COVERED = 1800;
/** Pixels between a label and whatever is beside it. */
const GAP = 3;
/** What a plate adds to its number, in pixels to each side. */
const PLATE: Size = { x: 3, y: 0 };
/** Pixels from a point to its label. */
const BESIDE = 4;

/** `zoom` is the map's: the world is 512 pixels wide at zero. `radius` is that of areas that are points. */
export function placeLabels(
  wanted: readonly LabelWanted[],
  obstacles: readonly Obstacle[],
  zoom: number,
  radius: number,
): PlacedLabel[] {
  const scale = 512 * 2 ** zoom;
  const markers = new Boxes();
  const labels = new Boxes();
  for (const { at, half, down = 0, weight } of obstacles) markers.add(boxAround(at[0] * scale, at[1] * scale + down, half), weight);
  const sorted = [...wanted].sort((a, b) => a.rank - b.rank);
  return sorted.flatMap((label): PlacedLabel[] => {
    const mask = maskOf(label.geometry);
    const placed = mask === null ? beside(label, scale, radius, markers, labels) : within(label, mask, scale, markers, labels);
    if (placed === null) return [];
    labels.add(boxAround(placed.at[0] * scale, placed.at[1] * scale, placed.half), 1);
    return [placed];
  });
}

function within(label: LabelWanted, mask: Mask, scale: number, markers: Boxes, labels: Boxes): PlacedLabel | null {
  const { id, full, short } = label;
  for (const kind of ["full", "short"] as const) {
    const half = kind === "full" ? full : short;
    const at = half === null ? null : freeSpot(label.at, half, mask, scale, markers, labels);
    if (half !== null && at !== null) return { id, at, kind, half, isOnPlate: false };
  }
  if (short === null) return null;
  const half = { x: short.x + PLATE.x, y: short.y + PLATE.y };
  const at = leastBadSpot(label.at, half, mask, scale, markers, labels);
  return at === null ? null : { id, at, kind: "short", half, isOnPlate: true };
}

/** The free spot that is nearest to the best one. */
function freeSpot(best: Point, half: Size, mask: Mask, scale: number, markers: Boxes, labels: Boxes): Point | null {
  const isFree = (spot: Point): boolean => {
    if (insideAt(spot, half, mask, scale) < INSIDE) return false;
    const box = grown(boxAround(spot[0] * scale, spot[1] * scale, half), GAP);
    return markers.covered(box) === 0 && labels.covered(box) === 0;
  };
  // Most labels have their best spot.
  return isFree(best) ? best : (spotsOf(best, half, mask, scale).find(isFree) ?? null);
}

/** The spot that covers the least of the markers. */
function leastBadSpot(best: Point, half: Size, mask: Mask, scale: number, markers: Boxes, labels: Boxes): Point | null {
  let found: Point | null = null;
  let least = Infinity;
  for (const spot of spotsOf(best, half, mask, scale)) {
    const box = boxAround(spot[0] * scale, spot[1] * scale, half);
    const inside = insideAt(spot, half, mask, scale);
    if (inside < INSIDE_PLATE || labels.covered(box) > 0) continue;
    const covered = markers.covered(box);
    if (covered > MOST_COVERED) continue;
    const away = Math.hypot(spot[0] - best[0], spot[1] - best[1]) * scale;
    const badness = covered + (1 - inside) * 400 + away * 0.4;
    if (badness < least) [least, found] = [badness, spot];
  }
  return found;
}

function insideAt([x, y]: Point, half: Size, mask: Mask, scale: number): number {
  return shareInside(mask, boxAround(x, y, { x: half.x / scale, y: half.y / scale }));
}

/** Places to try, the nearest to the best one first: close together around it, and all over the shape. */
function spotsOf([x, y]: Point, half: Size, { box }: Mask, scale: number): Point[] {
  const spots: { spot: Point; away: number }[] = [];
  const add = (px: number, py: number): void => {
    // A label that goes up or down reads as being in the middle still.
    spots.push({ spot: [px, py], away: Math.hypot((px - x) * 1.15, py - y) });
  };
  const near = 5 / scale;
  for (let i = -9; i <= 9; i += 1) for (let j = -9; j <= 9; j += 1) add(x + i * near, y + j * near);
  const [width, height] = [box.right - box.left - (2 * half.x * 0.9) / scale, box.bottom - box.top - (2 * half.y * 0.9) / scale];
  if (width > 0 && height > 0) {
    const step = Math.max(6 / scale, Math.max(width, height) / 36);
    const [left, top] = [box.left + (half.x * 0.9) / scale, box.top + (half.y * 0.9) / scale];
    for (let dx = 0; dx <= width; dx += step) for (let dy = 0; dy <= height; dy += step) add(left + dx, top + dy);
  }
  return spots.sort((a, b) => a.away - b.away).map(({ spot }) => spot);
}

/** Beside a point, where there is room. */
function beside(label: LabelWanted, scale: number, radius: number, markers: Boxes, labels: Boxes): PlacedLabel | null {
  for (const kind of ["full", "short"] as const) {
    const half = kind === "full" ? label.full : label.short;
    if (half === null) continue;
    const [dx, dy] = [radius + BESIDE + half.x, radius + BESIDE / 2 + half.y];
    for (const [x, y] of [[0, dy], [dx, 0], [-dx, 0], [0, -dy]] as const) {
      const at: Point = [label.at[0] + x / scale, label.at[1] + y / scale];
      const box = boxAround(at[0] * scale, at[1] * scale, half);
      if (markers.covered(box) === 0 && labels.covered(grown(box, GAP)) === 0) return { id: label.id, at, kind, half, isOnPlate: false };
    }
  }
  return null;
}

function boxAround(x: number, y: number, half: Size): Box {
  return { left: x - half.x, top: y - half.y, right: x + half.x, bottom: y + half.y };
}

function grown({ left, top, right, bottom }: Box, by: number): Box {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}

/** Boxes by the tile that they touch. */
class Boxes {
  private readonly tiles = new Map<number, { box: Box; weight: number }[]>();

  add(box: Box, weight: number): void {
    for (const key of tilesOf(box)) {
      const tile = this.tiles.get(key);
      if (tile === undefined) this.tiles.set(key, [{ box, weight }]);
      else tile.push({ box, weight });
    }
  }

  /** Square pixels of the box that are covered, each times its weight. */
  covered(box: Box): number {
    const seen = new Set<Box>();
    let sum = 0;
    for (const key of tilesOf(box)) {
      for (const { box: other, weight } of this.tiles.get(key) ?? []) {
        if (seen.has(other)) continue;
        seen.add(other);
        const width = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const height = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        if (width > 0 && height > 0) sum += width * height * weight;
      }
    }
    return sum;
  }
}

const TILE = 64;
/** More tiles than there are from north to south. */
const WIDE = 2 ** 26;

function tilesOf({ left, top, right, bottom }: Box): number[] {
  const keys: number[] = [];
  for (let x = Math.floor(left / TILE); x <= Math.floor(right / TILE); x += 1) {
    for (let y = Math.floor(top / TILE); y <= Math.floor(bottom / TILE); y += 1) keys.push(x * WIDE + y);
  }
  return keys;
}
