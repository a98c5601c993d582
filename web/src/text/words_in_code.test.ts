// The rooms of the language kept tidy: no text that nothing shows, no visible words outside of here, one direction for all.

import { parseSync } from "vite";
import { expect, test } from "vitest";
import { directionOf, LANGUAGES, mirror, PSEUDO, say, type TextKey } from "../lib/text.ts";
import enNow from "./en.json";
import enLater from "./en.later.json";

const SOURCES: Record<string, string> = import.meta.glob("../**/*.{ts,tsx}", { query: "?raw", eager: true, import: "default" });
const CODE = Object.entries(SOURCES).filter(([path]) => !path.endsWith(".test.ts") && !path.includes(".gen."));

const en = { ...enNow, ...enLater };

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Keys that stand in the code as they are, and patterns of those that are put together there. */
function namedKeys(code: readonly (readonly [path: string, source: string])[]): { whole: Set<string>; patterns: RegExp[] } {
  const whole = new Set<string>();
  const patterns: RegExp[] = [];
  for (const [, source] of code) {
    for (const [, key = ""] of source.matchAll(/["'`]([a-z][\w-]*(?:\.[\w -]+)+)["'`]/g)) whole.add(key);
    for (const [, template = ""] of source.matchAll(/`([a-z][^`\n]*\$\{[^`\n]*)`/g)) {
      // A value in braces may hold braces and quotes of its own.
      const parts = template.split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/);
      if (/^[a-z][\w-]*\./.test(parts[0] ?? "")) patterns.push(new RegExp(`^${parts.map(escape).join(".+")}$`));
    }
  }
  return { whole, patterns };
}

test("every text is shown somewhere", () => {
  const isNamed = namer(CODE);
  // The bare page has no code; the build puts this one in.
  expect(Object.keys(en).filter((key) => key !== "page.noscript" && !isNamed(key))).toEqual([]);
});

/** Whether code names a text, alone or as one of a kind. */
function namer(code: Parameters<typeof namedKeys>[0]): (key: string) => boolean {
  const { whole, patterns } = namedKeys(code);
  return (key) => [key, key.replace(/\.(one|other)$/, "")].some((name) => whole.has(name) || patterns.some((pattern) => pattern.test(name)));
}

/** What the page imports at once, from the files named. */
function importedFrom(names: readonly string[]): [path: string, source: string][] {
  const open = [...names];
  const found = new Map<string, string>();
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const source = SOURCES[`../${name}`];
    if (source === undefined || found.has(name)) continue;
    found.set(name, source);
    for (const [, path = ""] of source.matchAll(/^(?:import|export)\s(?!type\b)(?:[^;"]*?\sfrom\s)?"(\.[^"]+)"/gm)) {
      open.push(new URL(path, `http://src/${name}`).pathname.slice(1));
    }
  }
  return [...found];
}

test("the map says at once what comes at once, and the rest is for what comes later", () => {
  const first = importedFrom(["main.ts", "pages/plan/view.tsx", "map/map.ts"]);
  expect(first.length).toBeGreaterThan(80);
  const isNamed = namer(first);
  expect(Object.keys(enLater).filter(isNamed), "belong into en.json: the map names them").toEqual([]);
  expect(Object.keys(enNow).filter((key) => key !== "page.noscript" && !isNamed(key)), "belong into en.later.json").toEqual([]);
});

const READ_ALOUD = new Set(["aria-label", "aria-description", "alt", "title", "placeholder", "label"]);

/** Words that a reader would see or hear, written into the code of a component. */
function visibleWords(node: unknown, found: string[] = []): string[] {
  if (typeof node !== "object" || node === null) return found;
  const { type, value, name } = node as { type?: unknown; value?: unknown; name?: { name?: unknown } };
  if (type === "JSXText" && typeof value === "string" && /\p{L}/u.test(value)) found.push(value.trim());
  if (type === "JSXAttribute" && typeof name?.name === "string" && READ_ALOUD.has(name.name)) {
    const text = (value as { value?: unknown } | null)?.value;
    if (typeof text === "string" && /\p{L}/u.test(text)) found.push(text);
  }
  for (const child of Object.values(node)) visibleWords(child, found);
  return found;
}

test("no component has visible words of its own", () => {
  const components = CODE.filter(([path]) => path.endsWith(".tsx"));
  expect(components.length).toBeGreaterThan(20);
  const words = components.flatMap(([path, source]) => visibleWords(parseSync(path, source).program).map((text) => `${path}: ${text}`));
  expect(words).toEqual([]);
});

test("the finder of visible words finds them", () => {
  const source = `export const A = () => <p title="Hello">{1} Words <b aria-label={"x"}>– {say("a.b")}</b></p>;`;
  expect(visibleWords(parseSync("a.tsx", source).program)).toEqual(["Hello", "Words"]);
});

test("the pseudo-language keeps every placeholder and turns every letter", () => {
  for (const [key, words] of Object.entries(en)) {
    const turned = say(PSEUDO, key as TextKey);
    expect(turned.match(/\{\w+\}/g) ?? [], key).toEqual(words.match(/\{\w+\}/g) ?? []);
    expect(turned.replace(/[\u202e\u202c]/g, ""), key).toBe(words);
    expect(turned.match(/\u202e/g)?.length, key).toBe(turned.match(/\u202c/g)?.length);
  }
  expect(mirror("About {n} families")).toBe("\u202eAbout\u202c {n} \u202efamilies\u202c");
});

test("only the pseudo-language runs from right to left, and it is in no switch", () => {
  expect(directionOf(PSEUDO)).toBe("rtl");
  for (const language of LANGUAGES) expect(directionOf(language)).toBe("ltr");
});

/** What follows the direction of the text has to say so by its start and end, not by left and right. */
const ONE_SIDED = /(?:margin|padding|border)-(?:left|right)|(?:^|[\s;{])(?:left|right)\s*:|(?:text-align|float):\s*(?:left|right)/;
/** A map is not mirrored: its library's own parts, and the line that is drawn across it, keep their sides. */
const OF_THE_MAP = /maplibregl|swipe/;

const STYLES: Record<string, string> = import.meta.glob("../**/*.css", { query: "?raw", eager: true, import: "default" });

test("styles follow the direction of the text", () => {
  const rules = Object.entries(STYLES).flatMap(([path, css]) =>
    [...css.replace(/\/\*.*?\*\//gs, "").matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector = "", body = ""]) => ({ path, selector: selector.trim(), body })),
  );
  expect(rules.length).toBeGreaterThan(100);
  const oneSided = rules
    .filter(({ selector, body }) => !OF_THE_MAP.test(selector) && ONE_SIDED.test(body))
    .map(({ path, selector }) => `${path}: ${selector}`);
  expect(oneSided).toEqual([]);
});
