import { afterEach, expect, test } from "vitest";
import * as decode from "../api/decode.ts";
import { isTorn, knownShape, layOut } from "./antimeridian.ts";
import { fileOf } from "./scenario_file.ts";
import { wireChanges, type Scenario } from "./scenario.ts";
import { positionFrom } from "./scenario_place.ts";

afterEach(() => {
  layOut([-1, -1, 1, 1]);
});

const square = { type: "Polygon", coordinates: [[[-180, 51], [-179.9, 51], [-179.9, 52], [-180, 51]]] } as const;
const shape = (geometry: unknown): unknown => decode.feature(decode.fields)({ geometry, properties: {}, id: "a" }, "").geometry;

test("a district over the antimeridian is drawn in one piece", () => {
  const bbox = layOut([179.7, 51, -179.8, 52]);
  expect(bbox).toEqual([179.7, 51, 180.2, 52]);
  expect(isTorn(bbox)).toBe(true);
  expect(decode.position([-179.9, 51], "")).toEqual([180.1, 51]);
  expect(decode.position([179.9, 51], "")).toEqual([179.9, 51]);
  expect(shape(square)).toEqual({ type: "Polygon", coordinates: [[[180, 51], [180.1, 51], [180.1, 52], [180, 51]]] });
  expect(shape({ type: "Point", coordinates: [-179.9, 51] })).toEqual({ type: "Point", coordinates: [180.1, 51] });
  expect(positionFrom("51.5, -179.9", bbox)).toEqual([180.1, 51.5]);
});

test("what leaves the page has the longitudes that everybody knows", () => {
  layOut([179.7, 51, -179.8, 52]);
  const scenario = {
    name: "",
    names: {},
    changes: [{ op: "change", site_id: "a", set: { position: [180.125, 51.5] } }],
  } as unknown as Scenario;
  expect(JSON.stringify(wireChanges(scenario))).toContain("[-179.875,51.5]");
  expect(fileOf(scenario, new Map(), null, []).features[0]?.geometry?.coordinates).toEqual([-179.875, 51.5]);
  expect(knownShape({ type: "Point", coordinates: [180.125, 51] })).toEqual({ type: "Point", coordinates: [-179.875, 51] });
});

test("elsewhere nothing is turned", () => {
  expect(layOut([-98, 26, -97, 27])).toEqual([-98, 26, -97, 27]);
  expect(isTorn([-98, 26, -97, 27])).toBe(false);
  expect(shape(square)).toBe(square);
  expect(decode.position([-179.9, 51], "")).toEqual([-179.9, 51]);
});
