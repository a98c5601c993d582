import { expect, test } from "vitest";
import { placeBadges } from "./badge_layout.ts";

const HALF = { x: 14, y: 10 };

test("a badge stands above its label, or on another side when another label is there", () => {
  const label = { at: [100, 100] as const, half: { x: 30, y: 15 } };
  const badge = { label, half: HALF, at: [0, 0] as const };
  const [free] = placeBadges([badge], [label]);
  expect(free?.shift[1]).toBeLessThan(0);
  const [crowded] = placeBadges([badge], [label, { at: [100, 75], half: { x: 30, y: 8 } }]);
  expect(crowded?.shift[1]).toBeGreaterThan(0);
});

test("where an area has no label, its badge stands in its middle", () => {
  expect(placeBadges([{ label: null, half: HALF, at: [5, 5] as const }], [])[0]?.shift).toEqual([0, 0]);
});
