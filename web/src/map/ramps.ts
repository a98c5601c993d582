// Sizes by zoom, and by number: for the layers as expressions, for the layout of labels as values.

import type { ExpressionSpecification } from "maplibre-gl";

/** Pairs of zoom and size, the zooms rising. */
export type Ramp = readonly (readonly [zoom: number, size: number])[];

export function byZoom(ramp: Ramp): ExpressionSpecification {
  return ["interpolate", ["linear"], ["zoom"], ...ramp.flat()] as unknown as ExpressionSpecification;
}

export function at(ramp: Ramp, zoom: number): number {
  const next = ramp.findIndex(([z]) => z > zoom);
  const [z1, size1] = ramp[next < 0 ? ramp.length - 1 : next] ?? [0, 1];
  const [z0, size0] = ramp[next < 0 ? ramp.length - 1 : Math.max(0, next - 1)] ?? [0, 1];
  return z1 === z0 ? size1 : size0 + ((size1 - size0) * (zoom - z0)) / (z1 - z0);
}

/** A first size, then pairs of a number and the size from there on. */
export type Steps = readonly [first: number, ...steps: (readonly [from: number, size: number])[]];

export function byNumber(property: string, [first, ...steps]: Steps): ExpressionSpecification {
  return ["step", ["get", property], first, ...steps.flat()] as unknown as ExpressionSpecification;
}

export function stepped([first, ...steps]: Steps, n: number): number {
  return steps.reduce((size, [from, next]) => (n >= from ? next : size), first);
}
