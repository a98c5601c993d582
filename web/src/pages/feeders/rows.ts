// Rows of the table of feeder patterns: one for every band, and one for a school that feeds no other. Pure.

import { LEVELS } from "../../api/types.ts";
import { byName, type Band, type Network, type School } from "./network.ts";
import type { Unmet } from "./sentences.ts";

export const COLUMNS = ["school", "level", "feeds", "share", "basis", "split", "unmet"] as const;
export type Column = (typeof COLUMNS)[number];

export interface FeederRow {
  school: School;
  /** Null for a school that feeds no other. */
  band: Band | null;
  /** The name of the school that is fed. */
  to: string;
  unmet: Unmet;
}

export function rowsOf(network: Network, unmet: (schoolId: string) => Unmet): FeederRow[] {
  return LEVELS.flatMap((level) => network.columns[level]).flatMap((school): FeederRow[] => {
    const row = { school, unmet: unmet(school.id) };
    const bands = network.bands.filter(({ from }) => from === school.id).sort((a, b) => b.share - a.share);
    if (bands.length === 0) return [{ ...row, band: null, to: "" }];
    return bands.map((band) => ({ ...row, band, to: network.schools.get(band.to)?.name ?? band.to }));
  });
}

/** Hidden and missing numbers come last, whichever way the table is sorted. */
export function sortRows(rows: readonly FeederRow[], column: Column, isDown: boolean): FeederRow[] {
  const sign = isDown ? -1 : 1;
  return [...rows].sort((a, b) => {
    const tie = byName(a.school, b.school) || (b.band?.share ?? 0) - (a.band?.share ?? 0);
    if (column === "unmet" || column === "share") {
      const [left, right] = [numberOf(a, column), numberOf(b, column)];
      if (left === null || right === null) return Number(left === null) - Number(right === null) || tie;
      return sign * (left - right) || tie;
    }
    return sign * textOrder(a, b, column) || tie;
  });
}

function numberOf(row: FeederRow, column: "unmet" | "share"): number | null {
  if (column === "share") return row.band?.share ?? null;
  return row.unmet.kind === "families" ? row.unmet.n : null;
}

function textOrder(a: FeederRow, b: FeederRow, column: Exclude<Column, "unmet" | "share">): number {
  if (column === "school") return byName(a.school, b.school);
  if (column === "level") return LEVELS.indexOf(a.school.column) - LEVELS.indexOf(b.school.column);
  if (column === "feeds") return a.to.localeCompare(b.to, undefined, { numeric: true });
  if (column === "split") return Number(b.school.isSplit) - Number(a.school.isSplit);
  return (a.band?.basis ?? "").localeCompare(b.band?.basis ?? "");
}
