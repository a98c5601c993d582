// A question to a layer: its conditions as CQL2, its address, and the same as lines of code. Pure.

import type { Column } from "../../api/query.ts";

export const OPERATORS = ["=", "<>", "<", "<=", ">", ">=", "like", "null", "filled"] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Condition {
  column: string;
  operator: Operator;
  value: string;
}

export interface Query {
  collection: string;
  conditions: readonly Condition[];
  joint: "and" | "or";
  /** Written by hand; takes the place of the conditions. Null when they are built. */
  text: string | null;
  /** Names of columns; all of them when empty. */
  columns: readonly string[];
  /** A column's name, with `-` before it for the largest first; null for the layer's own order. */
  sort: string | null;
  limit: number;
  geometry: boolean;
}

export const LIMITS = [20, 100, 1000] as const;

/** The operators that make sense for a column. */
export function operatorsOf(column: Column | undefined): readonly Operator[] {
  if (column?.kind === "number") return ["=", "<>", "<", "<=", ">", ">=", "null", "filled"];
  if (column?.kind === "boolean") return ["=", "null", "filled"];
  if (column?.kind === "string" && column.values.length > 0) return ["=", "<>", "null", "filled"];
  if (column?.kind === "string") return ["=", "<>", "like", "null", "filled"];
  return ["null", "filled"];
}

/** The filter of a query in CQL2 text; null when there is none. Conditions that are not finished are left out. */
export function filterOf(query: Query, columns: readonly Column[]): string | null {
  if (query.text !== null) return query.text.trim() === "" ? null : query.text.trim();
  const parts = query.conditions.flatMap((condition) => {
    const part = conditionText(condition, columns.find(({ name }) => name === condition.column));
    return part === null ? [] : [part];
  });
  return parts.length === 0 ? null : parts.join(` ${query.joint.toUpperCase()} `);
}

function conditionText({ column: name, operator, value }: Condition, column: Column | undefined): string | null {
  if (column === undefined) return null;
  const property = propertyName(name);
  if (operator === "null") return `${property} IS NULL`;
  if (operator === "filled") return `${property} IS NOT NULL`;
  const given = value.trim();
  if (given === "") return null;
  if (operator === "like") return `CASEI(${property}) LIKE CASEI(${quoted(`%${escaped(given)}%`)})`;
  if (column.kind === "number") return /^-?\d+(\.\d+)?$/.test(given) ? `${property} ${operator} ${given}` : null;
  if (column.kind === "boolean") return given === "true" || given === "false" ? `${property} ${operator} ${given}` : null;
  return `${property} ${operator} ${quoted(given)}`;
}

/** Names that are not plain words stand in double quotes. */
function propertyName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A text value: in single quotes, those inside doubled. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A text in which nothing is a wildcard of LIKE. */
function escaped(text: string): string {
  return text.replace(/[\\%_]/g, (letter) => `\\${letter}`);
}

/** What stands behind the question mark of the layer's items, without the format. */
export function parametersOf(query: Query, columns: readonly Column[]): URLSearchParams {
  const parameters = new URLSearchParams();
  const filter = filterOf(query, columns);
  if (filter !== null) parameters.set("filter", filter);
  if (query.sort !== null) parameters.set("sortby", query.sort);
  if (query.columns.length > 0) parameters.set("properties", query.columns.join(","));
  if (!query.geometry) parameters.set("skipGeometry", "true");
  return parameters;
}

/** The whole address of the answer in a format, from the server's own address. */
export function addressOf(base: string, query: Query, columns: readonly Column[], format: string): string {
  const parameters = parametersOf(query, columns);
  parameters.set("f", format);
  return `${base.replace(/\/$/, "")}/collections/${query.collection}/items?${parameters.toString()}`;
}

export const TOOLS = ["curl", "python", "r", "duckdb", "qgis"] as const;
export type Tool = (typeof TOOLS)[number];

/** Lines that get the same answer in a tool. Every one holds the address as the page shows it. */
export function snippet(tool: Tool, base: string, query: Query, columns: readonly Column[]): string {
  const as = (format: string): string => addressOf(base, { ...query, geometry: true }, columns, format);
  if (tool === "curl") return `curl --fail --output ${query.collection}.csv \\\n  '${shell(addressOf(base, query, columns, "csv"))}'`;
  if (tool === "python") return `import geopandas\n\nrows = geopandas.read_file(\n    "${as("json")}&limit=10000"\n)\nprint(rows)`;
  if (tool === "r") return `library(sf)\n\nrows <- st_read(\n  "${as("json")}&limit=10000"\n)\nprint(rows)`;
  if (tool === "duckdb") return `SELECT *\nFROM read_csv('${addressOf(base, query, columns, "csv").replaceAll("'", "''")}');`;
  const source = `url='${base.replace(/\/$/, "")}' typename='${query.collection}'`;
  const filter = filterOf(query, columns);
  const lines = [
    "from qgis.core import QgsProject, QgsVectorLayer",
    "",
    `layer = QgsVectorLayer("${source}", "${query.collection}", "OAPIF")`,
    ...(filter === null ? [] : [`layer.setSubsetString(${JSON.stringify(filter)})`]),
    "QgsProject.instance().addMapLayer(layer)",
  ];
  return lines.join("\n");
}

/** Within single quotes of a shell. */
function shell(text: string): string {
  return text.replaceAll("'", "'\\''");
}

/** The query that an address describes. */
export function queryFromParameters(given: URLSearchParams): Query {
  const limit = Number(given.get("limit"));
  return {
    collection: given.get("layer") ?? "gaps-by-feeder-pattern",
    conditions: given.getAll("where").flatMap(conditionFromText),
    joint: given.get("joint") === "or" ? "or" : "and",
    text: given.get("filter"),
    columns: (given.get("columns") ?? "").split(",").filter((name) => name !== ""),
    sort: given.get("sort"),
    limit: LIMITS.find((one) => one === limit) ?? LIMITS[0],
    geometry: given.get("geometry") === "yes",
  };
}

/** `column operator value`; the value may hold anything. */
function conditionFromText(text: string): Condition[] {
  const [, column, operator, value] = /^(\S+) (\S+) ?([^]*)$/.exec(text) ?? [];
  const known = OPERATORS.find((one) => one === operator);
  return column === undefined || known === undefined ? [] : [{ column, operator: known, value: value ?? "" }];
}

export function parametersFromQuery(query: Query): URLSearchParams {
  const parameters = new URLSearchParams({ layer: query.collection });
  for (const { column, operator, value } of query.conditions) parameters.append("where", `${column} ${operator} ${value}`);
  if (query.joint === "or") parameters.set("joint", "or");
  if (query.text !== null) parameters.set("filter", query.text);
  if (query.columns.length > 0) parameters.set("columns", query.columns.join(","));
  if (query.sort !== null) parameters.set("sort", query.sort);
  if (query.limit !== LIMITS[0]) parameters.set("limit", String(query.limit));
  if (query.geometry) parameters.set("geometry", "yes");
  return parameters;
}

const EMPTY: Query = { collection: "", conditions: [], joint: "and", text: null, columns: [], sort: null, limit: LIMITS[0], geometry: false };

export function freshQuery(collection: string): Query {
  return { ...EMPTY, collection };
}

/** Questions to start from; their words are `analyze.example.<id>`. */
export const EXAMPLES = [
  {
    id: "daily",
    query: {
      ...freshQuery("gaps-by-feeder-pattern"),
      conditions: [
        { column: "category", operator: "=", value: "after-school" },
        { column: "unmet_rate", operator: ">", value: "0.3" },
      ],
      sort: "-unmet",
    },
  },
  {
    id: "schools",
    query: { ...freshQuery("gaps-by-school"), conditions: [{ column: "category", operator: "=", value: "food" }], sort: "-unmet_rate" },
  },
  {
    id: "spanish",
    query: { ...freshQuery("sites"), text: "A_CONTAINS(languages, ('es')) AND A_CONTAINS(categories, ('legal-help'))" },
  },
  { id: "heard", query: { ...freshQuery("response-rates"), sort: "response_rate" } },
] as const satisfies readonly { id: string; query: Query }[];
