// Rows of the gap table as the map, the legend, the list and the table show them: one source, so that they agree.

import { OUTSIDE, type Feature, type Gap } from "../api/types.ts";
import { classBreaks, classCounts, classOf, LEAST_CLASSES, type Classification } from "./classification.ts";
import { knownOf, MEASURE_FACTS, percentInReach, type Known, type Measure } from "./measures.ts";

export { formatValue, MEASURES, type Measure } from "./measures.ts";

export type Row = Known & {
  id: string;
  gap: Gap;
  geometry: Feature<Gap>["geometry"];
  /** From 0; null where there is no value. */
  class_index: number | null;
};

export interface Figures {
  rows: Row[];
  breaks: number[];
  /** Areas in each class. */
  counts: number[];
  n_hidden: number;
  n_unknown: number;
}

export interface Choice {
  measure: Measure;
  classification: Classification;
  n_classes: number;
  /** Used as they are, so that colors can be compared with those of other numbers. */
  breaks?: readonly number[];
}

/** The homes outside every area keep their row in the table, but the classes of the map are made without them. */
export function figuresOf(features: readonly Feature<Gap>[], choice: Choice): Figures {
  const plain = features.map(({ properties: gap, geometry }) => ({ gap, geometry, ...knownOf(gap, choice.measure) }));
  const onMap = plain.filter(({ gap }) => gap.geography_id !== OUTSIDE);
  const values = onMap.flatMap(({ value }) => (value === null ? [] : [value]));
  const breaks = [...(choice.breaks ?? breaksOf(values, choice))];
  const rows = plain.map((row) => ({
    ...row,
    id: row.gap.geography_id,
    class_index: row.value === null ? null : classOf(row.value, breaks),
  }));
  const n_in = (state: Row["state"]): number => onMap.filter((row) => row.state === state).length;
  return { rows, breaks, counts: classCounts(values, breaks), n_hidden: n_in("hidden"), n_unknown: n_in("unknown") };
}

/** How many steps of the ramp the classes take: where all values are 0, the one class has the color of the least of several. */
export function colorSteps({ rows, counts }: Pick<Figures, "rows" | "counts">): number {
  const isAllZero = counts.length === 1 && rows.every(({ value }) => value === null || value === 0);
  return isAllZero ? LEAST_CLASSES : counts.length;
}

/** Breaks that fit several layers of numbers at once, such as two waves. */
export function commonBreaks(layers: readonly (readonly Feature<Gap>[])[], choice: Choice): number[] {
  const values = layers.flat().flatMap(({ properties: gap }) => {
    const { value } = knownOf(gap, choice.measure);
    return value === null || gap.geography_id === OUTSIDE ? [] : [value];
  });
  return breaksOf(values, choice);
}

function breaksOf(values: readonly number[], { measure, classification, n_classes }: Choice): number[] {
  return classBreaks(values, classification, n_classes, MEASURE_FACTS[measure].unit);
}

/** What each area's value has changed by; areas without a number in either wave are left out. */
export function changesOf(now: readonly Row[], before: readonly Row[]): Map<string, number> {
  const earlier = new Map(before.map(({ id, value }) => [id, value]));
  return new Map(
    now.flatMap(({ id, value }) => {
      const was = earlier.get(id);
      return value === null || was === null || was === undefined ? [] : [[id, Math.round((value - was) * 10) / 10]];
    }),
  );
}

/** Rows with a number, the largest (or smallest) first; equal ones by name. Homes outside the areas are not ranked. */
export function ranking(rows: readonly Row[], first: "largest" | "smallest" = "largest"): (Row & { value: number })[] {
  const sign = first === "largest" ? 1 : -1;
  return rows
    .filter((row): row is Row & { state: "shown" } => row.value !== null && row.id !== OUTSIDE)
    .sort((a, b) => sign * (b.value - a.value) || byNameOf(a, b));
}

/** Columns that are a number of the gap row, in the table's order. */
export const NUMBERS = [
  "responses",
  "needs",
  "within_reach",
  "served",
  "unmet",
  "unmet_rate",
  "reach",
  "access_score",
  "coordination_gain",
  "unmet_strict",
] as const;
export type NumberColumn = (typeof NUMBERS)[number];
export type Column = NumberColumn | "name" | "class" | "change";
export type Direction = "ascending" | "descending";

/** `reach` is in whole percent, `unmet_rate` a share of 1. */
export function numberIn(gap: Gap, column: NumberColumn): number | null {
  return column === "reach" ? percentInReach(gap) : gap[column];
}

/** Missing numbers and the homes outside the areas come last, whichever way the table is sorted. */
export function sortRows(
  rows: readonly Row[],
  column: Column,
  direction: Direction,
  changes: ReadonlyMap<string, number> = new Map(),
): Row[] {
  const sign = direction === "ascending" ? 1 : -1;
  const number = (row: Row): number | null => {
    if (column === "class") return row.class_index;
    if (column === "change") return changes.get(row.id) ?? null;
    return column === "name" ? null : numberIn(row.gap, column);
  };
  return [...rows].sort((a, b) => {
    const outside = Number(a.id === OUTSIDE) - Number(b.id === OUTSIDE);
    if (outside !== 0) return outside;
    const byName = byNameOf(a, b);
    if (column === "name") return sign * byName;
    const [left, right] = [number(a), number(b)];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName;
    return sign * (left - right) || byName;
  });
}

const NAMES = new Intl.Collator(undefined, { numeric: true });

function byNameOf(a: Row, b: Row): number {
  return NAMES.compare(a.gap.name ?? "", b.gap.name ?? "");
}
