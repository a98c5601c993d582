// Where on the stage the district is drawn, so that it is as large as can be and the cards that float above cover none of it.

import type { Bbox, Geometry } from "../api/types.ts";
import { positions } from "./geometry.ts";

/** Pixels from the stage's upper left corner. */
export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Size {
  width: number;
  height: number;
}

/** Pixels kept free on each side. */
export type Padding = Box;

/** The outline in parts of its own width and height, from the upper left, and how wide it is for its height. */
export interface Outline {
  bbox: Bbox;
  aspect: number;
  points: readonly (readonly [number, number])[];
}

const MARGIN = 16;
/** Between the district and a card. */
const GAP = 10;
const FINENESS = 120;
/** Smaller than this part of the largest possible size, covering a corner is the lesser evil. */
const LEAST_SIZE = 0.5;

/** What the shapes cover together; null when there is nothing with a width. */
export function outlineOf(geometries: readonly Geometry[]): Outline | null {
  const lines = geometries.map((geometry) => positions(geometry).map(([lon = 0, lat = 0]) => [lon, mercator(lat)] as const));
  const all = lines.flat();
  if (all.length === 0) return null;
  const box = all.reduce<[number, number, number, number]>(
    ([w, s, e, n], [x, y]) => [Math.min(w, x), Math.min(s, y), Math.max(e, x), Math.max(n, y)],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
  const [width, height] = [box[2] - box[0], box[3] - box[1]];
  if (width <= 0 || height <= 0) return null;
  // Points on a grid: thousands of corners come down to what the eye can tell apart.
  const cells = new Set<number>();
  const mark = (x: number, y: number): void => {
    const column = Math.round(((x - box[0]) / width) * FINENESS);
    const row = Math.round(((box[3] - y) / height) * FINENESS);
    cells.add(column * (FINENESS + 1) + row);
  };
  for (const line of lines) {
    for (const [index, [x, y]] of line.entries()) {
      const [px, py] = line[index - 1] ?? [x, y];
      const n = Math.ceil(Math.max(Math.abs(x - px) / width, Math.abs(y - py) / height) * FINENESS);
      for (let k = 0; k <= Math.min(n, FINENESS); k += 1) mark(x - ((x - px) * k) / Math.max(1, n), y - ((y - py) * k) / Math.max(1, n));
    }
  }
  const points = [...cells].map((cell) => [Math.floor(cell / (FINENESS + 1)) / FINENESS, (cell % (FINENESS + 1)) / FINENESS] as const);
  return { bbox: [box[0], degrees(box[1]), box[2], degrees(box[3])], aspect: width / height, points };
}

/** The padding that puts the outline where nothing covers it, as large as that allows. */
export function frame(outline: Outline, stage: Size, covers: readonly Box[]): Padding {
  const room = { width: stage.width - 2 * MARGIN, height: stage.height - 2 * MARGIN };
  const largest = Math.max(1, Math.min(room.width, room.height * outline.aspect));
  const walls = covers.map((box) => ({ left: box.left - GAP, top: box.top - GAP, right: box.right + GAP, bottom: box.bottom + GAP }));
  for (let part = 1; part >= LEAST_SIZE; part -= 0.02) {
    const size = { width: largest * part, height: (largest * part) / outline.aspect };
    const free = places(room, size).find(([x, y]) => isFree(outline, size, x, y, walls));
    if (free !== undefined) return paddingOf(stage, size, free);
  }
  const size = { width: largest, height: largest / outline.aspect };
  return paddingOf(stage, size, [MARGIN + (room.width - size.width) / 2, MARGIN + (room.height - size.height) / 2]);
}

/** Upper left corners to try, those near the middle first. */
function places(room: Size, size: Size): (readonly [number, number])[] {
  const [x, y] = [room.width - size.width, room.height - size.height];
  const steps = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.1, 0.9, 0, 1];
  return steps.flatMap((sideways) => steps.map((down) => [MARGIN + x * sideways, MARGIN + y * down, Math.abs(sideways - 0.5) + Math.abs(down - 0.5)] as const))
    .sort((a, b) => a[2] - b[2])
    .map(([left, top]) => [left, top] as const);
}

function isFree({ points }: Outline, size: Size, left: number, top: number, walls: readonly Box[]): boolean {
  return !points.some(([x, y]) => {
    const [px, py] = [left + x * size.width, top + y * size.height];
    return walls.some((wall) => px > wall.left && px < wall.right && py > wall.top && py < wall.bottom);
  });
}

function paddingOf(stage: Size, size: Size, [left, top]: readonly [number, number]): Padding {
  return { left, top, right: stage.width - left - size.width, bottom: stage.height - top - size.height };
}

/** Web Mercator, in degrees. */
function mercator(lat: number): number {
  return (Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) * 180) / Math.PI;
}

function degrees(y: number): number {
  return (Math.atan(Math.exp((y * Math.PI) / 180)) * 360) / Math.PI - 90;
}
