import { expect, test } from "vitest";
import type { Column } from "../../api/query.ts";
import { addressOf, EXAMPLES, filterOf, freshQuery, operatorsOf, parametersFromQuery, queryFromParameters, snippet, TOOLS, type Condition, type Query } from "./query.ts";

const column = (name: string, kind: Column["kind"], values: string[] = []): Column => ({ name, kind, values, title: name, description: "", unit: null });
const COLUMNS = [column("name", "string"), column("category", "string", ["food"]), column("unmet", "number"), column("open", "boolean"), column("été fermé", "string")];
const asks = (...conditions: Condition[]): Query => ({ ...freshQuery("sites"), conditions });

test("conditions become CQL2 text, each by the kind of its column", () => {
  const query = asks(
    { column: "category", operator: "=", value: "food" },
    { column: "unmet", operator: ">=", value: "12.5" },
    { column: "open", operator: "=", value: "true" },
    { column: "name", operator: "null", value: "" },
  );
  expect(filterOf(query, COLUMNS)).toBe("category = 'food' AND unmet >= 12.5 AND open = true AND name IS NULL");
  expect(filterOf({ ...query, joint: "or" }, COLUMNS)).toContain(" OR ");
});

test("quotes, wildcards and strange names cannot break out of a filter", () => {
  expect(filterOf(asks({ column: "name", operator: "=", value: "St. Mary's" }), COLUMNS)).toBe("name = 'St. Mary''s'");
  expect(filterOf(asks({ column: "name", operator: "like", value: "100%_a\\b" }), COLUMNS)).toBe("CASEI(name) LIKE CASEI('%100\\%\\_a\\\\b%')");
  expect(filterOf(asks({ column: "été fermé", operator: "<>", value: "x" }), COLUMNS)).toBe("\"été fermé\" <> 'x'");
});

test("a condition that is not finished, or is no number, is left out", () => {
  expect(filterOf(asks({ column: "unmet", operator: ">", value: "many" }, { column: "name", operator: "=", value: " " }), COLUMNS)).toBeNull();
});

test("a query survives the way through the page's address", () => {
  const query: Query = {
    ...asks({ column: "name", operator: "=", value: "a=b & c" }, { column: "unmet", operator: "filled", value: "" }),
    joint: "or", columns: ["name", "unmet"], sort: "-unmet", limit: 100, geometry: true,
  };
  expect(queryFromParameters(new URLSearchParams(parametersFromQuery(query).toString()))).toEqual(query);
  const written: Query = { ...freshQuery("sites"), text: "name LIKE 'A%'" };
  expect(queryFromParameters(parametersFromQuery(written))).toEqual(written);
});

test("the address says all of the query, and every snippet asks the same", () => {
  const query: Query = { ...asks({ column: "name", operator: "=", value: "St. Mary's" }), sort: "-unmet" };
  const address = new URL(addressOf("http://localhost:8080/", query, COLUMNS, "csv"));
  expect(address.pathname).toBe("/collections/sites/items");
  expect(address.searchParams.get("filter")).toBe("name = 'St. Mary''s'");
  expect(address.searchParams.get("sortby")).toBe("-unmet");
  for (const tool of TOOLS) {
    const code = snippet(tool, "http://localhost:8080/", query, COLUMNS);
    expect(code, tool).toContain("sites");
    if (tool === "qgis") expect(code).toContain("name = 'St. Mary''s'");
    else expect(code.replaceAll("'\\''", "'").replaceAll("''", "'"), tool).toContain(encodeURIComponent("Mary").slice(0, 4));
  }
});

test("operators fit the kind of a column", () => {
  expect(operatorsOf(COLUMNS[1])).not.toContain("<");
  expect(operatorsOf(COLUMNS[2])).toContain("<");
  expect(operatorsOf(undefined)).toEqual(["null", "filled"]);
});

test("every example is a query that its address brings back", () => {
  for (const { query } of EXAMPLES) expect(queryFromParameters(parametersFromQuery(query))).toEqual(query);
});
