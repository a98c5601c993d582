import { expect, test } from "vitest";
import type { Bbox, Geometry } from "../api/types.ts";
import { holds, positionFrom } from "./scenario_place.ts";
import { Newest } from "./scenario_queue.ts";

const ring = (from: number, to: number): number[][] => [[from, from], [to, from], [to, to], [from, to], [from, from]];

test("a place is in an area, and not in its hole", () => {
  const area: Geometry = { type: "Polygon", coordinates: [ring(0, 10), ring(4, 6)] };
  expect(holds(area, [1, 1])).toBe(true);
  expect(holds(area, [5, 5])).toBe(false);
  expect(holds(area, [11, 5])).toBe(false);
  expect(holds({ type: "MultiPolygon", coordinates: [[ring(0, 1)], [ring(2, 3)]] }, [2.5, 2.5])).toBe(true);
});

test("coordinates are read as people write them", () => {
  const box: Bbox = [-96.5, 37.9, -96.3, 38.1];
  expect(positionFrom("38.03, -96.41", box)).toEqual([-96.41, 38.03]);
  expect(positionFrom(" -96.41 38.03 ", box)).toEqual([-96.41, 38.03]);
  for (const text of ["", "38.03", "38.03, -96.41, 4", "12, 13", "north, west"]) expect(positionFrom(text, box)).toBeNull();
});

test("one request at a time, and after it only the newest", async () => {
  const asked: number[] = [];
  const replies: number[] = [];
  let answer = (): void => undefined;
  const ask = (n: number): Promise<number> => {
    asked.push(n);
    return new Promise((resolve) => (answer = () => resolve(n * 10)));
  };
  const queue = new Newest(ask, (reply) => replies.push(reply), () => undefined);
  for (const n of [1, 2, 3]) queue.put(n);
  expect(asked).toEqual([1]);
  answer();
  await Promise.resolve();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(asked).toEqual([1, 3]);
  answer();
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(replies).toEqual([10, 30]);
});
