// A shape as a grid of small cells, so that "does this box lie within it?" is four look-ups however many corners it has.

import type { Geometry } from "../api/types.ts";

/** A point of the Mercator square, from 0 to 1 to the east and to the south. */
export type Point = readonly [x: number, y: number];

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface Mask {
  box: Box;
  /** The side of a cell. */
  cell: number;
  n_columns: number;
  n_rows: number;
  /** Cells inside the shape above and to the left of every corner of the grid. */
  sums: Uint32Array;
}

/** Cells along the longer side. */
const N_CELLS = 80;

export function mercator([lon = 0, lat = 0]: readonly number[]): Point {
  const y = Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360));
  return [lon / 360 + 0.5, 0.5 - y / (2 * Math.PI)];
}

export function degrees([x, y]: Point): [lon: number, lat: number] {
  return [(x - 0.5) * 360, (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90];
}

/** Shapes outlive what is drawn on them. */
const masks = new WeakMap<Geometry, Mask | null>();

/** The grid of a polygon; null for anything else. */
export function maskOf(geometry: Geometry): Mask | null {
  const known = masks.get(geometry);
  if (known !== undefined) return known;
  const made = makeMask(geometry);
  masks.set(geometry, made);
  return made;
}

/** The part of a box that lies within the shape, from 0 to 1. */
export function shareInside(mask: Mask, { left, top, right, bottom }: Box): number {
  const { box, cell, n_columns, n_rows, sums } = mask;
  const column = (x: number): number => (x - box.left) / cell;
  const row = (y: number): number => (y - box.top) / cell;
  const clamp = (n: number, most: number): number => Math.min(most, Math.max(0, n));
  const [first, end] = [Math.floor(column(left)), Math.ceil(column(right))];
  const [above, below] = [Math.floor(row(top)), Math.ceil(row(bottom))];
  const [c0, c1] = [clamp(first, n_columns), clamp(end, n_columns)];
  const [r0, r1] = [clamp(above, n_rows), clamp(below, n_rows)];
  const at = (r: number, c: number): number => sums[r * (n_columns + 1) + c] ?? 0;
  const n = at(r1, c1) - at(r0, c1) - at(r1, c0) + at(r0, c0);
  return n / Math.max(1, (end - first) * (below - above));
}

function makeMask(geometry: Geometry): Mask | null {
  if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") return null;
  const outlines = geometry.type === "MultiPolygon" ? geometry.coordinates.flat() : geometry.coordinates;
  const rings = outlines.map((ring) => ring.map(mercator));
  const box: Box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const [x, y] of rings.flat()) {
    box.left = Math.min(box.left, x);
    box.top = Math.min(box.top, y);
    box.right = Math.max(box.right, x);
    box.bottom = Math.max(box.bottom, y);
  }
  const cell = Math.max(box.right - box.left, box.bottom - box.top) / N_CELLS;
  if (!(cell > 0) || !Number.isFinite(cell)) return null;
  const [n_columns, n_rows] = [Math.ceil((box.right - box.left) / cell), Math.ceil((box.bottom - box.top) / cell)];
  return { box, cell, n_columns, n_rows, sums: summed(crossings(rings, box, cell, n_rows), box, cell, n_columns, n_rows) };
}

/** Where the edges cross the middle of every row. */
function crossings(rings: readonly (readonly Point[])[], box: Box, cell: number, n_rows: number): number[][] {
  const rows: number[][] = Array.from({ length: n_rows }, () => []);
  for (const ring of rings) {
    ring.forEach(([bx, by], index) => {
      const [ax, ay] = ring[index === 0 ? ring.length - 1 : index - 1] ?? [bx, by];
      const [low, high] = [Math.min(ay, by), Math.max(ay, by)];
      const last = Math.min(n_rows - 1, Math.ceil((high - box.top) / cell));
      for (let row = Math.max(0, Math.floor((low - box.top) / cell) - 1); row <= last; row += 1) {
        const y = box.top + (row + 0.5) * cell;
        if (ay > y !== by > y) rows[row]?.push(((bx - ax) * (y - ay)) / (by - ay) + ax);
      }
    });
  }
  return rows;
}

function summed(rows: readonly number[][], box: Box, cell: number, n_columns: number, n_rows: number): Uint32Array {
  const sums = new Uint32Array((n_columns + 1) * (n_rows + 1));
  rows.forEach((found, row) => {
    const sorted = found.sort((a, b) => a - b);
    let next = 0;
    let n = 0;
    for (let column = 0; column < n_columns; column += 1) {
      const x = box.left + (column + 0.5) * cell;
      while ((sorted[next] ?? Infinity) < x) next += 1;
      n += next % 2;
      const above = sums[row * (n_columns + 1) + column + 1] ?? 0;
      sums[(row + 1) * (n_columns + 1) + column + 1] = above + n;
    }
  });
  return sums;
}
