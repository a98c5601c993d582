// What a scenario changes: rows of the gap table as they would be, and by how much.

import type { District, Feature, Gap, Geography, Level } from "../api/types.ts";
import { CAUSES, type Cause } from "../api/types.ts";

/** By how much the numbers of one cell change. */
export interface Shift {
  within_reach: number;
  served: number;
  unmet: number;
  unmet_strict: number;
}

/** One cell that the scenario changes; of the whole district there is no row on the map. */
export interface Difference {
  geography: Geography | "district";
  geography_id: string;
  name: string | null;
  level: Level | null;
  category: string;
  /** As it would be, exact. */
  gap: Gap | null;
  change: Shift;
}

/** Which rows the map shows. */
export interface Layer {
  geography: Geography;
  level: Level | null;
  category: string;
}

function isIn({ geography, level, category }: Layer, one: Difference): boolean {
  if (one.geography !== geography || one.category !== category) return false;
  return geography !== "attendance-zone" || one.level === level;
}

/**
 * The rows of a layer with the differences in them. A row or number that the public does not see stays hidden, and what it
 * sees is rounded as in the layer; rows that do not change are the same objects as before.
 */
export function withDifferences(
  features: readonly Feature<Gap>[],
  differences: readonly Difference[],
  access: District["access"],
): readonly Feature<Gap>[] {
  const first = features[0]?.properties;
  if (first === undefined || differences.length === 0) return features;
  const layer: Layer = { geography: first.geography, level: first.level, category: first.category };
  const byId = new Map(differences.filter((one) => isIn(layer, one)).map((one) => [one.geography_id, one]));
  if (byId.size === 0) return features;
  return features.map((feature) => {
    const then = byId.get(feature.properties.geography_id)?.gap ?? null;
    if (then === null || feature.properties.suppression !== null) return feature;
    return { ...feature, properties: gapAfter(feature.properties, then, access) };
  });
}

const COUNTS = ["within_reach", "served", "unmet", "unmet_strict"] as const;
/** As the server publishes counts. */
const STEP = 5;

function gapAfter(now: Gap, then: Gap, access: District["access"]): Gap {
  const isExact = access === "staff";
  const count = (before: number | null, after: number | null): number | null =>
    before === null || after === null ? before : isExact ? after : Math.round(after / STEP) * STEP;
  const share = (value: number): number => (isExact ? value : Math.round(value * 100) / 100);
  const counts = Object.fromEntries(COUNTS.map((name) => [name, count(now[name], then[name])]));
  const parts = CAUSES.map((cause) => [cause, count(now.unmet_by[cause], then.unmet_by[cause])]);
  return {
    ...now,
    ...(counts as Pick<Gap, (typeof COUNTS)[number]>),
    unmet_rate: now.unmet_rate === null || then.unmet_rate === null ? now.unmet_rate : share(then.unmet_rate),
    unmet_by: Object.fromEntries(parts) as Record<Cause, number | null>,
    // Not computed for scenarios yet: what was there stays.
    access_score: then.access_score ?? now.access_score,
    coordination_gain: then.coordination_gain ?? now.coordination_gain,
  };
}

export interface AreaChange extends Shift {
  id: string;
  name: string | null;
}

/** The areas of a layer that change, most families newly served first. */
export function areaChanges(differences: readonly Difference[], layer: Layer): AreaChange[] {
  return differences
    .filter((one) => isIn(layer, one))
    .map(({ geography_id, name, change }) => ({ id: geography_id, name, ...change }))
    .sort((a, b) => b.served - a.served || (a.name ?? "").localeCompare(b.name ?? ""));
}

const NO_SHIFT: Shift = { within_reach: 0, served: 0, unmet: 0, unmet_strict: 0 };

/** What changes in the whole district for a category, or for all needs together. */
export function totalChange(differences: readonly Difference[], category: string): Shift {
  return differences.find((one) => one.geography === "district" && one.category === category)?.change ?? NO_SHIFT;
}

/** Other categories in which families gain or lose, most first. */
export function otherCategories(differences: readonly Difference[], category: string): { category: string; served: number }[] {
  return differences
    .filter((one) => one.geography === "district" && one.category !== category && one.category !== "all")
    .map((one) => ({ category: one.category, served: one.change.served }))
    .filter(({ served }) => Math.round(served) !== 0)
    .sort((a, b) => Math.abs(b.served) - Math.abs(a.served));
}

/** The areas that either of two scenarios changes, side by side. */
export function compared(a: readonly AreaChange[], b: readonly AreaChange[]): { id: string; name: string | null; a: number; b: number }[] {
  const [left, right] = [a, b].map((list) => new Map(list.map((one) => [one.id, one])));
  const ids = [...new Set([...a, ...b].map(({ id }) => id))];
  return ids
    .map((id) => {
      const [one, other] = [left?.get(id), right?.get(id)];
      return { id, name: one?.name ?? other?.name ?? null, a: one?.served ?? 0, b: other?.served ?? 0 };
    })
    .sort((x, y) => Math.max(Math.abs(y.a), Math.abs(y.b)) - Math.max(Math.abs(x.a), Math.abs(x.b)));
}
