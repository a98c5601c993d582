// Turns what came over the wire into the types of `types.ts`, or says which field is not as agreed.

import { drawnLon, drawnShape } from "../lib/antimeridian.ts";
import type { Bbox, Feature, Geometry, Position } from "./types.ts";

export type Decoder<T> = (value: unknown, at: string) => T;

/** A reply that is not what the page was built for. */
export class UnexpectedReply extends Error {}

function refuse(value: unknown, at: string, expected: string): never {
  const given = JSON.stringify(value) ?? "nothing";
  throw new UnexpectedReply(`${at}: expected ${expected}, got ${given.slice(0, 60)}`);
}

export const text: Decoder<string> = (value, at) => (typeof value === "string" ? value : refuse(value, at, "text"));

export const number: Decoder<number> = (value, at) =>
  typeof value === "number" && Number.isFinite(value) ? value : refuse(value, at, "a number");

export const flag: Decoder<boolean> = (value, at) =>
  typeof value === "boolean" ? value : refuse(value, at, "true or false");

/** The value, or null when it is null or left out. */
export function orNull<T>(decode: Decoder<T>): Decoder<T | null> {
  return (value, at) => (value === null || value === undefined ? null : decode(value, at));
}

export function oneOf<T extends string>(allowed: readonly T[]): Decoder<T> {
  return (value, at) => allowed.find((item) => item === value) ?? refuse(value, at, allowed.join(" or "));
}

export function list<T>(decode: Decoder<T>): Decoder<T[]> {
  return (value, at) =>
    Array.isArray(value) ? value.map((item, index) => decode(item, `${at}[${index}]`)) : refuse(value, at, "a list");
}

export function fields(value: unknown, at: string): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : refuse(value, at, "an object");
}

export function object<T extends object>(shape: { [K in keyof T]: Decoder<T[K]> }): Decoder<T> {
  return (value, at) => {
    const given = fields(value, at);
    const decoded: Partial<T> = {};
    for (const key in shape) decoded[key] = shape[key](given[key], `${at}.${key}`);
    return decoded as T;
  };
}

export const bbox: Decoder<Bbox> = (value, at) => {
  const [west, south, east, north] = list(number)(value, at);
  if (west === undefined || south === undefined || east === undefined || north === undefined) {
    return refuse(value, at, "west, south, east, north");
  }
  return [west, south, east, north];
};

export const position: Decoder<Position> = (value, at) => {
  const [lon, lat] = list(number)(value, at);
  return lon === undefined || lat === undefined ? refuse(value, at, "longitude, latitude") : [drawnLon(lon), lat];
};

const SHAPES = ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"] as const;

// Coordinates are not looked at one by one: there are too many, and the map library checks them when it draws.
const geometry: Decoder<Geometry> = (value, at) => {
  const given = fields(value, at);
  oneOf(SHAPES)(given["type"], `${at}.type`);
  list((item) => item)(given["coordinates"], `${at}.coordinates`);
  return drawnShape(given as unknown as Geometry);
};

/** A feature; its id stands among its properties. */
export function feature<P>(properties: Decoder<P>): Decoder<Feature<P>> {
  return (value, at) => {
    const given = fields(value, at);
    return {
      geometry: orNull(geometry)(given["geometry"], `${at}.geometry`),
      properties: properties({ ...fields(given["properties"], at), id: given["id"] }, `${at}.properties`),
    };
  };
}

/** A page of features, and the address of the next one. */
export function page<P>(properties: Decoder<P>): Decoder<{ features: Feature<P>[]; next: string | null }> {
  const one = feature(properties);
  const links = list(object({ rel: text, href: text }));
  return (value, at) => {
    const members = fields(value, at);
    const next = links(members["links"], `${at}.links`).find((link) => link.rel === "next");
    return { features: list(one)(members["features"], `${at}.features`), next: next?.href ?? null };
  };
}
