import { describe, expect, test } from "vitest";
import { PALETTES, type Palette, type Theme } from "../map/style.ts";
import { contrast, difference, fromLinear, hexOf, isDark, linear, luminance, over, rgbOf } from "./color.ts";
import { classColors } from "./color_scale.ts";

// Machado, Oliveira and Fernandes 2009, full severity, on linear light.
const BLINDNESS = {
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritan: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
};

function seenAs(color: string, matrix: readonly (readonly number[])[]): string {
  const light = linear(rgbOf(color));
  const row = (i: number): number => (matrix[i] ?? []).reduce((sum, part, k) => sum + part * (light[k] ?? 0), 0);
  return hexOf(fromLinear([row(0), row(1), row(2)]));
}

test("few classes use both ends of the ramp and even steps between", () => {
  expect(classColors(["#000000", "#ffffff"], 2)).toEqual(["#000000", "#ffffff"]);
  expect(classColors(["#111111", "#555555", "#eeeeee"], 3)).toEqual(["#111111", "#555555", "#eeeeee"]);
  expect(classColors(["#111111", "#555555", "#eeeeee"], 1)).toEqual(["#555555"]);
  expect(classColors(["#000000", "#ffffff"], 7)).toHaveLength(7);
});

const RAMPS = (["light", "dark"] as Theme[]).flatMap((theme) =>
  (["need", "good"] as const).map((ramp): [Theme, keyof Palette["ramps"]] => [theme, ramp]),
);

describe.each(RAMPS)("the %s %s ramp", (theme, name) => {
  const palette = PALETTES[theme];
  const seen = (n: number): string[] =>
    classColors(palette.ramps[name], n).map((color) => over(color, palette.areaOpacity, palette.ground));

  test.each([3, 4, 5, 6, 7])("with %d classes runs one way in luminance, away from the ground", (n) => {
    const lights = seen(n).map(luminance);
    const sorted = [...lights].sort((a, b) => (theme === "light" ? b - a : a - b));
    expect(lights).toEqual(sorted);
    expect(contrast(seen(n).at(-1) ?? "", palette.ground)).toBeGreaterThan(4.5);
  });

  test.each([3, 4, 5, 6, 7])("with %d classes can be told apart by color-blind eyes", (n) => {
    for (const matrix of Object.values(BLINDNESS)) {
      const colors = seen(n).map((color) => seenAs(color, matrix));
      for (const [index, color] of colors.slice(1).entries()) expect(difference(color, colors[index] ?? "")).toBeGreaterThan(0.05);
    }
  });

  test("never runs back between colors for dark and for light letters", () => {
    const dark = seen(7).map(isDark);
    expect(dark).toEqual([...dark].sort((a, b) => (theme === "light" ? Number(a) - Number(b) : Number(b) - Number(a))));
  });
});

test("need and something good differ in hue: the strong end of one is never taken for the other's", () => {
  for (const { ramps } of Object.values(PALETTES)) {
    const [need, good] = [classColors(ramps.need, 5), classColors(ramps.good, 5)];
    for (const index of [2, 3, 4]) expect(difference(need[index] ?? "", good[index] ?? "")).toBeGreaterThan(0.1);
  }
});
