import { expect, test } from "vitest";
import enNow from "../text/en.json";
import enLater from "../text/en.later.json";
import esNow from "../text/es.json";
import esLater from "../text/es.later.json";
import { preferredLanguage, say, sayCount } from "./text.ts";

const en = { ...enNow, ...enLater };
const es = { ...esNow, ...esLater };

const placeholders = (words: string): string[] => [...words.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

test("English and Spanish have the same keys in the same order", () => {
  expect(Object.keys(esNow)).toEqual(Object.keys(enNow));
  expect(Object.keys(esLater)).toEqual(Object.keys(enLater));
});

test("every text has the same placeholders in both languages", () => {
  const spanish: Record<string, string> = es;
  for (const [key, words] of Object.entries(en)) {
    expect([key, placeholders(spanish[key] ?? "")]).toEqual([key, placeholders(words)]);
  }
});

test("no text is in both files of a language", () => {
  expect(Object.keys(enNow).filter((key) => key in enLater)).toEqual([]);
});

test("no text is empty", () => {
  for (const words of [...Object.values(en), ...Object.values(es)]) expect(words.trim()).not.toBe("");
});

test("a placeholder without a value stays, so that the mistake shows", () => {
  expect(say("en", "where.school")).toBe("at {name}");
});

test("one and many take their own words", () => {
  expect(sayCount("en", "legend.areas", 1)).toBe("1 area");
  expect(sayCount("es", "legend.areas", 2)).toBe("2 áreas");
});

test("the first language of the browser that we speak is taken", () => {
  expect(preferredLanguage(["fr-CA", "es-MX", "en"])).toBe("es");
  expect(preferredLanguage(["fr"])).toBe("en");
});
