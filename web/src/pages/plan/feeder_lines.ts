// Which schools a school sends children to and gets them from: for the map's lines and for their list in words.

import type { FeederPair, Feature, Position, School, Zone } from "../../api/types.ts";
import type { View } from "./state.ts";

export interface Feeders {
  /** Pairs that start at one of the schools, the largest share first. */
  to: FeederPair[];
  /** Pairs that end at one of them. */
  from: FeederPair[];
}

/** Pairs of the schools, one step at a time: elementary to high is left out where a middle school lies between. */
export function feedersOf(pairs: readonly FeederPair[], schools: readonly string[]): Feeders {
  const direct = pairs.filter(
    (pair) =>
      !pairs.some(
        (first) =>
          first.from_school_id === pair.from_school_id &&
          pairs.some((next) => next.from_school_id === first.to_school_id && next.to_school_id === pair.to_school_id),
      ),
  );
  const bySize = (a: FeederPair, b: FeederPair): number => (b.share ?? -1) - (a.share ?? -1) || a.from_name.localeCompare(b.from_name);
  return {
    to: direct.filter(({ from_school_id }) => schools.includes(from_school_id)).sort(bySize),
    from: direct.filter(({ to_school_id }) => schools.includes(to_school_id)).sort(bySize),
  };
}

/** From school to school, where both have a place. */
export function linesOf({ to, from }: Feeders, schools: readonly Feature<School>[]): { from: Position; to: Position; share: number | null }[] {
  const at = new Map<string, Position>();
  for (const { geometry, properties } of schools) {
    const [lon, lat] = geometry?.type === "Point" ? geometry.coordinates : [];
    if (lon !== undefined && lat !== undefined) at.set(properties.id, [lon, lat]);
  }
  return [...to, ...from].flatMap(({ from_school_id, to_school_id, share }) => {
    const [start, end] = [at.get(from_school_id), at.get(to_school_id)];
    return start === undefined || end === undefined ? [] : [{ from: start, to: end, share }];
  });
}

/** The schools whose zones and feeder lines are looked at: of the open card, else of the selected area. */
export function schoolsInFocus(
  view: Pick<View, "place" | "area" | "geography" | "places">,
  zones: readonly Feature<Zone>[],
): string[] {
  if (view.place?.kind === "school") return [view.place.id];
  if (view.area === null || view.place !== null) return [];
  if (view.geography === "school") return [view.area];
  if (!view.places.includes("feeders")) return [];
  if (view.geography === "feeder-pattern") return [view.area];
  const zone = zones.find(({ properties }) => view.geography === "attendance-zone" && properties.id === view.area);
  return zone?.properties.school_id == null ? [] : [zone.properties.school_id];
}
