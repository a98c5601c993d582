// Addresses of the data behind a cell of the gap table.

import { OUTSIDE, type Gap } from "../../../api/types.ts";

type Cell = Pick<Gap, "geography" | "geography_id" | "category" | "wave">;

/** The formats of a collection, by what the address calls them. */
export const FORMATS = ["csv", "xlsx", "json", "geojsonseq", "fgb", "parquet"] as const;
export type Format = (typeof FORMATS)[number];
/** Names of formats are the same in every language. */
export const FORMAT_NAMES: Record<Format, string> = {
  csv: "CSV",
  xlsx: "Excel",
  json: "GeoJSON",
  geojsonseq: "GeoJSON-seq",
  fgb: "FlatGeobuf",
  parquet: "GeoParquet",
};

/** More than there are areas of any kind. */
const LIMIT = "10000";

/** This cell alone. Homes in no area have no id, so they are found by its absence. */
export function cellAddress(cell: Cell, format: Format | "html"): string {
  const { geography, geography_id, category, wave } = cell;
  const which: Record<string, string> =
    geography_id === OUTSIDE ? { filter: "geography_id IS NULL" } : { geography_id };
  return address(geography, { ...which, category, ...(wave === null ? {} : { wave }), f: format });
}

/** All areas of the cell's kind for the same need. */
export function geographyAddress({ geography, category, wave }: Cell): string {
  return address(geography, { category, ...(wave === null ? {} : { wave }), limit: LIMIT, f: "csv" });
}

function address(geography: Cell["geography"], query: Record<string, string>): string {
  return `collections/gaps-by-${geography}/items?${new URLSearchParams(query).toString()}`;
}

/** The printed page of an area. */
export function reportAddress(cell: Cell, language: string): string {
  const { geography, geography_id, category, wave } = cell;
  const query = new URLSearchParams({ by: geography, area: geography_id, category });
  if (wave !== null) query.set("wave", wave);
  query.set("lang", language);
  return `#/report?${query.toString()}`;
}
