import { expect, test } from "vitest";
import { CAUSES, type Cause, type Gap } from "../api/types.ts";
import { sharingSentence, sureSentences } from "./sentence_sure.ts";

const cell = (change: Partial<Gap> = {}): Gap => ({
  geography: "neighborhood",
  geography_id: "n1",
  name: "Millrace",
  level: null,
  category: "food",
  wave: "2026-fall",
  responses: 300,
  needs: 200,
  within_reach: 100,
  served: 60,
  served_coordinated: 70,
  coordination_gain: 10,
  access_score: null,
  unmet: 140,
  unmet_rate: 0.7,
  unmet_strict: 150,
  unmet_by: Object.fromEntries(CAUSES.map((cause) => [cause, null])) as Record<Cause, null>,
  suppression: null,
  simulated: false,
  ...change,
});

test("answers behind a number, its upper end and its rounding are said", () => {
  expect(sureSentences("en", cell(), "public")).toEqual([
    "Based on 300 answers.",
    "At most 150, if everything that partners leave unsaid (such as hours or price) counted against families.",
    "Rounded to 5.",
  ]);
  expect(sureSentences("es", cell(), "staff")[0]).toBe("Se basa en 300 respuestas.");
  expect(sureSentences("en", cell(), "staff")).toHaveLength(2);
});

test("few answers are a hint", () => {
  expect(sureSentences("en", cell({ responses: 25 }), "public")[0]).toMatch(/^Based on only 25 answers: take it as a hint/);
  expect(sureSentences("en", cell({ responses: 60 }), "public")[0]).toMatch(/higher or lower/);
  expect(sureSentences("en", cell({ responses: 1 }), "staff")[0]).toMatch(/^Based on only 1 answer:/);
  expect(sureSentences("es", cell({ responses: 1 }), "staff")[0]).toMatch(/^Se basa en solo 1 respuesta:/);
});

test("an upper end that is the same, or hidden, is said as such", () => {
  expect(sureSentences("en", cell({ unmet_strict: 140 }), "public")[1]).toMatch(/would not change it/);
  expect(sureSentences("es", cell({ unmet_strict: null }), "public")[1]).toMatch(/^No se puede mostrar/);
});

test("a hidden cell is not said to be sure of anything", () => {
  expect(sureSentences("en", cell({ suppression: "S" }), "public")).toEqual([]);
  expect(sureSentences("en", cell({ unmet: null }), "public")).toEqual([]);
});

test("what coordination would change: more, the same, fewer, hidden", () => {
  expect(sharingSentence("en", cell({ coordination_gain: 10 }))).toMatch(/serve about 10 more families here/);
  expect(sharingSentence("en", cell({ coordination_gain: 1 }))).toMatch(/about 1 more family here/);
  expect(sharingSentence("es", cell({ coordination_gain: 0.2 }))).toMatch(/no a más\.$/);
  expect(sharingSentence("es", cell({ coordination_gain: -10 }))).toMatch(/cerca de 10 familias menos/);
  expect(sharingSentence("en", cell({ coordination_gain: null }))).toMatch(/too small to show/);
});
