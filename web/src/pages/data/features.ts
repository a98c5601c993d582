// The features of a page as the map draws them: plain values, without a map.

import type { Feature, FeatureCollection, Geometry, Position } from "geojson";
import { turned } from "../../lib/antimeridian.ts";
import { classBreaks, classCounts, classOf } from "../../lib/classification.ts";

/** What the server says about the map, in the attribute `data-map`. All words are in the reader's language. */
export interface MapFacts {
  /** The column that colors features, a share from 0 to 1; null when nothing does. */
  color: string | null;
  /** The legend's title. */
  legend: string;
  /** What the legend says of features without a value. */
  hidden: string;
  /** What features are called in the legend when no column colors them. */
  features: string;
  /** Before the choice among several categories. */
  choose: string;
  /** The link from a popup to everything about its feature. */
  more: string;
  zoom_in: string;
  zoom_out: string;
  close: string;
  /** Columns of a popup. */
  popup: { name: string; title: string; unit: string }[];
  /** Categories by id. */
  categories: Record<string, string>;
}

export interface Drawn {
  features: FeatureCollection;
  /** Inner breaks of the classes, in percent. */
  breaks: number[];
  /** Features in each class. */
  counts: number[];
  /** Features on the map without a value. */
  n_hidden: number;
}

/** The categories of the features, in their order; empty when there are fewer than two, so that nothing has to be chosen. */
export function categoriesOf(features: readonly Feature[]): string[] {
  const found = new Set(features.map((feature) => feature.properties?.["category"]).filter((id) => typeof id === "string"));
  return found.size > 1 ? [...found] : [];
}

/** Gives every feature with a place its class. */
export function classified(features: readonly Feature[], color: string | null, category: string | null): Drawn {
  const isDrawn = (feature: Feature): boolean =>
    feature.geometry !== null && (category === null || feature.properties?.["category"] === category);
  const drawn = features.filter(isDrawn);
  const percentOf = (feature: Feature): number | null => {
    const value: unknown = color === null ? null : feature.properties?.[color];
    return typeof value === "number" ? Math.round(value * 100) : null;
  };
  const percents = drawn.map(percentOf);
  const known = percents.filter((percent) => percent !== null);
  const breaks = classBreaks(known);
  const withClass = drawn.map((feature, index) => {
    const percent = percents[index] ?? null;
    const class_index = color === null ? 0 : percent === null ? -1 : classOf(percent, breaks);
    return { ...feature, properties: { ...feature.properties, "map-id": feature.id, "map-class": class_index } };
  });
  return {
    features: { type: "FeatureCollection", features: withClass },
    breaks,
    counts: classCounts(known, breaks),
    n_hidden: color === null ? 0 : drawn.length - known.length,
  };
}

/** The features in one piece: where they lie on both sides of the antimeridian, those in the west are put east of 180. */
export function inOnePiece(features: readonly Feature[]): Feature[] {
  const bounds = boundsOf(features);
  if (bounds === null || bounds[2] - bounds[0] <= 180) return [...features];
  const east = (lon: number): number => (lon < 0 ? lon + 360 : lon);
  return features.map((feature) => {
    const { geometry } = feature;
    return geometry === null || geometry.type === "GeometryCollection" ? feature : { ...feature, geometry: turned(geometry, east) };
  });
}

/** West, south, east, north around all features; null when none has a place. */
export function boundsOf(features: readonly Feature[]): [number, number, number, number] | null {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const add = ([x = 0, y = 0]: Position): void => {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  };
  for (const { geometry } of features) if (geometry !== null) positions(geometry).forEach(add);
  return box[0] === Infinity ? null : box;
}

function positions(geometry: Geometry): Position[] {
  switch (geometry.type) {
    case "Point":
      return [geometry.coordinates];
    case "MultiPoint":
    case "LineString":
      return geometry.coordinates;
    case "MultiLineString":
    case "Polygon":
      return geometry.coordinates.flat();
    case "MultiPolygon":
      return geometry.coordinates.flat(2);
    case "GeometryCollection":
      return geometry.geometries.flatMap(positions);
  }
}
