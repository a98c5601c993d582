// The drawing order of every layer of the map, from the ground up. A layer that is not in this list cannot be added; the
// two places of an online basemap hold as many layers as it has.

import type { LayerSpecification, Map } from "maplibre-gl";

const ORDER = [
  "ground",
  "basemap",
  "parks",
  "areas-fill",
  "areas-hatch",
  "areas-dots",
  "parks-over",
  "water",
  "water-lines",
  "streets-minor",
  "areas-border",
  "zones-fill",
  "zones-border",
  "areas-mark-casing",
  "areas-mark",
  "scenario-casing",
  "scenario-outline",
  "park-labels",
  "water-labels",
  "street-labels",
  "basemap-labels",
  "school-labels",
  "school-gaps-hidden",
  "school-gaps-unknown",
  "school-gaps",
  "school-gaps-mark",
  "scenario-disks",
  "assets",
  "schools",
  "partners",
  "partner-letters",
  "feeder-casing",
  "feeder-lines",
  "feeder-arrows",
  "asset-clusters",
  "partner-clusters",
  "near",
  "near-shared",
  "area-labels",
  "scenario-badges",
  "place-chosen",
  "marks",
] as const;
type LayerId = (typeof ORDER)[number];

/** A layer as our layer files write it: its id is one of the list. */
export type Layer = LayerSpecification & { id: LayerId };

/** Adds the layer below those that come later in the list than it, or than the place that is named. */
export function addInOrder(map: Map, layer: LayerSpecification, place: string = layer.id): void {
  const at = ORDER.findIndex((id) => id === place);
  if (at < 0) throw new Error(`layer ${place} has no place in the drawing order`);
  const above = ORDER.slice(at + 1).find((id) => map.getLayer(id) !== undefined);
  map.addLayer(layer, above);
}
