import { expect, test } from "vitest";
import type { Geometry } from "../api/types.ts";
import { labelPoint } from "./geometry.ts";
import { placeLabels, type LabelWanted, type Obstacle, type PlacedLabel } from "./label_layout.ts";
import { mercator } from "./shape_mask.ts";

const ZOOM = 10;
/** Pixels at that zoom, near the equator. */
const PIXEL = 360 / (512 * 2 ** ZOOM);

function area(id: string, x: number, y: number, width: number, height: number): LabelWanted {
  const [w, s, e, n] = [x * PIXEL, y * PIXEL, (x + width) * PIXEL, (y + height) * PIXEL];
  const geometry: Geometry = { type: "Polygon", coordinates: [[[w, s], [e, s], [e, n], [w, n], [w, s]]] };
  const at = mercator(labelPoint(geometry) ?? [NaN, NaN]);
  return { id, geometry, at, full: { x: 40, y: 15 }, short: { x: 12, y: 8 }, rank: 0 };
}

function marker(x: number, y: number, half: number, weight = 1): Obstacle {
  return { at: mercator([x * PIXEL, y * PIXEL]), half: { x: half, y: half }, weight };
}

/** Pixels of the label that the marker covers, sideways and up. */
function overlap(label: PlacedLabel | undefined, { at, half }: Obstacle): boolean {
  if (label === undefined) return false;
  const scale = 512 * 2 ** ZOOM;
  const [dx, dy] = [Math.abs(label.at[0] - at[0]) * scale, Math.abs(label.at[1] - at[1]) * scale];
  return dx < label.half.x + half.x && dy < label.half.y + half.y;
}

test("without markers a label stands at its best spot, with its name", () => {
  const wanted = area("a", 0, 0, 200, 100);
  const [label] = placeLabels([wanted], [], ZOOM, 0);
  expect(label).toMatchObject({ kind: "full", at: wanted.at, isOnPlate: false });
});

test("a label makes room for a marker, and keeps its name where it fits elsewhere", () => {
  const there = marker(100, 50, 10);
  const [label] = placeLabels([area("a", 0, 0, 200, 100)], [there], ZOOM, 0);
  expect(label?.kind).toBe("full");
  expect(overlap(label, there)).toBe(false);
});

test("the number stays where the name has no room", () => {
  const there = marker(40, 20, 10);
  const [label] = placeLabels([area("a", 0, 0, 80, 40)], [there], ZOOM, 0);
  expect(label).toMatchObject({ kind: "short", isOnPlate: false });
  expect(overlap(label, there)).toBe(false);
});

test("a number without any free spot stands on a plate, rather on a point than on one with a letter", () => {
  const [point, letter] = [marker(12, 10, 11, 1), marker(34, 10, 11, 30)];
  const [label] = placeLabels([area("a", 0, 0, 46, 20)], [point, letter], ZOOM, 0);
  expect(label).toMatchObject({ kind: "short", isOnPlate: true });
  expect(overlap(label, letter)).toBe(false);
});

test("an area too small for its number has none, and no two labels lie on each other", () => {
  expect(placeLabels([area("a", 0, 0, 9, 6)], [], ZOOM, 0)).toEqual([]);
  const placed = placeLabels([area("a", 0, 0, 200, 60), area("b", 0, 20, 200, 60)], [], ZOOM, 0);
  const [first, second] = placed;
  expect(placed).toHaveLength(2);
  expect(first === undefined ? true : overlap(second, { ...first, weight: 1 })).toBe(false);
});

test("the label of a point stands beside it, on a side that is free", () => {
  const point: LabelWanted = { ...area("a", 0, 0, 1, 1), geometry: { type: "Point", coordinates: [0, 0] }, at: mercator([0, 0]), full: null };
  const below = marker(0, -20, 12);
  const [label] = placeLabels([point], [below, marker(0, 0, 8)], ZOOM, 8);
  expect(overlap(label, below)).toBe(false);
  expect(label?.at[0]).toBeGreaterThan(point.at[0]);
});
