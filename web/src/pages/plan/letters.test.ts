import { expect, test } from "vitest";
import type { Heading } from "../../api/types.ts";
import { headingOf, lettersOf } from "./letters.ts";

const heading = (id: string, en: string, es: string, category: string): Heading => ({
  id,
  name: { en, es },
  categories: [{ id: category, name: { en: category, es: category } }],
});
const headings = [heading("a", "Care", "Cuidado", "x"), heading("b", "Cooking", "Cocina", "y"), heading("c", "Co", "Oí", "z")];

test("every heading has a letter of its own, from its name where one is left", () => {
  expect(lettersOf("en", headings)).toEqual(["C", "O", "3"]);
  expect(lettersOf("es", headings)).toEqual(["C", "O", "Í"]);
});

test("a partner belongs to the heading of its first category", () => {
  expect(headingOf(headings, ["y", "x"])).toBe(1);
  expect(headingOf(headings, [])).toBe(-1);
});
