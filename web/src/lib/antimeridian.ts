// A district on both sides of the antimeridian. The server tells longitudes from -180 to 180; a map that ends there would be torn apart, so
// the page draws what lies east of it at longitudes over 180. Everything is turned where it comes in, and back where it goes out.

import type { Bbox, Geometry } from "../api/types.ts";

/** Longitudes below this one are drawn 360 degrees further east; null in a district that lies on one side. */
let seam: number | null = null;

/** The district's box as the page draws it. From here on every position that comes in is turned to fit it. */
export function layOut(bbox: Bbox): Bbox {
  const [west, south, east, north] = bbox;
  seam = west > east ? (west + east) / 2 : null;
  return seam === null ? bbox : [west, south, east + 360, north];
}

export function isTorn([west, , east]: Bbox): boolean {
  return east > 180 && west < 180;
}

/** A longitude as the page draws it. */
export function drawnLon(lon: number): number {
  return seam !== null && lon < seam ? lon + 360 : lon;
}

/** A longitude as everybody else knows it. */
export function knownLon(lon: number): number {
  return lon > 180 ? lon - 360 : lon;
}

/** A shape as the page draws it: the same object in a district on one side. */
export function drawnShape(geometry: Geometry): Geometry {
  return seam === null ? geometry : turned(geometry, drawnLon);
}

export function knownShape(geometry: Geometry): Geometry {
  return seam === null ? geometry : turned(geometry, knownLon);
}

export function turned<G extends { coordinates: unknown }>(geometry: G, turn: (lon: number) => number): G {
  const all = (given: unknown): unknown => {
    if (!Array.isArray(given)) return given;
    const [lon, ...rest] = given as unknown[];
    return typeof lon === "number" ? [turn(lon), ...rest] : given.map(all);
  };
  return { ...geometry, coordinates: all(geometry.coordinates) };
}
