import { expect, test } from "vitest";
import { CAUSES, OUTSIDE, type Cause, type Feature, type Gap } from "../api/types.ts";
import { figuresOf, ranking, sortRows } from "./figures.ts";

const area = (id: string, unmet: number | null, suppression: string | null = null): Feature<Gap> => ({
  geometry: null,
  properties: {
    geography: "neighborhood",
    geography_id: id,
    name: id === OUTSIDE ? null : `Area ${id}`,
    level: null,
    category: "food",
    wave: "2026-fall",
    responses: suppression === null ? 50 : null,
    needs: suppression === null ? 200 : null,
    within_reach: null,
    served: null,
    served_coordinated: null,
    coordination_gain: null,
    unmet,
    unmet_rate: unmet === null ? null : unmet / 200,
    unmet_strict: null,
    unmet_by: Object.fromEntries(CAUSES.map((cause) => [cause, null])) as Record<Cause, null>,
    suppression,
    simulated: true,
  },
});

const FEATURES = [area("a", 20), area("b", null, "S"), area(OUTSIDE, 500), area("c", 80), area("d", null)];

test("hidden areas are counted and have no class; homes outside the areas are neither", () => {
  const { rows, counts, n_hidden } = figuresOf(FEATURES, "families");
  expect(n_hidden).toBe(2);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
  expect(rows.find(({ id }) => id === "b")?.class_index).toBeNull();
});

test("shares are whole percents", () => {
  const { rows } = figuresOf(FEATURES, "rate");
  expect(rows.map(({ value }) => value)).toEqual([10, null, 250, 40, null]);
});

test("the ranking holds areas with a number, largest first", () => {
  expect(ranking(figuresOf(FEATURES, "families").rows).map(({ id }) => id)).toEqual(["c", "a"]);
});

test("hidden rows come after shown ones and homes outside last, whichever way the table is sorted", () => {
  const { rows } = figuresOf(FEATURES, "families");
  expect(sortRows(rows, "unmet", "descending").map(({ id }) => id)).toEqual(["c", "a", "b", "d", OUTSIDE]);
  expect(sortRows(rows, "unmet", "ascending").map(({ id }) => id)).toEqual(["a", "c", "b", "d", OUTSIDE]);
  expect(sortRows(rows, "name", "descending").map(({ id }) => id)).toEqual(["d", "c", "b", "a", OUTSIDE]);
});
