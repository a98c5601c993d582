import { expect, test } from "vitest";
import en from "../text/en.json";
import es from "../text/es.json";
import { preferredLanguage, say, sayCount } from "./text.ts";

const placeholders = (words: string): string[] => [...words.matchAll(/\{\w+\}/g)].map(([name]) => name).sort();

test("English and Spanish have the same keys in the same order", () => {
  expect(Object.keys(es)).toEqual(Object.keys(en));
});

test("every text has the same placeholders in both languages", () => {
  const spanish: Record<string, string> = es;
  for (const [key, words] of Object.entries(en)) {
    expect([key, placeholders(spanish[key] ?? "")]).toEqual([key, placeholders(words)]);
  }
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
