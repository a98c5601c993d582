// What the map shows, as plain values. The page makes a scene; the map draws it.

import type { FeatureCollection } from "geojson";
import type { Context, Feature, Geometry, Position } from "../api/types.ts";
import type { Row } from "../lib/figures.ts";
import { labelPoint } from "../lib/geometry.ts";

export interface Scene {
  areas: FeatureCollection;
  areaLabels: FeatureCollection;
  /** Areas that are points: the gaps by school. */
  schoolGaps: FeatureCollection;
  context: FeatureCollection;
  partners: FeatureCollection;
  schools: FeatureCollection;
  assets: FeatureCollection;
  /** The partners nearest to the selected area, numbered as in the panel. */
  near: FeatureCollection;
  n_classes: number;
  selected: string | null;
}

export const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Areas, their labels and, where areas are points, those points. */
export function areaScene(
  rows: readonly Row[],
  label: (row: Row) => string,
): Pick<Scene, "areas" | "areaLabels" | "schoolGaps"> {
  const drawn = rows.flatMap((row) => (row.geometry === null ? [] : [{ row, geometry: row.geometry }]));
  const isPoint = (geometry: Geometry): boolean => geometry.type === "Point";
  const properties = (row: Row): Record<string, unknown> => ({
    id: row.id,
    class: row.class_index ?? -1,
    label: label(row),
    rank: -(row.value ?? -1),
  });
  const labels = drawn.flatMap(({ row, geometry }) => {
    const at = labelPoint(geometry);
    return at === null ? [] : [pointFeature(at, { ...properties(row), isPoint: isPoint(geometry) })];
  });
  const shapes = drawn.map(({ row, geometry }) => shape(geometry, properties(row)));
  return {
    areas: collection(shapes.filter(({ geometry }) => geometry.type !== "Point")),
    schoolGaps: collection(shapes.filter(({ geometry }) => geometry.type === "Point")),
    areaLabels: collection(labels),
  };
}

export function placeScene<P extends { name: string }>(
  features: readonly Feature<P>[],
  note: (properties: P) => string,
): FeatureCollection {
  return collection(
    features.flatMap(({ geometry, properties }) =>
      geometry === null ? [] : [shape(geometry, { name: properties.name, note: note(properties) })],
    ),
  );
}

export function nearScene(places: readonly { position: Position | null; name: string }[]): FeatureCollection {
  return collection(
    places.flatMap(({ position, name }, index) =>
      position === null ? [] : [pointFeature(position, { number: String(index + 1), name, note: "" })],
    ),
  );
}

export function contextScene(features: readonly Feature<Context>[]): FeatureCollection {
  return collection(
    features.flatMap(({ geometry, properties }) => (geometry === null ? [] : [shape(geometry, { ...properties })])),
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
