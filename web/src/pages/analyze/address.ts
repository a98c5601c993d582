// A query as an address of the server. Pure.

import type { Column } from "../../api/query.ts";
import { filterText } from "./cql.ts";
import type { Query } from "./state.ts";

/** The most features that a page of JSON has; files have everything. */
export const MOST = 10_000;

const HIDDEN = "suppression";

/** The parameters that say which features a query gives, and how they look. */
export function parametersOf(query: Query, columns: readonly Column[]): [string, string][] {
  const filter = query.cql === null ? filterText(query.conditions, query.join, columns) : query.cql.trim();
  const parameters: [string, string | null][] = [
    ["filter", filter === "" ? null : filter],
    ["sortby", query.sort],
    ["properties", columnsOf(query, columns)?.join(",") ?? null],
    ["shape", query.isWide ? "wide" : null],
    ["skipGeometry", query.hasGeometry ? null : "true"],
  ];
  return parameters.filter((entry): entry is [string, string] => entry[1] !== null);
}

/** The columns that are asked for; why a number is missing always comes along, so that nobody takes it for 0. */
export function columnsOf(query: Query, columns: readonly Column[]): string[] | null {
  if (query.columns === null) return null;
  const wanted = new Set(query.columns);
  const names = columns.map(({ name }) => name).filter((name) => wanted.has(name) && name !== ID);
  const missing = columns.map(({ name }) => name).filter((name) => isHidden(name) && names.some((one) => explains(name, one)));
  return [...new Set([...names, ...missing])];
}

/** Comes with every feature, beside its columns. */
export const ID = "id";

/** Whether a column says why numbers of its row are missing. */
export function isHidden(name: string): boolean {
  return name === HIDDEN || name.endsWith(`_${HIDDEN}`);
}

/** Whether `hidden` is the column that says why a number of `name` is missing. */
export function explains(hidden: string, name: string): boolean {
  return name.startsWith(hidden.slice(0, -HIDDEN.length));
}

/** The whole reply, for other tools: the address that the page shows. */
export function wholeAddress(server: string, query: Query, columns: readonly Column[], n_matched: number | null): string {
  const form: [string, string][] =
    n_matched !== null && n_matched > MOST ? [["f", "geojsonseq"]] : [["limit", String(MOST)], ["f", "json"]];
  return server + itemsOf(query) + queryText([...parametersOf(query, columns), ...form]);
}

/** The reply in another form. Files have everything at once. */
export function fileAddress(query: Query, columns: readonly Column[], format: string): string {
  return itemsOf(query) + queryText([...parametersOf(query, columns), ["f", format]]);
}

/** One page of the table, which draws no shapes. A token carries everything but the number of rows. */
export function pageAddress(query: Query, columns: readonly Column[], size: string, token: string | null): string {
  const page: [string, string][] = [["limit", size]];
  if (token !== null) return itemsOf(query) + queryText([["token", token], ...page]);
  const own = parametersOf({ ...query, hasGeometry: false }, columns);
  return itemsOf(query) + queryText([...own, ...page]);
}

function itemsOf({ collection }: Query): string {
  return `collections/${encodeURIComponent(collection)}/items`;
}

/** No quotes and no blanks are left, so that the text can stand in quotes of any language. */
function queryText(parameters: readonly (readonly [string, string])[]): string {
  const part = (text: string): string =>
    encodeURIComponent(text).replaceAll("'", "%27").replaceAll("%2C", ",").replaceAll("%3A", ":");
  return parameters.length === 0 ? "" : `?${parameters.map(([name, value]) => `${part(name)}=${part(value)}`).join("&")}`;
}

/** The columns of the wide shape: what names the area once, and each figure for each need. */
export function wideColumns(columns: readonly Column[]): Column[] {
  const categories = columns.find(({ name }) => name === "category")?.choices ?? [];
  const isFigure = ({ name, unit }: Column): boolean => unit !== null || name === HIDDEN;
  const own = columns.filter((column) => !isFigure(column) && column.name !== "category");
  const figures = columns.filter(isFigure);
  return [
    ...own,
    ...categories.flatMap((category) =>
      figures.map((figure) => ({
        ...figure,
        name: `${category.replaceAll("-", "_")}_${figure.name}`,
        title: `${figure.title} (${category})`,
      })),
    ),
  ];
}

/** Whether a collection has figures for several needs that can stand side by side. */
export function hasWide(columns: readonly Column[]): boolean {
  return columns.some(({ name }) => name === HIDDEN) && columns.some(({ name, choices }) => name === "category" && choices !== null);
}
