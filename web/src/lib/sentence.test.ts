import { expect, test } from "vitest";
import { CAUSES, OUTSIDE, type Category, type Cause, type Gap } from "../api/types.ts";
import { areaName, gapSentence, largestSentence } from "./sentence.ts";

const afterSchool: Category = { id: "after-school", name: { en: "After-school care", es: "Cuidado después de la escuela" } };
const unknown: Category = { id: "x", name: { en: "Pet care", es: "Mascotas" } };

const cell = (change: Partial<Gap> = {}): Gap => ({
  geography: "feeder-pattern",
  geography_id: "0301",
  name: "Lincoln High",
  level: null,
  category: "after-school",
  wave: "2026-fall",
  responses: 300,
  needs: 200,
  within_reach: 100,
  served: 60,
  served_coordinated: null,
  coordination_gain: null,
  access_score: null,
  unmet: 140,
  unmet_rate: 0.7,
  unmet_strict: 150,
  unmet_by: Object.fromEntries(CAUSES.map((cause) => [cause, null])) as Record<Cause, null>,
  suppression: null,
  simulated: false,
  ...change,
});

test("the sentence says how many, where and what", () => {
  expect(gapSentence("en", cell(), afterSchool)).toBe(
    "About 140 families in the Lincoln High feeder pattern need after-school care and cannot get it.",
  );
  expect(gapSentence("es", cell(), afterSchool)).toBe(
    "Cerca de 140 familias en la trayectoria escolar de Lincoln High necesitan atención después de la escuela y no pueden obtenerla.",
  );
});

test("all needs together are counted in family-needs", () => {
  expect(gapSentence("en", cell({ geography: "school" }), null)).toBe("About 140 family-needs at Lincoln High are unmet.");
});

test("a hidden cell says why, and never a number", () => {
  const hidden = cell({ suppression: "S", unmet: null, needs: null });
  expect(gapSentence("en", hidden, afterSchool)).toMatch(/^Too few families in the Lincoln High feeder pattern/);
  expect(gapSentence("en", cell({ unmet: null }), afterSchool)).toMatch(/too small, or too close to all/);
});

test("nothing unmet is said as such", () => {
  expect(gapSentence("en", cell({ unmet: 0 }), afterSchool)).toMatch(/^As far as the answers tell, every family/);
});

test("a category that the page has no phrase for is named by the server", () => {
  expect(gapSentence("en", cell(), unknown)).toMatch(/need help with pet care and cannot/);
});

test("homes in no area have a name of their own", () => {
  const outside = cell({ geography_id: OUTSIDE, name: null });
  expect(areaName("en", outside)).toBe("Outside these areas");
  expect(gapSentence("en", outside, afterSchool)).toMatch(/families living outside these areas need/);
});

test("the head of the overview names the largest by the measure that is shown", () => {
  expect(largestSentence("en", { gap: cell(), category: afterSchool, measure: "rate", areSomeHidden: false })).toMatch(
    /^The largest share goes without .+: 70% of the families that need after-school care/,
  );
  const unknown = { gap: cell({ unmet: null }), category: afterSchool, measure: "families" as const, areSomeHidden: false };
  expect(largestSentence("en", unknown)).toBeNull();
});

test("while areas are hidden, the largest is only the largest that can be shown", () => {
  const largest = { gap: cell(), category: afterSchool, measure: "families" as const, areSomeHidden: true };
  expect(largestSentence("en", largest)).toMatch(/^The largest unmet need that can be shown is in/);
  expect(largestSentence("es", largest)).toMatch(/^La mayor necesidad sin atender que puede mostrarse está en/);
});

test("where nobody answered, or nobody asked, no need is said to be met", () => {
  const nobody = cell({ responses: 0, needs: 0, unmet: 0, unmet_rate: null });
  expect(gapSentence("en", nobody, afterSchool)).toBe("No family in the Lincoln High feeder pattern has answered so far.");
  expect(gapSentence("es", nobody, null)).toBe("Ninguna familia en la trayectoria escolar de Lincoln High ha respondido hasta ahora.");
  const unasked = cell({ needs: 0, unmet: 0, unmet_rate: null });
  expect(gapSentence("en", unasked, afterSchool)).toBe("No family in the Lincoln High feeder pattern that answered needs after-school care.");
  expect(gapSentence("es", unasked, null)).toBe("Ninguna familia en la trayectoria escolar de Lincoln High que respondió pide ayuda.");
});

test("where the largest unmet number is 0, no area is said to have the largest need", () => {
  const met = cell({ unmet: 0, unmet_rate: 0 });
  const all = { gap: met, category: afterSchool, measure: "families", areSomeHidden: false } as const;
  expect(largestSentence("en", all)).toBe("No area has families that need after-school care and cannot get it.");
  expect(largestSentence("en", { ...all, measure: "rate", areSomeHidden: true })).toBe(
    "No area that can be shown has families that need after-school care and cannot get it.",
  );
  expect(largestSentence("es", { ...all, category: null })).toBe("Ninguna área tiene necesidades sin atender.");
});
