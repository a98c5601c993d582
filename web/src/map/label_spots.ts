// Where the labels of the areas stand on a map, and what else than its own points they make room for: pins are put on the
// map by other parts of the page, and badges stand beside labels.

import type { Map as MapLibreMap } from "maplibre-gl";
import type { Position } from "../api/types.ts";
import type { Size } from "../lib/label_layout.ts";

export interface LabelSpot {
  at: Position;
  half: Size;
}

export interface Pinned {
  at: Position;
  half: Size;
  down: number;
}

interface Crowd {
  spots: ReadonlyMap<string, LabelSpot>;
  pins: Map<object, Pinned>;
  onSpots: Set<() => void>;
  onPins: Set<() => void>;
}

const crowds = new WeakMap<MapLibreMap, Crowd>();

function crowdOf(map: MapLibreMap): Crowd {
  const known = crowds.get(map);
  if (known !== undefined) return known;
  const made: Crowd = { spots: new Map(), pins: new Map(), onSpots: new Set(), onPins: new Set() };
  crowds.set(map, made);
  return made;
}

/** By the areas' ids. */
export function labelSpots(map: MapLibreMap): ReadonlyMap<string, LabelSpot> {
  return crowdOf(map).spots;
}

export function setLabelSpots(map: MapLibreMap, spots: ReadonlyMap<string, LabelSpot>): void {
  const crowd = crowdOf(map);
  crowd.spots = spots;
  for (const tell of crowd.onSpots) tell();
}

export function onLabelSpots(map: MapLibreMap, listener: () => void): () => void {
  const { onSpots } = crowdOf(map);
  onSpots.add(listener);
  return () => onSpots.delete(listener);
}

export function pins(map: MapLibreMap): readonly Pinned[] {
  return [...crowdOf(map).pins.values()];
}

/** Null takes it away. */
export function setPinned(map: MapLibreMap, key: object, pinned: Pinned | null): void {
  const crowd = crowdOf(map);
  if (pinned === null) crowd.pins.delete(key);
  else crowd.pins.set(key, pinned);
  for (const tell of crowd.onPins) tell();
}

export function onPins(map: MapLibreMap, listener: () => void): void {
  crowdOf(map).onPins.add(listener);
}
