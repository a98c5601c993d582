import { expect, test } from "vitest";
import type { Geometry } from "../api/types.ts";
import { frame, outlineOf, type Box, type Outline } from "./framing.ts";

const polygon = (ring: number[][]): Geometry => ({ type: "Polygon", coordinates: [ring] });
const diamond = polygon([[0, 1], [1, 0], [2, 1], [1, 2], [0, 1]]);
const square = polygon([[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]);
const stage = { width: 900, height: 650 };
const card: Box = { left: 12, top: 400, right: 232, bottom: 638 };

function outline(geometry: Geometry): Outline {
  const found = outlineOf([geometry]);
  if (found === null) throw new Error("no outline");
  return found;
}

function height({ top, bottom }: Box): number {
  return stage.height - top - bottom;
}

test("without cards the district fills the stage", () => {
  expect(height(frame(outline(square), stage, []))).toBeCloseTo(stage.height - 32, 0);
});

test("a card in an empty corner takes nothing away", () => {
  expect(height(frame(outline(diamond), stage, [card]))).toBeCloseTo(stage.height - 32, 0);
});

test("a square makes room beside the card", () => {
  const { left } = frame(outline(square), stage, [card]);
  expect(left).toBeGreaterThanOrEqual(card.right);
});

test("when all is covered the district stays large", () => {
  const all = { left: 0, top: 0, right: 900, bottom: 650 };
  expect(height(frame(outline(square), stage, [all]))).toBeCloseTo(stage.height - 32, 0);
});

test("there is no outline of nothing, or of a point", () => {
  expect(outlineOf([])).toBeNull();
  expect(outlineOf([{ type: "Point", coordinates: [1, 1] }])).toBeNull();
});
