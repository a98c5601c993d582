// Somebody who wants the next click on the map for something else than picking what is there.

import type { Map as MapLibreMap, MapMouseEvent } from "maplibre-gl";

/** Whether the click is taken. */
export type ClickTaker = (event: MapMouseEvent) => boolean;

const takers = new WeakMap<MapLibreMap, ClickTaker>();

export function takeClicks(map: MapLibreMap, taker: ClickTaker | null): void {
  if (taker === null) takers.delete(map);
  else takers.set(map, taker);
}

export function isClickTaken(map: MapLibreMap, event: MapMouseEvent): boolean {
  return takers.get(map)?.(event) ?? false;
}
