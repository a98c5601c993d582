import { expect, test } from "vitest";
import type { Bbox, Geometry } from "../../api/types.ts";
import { boxAround, frameOf, isInFrame, pathOf } from "./small_map.ts";

const DISTRICT: Bbox = [0, 0, 1, 1];
const SIZE = { width: 300, height: 200 };
const square = (from: number, to: number): Geometry => ({
  type: "Polygon",
  coordinates: [[[from, from], [to, from], [to, to], [from, to], [from, from]]],
});

test("the frame holds the area, north up", () => {
  const frame = frameOf([0.4, 0.4, 0.6, 0.6], DISTRICT, SIZE);
  const [west, south] = frame.place([0.4, 0.4]);
  const [east, north] = frame.place([0.6, 0.6]);
  expect(west).toBeLessThan(east);
  expect(north).toBeLessThan(south);
  expect([west, south, east, north].every((part) => part > 0 && part < 300)).toBe(true);
});

test("a point alone still shows a part of the district around it", () => {
  const frame = frameOf([0.5, 0.5, 0.5, 0.5], DISTRICT, SIZE);
  expect(isInFrame(frame.place([0.5, 0.5]), frame)).toBe(true);
  expect(isInFrame(frame.place([0.55, 0.55]), frame)).toBe(true);
  expect(isInFrame(frame.place([0.95, 0.95]), frame)).toBe(false);
});

test("surfaces become closed paths; what is out of sight is left out", () => {
  const frame = frameOf([0.4, 0.4, 0.6, 0.6], DISTRICT, SIZE);
  expect(pathOf(square(0.4, 0.6), frame)).toMatch(/^M[\d. L]+Z$/);
  expect(pathOf(square(5, 6), frame)).toBe("");
  expect(pathOf({ type: "Point", coordinates: [0.5, 0.5] }, frame)).toBe("");
});

test("the box around shapes is that of all of them", () => {
  expect(boxAround([{ geometry: square(0, 1) }, { geometry: null }, { geometry: square(2, 3) }])).toEqual([0, 0, 3, 3]);
  expect(boxAround([])).toBeNull();
});
