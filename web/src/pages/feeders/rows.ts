// The diagram as rows of a table: one for each band, and one for each school that feeds no other. Pure.

import type { Gap, Level } from "../../api/types.ts";
import { LEVELS } from "../../api/types.ts";
import type { Band, Network, School } from "./network.ts";
import { unmetOf } from "./state.ts";

export interface Row {
  school: School;
  /** Null for a school that feeds no other. */
  band: Band | null;
  target: School | null;
  gap: Gap | null;
}

export const COLUMNS = ["school", "level", "target", "share", "basis", "split", "needs", "unmet"] as const;
export type Column = (typeof COLUMNS)[number];

export interface Sort {
  column: Column;
  isDescending: boolean;
}

export function rowsOf(network: Network, gaps: ReadonlyMap<string, Gap>): Row[] {
  return LEVELS.flatMap((level: Level) => network.columns[level]).flatMap((school): Row[] => {
    const gap = gaps.get(school.id) ?? null;
    const bands = network.bands.filter(({ from }) => from === school.id);
    if (bands.length === 0) return [{ school, band: null, target: null, gap }];
    return bands.map((band) => ({ school, band, target: network.schools.get(band.to) ?? null, gap }));
  });
}

/** The order that an address names; as in the diagram when it names none. */
export function sortFrom(given: string | null): Sort | null {
  const isDescending = given?.startsWith("-") === true;
  const column = COLUMNS.find((one) => one === given?.replace(/^-/, ""));
  return column === undefined ? null : { column, isDescending };
}

/** Rows without a value come last, whichever way the table is sorted. */
export function sortRows(rows: readonly Row[], sort: Sort | null): Row[] {
  if (sort === null) return [...rows];
  const sign = sort.isDescending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [left, right] = [valueOf(a, sort.column), valueOf(b, sort.column)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    if (typeof left === "number" && typeof right === "number") return sign * (left - right);
    return sign * String(left).localeCompare(String(right), undefined, { numeric: true });
  });
}

function valueOf({ school, band, target, gap }: Row, column: Column): string | number | null {
  switch (column) {
    case "school":
      return school.name;
    case "level":
      return LEVELS.indexOf(school.column);
    case "target":
      return target?.name ?? null;
    case "share":
      return band?.share ?? null;
    case "basis":
      return band?.basis ?? null;
    case "split":
      return Number(school.isSplit);
    case "needs":
      return gap === null || gap.suppression !== null ? null : gap.needs;
    case "unmet":
      return unmetOf(gap);
  }
}
