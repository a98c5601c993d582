import { expect, test } from "vitest";
import { CAUSES, type Cause, type Feature, type Gap } from "../api/types.ts";
import { areaChanges, compared, otherCategories, totalChange, withDifferences, type Difference } from "./scenario_figures.ts";

const gap = (change: Partial<Gap> = {}): Gap => ({
  geography: "neighborhood",
  geography_id: "n1",
  name: "Millrace",
  level: null,
  category: "food",
  wave: "2026-fall",
  responses: 100,
  needs: 60,
  within_reach: 30,
  served: 30,
  unmet: 30,
  unmet_rate: 0.5,
  unmet_strict: 40,
  access_score: null,
  served_coordinated: null,
  coordination_gain: null,
  unmet_by: Object.fromEntries(CAUSES.map((cause) => [cause, null])) as Record<Cause, null>,
  suppression: null,
  simulated: true,
  ...change,
});
const feature = (change: Partial<Gap> = {}): Feature<Gap> => ({ geometry: null, properties: gap(change) });
const difference = (change: Partial<Gap>, served: number): Difference => {
  const then = gap(change);
  const { geography, geography_id, name, level, category } = then;
  return { geography, geography_id, name, level, category, gap: then, change: { served, unmet: -served, within_reach: served, unmet_strict: 0 } };
};
const district = (category: string, served: number): Difference => ({
  ...difference({ category, geography_id: "d", name: null }, served),
  geography: "district",
  gap: null,
});

test("for the public figures are rounded as in the layer, for staff they are exact", () => {
  const then = difference({ unmet: 22.4, unmet_rate: 0.3733, served: 37.6 }, 7.6);
  const [open] = withDifferences([feature()], [then], "public");
  expect(open?.properties).toMatchObject({ unmet: 20, served: 40, unmet_rate: 0.37, needs: 60 });
  const [exact] = withDifferences([feature()], [then], "staff");
  expect(exact?.properties).toMatchObject({ unmet: 22.4, served: 37.6, unmet_rate: 0.3733 });
});

test("what is hidden stays hidden, rows that do not change are the same", () => {
  const hidden = feature({ suppression: "S", unmet: null, served: null });
  const small = feature({ geography_id: "n2", unmet: null, served: null });
  const other = feature({ geography_id: "n3" });
  const all = withDifferences([hidden, small, other], [difference({}, 5), difference({ geography_id: "n2" }, 5)], "public");
  expect(all[0]).toBe(hidden);
  expect(all[1]?.properties.unmet).toBeNull();
  expect(all[2]).toBe(other);
});

test("only differences of the same areas, level and category count", () => {
  const features = [feature({ geography: "attendance-zone", level: "middle" })];
  const elsewhere = [
    difference({ geography: "attendance-zone", level: "high", unmet: 0 }, 5),
    difference({ geography: "attendance-zone", level: "middle", category: "arts", unmet: 0 }, 5),
  ];
  expect(withDifferences(features, elsewhere, "public")).toBe(features);
});

test("totals and areas", () => {
  const all = [difference({}, 3), difference({ geography_id: "n2", name: "Old Town" }, 9), district("food", 12), district("arts", -2), district("all", 10)];
  expect(totalChange(all, "food").served).toBe(12);
  expect(totalChange(all, "tutoring").served).toBe(0);
  const layer = { geography: "neighborhood", level: null, category: "food" } as const;
  expect(areaChanges(all, layer).map(({ name, served }) => [name, served])).toEqual([["Old Town", 9], ["Millrace", 3]]);
  expect(otherCategories(all, "food")).toEqual([{ category: "arts", served: -2 }]);
  const one = areaChanges(all, layer);
  expect(compared(one, one.slice(0, 1)).map(({ id, a, b }) => [id, a, b])).toEqual([["n2", 9, 9], ["n1", 3, 0]]);
});
