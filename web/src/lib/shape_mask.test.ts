import { expect, test } from "vitest";
import type { Geometry } from "../api/types.ts";
import { degrees, maskOf, mercator, shareInside } from "./shape_mask.ts";

const square = (x: number, y: number, size: number): number[][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

function share(geometry: Geometry, [west, south, east, north]: readonly [number, number, number, number]): number {
  const mask = maskOf(geometry);
  const [left, bottom] = mercator([west, south]);
  const [right, top] = mercator([east, north]);
  return mask === null ? NaN : shareInside(mask, { left, top, right, bottom });
}

test("a place goes to the Mercator square and back", () => {
  const [lon, lat] = degrees(mercator([-77.02, 38.92]));
  expect(lon).toBeCloseTo(-77.02, 9);
  expect(lat).toBeCloseTo(38.92, 9);
});

test("a box is inside, half inside or outside a square", () => {
  const shape: Geometry = { type: "Polygon", coordinates: [square(0, 0, 1)] };
  expect(share(shape, [0.2, 0.2, 0.8, 0.8])).toBe(1);
  expect(share(shape, [-0.5, 0.25, 0.5, 0.75])).toBeCloseTo(0.5, 1);
  expect(share(shape, [2, 2, 3, 3])).toBe(0);
});

test("a hole is outside, and every part of a shape counts", () => {
  expect(share({ type: "Polygon", coordinates: [square(0, 0, 1), square(0.25, 0.25, 0.5)] }, [0.4, 0.4, 0.6, 0.6])).toBe(0);
  expect(share({ type: "MultiPolygon", coordinates: [[square(0, 0, 1)], [square(3, 0, 1)]] }, [3.2, 0.2, 3.8, 0.8])).toBe(1);
});

test("only polygons have a mask", () => {
  expect(maskOf({ type: "Point", coordinates: [1, 2] })).toBeNull();
  expect(maskOf({ type: "Polygon", coordinates: [] })).toBeNull();
});
