// What the map shows, as plain values. The page makes a scene; the map draws it.

import type { FeatureCollection } from "geojson";
import type { PlaceKind } from "../api/places.ts";
import type { Context, Feature, Geometry, Place, Position } from "../api/types.ts";
import { shortName } from "../lib/area_label.ts";
import type { Row } from "../lib/figures.ts";
import { labelPoint } from "../lib/geometry.ts";
import type { NearGroup, NearPlace } from "../lib/near_groups.ts";

export interface Scene {
  /** Shapes and ids only: what changes with every choice are the fields below. */
  areas: FeatureCollection;
  areaLabels: readonly AreaLabel[];
  /** Areas that are points: the gaps by school. */
  schoolGaps: FeatureCollection;
  /** Class by area; areas without a number have none. */
  classes: ReadonlyMap<string, number>;
  hidden: readonly string[];
  unknown: readonly string[];
  ramp: "need" | "good";
  n_classes: number;
  /** The selected area, and the one it is compared with. */
  marked: readonly string[];
  /** Letters on the areas that are compared. */
  marks: FeatureCollection;
  context: FeatureCollection;
  partners: FeatureCollection;
  /** Whether partners have the letter of their heading. */
  hasLetters: boolean;
  schools: FeatureCollection;
  assets: FeatureCollection;
  /** The partners nearest to the selected area, in the order of the panel, which numbers them. */
  near: readonly NearPlace[];
  zones: FeatureCollection;
  feeders: FeatureCollection;
  /** The place whose card is open. */
  chosen: FeatureCollection;
}

export const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

/** The shapes of the areas. Keep the result while the areas are the same: the map draws it anew when it is another. */
export function shapeScene(rows: readonly Row[]): Pick<Scene, "areas" | "schoolGaps"> {
  const shapes = rows.flatMap(({ id, geometry }) => (geometry === null ? [] : [shape(geometry, { id })]));
  return {
    areas: collection(shapes.filter(({ geometry }) => geometry.type !== "Point")),
    schoolGaps: collection(shapes.filter(({ geometry }) => geometry.type === "Point")),
  };
}

/** What stands on an area, if there is room. */
export interface AreaLabel {
  id: string;
  geometry: Geometry;
  class: number;
  /** The short name, in one or two lines. */
  lines: readonly string[];
  /** Empty where there is no number to show. */
  value: string;
  /** The smallest comes first. */
  rank: number;
}

/** The numbers of the areas: classes and labels. */
export function numberScene(
  rows: readonly Row[],
  words: (row: Row) => { name: string; value: string },
): Pick<Scene, "areaLabels" | "classes" | "hidden" | "unknown"> {
  const drawn = rows.flatMap((row) => (row.geometry === null ? [] : [{ row, geometry: row.geometry }]));
  const idsOf = (state: Row["state"]): string[] => drawn.flatMap(({ row }) => (row.state === state ? [row.id] : []));
  return {
    areaLabels: drawn.map(({ row, geometry }) => {
      const { name, value } = words(row);
      return { id: row.id, geometry, class: row.class_index ?? -1, lines: shortName(name), value, rank: -(row.value ?? -1) };
    }),
    classes: new Map(drawn.flatMap(({ row }) => (row.class_index === null ? [] : [[row.id, row.class_index]]))),
    hidden: idsOf("hidden"),
    unknown: idsOf("unknown"),
  };
}

/** How many places a point of the map stands for, in all its clusters too. */
export const N_PLACES = "n_places";

/** The first of the places at one position stands for all of them: no zoom would part them. */
export function placeScene<P extends Place>(
  kind: PlaceKind,
  features: readonly Feature<P>[],
  about: (properties: P) => { note: string; heading?: number; letter?: string },
): FeatureCollection {
  const byPosition = new Map<string, DrawnFeature>();
  for (const { geometry, properties } of features) {
    if (geometry === null) continue;
    const key = JSON.stringify(geometry);
    const first = byPosition.get(key);
    if (first?.properties != null) {
      first.properties[N_PLACES] += 1;
      continue;
    }
    const { id, name } = properties;
    byPosition.set(key, shape(geometry, { kind, id, name, [N_PLACES]: 1, heading: -1, letter: "", ...about(properties) }));
  }
  return collection([...byPosition.values()]);
}

/** Markers with the numbers of the panel. */
export function nearScene(groups: readonly NearGroup[]): FeatureCollection {
  return collection(
    groups.map(({ at, numbers, n, first, isOnePlace }) =>
      pointFeature(at, { kind: "partner", id: first.site_id, name: first.name, note: "", numbers, [N_PLACES]: n, isOnePlace }),
    ),
  );
}

export function contextScene(features: readonly Feature<Context>[]): FeatureCollection {
  return collection(
    features.flatMap(({ geometry, properties }) => (geometry === null ? [] : [shape(geometry, { ...properties })])),
  );
}

/** A and B. */
export function markScene(areas: readonly { letter: string; geometry: Geometry | null }[]): FeatureCollection {
  return collection(
    areas.flatMap(({ letter, geometry }) => {
      const at = geometry === null ? null : labelPoint(geometry);
      return at === null ? [] : [pointFeature(at, { letter })];
    }),
  );
}

export function pointScene(at: Position | null): FeatureCollection {
  return at === null ? NOTHING : collection([pointFeature(at, {})]);
}

export function shapesScene(geometries: readonly Geometry[]): FeatureCollection {
  return collection(geometries.map((geometry) => shape(geometry, {})));
}

export function lineScene(lines: readonly { from: Position; to: Position; share: number | null }[]): FeatureCollection {
  return collection(
    lines.map(({ from, to, share }) => shape({ type: "LineString", coordinates: [[...from], [...to]] }, { share })),
  );
}

type DrawnFeature = FeatureCollection["features"][number];

function collection(features: DrawnFeature[]): FeatureCollection {
  return { type: "FeatureCollection", features };
}

function shape(geometry: Geometry, properties: Record<string, unknown>): DrawnFeature {
  return { type: "Feature", geometry, properties };
}

function pointFeature([lon, lat]: Position, properties: Record<string, unknown>): DrawnFeature {
  return shape({ type: "Point", coordinates: [lon, lat] }, properties);
}
