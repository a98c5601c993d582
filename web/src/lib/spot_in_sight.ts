// Where the label of an area belongs while only a part of the area is in sight.

import type { Bbox, Geometry, Position } from "../api/types.ts";
import { bboxOf } from "./geometry.ts";
import { holds } from "./scenario_place.ts";

/** Places that are tried, in each direction. */
const N_TRIED = 9;
/** Part of what is in sight that is left free at each edge, where cards stand and labels would be cut. */
const EDGE = 0.1;
/** The best spot is kept until it is this near to an edge. */
const KEEP = 0.05;

/** The best spot of the whole area where that is in sight, else one amid the part that is; `spot` when no part is. */
export function spotInSight(geometry: Geometry, spot: Position, sight: Bbox): Position {
  if (isIn(spot, shrunk(sight, KEEP)) || geometry.type === "Point") return spot;
  const [box, free] = [bboxOf(geometry), shrunk(sight, EDGE)];
  if (box === null) return spot;
  const [west, south, east, north] = [
    Math.max(box[0], free[0]),
    Math.max(box[1], free[1]),
    Math.min(box[2], free[2]),
    Math.min(box[3], free[3]),
  ];
  if (west >= east || south >= north) return spot;
  const inside: Position[] = [];
  for (let i = 0; i < N_TRIED; i += 1) {
    for (let j = 0; j < N_TRIED; j += 1) {
      const at: Position = [west + ((i + 0.5) / N_TRIED) * (east - west), south + ((j + 0.5) / N_TRIED) * (north - south)];
      if (holds(geometry, at)) inside.push(at);
    }
  }
  return nearest(inside, mean(inside)) ?? spot;
}

function shrunk([west, south, east, north]: Bbox, part: number): Bbox {
  const [dx, dy] = [(east - west) * part, (north - south) * part];
  return [west + dx, south + dy, east - dx, north - dy];
}

function isIn([lon, lat]: Position, [west, south, east, north]: Bbox): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

function mean(places: readonly Position[]): Position {
  const n = Math.max(1, places.length);
  return [places.reduce((sum, [lon]) => sum + lon, 0) / n, places.reduce((sum, [, lat]) => sum + lat, 0) / n];
}

function nearest(places: readonly Position[], [x, y]: Position): Position | null {
  const away = ([lon, lat]: Position): number => Math.hypot(lon - x, lat - y);
  return places.reduce<Position | null>((best, at) => (best === null || away(at) < away(best) ? at : best), null);
}
