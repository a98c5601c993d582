import { describe, expect, it } from "vitest";
import { groupNear, numberText, type NearPlace } from "./near_groups.ts";

const place = (site_id: string, position: NearPlace["position"]): NearPlace => ({ site_id, name: `Partner ${site_id}`, position });
/** At zoom 12 a degree of longitude is 5,825 pixels wide: 0.001 degrees are 6 of them. */
const ZOOM = 12;
const SIZE = 24;

describe("numbered partners", () => {
  it("have a marker each where there is room", () => {
    const groups = groupNear([place("a", [-77, 38.9]), place("b", [-76.99, 38.9])], ZOOM, SIZE);
    expect(groups.map(({ numbers, at }) => [numbers, at])).toEqual([["1", [-77, 38.9]], ["2", [-76.99, 38.9]]]);
  });

  it("share one where markers would lie on each other, and part when the map comes near", () => {
    const places = [place("a", [-77, 38.9]), place("far", [-76.9, 38.9]), place("b", [-77.001, 38.9])];
    expect(groupNear(places, ZOOM, SIZE).map(({ numbers }) => numbers)).toEqual(["1, 3", "2"]);
    expect(groupNear(places, ZOOM + 3, SIZE).map(({ numbers }) => numbers)).toEqual(["1", "2", "3"]);
  });

  it("at one position stay together at every zoom, and say so", () => {
    const places = [place("a", [-77, 38.9]), place("b", [-77, 38.9])];
    expect(groupNear(places, 22, SIZE)).toEqual([{ at: [-77, 38.9], numbers: "1, 2", n: 2, first: places[0], isOnePlace: true }]);
    expect(groupNear([place("a", [-77, 38.9]), place("b", [-77.001, 38.9])], ZOOM, SIZE)[0]?.isOnePlace).toBe(false);
  });

  it("keep their number when one before them has no position", () => {
    expect(groupNear([place("a", null), place("b", [-77, 38.9])], ZOOM, SIZE).map(({ numbers }) => numbers)).toEqual(["2"]);
  });
});

describe("the numbers of a shared marker", () => {
  it.each([
    [[4], "4"],
    [[1, 2], "1, 2"],
    [[2, 3, 4], "2–4"],
    [[1, 3, 4, 5, 6, 9, 10], "1, 3–6, 9, 10"],
  ])("%j are %s", (numbers, text) => {
    expect(numberText(numbers)).toBe(text);
  });
});
