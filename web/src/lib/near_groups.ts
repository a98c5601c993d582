// Which numbered partners share one marker: those whose markers would lie on each other.

import type { Position } from "../api/types.ts";
import { mercator, type Point } from "./shape_mask.ts";

export interface NearPlace {
  site_id: string;
  name: string;
  position: Position | null;
}

export interface NearGroup {
  /** Where the first of them is. */
  at: Position;
  /** As in the list: "2, 5–7". */
  numbers: string;
  n: number;
  /** The first of them in the list. */
  first: NearPlace;
  /** Whether all are at one position, so that no zoom parts them. */
  isOnePlace: boolean;
}

/** Pixels that the map's square is wide at zoom 0. */
const WORLD = 512;

/**
 * Groups places by where their markers of `size` pixels are at the zoom. Takes them in the order of the list, whose first has
 * the number 1; each joins the first group whose marker it would touch. Places without a position have a number and no marker.
 */
export function groupNear(places: readonly NearPlace[], zoom: number, size: number): NearGroup[] {
  const groups: { middle: Point; members: { place: NearPlace; at: Position; number: number }[] }[] = [];
  const reach = size / (WORLD * 2 ** zoom);
  for (const [index, place] of places.entries()) {
    if (place.position === null) continue;
    const middle = mercator(place.position);
    const member = { place, at: place.position, number: index + 1 };
    const touched = groups.find((group) => Math.hypot(group.middle[0] - middle[0], group.middle[1] - middle[1]) < reach);
    if (touched === undefined) groups.push({ middle, members: [member] });
    else touched.members.push(member);
  }
  return groups.flatMap(({ members }) => {
    const [first] = members;
    if (first === undefined) return [];
    const isOnePlace = members.every(({ at }) => at[0] === first.at[0] && at[1] === first.at[1]);
    return [{ at: first.at, numbers: numberText(members.map(({ number }) => number)), n: members.length, first: first.place, isOnePlace }];
  });
}

/** Rising numbers, three and more in a row as a range. */
export function numberText(numbers: readonly number[]): string {
  const rows: number[][] = [];
  for (const number of numbers) {
    const row = rows.at(-1);
    if (row !== undefined && row.at(-1) === number - 1) row.push(number);
    else rows.push([number]);
  }
  return rows.map((row) => (row.length < 3 ? row.join(", ") : `${row[0]}–${row.at(-1)}`)).join(", ");
}
