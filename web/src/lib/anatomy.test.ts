import { expect, test } from "vitest";
import { CAUSES, type Cause } from "../api/types.ts";
import { anatomyOf } from "./anatomy.ts";
import { whySentence } from "./sentence_why.ts";

const by = (given: Partial<Record<Cause, number | null>>) => ({
  unmet_by: { ...(Object.fromEntries(CAUSES.map((cause) => [cause, 0])) as Record<Cause, number | null>), ...given },
});

test("the parts are sorted and add up to the whole", () => {
  const anatomy = anatomyOf(by({ hours: 40, distance: 60 }), 100);
  expect(anatomy.parts).toEqual([
    { cause: "distance", families: 60 },
    { cause: "hours", families: 40 },
  ]);
  expect([anatomy.sum, anatomy.total, anatomy.rest]).toEqual([100, 100, 0]);
  expect(anatomy.none).toHaveLength(CAUSES.length - 2);
});

test("hidden causes share what is left, and none of them gets a number", () => {
  const anatomy = anatomyOf(by({ hours: 60, cost: null, language: null }), 75);
  expect(anatomy.hidden).toEqual(["language", "cost"]);
  expect([anatomy.rest, anatomy.sum]).toEqual([15, 75]);
});

test("where rounding makes the parts larger than the whole, nothing is left for hidden causes", () => {
  const anatomy = anatomyOf(by({ hours: 80, cost: null, language: null }), 75);
  expect([anatomy.rest, anatomy.sum, anatomy.total]).toEqual([0, 80, 75]);
});

test("a difference by rounding shows in the sum", () => {
  expect(anatomyOf(by({ hours: 35, cost: 35 }), 75).sum).toBe(70);
});

test("exact figures are added as they are shown", () => {
  const anatomy = anatomyOf(by({ distance: 67.595, language: 29.725, several: 9.89, no_provider: 16.05, cost: 0.3 }), 123.26);
  expect(anatomy.total).toBe(123);
  expect(anatomy.sum).toBe(anatomy.parts.reduce((sum, { families }) => sum + families, 0));
  expect(anatomy.none).toContain("cost");
});

test("the most common reason is said, two that are as common together", () => {
  expect(whySentence("en", anatomyOf(by({ hours: 60, distance: 40 }), 100))).toBe(
    "The most common reason: hours do not fit, for about 60 of the 100.",
  );
  expect(whySentence("en", anatomyOf(by({ hours: 50, distance: 50 }), 100))).toBe(
    "The most common reasons: too far and hours do not fit, for about 50 each of the 100.",
  );
  expect(whySentence("es", anatomyOf(by({ cost: 30 }), 30))).toBe("La única razón: costo.");
  expect(whySentence("en", anatomyOf(by({ cost: null, hours: null }), 30))).toBeNull();
});
