import { expect, test } from "vitest";
import type { Feeders } from "../../api/feeders.ts";
import type { FeederPair } from "../../api/types.ts";
import type { Level } from "../../api/types.ts";
import { crossings, layoutOf, ribbonPath, stack } from "./layout.ts";
import { endsOf, isWhole, networkOf, pathOf, patternOf } from "./network.ts";

const MEASURES = { unit: 40, gap: 8, groupGap: 10 };

function pair(from: string, to: string, share: number | null = 1): FeederPair {
  const basis = share === null ? "table" : "children";
  return { from_school_id: from, from_name: from, to_school_id: to, to_name: to, share, basis, split: share !== null && share < 0.9 };
}

/** Ids begin with their level: e1, m1, h1. */
function district(pairs: FeederPair[], also: string[] = []): Feeders {
  const levels: Record<string, Level> = { e: "elementary", m: "middle", h: "high" };
  const ids = [...new Set([...pairs.flatMap((one) => [one.from_school_id, one.to_school_id]), ...also])];
  const schools = ids.map((id) => ({ id, name: id, levels: [levels[id.slice(0, 1)] ?? "elementary"] }));
  return { pairs, members: [], schools };
}

const SPLIT = district([
  pair("e1", "m1"), pair("e1", "h1"),
  pair("e2", "m1", 0.4), pair("e2", "m2", 0.6), pair("e2", "h1"),
  pair("e3", "m2"), pair("e3", "h1"),
  pair("e4", "h1"),
  pair("m1", "h1"), pair("m2", "h1"),
], ["e9"]);

test("schools stand in the columns of their levels, and bands go one step at a time", () => {
  const network = networkOf(SPLIT);
  expect(network.columns.elementary.map(({ id }) => id)).toEqual(["e1", "e2", "e3", "e4"]);
  expect(network.columns.middle.map(({ id }) => id)).toEqual(["m1", "m2"]);
  expect(network.bands.filter(({ isStraight }) => isStraight).map(({ from }) => from)).toEqual(["e4"]);
  expect(network.schools.get("e2")?.isSplit).toBe(true);
  expect(network.outside.map(({ id }) => id)).toEqual(["e9"]);
});

test("what no middle school takes goes straight to the high school", () => {
  const { bands } = networkOf(district([pair("e1", "m1", 0.7), pair("e1", "h1"), pair("m1", "h1")]));
  expect(bands.find(({ isStraight }) => isStraight)?.share).toBeCloseTo(0.3);
});

test("shares that the district's table does not state are drawn equally wide, beside those that it does", () => {
  const { bands } = networkOf(district([pair("e1", "m1", 0.6), pair("e1", "m2", null), pair("e1", "m3", null), pair("e2", "m1", null), pair("m1", "h1", null)]));
  const drawn = bands.map(({ from, to, share, width }) => [from, to, share, Math.round(width * 100) / 100]);
  expect(drawn).toEqual([["e1", "m1", 0.6, 0.6], ["e1", "m2", null, 0.2], ["e1", "m3", null, 0.2], ["e2", "m1", null, 1], ["m1", "h1", null, 1]]);
  expect(bands.map(isWhole)).not.toContain(true);
});

test("a school without a level in the directory stands where the pairs put it", () => {
  const network = networkOf({ pairs: [pair("a", "b"), pair("b", "c")], members: [], schools: [] });
  expect([...network.schools.values()].map(({ column }) => column)).toEqual(["elementary", "middle", "high"]);
});

test("a school of two levels that others feed stands in the middle", () => {
  const pairs = [pair("e1", "k8"), pair("k8", "h1")];
  const members = [{ id: "k8", level: "elementary" as const }, { id: "k8", level: "middle" as const }];
  const network = networkOf({ ...district(pairs), members });
  expect(network.schools.get("k8")).toMatchObject({ column: "middle", levels: ["elementary", "middle"] });
});

test("a pair that comes twice, once for each zone of a school, is one band", () => {
  expect(networkOf(district([pair("e1", "h1"), pair("e1", "h1", 0.98)])).bands.map(({ share }) => share)).toEqual([1]);
});

test("one pattern is what ends in its high school", () => {
  const network = networkOf(district([pair("e1", "m1"), pair("e2", "m2"), pair("m1", "h1"), pair("m2", "h2")]));
  const pattern = patternOf(network, "h2");
  expect(pattern.columns.elementary.map(({ id }) => id)).toEqual(["e2"]);
  expect(patternOf(network, null)).toBe(network);
  expect(pathOf(network, "m1")).toEqual(new Set(["m1", "e1", "h1"]));
  expect(endsOf(network, "e2")).toEqual(["h2"]);
});

test("bands are as thick as their shares, and what arrives makes a school's height", () => {
  const { nodes, ribbons } = layoutOf(networkOf(SPLIT), MEASURES);
  const thick = (from: string, to: string): number => ribbons.find(({ band }) => band.from === from && band.to === to)?.thickness ?? 0;
  expect(thick("e2", "m2")).toBeCloseTo(24);
  expect(nodes.get("m2")?.height).toBeCloseTo(64);
  expect(thick("m2", "h1")).toBeCloseTo(64);
  expect(nodes.get("h1")?.height).toBeCloseTo(160);
});

test("nothing overlaps in a column", () => {
  const pairs = Array.from({ length: 30 }, (_, i) => pair(`e${i}`, `m${i % 4}`));
  const { nodes, order } = layoutOf(networkOf(district([...pairs, ...[0, 1, 2, 3].map((i) => pair(`m${i}`, `h${i % 2}`))])), MEASURES);
  for (const ids of Object.values(order)) {
    const column = ids.flatMap((id) => nodes.get(id) ?? []);
    for (const [i, node] of column.entries()) {
      const above = column[i - 1];
      if (above !== undefined) expect(node.top).toBeGreaterThanOrEqual(above.top + above.height);
    }
  }
});

test("an order without crossings is found where there is one", () => {
  const pairs = [pair("e1", "m3"), pair("e2", "m1"), pair("e3", "m2"), pair("m1", "h2"), pair("m2", "h1"), pair("m3", "h2")];
  const network = networkOf(district(pairs));
  const { order } = layoutOf(network, MEASURES);
  expect(crossings({ elementary: [...order.elementary], middle: [...order.middle], high: [...order.high] }, network.bands)).toBe(0);
});

test("boxes come as near as they can to where they want to be", () => {
  expect(stack([{ height: 10, center: 5 }, { height: 10, center: 50 }], 2)).toEqual([0, 45]);
  expect(stack([{ height: 10, center: 20 }, { height: 10, center: 20 }], 2)).toEqual([9, 21]);
});

test("a band past the middle column keeps its height there", () => {
  const { ribbons } = layoutOf(networkOf(SPLIT), MEASURES);
  const straight = ribbons.find(({ band }) => band.isStraight);
  expect(straight?.viaTop).not.toBeNull();
  expect(straight && ribbonPath(straight, (id) => (id.startsWith("e") ? "elementary" : "high"))).toMatch(/^M30 .*Z$/);
});

test("a district without pairs is empty", () => {
  expect(layoutOf(networkOf(district([])), MEASURES)).toMatchObject({ height: 0, ribbons: [] });
});
