import { expect, test } from "vitest";
import { EMPTY_SITE } from "../../../lib/scenario.ts";
import { numberProblem, parseNumber, placeOfProblem, siteProblems } from "./form_values.ts";

test("numbers as people write them", () => {
  expect(parseNumber(" 12 ")).toBe(12);
  expect(parseNumber("$7.50")).toBe(7.5);
  expect(parseNumber("7,50")).toBe(7.5);
  expect(parseNumber("")).toBeNull();
  expect(numberProblem("", true)).toBe(false);
  for (const text of ["-1", "ten", "1.5", "99999999"]) expect(numberProblem(text, true)).toBe(true);
  expect(numberProblem("1.5", false)).toBe(false);
});

test("a site needs a category, and its ages in order", () => {
  expect(siteProblems(EMPTY_SITE)).toEqual({ categories: "categories" });
  expect(siteProblems({ ...EMPTY_SITE, categories: ["food"], min_age: 10, max_age: 5 })).toEqual({ min_age: "ages" });
});

test("a problem of the server finds its field", () => {
  expect(placeOfProblem("/changes/3/set/hours")).toEqual({ index: 3, field: "hours" });
  expect(placeOfProblem("/changes/0/site/languages/0")).toEqual({ index: 0, field: "languages" });
  expect(placeOfProblem("/changes/1/site_id")).toEqual({ index: 1, field: null });
  expect(placeOfProblem("/wave")).toBeNull();
});
