import { expect, test } from "vitest";
import { folded, hitsFor, type Entry } from "./search.ts";

const entries: Entry<number>[] = ["Lincoln High", "Old Lincoln Hall", "Franklin", "Peña Center", "Carlin (north)"].map(
  (name, target) => ({ name, about: target === 2 ? "School" : "Partner", target, group: 0 }),
);
const names = (query: string): string[] => hitsFor(query, entries).map(({ name }) => name);

test("letters are found without their accents, large or small", () => {
  expect(folded("Peña ÉCOLE")).toBe("pena ecole");
  expect(names("PENA")).toEqual(["Peña Center"]);
  expect(names("peñ")).toEqual(["Peña Center"]);
});

test("names that start with the words come first, then words that do", () => {
  expect(names("lin")).toEqual(["Lincoln High", "Old Lincoln Hall", "Franklin", "Carlin (north)"]);
});

test("every word has to be found, in any order; the second line counts", () => {
  expect(names("hall old")).toEqual(["Old Lincoln Hall"]);
  expect(names("franklin school")).toEqual(["Franklin"]);
  expect(names("franklin partner")).toEqual([]);
});

test("signs that mean something in a pattern are letters like others", () => {
  expect(names("(nor")).toEqual(["Carlin (north)"]);
  expect(names("*")).toEqual([]);
});

test("nothing asked for, nothing found", () => expect(names("  ")).toEqual([]));

test("of hits that are as close, areas and schools come before partners", () => {
  const two = [
    { name: "Lincoln", about: "", target: "partner", group: 2 },
    { name: "Lincoln Elementary", about: "", target: "school", group: 1 },
  ];
  expect(hitsFor("lincoln", two).map(({ target }) => target)).toEqual(["school", "partner"]);
});
