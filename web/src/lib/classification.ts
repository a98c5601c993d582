// Where one class of a choropleth map ends and the next begins.

export const CLASSIFICATIONS = ["quantile", "equal", "jenks"] as const;
/** Equal numbers of areas, equal steps, or natural breaks. */
export type Classification = (typeof CLASSIFICATIONS)[number];

export const LEAST_CLASSES = 3;
export const MOST_CLASSES = 7;

/**
 * Inner class breaks, ascending: class `i` holds the values from break `i - 1` up to, not including, break `i`.
 * Values are multiples of `unit` (whole families, tenths of a place), and so are the breaks. There may be fewer classes
 * than asked for; one when all values are equal.
 */
export function classBreaks(
  values: readonly number[],
  classification: Classification = "quantile",
  n_classes = 5,
  unit = 1,
): number[] {
  const sorted = values.map((value) => Math.round(value / unit)).sort((a, b) => a - b);
  const breaks = METHODS[classification](sorted, n_classes);
  // 3 * 0.1 is not 0.3 to a computer; dividing by the whole number is exact enough.
  return breaks.map((limit) => limit / Math.round(1 / unit));
}

type Method = (sorted: readonly number[], n_classes: number) => number[];

const METHODS: Record<Classification, Method> = { quantile, equal, jenks: natural };

/**
 * Quantiles moved down to round numbers, so that every class is used and the legend can be read aloud. Where many areas
 * have the same number (such as 0) they are one class, and the others are shared out among the classes that are left.
 */
function quantile(sorted: readonly number[], n_classes: number): number[] {
  const least = sorted[0] ?? 0;
  const most = sorted.at(-1) ?? 0;
  // Numbers that are rounded to 5 are not broken in between.
  const grain = sorted.every((value) => value % 5 === 0) ? 5 : 1;
  const step = Math.max(grain, roundStep((most - least) / (4 * n_classes)));
  const breaks: number[] = [];
  let left = [...sorted];
  while (breaks.length < n_classes - 1) {
    const [lowest] = left;
    const at = left[Math.floor(left.length / (n_classes - breaks.length))];
    const limit = at === lowest ? left.find((value) => value > (lowest ?? 0)) : at;
    if (lowest === undefined || limit === undefined) break;
    const rounded = Math.floor(limit / step) * step;
    const next = rounded > lowest ? rounded : limit;
    breaks.push(next);
    left = left.filter((value) => value >= next);
  }
  return breaks;
}

/** Steps of the same width from the least value to the largest; a class may hold no area. */
function equal(sorted: readonly number[], n_classes: number): number[] {
  const least = sorted[0] ?? 0;
  const most = sorted.at(-1) ?? 0;
  const all = Array.from({ length: n_classes - 1 }, (_, k) => Math.ceil(least + ((k + 1) * (most - least)) / n_classes));
  return [...new Set(all)].filter((limit) => limit > least);
}

/** Natural breaks (Jenks), each moved to the roundest number between the two classes. */
function natural(sorted: readonly number[], n_classes: number): number[] {
  const starts = jenksStarts(sorted, n_classes);
  return starts.slice(1).map((start) => roundest(sorted[start - 1] ?? 0, sorted[start] ?? 0));
}

/**
 * Where each class starts in the ascending values so that the squared distances to the class means add up to the least
 * possible: Fisher's exact method, by dynamic programming over the values that differ; O(k n²).
 */
export function jenksStarts(sorted: readonly number[], n_classes: number): number[] {
  const firsts = sorted.flatMap((value, index) => (index === 0 || value !== sorted[index - 1] ? [index] : []));
  const n = firsts.length;
  const k = Math.min(n_classes, n);
  if (k === 0) return [];
  const cost = spreads(sorted, firsts);
  // best[i]: the least sum for the first i distinct values in the classes so far; from[c][i]: where the last of them starts.
  let best = Array.from({ length: n + 1 }, (_, i) => (i === 0 ? 0 : cost(0, i)));
  const from: number[][] = [];
  for (let c = 1; c < k; c += 1) {
    const next = Array.from({ length: n + 1 }, () => Infinity);
    const starts = Array.from({ length: n + 1 }, () => 0);
    for (let end = c + 1; end <= n; end += 1) {
      for (let start = c; start < end; start += 1) {
        const sum = (best[start] ?? Infinity) + cost(start, end);
        if (sum < (next[end] ?? Infinity)) [next[end], starts[end]] = [sum, start];
      }
    }
    from.push(starts);
    best = next;
  }
  const found: number[] = [];
  let end = n;
  for (const starts of [...from].reverse()) {
    end = starts[end] ?? 0;
    found.unshift(firsts[end] ?? 0);
  }
  return [0, ...found];
}

/** The sum of squared distances to the mean, of the distinct values from one to before another, in constant time. */
function spreads(sorted: readonly number[], firsts: readonly number[]): (start: number, end: number) => number {
  const sums = [0];
  const squares = [0];
  // Distances from the middle value keep the sums small, so that little is lost when they are subtracted.
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
  for (const value of sorted) {
    sums.push((sums.at(-1) ?? 0) + (value - middle));
    squares.push((squares.at(-1) ?? 0) + (value - middle) ** 2);
  }
  const bound = (index: number): number => firsts[index] ?? sorted.length;
  return (start, end) => {
    const [a, b] = [bound(start), bound(end)];
    const sum = (sums[b] ?? 0) - (sums[a] ?? 0);
    return (squares[b] ?? 0) - (squares[a] ?? 0) - (sum * sum) / (b - a);
  };
}

/** The whole number above `low` and up to `high` with the most zeros, or fives, at its end. */
function roundest(low: number, high: number): number {
  for (let power = 10 ** Math.ceil(Math.log10(Math.max(high, 1)) + 1); power >= 1; power /= 10) {
    for (const step of [power, power / 2, power / 5]) {
      const candidate = Math.floor(high / step) * step;
      if (Number.isInteger(step) && candidate > low) return candidate;
    }
  }
  return high;
}

/** The class of `value`, from 0. */
export function classOf(value: number, breaks: readonly number[]): number {
  return breaks.filter((limit) => value >= limit).length;
}

/** How many values each class holds. */
export function classCounts(values: readonly number[], breaks: readonly number[]): number[] {
  const counts = Array.from({ length: breaks.length + 1 }, () => 0);
  for (const value of values) {
    const index = classOf(value, breaks);
    counts[index] = (counts[index] ?? 0) + 1;
  }
  return counts;
}

/** The smallest of 1, 2, 5, 10, 20, 50 … that is at least `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? power * 10;
}
