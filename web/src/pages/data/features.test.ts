import type { Feature } from "geojson";
import { expect, test } from "vitest";
import { boundsOf, categoriesOf, classified, inOnePiece } from "./features.ts";

function area(id: string, category: string, rate: number | null): Feature {
  const ring = [[0, 0], [2, 0], [2, 1], [0, 0]];
  return {
    type: "Feature",
    id,
    geometry: { type: "Polygon", coordinates: [ring] },
    properties: { category, unmet_rate: rate },
  };
}

const ROWS = [area("a", "food", 0.1), area("b", "food", 0.5), area("c", "food", null), area("a", "housing", 0.9)];

test("of several categories one is drawn, each area once", () => {
  expect(categoriesOf(ROWS)).toEqual(["food", "housing"]);
  expect(categoriesOf(ROWS.slice(0, 3))).toEqual([]);
  const { features } = classified(ROWS, "unmet_rate", "food");
  expect(features.features.map(({ id }) => id)).toEqual(["a", "b", "c"]);
});

test("what has no value is in no class and is counted as hidden", () => {
  const { features, counts, n_hidden } = classified(ROWS, "unmet_rate", "food");
  expect(n_hidden).toBe(1);
  expect(counts.reduce((sum, n) => sum + n, 0)).toBe(2);
  expect(features.features.map(({ properties }) => properties?.["map-class"])).toContain(-1);
});

test("without a column that colors, all are alike and nothing is hidden", () => {
  const { features, n_hidden } = classified(ROWS, null, null);
  expect(n_hidden).toBe(0);
  expect(features.features.map(({ properties }) => properties?.["map-class"])).toEqual([0, 0, 0, 0]);
});

test("the box goes around all features with a place", () => {
  const point: Feature = { type: "Feature", geometry: { type: "Point", coordinates: [-3, 5] }, properties: {} };
  expect(boundsOf([...ROWS, point])).toEqual([-3, 0, 2, 5]);
  expect(boundsOf([])).toBeNull();
});

test("features on both sides of the antimeridian lie beside each other", () => {
  const at = (lon: number) => ({ type: "Feature" as const, properties: {}, geometry: { type: "Point" as const, coordinates: [lon, 51] } });
  const lons = (given: number[]) => inOnePiece(given.map(at)).map(({ geometry }) => (geometry.type === "Point" ? geometry.coordinates[0] : null));
  expect(lons([179.9, -179.9])).toEqual([179.9, 180.1]);
  expect(lons([-98, -97])).toEqual([-98, -97]);
  expect(inOnePiece([])).toEqual([]);
});
