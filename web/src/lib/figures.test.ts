import { expect, test } from "vitest";
import { CAUSES, OUTSIDE, type Cause, type Feature, type Gap } from "../api/types.ts";
import { changesOf, commonBreaks, figuresOf, ranking, sortRows, type Choice } from "./figures.ts";

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
    access_score: null,
    unmet,
    unmet_rate: unmet === null ? null : unmet / 200,
    unmet_strict: null,
    unmet_by: Object.fromEntries(CAUSES.map((cause) => [cause, null])) as Record<Cause, null>,
    suppression,
    simulated: true,
  },
});

const FAMILIES: Choice = { measure: "families", classification: "quantile", n_classes: 5 };
const FEATURES = [area("a", 20), area("b", null, "S"), area(OUTSIDE, 500), area("c", 80), area("d", null)];

test("hidden areas are counted and have no class; homes outside the areas are neither", () => {
  const { rows, counts, n_hidden } = figuresOf(FEATURES, FAMILIES);
  expect(n_hidden).toBe(2);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2);
  expect(rows.find(({ id }) => id === "b")?.class_index).toBeNull();
});

test("shares are whole percents", () => {
  const { rows } = figuresOf(FEATURES, { ...FAMILIES, measure: "rate" });
  expect(rows.map(({ value }) => value)).toEqual([10, null, 250, 40, null]);
});

test("the ranking holds areas with a number, largest first", () => {
  expect(ranking(figuresOf(FEATURES, FAMILIES).rows).map(({ id }) => id)).toEqual(["c", "a"]);
});

test("hidden rows come after shown ones and homes outside last, whichever way the table is sorted", () => {
  const { rows } = figuresOf(FEATURES, FAMILIES);
  expect(sortRows(rows, "unmet", "descending").map(({ id }) => id)).toEqual(["c", "a", "b", "d", OUTSIDE]);
  expect(sortRows(rows, "unmet", "ascending").map(({ id }) => id)).toEqual(["a", "c", "b", "d", OUTSIDE]);
  expect(sortRows(rows, "name", "descending").map(({ id }) => id)).toEqual(["d", "c", "b", "a", OUTSIDE]);
});

test("breaks that are given are used as they are", () => {
  const { breaks, counts } = figuresOf(FEATURES, { ...FAMILIES, breaks: [10, 50, 300] });
  expect(breaks).toEqual([10, 50, 300]);
  expect(counts).toEqual([0, 1, 1, 0]);
});

test("an access score that nobody knows is not a hidden number", () => {
  const scored = area("e", 10);
  scored.properties.access_score = 12.34;
  const { rows, n_hidden, n_unknown, counts } = figuresOf([...FEATURES, scored], { ...FAMILIES, measure: "access" });
  expect(rows.find(({ id }) => id === "e")?.value).toBe(12);
  expect(rows.find(({ id }) => id === "b")?.state).toBe("hidden");
  expect([n_hidden, n_unknown, counts]).toEqual([1, 3, [1]]);
});

test("the share within reach is never more than all, however the counts were rounded", () => {
  const near = area("f", 10);
  Object.assign(near.properties, { needs: 200, within_reach: 205 });
  expect(figuresOf([near], { ...FAMILIES, measure: "reach" }).rows[0]?.value).toBe(100);
});

test("two waves share their breaks, and an area changes only where both have a number", () => {
  const before = [area("a", 50), area("c", 60), area("d", 5)];
  expect(commonBreaks([FEATURES, before], FAMILIES)).toEqual(
    figuresOf([...FEATURES, ...before], FAMILIES).breaks,
  );
  const [now, then] = [figuresOf(FEATURES, FAMILIES).rows, figuresOf(before, FAMILIES).rows];
  expect([...changesOf(now, then)]).toEqual([["a", -30], ["c", 20]]);
});

test("an area where nobody answered has no number, and of no needs there is no share", () => {
  const empty = { ...area("e", 0), properties: { ...area("e", 0).properties, responses: 0, needs: 0, unmet_rate: null } };
  const unasked = { ...area("f", 0), properties: { ...area("f", 0).properties, needs: 0, unmet_rate: null } };
  const of = (measure: Choice["measure"]) => figuresOf([empty, unasked], { ...FAMILIES, measure }).rows.map(({ state, value }) => [state, value]);
  expect(of("families")).toEqual([["unknown", null], ["shown", 0]]);
  expect(of("rate")).toEqual([["unknown", null], ["unknown", null]]);
});
