import { expect, test } from "vitest";
import { bboxOf, isInside, labelPoint } from "./geometry.ts";

const square = (x: number, y: number, size: number): number[][] => [
  [x, y],
  [x + size, y],
  [x + size, y + size],
  [x, y + size],
  [x, y],
];

test("the box of a shape holds all its positions", () => {
  expect(bboxOf({ type: "Polygon", coordinates: [square(2, 1, 3)] })).toEqual([2, 1, 5, 4]);
  expect(bboxOf({ type: "Polygon", coordinates: [] })).toBeNull();
});

test("the label of a square stands in its middle", () => {
  const [lon, lat] = labelPoint({ type: "Polygon", coordinates: [square(0, 0, 2)] }) ?? [NaN, NaN];
  expect(lon).toBeCloseTo(1, 1);
  expect(lat).toBeCloseTo(1, 1);
});

test("the label of an L stands inside it, where the mean of its corners does not", () => {
  const ell = [
    [0, 0],
    [10, 0],
    [10, 2],
    [2, 2],
    [2, 10],
    [0, 10],
    [0, 0],
  ];
  const [lon, lat] = labelPoint({ type: "Polygon", coordinates: [ell] }) ?? [NaN, NaN];
  expect(lon < 2 || lat < 2).toBe(true);
});

test("of several parts the largest gets the label", () => {
  const parts = { type: "MultiPolygon" as const, coordinates: [[square(0, 0, 1)], [square(5, 5, 4)]] };
  const at = labelPoint(parts) ?? [NaN, NaN];
  expect(isInside([at[0], at[1], at[0], at[1]], [5, 5, 9, 9])).toBe(true);
});
