import { expect, test } from "vitest";
import type { Geometry } from "../api/types.ts";
import { spotInSight } from "./spot_in_sight.ts";

const square: Geometry = { type: "Polygon", coordinates: [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]] };

test("a label whose best spot is in sight stays there", () => {
  expect(spotInSight(square, [5, 5], [-5, -5, 15, 15])).toEqual([5, 5]);
});

test("where only a corner of the area is in sight the label stands amid that corner", () => {
  const [lon, lat] = spotInSight(square, [5, 5], [8, 8, 12, 12]);
  expect(lon).toBeGreaterThan(8.4);
  expect(lon).toBeLessThan(10);
  expect(lat).toBeGreaterThan(8.4);
  expect(lat).toBeLessThan(10);
});

test("it never leaves its area, however the area is bent", () => {
  const hook: Geometry = { type: "Polygon", coordinates: [[[0, 0], [10, 0], [10, 10], [8, 10], [8, 2], [0, 2], [0, 0]]] };
  const [lon] = spotInSight(hook, [1, 1], [4, 4, 12, 12]);
  expect(lon).toBeGreaterThan(8);
  expect(lon).toBeLessThan(10);
});

test("an area that is out of sight keeps its spot", () => {
  expect(spotInSight(square, [5, 5], [20, 20, 30, 30])).toEqual([5, 5]);
});
