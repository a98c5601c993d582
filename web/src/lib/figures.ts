// Rows of the gap table as the map, the legend, the list and the table show them: one source, so that they agree.

import { OUTSIDE, type Feature, type Gap } from "../api/types.ts";
import { classBreaks, classCounts, classOf } from "./color_scale.ts";
import { formatCount, formatShare } from "./format.ts";
import type { Language } from "./text.ts";

export const MEASURES = ["families", "rate"] as const;
export type Measure = (typeof MEASURES)[number];

export interface Row {
  id: string;
  gap: Gap;
  geometry: Feature<Gap>["geometry"];
  /** Whole families, or whole percent; null where hidden. */
  value: number | null;
  /** From 0; null where hidden. */
  class_index: number | null;
}

export interface Figures {
  rows: Row[];
  breaks: number[];
  /** Areas in each class. */
  counts: number[];
  n_hidden: number;
}

/** The homes outside every area keep their row in the table, but the classes of the map are made without them. */
export function figuresOf(features: readonly Feature<Gap>[], measure: Measure): Figures {
  const plain = features.map(({ properties: gap, geometry }) => ({ gap, geometry, value: valueOf(gap, measure) }));
  const onMap = plain.filter(({ gap }) => gap.geography_id !== OUTSIDE);
  const values = onMap.flatMap(({ value }) => (value === null ? [] : [value]));
  const breaks = classBreaks(values);
  const rows = plain.map((row) => ({
    ...row,
    id: row.gap.geography_id,
    class_index: row.value === null ? null : classOf(row.value, breaks),
  }));
  return { rows, breaks, counts: classCounts(values, breaks), n_hidden: onMap.length - values.length };
}

export function valueOf(gap: Gap, measure: Measure): number | null {
  if (gap.suppression !== null) return null;
  if (measure === "families") return gap.unmet === null ? null : Math.round(gap.unmet);
  return gap.unmet_rate === null ? null : Math.round(gap.unmet_rate * 100);
}

export function formatValue(language: Language, measure: Measure, value: number): string {
  return measure === "families" ? formatCount(language, value) : formatShare(language, value / 100);
}

/** Rows with a number, the largest first; equal ones by name. Homes outside the areas are not ranked. */
export function ranking(rows: readonly Row[]): (Row & { value: number })[] {
  return rows
    .filter((row): row is Row & { value: number } => row.value !== null && row.id !== OUTSIDE)
    .sort((a, b) => b.value - a.value || (a.gap.name ?? "").localeCompare(b.gap.name ?? ""));
}

export const COLUMNS = ["name", "responses", "needs", "within_reach", "served", "unmet", "unmet_rate"] as const;
export type Column = (typeof COLUMNS)[number];
export type Direction = "ascending" | "descending";

/** Hidden numbers and the homes outside the areas come last, whichever way the table is sorted. */
export function sortRows(rows: readonly Row[], column: Column, direction: Direction): Row[] {
  const sign = direction === "ascending" ? 1 : -1;
  return [...rows].sort((a, b) => {
    const outside = Number(a.id === OUTSIDE) - Number(b.id === OUTSIDE);
    if (outside !== 0) return outside;
    const byName = (a.gap.name ?? "").localeCompare(b.gap.name ?? "", undefined, { numeric: true });
    if (column === "name") return sign * byName;
    const [left, right] = [a.gap[column], b.gap[column]];
    if (left === null || right === null) return Number(left === null) - Number(right === null) || byName;
    return sign * (left - right) || byName;
  });
}
