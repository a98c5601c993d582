// What the map shows, as plain values. The page makes a scene; the map draws it.

import type { FeatureCollection } from "geojson";
import type { PlaceKind } from "../api/places.ts";
import type { Context, Feature, Geometry, Place, Position } from "../api/types.ts";
import { labelSize, shortName } from "../lib/area_label.ts";
import type { Row } from "../lib/figures.ts";
import { labelPoint, labelSpot } from "../lib/geometry.ts";

export interface Scene {
  /** Shapes and ids only: what changes with every choice are the fields below. */
  areas: FeatureCollection;
  areaLabels: FeatureCollection;
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
  /** The partners nearest to the selected area, numbered as in the panel. */
  near: FeatureCollection;
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

/** The numbers of the areas: classes and labels. `value` is empty where there is no number to show. */
export function numberScene(
  rows: readonly Row[],
  words: (row: Row) => { name: string; value: string },
): Pick<Scene, "areaLabels" | "classes" | "hidden" | "unknown"> {
  const drawn = rows.flatMap((row) => (row.geometry === null ? [] : [{ row, geometry: row.geometry }]));
  const idsOf = (state: Row["state"]): string[] => drawn.flatMap(({ row }) => (row.state === state ? [row.id] : []));
  return {
    areaLabels: collection(drawn.flatMap(({ row, geometry }) => areaLabel(row, geometry, words(row)))),
    classes: new Map(drawn.flatMap(({ row }) => (row.class_index === null ? [] : [[row.id, row.class_index]]))),
    hidden: idsOf("hidden"),
    unknown: idsOf("unknown"),
  };
}

/** Labels of points stand beside them, from this zoom on. */
const POINT_LABELS_FROM = 13;

function areaLabel(row: Row, geometry: Geometry, { name, value }: { name: string; value: string }): DrawnFeature[] {
  const lines = shortName(name);
  const properties = { class: row.class_index ?? -1, name: lines.join("\n"), value, rank: -(row.value ?? -1) };
  const spot = labelSpot(geometry);
  if (spot === null) {
    const at = geometry.type === "Point" ? labelPoint(geometry) : null;
    const from = { isPoint: true, name_from: POINT_LABELS_FROM, value_from: POINT_LABELS_FROM };
    return at === null ? [] : [pointFeature(at, { ...properties, ...from })];
  }
  const from = (size: { x: number; y: number }): number => {
    const pixels_per_degree = Math.max(size.y / spot.room, size.x / spot.room_sideways);
    return Math.log2((pixels_per_degree * 360 * Math.cos((spot.at[1] * Math.PI) / 180)) / 512);
  };
  const name_from = from(labelSize(lines, value !== ""));
  const value_from = value === "" ? name_from : from(labelSize([], true));
  return [pointFeature(spot.at, { ...properties, isPoint: false, name_from, value_from })];
}

export function placeScene<P extends Place>(
  kind: PlaceKind,
  features: readonly Feature<P>[],
  about: (properties: P) => { note: string; heading?: number; letter?: string },
): FeatureCollection {
  return collection(
    features.flatMap(({ geometry, properties }) =>
      geometry === null
        ? []
        : [shape(geometry, { kind, id: properties.id, name: properties.name, heading: -1, letter: "", ...about(properties) })],
    ),
  );
}

export function nearScene(places: readonly { site_id: string; position: Position | null; name: string }[]): FeatureCollection {
  return collection(
    places.flatMap(({ site_id, position, name }, index) =>
      position === null
        ? []
        : [pointFeature(position, { kind: "partner", id: site_id, number: String(index + 1), name, note: "" })],
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

export function lineScene(lines: readonly { from: Position; to: Position; share: number }[]): FeatureCollection {
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
