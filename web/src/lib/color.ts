// Colors as numbers: luminance, mixing, and how one looks over another.

export type Rgb = readonly [number, number, number];

/** Red, green and blue, 0 to 255, of a color given as `#rrggbb`. */
export function rgbOf(color: string): Rgb {
  const part = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

export function hexOf([red, green, blue]: Rgb): string {
  const part = (n: number): string => Math.round(Math.min(255, Math.max(0, n))).toString(16).padStart(2, "0");
  return `#${part(red)}${part(green)}${part(blue)}`;
}

/** Relative luminance of WCAG 2.2, 0 to 1. */
export function luminance(color: string): number {
  const [red, green, blue] = linear(rgbOf(color));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2 contrast, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

/** Whether light letters read better than dark ones on the color: at this luminance black and white have the same contrast. */
export function isDark(color: string): boolean {
  return luminance(color) < 0.179;
}

/** A color of a certain opacity over an opaque one, as the eye sees it. */
export function over(color: string, opacity: number, ground: string): string {
  const [top, below] = [rgbOf(color), rgbOf(ground)];
  const at = (i: 0 | 1 | 2): number => top[i] * opacity + below[i] * (1 - opacity);
  return hexOf([at(0), at(1), at(2)]);
}

/** The color between two, `at` 0 to 1, by even steps for the eye (Oklab). */
export function between(from: string, to: string, at: number): string {
  if (at <= 0) return from;
  if (at >= 1) return to;
  const [a, b] = [oklab(from), oklab(to)];
  const part = (i: 0 | 1 | 2): number => a[i] + (b[i] - a[i]) * at;
  return hexOf(fromOklab([part(0), part(1), part(2)]));
}

/** How far apart two colors are to the eye: 0.02 can just be told apart side by side. */
export function difference(a: string, b: string): number {
  const [first, second] = [oklab(a), oklab(b)];
  return Math.hypot(first[0] - second[0], first[1] - second[1], first[2] - second[2]);
}

export function linear([red, green, blue]: Rgb): Rgb {
  const part = (n: number): number => (n / 255 <= 0.04045 ? n / 255 / 12.92 : ((n / 255 + 0.055) / 1.055) ** 2.4);
  return [part(red), part(green), part(blue)];
}

export function fromLinear([red, green, blue]: Rgb): Rgb {
  const part = (n: number): number => 255 * (n <= 0.0031308 ? 12.92 * n : 1.055 * Math.max(0, n) ** (1 / 2.4) - 0.055);
  return [part(red), part(green), part(blue)];
}

// Björn Ottosson's Oklab, its published matrices.
function oklab(color: string): Rgb {
  const [r, g, b] = linear(rgbOf(color));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([lightness, a, b]: Rgb): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return fromLinear([
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]);
}
