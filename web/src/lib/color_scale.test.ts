import { describe, expect, test } from "vitest";
import { PALETTES } from "../map/style.ts";
import { classBreaks, classColors, classCounts, classOf, isDark } from "./color_scale.ts";

describe("class breaks", () => {
  test("are round numbers with values in every class", () => {
    const values = [5, 15, 20, 35, 40, 60, 75, 80, 120, 180];
    const breaks = classBreaks(values);
    expect(breaks).toEqual([20, 40, 70, 120]);
    expect(classCounts(values, breaks).every((count) => count > 0)).toBe(true);
  });

  test("of three values make three classes", () => {
    expect(classBreaks([95, 405, 645])).toEqual([400, 600]);
  });

  test("are none when all values are equal, or when there is none", () => {
    expect(classBreaks([40, 40, 40])).toEqual([]);
    expect(classBreaks([])).toEqual([]);
  });

  test("never leave a class empty, whatever the values", () => {
    for (let seed = 1; seed < 200; seed += 1) {
      const values = Array.from({ length: 1 + (seed % 40) }, (_, i) => (((i + 1) * seed * 7919) % 997) ** (1 + (seed % 3)));
      const breaks = classBreaks(values);
      expect(breaks.length).toBeLessThan(5);
      expect([...breaks].sort((a, b) => a - b)).toEqual(breaks);
      expect(classCounts(values, breaks)).not.toContain(0);
    }
  });
});

test("a value on a break belongs to the class above it", () => {
  expect([19, 20, 40].map((value) => classOf(value, [20, 40]))).toEqual([0, 1, 2]);
});

test("few classes use colors from both ends of the ramp", () => {
  const ramp = ["a", "b", "c", "d", "e"];
  expect(classColors(ramp, 2)).toEqual(["a", "e"]);
  expect(classColors(ramp, 3)).toEqual(["a", "c", "e"]);
  expect(classColors(ramp, 1)).toEqual(["c"]);
});

test("both ramps run from light to dark, or from dark to light, and never back", () => {
  const firstDark = PALETTES.light.ramp.findIndex(isDark);
  expect(PALETTES.light.ramp.slice(firstDark).every(isDark)).toBe(true);
  const firstLight = PALETTES.dark.ramp.findIndex((color) => !isDark(color));
  expect(PALETTES.dark.ramp.slice(firstLight).some(isDark)).toBe(false);
});
