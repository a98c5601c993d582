// From numbers to classes of a choropleth map.

const CLASSES_WANTED = 5;

/**
 * Inner class breaks, ascending: class `i` holds the values from break `i - 1` up to, not including, break `i`.
 * Values are whole numbers (families, or percent). Breaks are quantiles moved down to round numbers, so that every class
 * is used and the legend can be read aloud. At most five classes; one class when all values are equal.
 */
export function classBreaks(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const least = sorted[0];
  const most = sorted.at(-1);
  if (least === undefined || most === undefined) return [];
  const step = roundStep((most - least) / 20);
  const breaks: number[] = [];
  for (let k = 1; k < CLASSES_WANTED; k += 1) {
    const quantile = sorted[Math.floor((k * sorted.length) / CLASSES_WANTED)] ?? most;
    const candidate = Math.floor(quantile / step) * step;
    const previous = breaks.at(-1) ?? -Infinity;
    const isUsed = sorted.some((value) => value >= previous && value < candidate);
    if (candidate > previous && isUsed) breaks.push(candidate);
  }
  return breaks;
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

/** Spreads the classes over the ramp: few classes use colors that are far apart. */
export function classColors(ramp: readonly string[], n_classes: number): string[] {
  const last = ramp.length - 1;
  return Array.from({ length: n_classes }, (_, index) => {
    const at = n_classes === 1 ? last / 2 : (index * last) / (n_classes - 1);
    return ramp[Math.round(at)] ?? "#000000";
  });
}

/** Whether light letters read better than dark ones on a color given as `#rrggbb` (WCAG 2.2 relative luminance). */
export function isDark(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  // At this luminance black and white letters have the same contrast.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.179;
}

/** The smallest of 1, 2, 5, 10, 20, 50 … that is at least `least`. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(least, 1)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least) ?? power * 10;
}
