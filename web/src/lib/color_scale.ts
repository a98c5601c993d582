// The colors of the classes of a choropleth map.

import { between } from "./color.ts";

export { isDark } from "./color.ts";

/** Spreads the classes over the ramp from its first color to its last, by even steps for the eye. */
export function classColors(ramp: readonly string[], n_classes: number): string[] {
  return Array.from({ length: n_classes }, (_, index) => colorAt(ramp, n_classes === 1 ? 0.5 : index / (n_classes - 1)));
}

function colorAt(ramp: readonly string[], at: number): string {
  const place = at * (ramp.length - 1);
  const below = Math.min(Math.floor(place), ramp.length - 2);
  return between(ramp[below] ?? "#000000", ramp[below + 1] ?? "#000000", place - below);
}
