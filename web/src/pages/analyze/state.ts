// The query that the reader has built. It lives in the page's address, so that it can be sent to somebody.

import { OPERATORS, type Condition, type Join, type Operator } from "./cql.ts";

export interface Query {
  collection: string;
  conditions: readonly Condition[];
  join: Join;
  /** A filter written by hand; null when it is built from conditions. */
  cql: string | null;
  /** Null is all. */
  columns: readonly string[] | null;
  /** A column, with a minus before it when the largest comes first; null is the collection's own order. */
  sort: string | null;
  /** One row for an area, with all needs side by side. */
  isWide: boolean;
  hasGeometry: boolean;
}

export const SIZES = ["25", "50", "100", "500"] as const;

export interface View {
  query: Query;
  /** Rows on a page of the table. */
  size: (typeof SIZES)[number];
  /** Where the page of the table starts: from the server's own link. */
  token: string | null;
}

/** The question that most planners begin with. */
export const FIRST_QUERY: Query = {
  collection: "gaps-by-feeder-pattern",
  conditions: [
    { property: "category", operator: "eq", value: "after-school" },
    { property: "unmet_rate", operator: "gt", value: "0.3" },
  ],
  join: "and",
  cql: null,
  columns: ["name", "category", "needs", "served", "unmet", "unmet_rate"],
  sort: "-unmet",
  isWide: false,
  hasGeometry: true,
};

/** A query for everything in a collection. */
export function wholeOf(collection: string): Query {
  return { collection, conditions: [], join: "and", cql: null, columns: null, sort: null, isWide: false, hasGeometry: true };
}

/** Where a reader begins who picks a collection: of the many figures of a gap layer, those that say the most, and no hidden ones first. */
export function startOf(collection: string): Query {
  const whole = wholeOf(collection);
  return collection.startsWith("gaps-") ? { ...whole, columns: FIRST_QUERY.columns, sort: FIRST_QUERY.sort } : whole;
}

const FIRST_SIZE = "25";

/** The view of an address. One that names no collection is the first query, for the need that the reader comes with. */
export function viewFromParameters(given: URLSearchParams): View {
  const size = SIZES.find((one) => one === given.get("size")) ?? FIRST_SIZE;
  const collection = given.get("collection");
  if (collection === null) return { query: firstQuery(given.get("category")), size, token: null };
  const query: Query = {
    collection,
    conditions: given.getAll("where").flatMap((text) => conditionFrom(text) ?? []),
    join: given.get("join") === "or" ? "or" : "and",
    cql: given.get("cql"),
    columns: given.get("columns")?.split(",").filter((name) => name !== "") ?? null,
    sort: given.get("sort"),
    isWide: given.get("shape") === "wide",
    hasGeometry: given.get("geometry") !== "no",
  };
  return { query, size, token: given.get("token") };
}

function firstQuery(category: string | null): Query {
  if (category === null) return FIRST_QUERY;
  const conditions = FIRST_QUERY.conditions.map((condition) =>
    condition.property === "category" ? { ...condition, value: category } : condition,
  );
  return { ...FIRST_QUERY, conditions };
}

export function parametersFromView({ query, size, token }: View): URLSearchParams {
  const parameters = new URLSearchParams({ collection: query.collection });
  if (query.cql === null) {
    for (const { property, operator, value } of query.conditions) parameters.append("where", `${property}:${operator}:${value}`);
    if (query.join === "or") parameters.set("join", "or");
  } else {
    parameters.set("cql", query.cql);
  }
  if (query.columns !== null) parameters.set("columns", query.columns.join(","));
  if (query.sort !== null) parameters.set("sort", query.sort);
  if (query.isWide) parameters.set("shape", "wide");
  if (!query.hasGeometry) parameters.set("geometry", "no");
  if (size !== FIRST_SIZE) parameters.set("size", size);
  if (token !== null) parameters.set("token", token);
  return parameters;
}

/** The value comes last, because it may hold anything. */
function conditionFrom(text: string): Condition | null {
  const [, property, operator, value] = /^([^:]+):([a-z]+):(.*)$/s.exec(text) ?? [];
  const known = OPERATORS.find((one): one is Operator => one === operator);
  return property === undefined || value === undefined || known === undefined ? null : { property, operator: known, value };
}
