import { expect, test } from "vitest";
import type { FeederPair, Feature, Zone } from "../../api/types.ts";
import { feedersOf, linesOf, schoolsInFocus } from "./feeder_lines.ts";

const pair = (from: string, to: string, share = 1): FeederPair => ({
  from_school_id: from,
  from_name: from,
  to_school_id: to,
  to_name: to,
  share,
  basis: "area",
  split: share < 0.9,
});
const PAIRS = [pair("e1", "m1", 0.6), pair("e1", "m2", 0.4), pair("e1", "h"), pair("m1", "h"), pair("m2", "h"), pair("e2", "h")];

test("a line goes one step at a time, from elementary to high only where no middle school lies between", () => {
  expect(feedersOf(PAIRS, ["e1"]).to.map(({ to_name }) => to_name)).toEqual(["m1", "m2"]);
  expect(feedersOf(PAIRS, ["h"]).from.map(({ from_name }) => from_name)).toEqual(["e2", "m1", "m2"]);
  expect(feedersOf(PAIRS, ["h"]).to).toEqual([]);
});

test("a school without a place has no line", () => {
  const school = (id: string, lon: number | null) => ({
    geometry: lon === null ? null : { type: "Point" as const, coordinates: [lon, 0] },
    properties: { id, name: id, levels: [], grades: null, enrollment: null },
  });
  const lines = linesOf(feedersOf(PAIRS, ["e1"]), [school("e1", 1), school("m1", 2), school("m2", null)]);
  expect(lines).toEqual([{ from: [1, 0], to: [2, 0], share: 0.6 }]);
});

test("the schools in focus are those of the card, else of the area", () => {
  const zone: Feature<Zone> = { geometry: null, properties: { id: "z1", name: "Z", level: "middle", school_id: "m1" } };
  const view = { place: null, area: "z1", geography: "attendance-zone", places: ["feeders"] } as const;
  expect(schoolsInFocus(view, [zone])).toEqual(["m1"]);
  expect(schoolsInFocus({ ...view, places: [] }, [zone])).toEqual([]);
  expect(schoolsInFocus({ ...view, area: "s", geography: "school", places: [] }, [zone])).toEqual(["s"]);
  expect(schoolsInFocus({ ...view, place: { kind: "school", id: "x" } }, [zone])).toEqual(["x"]);
  expect(schoolsInFocus({ ...view, geography: "neighborhood" }, [zone])).toEqual([]);
});
