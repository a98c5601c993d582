import { describe, expect, test } from "vitest";
import { classBreaks, classCounts, CLASSIFICATIONS, classOf, jenksStarts } from "./classification.ts";

/** Numbers that look random and are the same every time. */
function values(seed: number, n: number, most: number): number[] {
  return Array.from({ length: n }, (_, i) => ((i + 1) * seed * 7919 + i * i * 31) % most);
}

describe("quantiles", () => {
  test("are round numbers with values in every class", () => {
    const all = [5, 15, 20, 35, 40, 60, 75, 80, 120, 180];
    const breaks = classBreaks(all);
    expect(breaks).toEqual([20, 40, 70, 120]);
    expect(classCounts(all, breaks).every((count) => count > 0)).toBe(true);
  });

  test("of numbers rounded to 5 are so, too", () => expect(classBreaks([0, 5, 10, 10, 15, 20, 35], "quantile", 3)).toEqual([10, 15]));

  test("of many equal values leave the other classes to the others", () => {
    const all = [...Array.from({ length: 50 }, () => 0), 10, 20, 30, 40, 50, 60, 70, 80];
    expect(classBreaks(all)).toEqual([10, 30, 50, 70]);
    expect(classCounts(all, classBreaks(all))).toEqual([50, 2, 2, 2, 2]);
  });

  test("of three values make three classes", () => expect(classBreaks([95, 405, 645])).toEqual([400, 600]));

  test("never leave a class empty, whatever the values", () => {
    for (let seed = 1; seed < 200; seed += 1) {
      const all = values(seed, 1 + (seed % 40), 997);
      for (const n of [3, 5, 7]) expect(classCounts(all, classBreaks(all, "quantile", n))).not.toContain(0);
    }
  });
});

test("equal steps are equal", () => {
  expect(classBreaks([0, 3, 100], "equal", 5)).toEqual([20, 40, 60, 80]);
  expect(classBreaks([1, 2, 3], "equal", 7)).toEqual([2, 3]);
});

test("tenths are broken at tenths", () => {
  expect(classBreaks([0.1, 0.2, 0.3, 0.9, 1], "jenks", 3, 0.1)).toEqual([0.2, 0.5]);
  expect(classBreaks([0, 0.7], "equal", 7, 0.1)).toEqual([0.1, 0.2, 0.3, 0.4, 0.5, 0.6]);
});

describe("natural breaks", () => {
  test("part what lies apart", () => expect(classBreaks([1, 2, 3, 50, 51, 52, 200, 210], "jenks", 3)).toEqual([50, 200]));

  test("are as good as trying every way to part the values", () => {
    for (let seed = 1; seed < 60; seed += 1) {
      const sorted = values(seed, 4 + (seed % 7), 41).sort((a, b) => a - b);
      for (const k of [1, 2, 3, 4]) {
        const starts = jenksStarts(sorted, k);
        expect(spread(sorted, starts)).toBeCloseTo(leastSpread(sorted, Math.min(k, new Set(sorted).size)), 6);
        expect(starts.length).toBe(Math.min(k, new Set(sorted).size));
      }
    }
  });

  test("keep equal values together, and every class in use", () => {
    for (let seed = 1; seed < 60; seed += 1) {
      const all = values(seed, 30, 17);
      expect(classCounts(all, classBreaks(all, "jenks", 6))).not.toContain(0);
    }
  });

  test("of 800 areas take no time to speak of", () => {
    const before = performance.now();
    classBreaks(values(3, 800, 100_003), "jenks", 7);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});

test("there are no breaks when all values are equal, or when there is none", () => {
  for (const how of CLASSIFICATIONS) {
    expect(classBreaks([40, 40, 40], how)).toEqual([]);
    expect(classBreaks([], how)).toEqual([]);
  }
});

test("breaks ascend and are fewer than the classes asked for", () => {
  for (const how of CLASSIFICATIONS) {
    for (let seed = 1; seed < 80; seed += 1) {
      const breaks = classBreaks(values(seed, 2 + (seed % 50), 500), how, 7);
      expect(breaks.length).toBeLessThan(7);
      expect([...new Set(breaks)].sort((a, b) => a - b)).toEqual(breaks);
    }
  }
});

test("a value on a break belongs to the class above it", () => {
  expect([19, 20, 40].map((value) => classOf(value, [20, 40]))).toEqual([0, 1, 2]);
});

function spread(sorted: readonly number[], starts: readonly number[]): number {
  return starts.reduce((sum, start, index) => {
    const part = sorted.slice(start, starts[index + 1] ?? sorted.length);
    const mean = part.reduce((a, b) => a + b, 0) / part.length;
    return sum + part.reduce((a, b) => a + (b - mean) ** 2, 0);
  }, 0);
}

function leastSpread(sorted: readonly number[], k: number, from = 0): number {
  if (k === 1) return spread(sorted.slice(from), [0]);
  let least = Infinity;
  for (let next = from + 1; next <= sorted.length - k + 1; next += 1) {
    least = Math.min(least, spread(sorted.slice(from, next), [0]) + leastSpread(sorted, k - 1, next));
  }
  return least;
}
