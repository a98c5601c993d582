import { expect, test } from "vitest";
import type { Column } from "../../api/query.ts";
import { columnsOf, fileAddress, hasWide, pageAddress, wholeAddress, wideColumns } from "./address.ts";
import { snippetOf, TOOLS } from "./snippets.ts";
import { FIRST_QUERY, parametersFromView, startOf, viewFromParameters, wholeOf, type View } from "./state.ts";

const SERVER = "http://district.example/map/";

function column(name: string, kind: Column["kind"], unit: string | null = null, choices: string[] | null = null): Column {
  return { name, title: name, description: "", kind, choices, unit };
}

const COLUMNS = [
  column("id", "text"),
  column("name", "text"),
  column("category", "text", null, ["food", "after-school", "all"]),
  column("needs", "number", "families"),
  column("served", "number", "families"),
  column("unmet", "number", "families"),
  column("unmet_rate", "number", "share"),
  column("suppression", "text", null, ["S"]),
  column("simulated", "flag"),
];

test("the first query is the address that an analyst writes", () => {
  const address = new URL(wholeAddress(SERVER, FIRST_QUERY, COLUMNS, 3));
  expect(address.pathname).toBe("/map/collections/gaps-by-feeder-pattern/items");
  expect(Object.fromEntries(address.searchParams)).toEqual({
    filter: "category = 'after-school' AND unmet_rate > 0.3",
    sortby: "-unmet",
    properties: "name,category,needs,served,unmet,unmet_rate,suppression",
    limit: "10000",
    f: "json",
  });
});

test("a page of the table leaves out shapes, and a token carries the rest", () => {
  expect(pageAddress(wholeOf("sites"), [], "25", null)).toBe("collections/sites/items?skipGeometry=true&limit=25");
  expect(pageAddress(FIRST_QUERY, COLUMNS, "25", "abc")).toBe("collections/gaps-by-feeder-pattern/items?token=abc&limit=25");
});

test("a file has every row", () => {
  expect(fileAddress(wholeOf("sites"), [], "csv")).toBe("collections/sites/items?f=csv");
});

test("more rows than a page of JSON holds come as a sequence", () => {
  expect(wholeAddress(SERVER, wholeOf("assets"), [], 10_001)).toBe(`${SERVER}collections/assets/items?f=geojsonseq`);
});

test("why a number is missing comes along with the numbers it belongs to", () => {
  expect(columnsOf({ ...FIRST_QUERY, columns: ["unmet"] }, COLUMNS)).toEqual(["unmet", "suppression"]);
  const wide = wideColumns(COLUMNS);
  expect(columnsOf({ ...FIRST_QUERY, columns: ["name", "after_school_unmet"] }, wide)).toEqual([
    "name",
    "after_school_unmet",
    "after_school_suppression",
  ]);
});

test("the wide shape has each figure for each need", () => {
  expect(hasWide(COLUMNS)).toBe(true);
  expect(hasWide(COLUMNS.slice(0, 3))).toBe(false);
  const names = wideColumns(COLUMNS).map(({ name }) => name);
  expect(names.slice(0, 5)).toEqual(["id", "name", "simulated", "food_needs", "food_served"]);
  expect(names).toContain("all_suppression");
});

test("every snippet holds the address that is shown, whatever is asked for", () => {
  const query = { ...FIRST_QUERY, cql: `name = 'O''Neil "x" \\ $HOME \`id\`' -- é 学` };
  const address = wholeAddress(SERVER, query, COLUMNS, 3);
  expect(address).not.toMatch(/["'`\\$\s]/);
  expect(new URL(address).searchParams.get("filter")).toBe(query.cql);
  for (const tool of TOOLS) expect(snippetOf(tool, address)).toContain(address);
});

test("a query survives the way through the page's address", () => {
  const views: View[] = [
    { query: FIRST_QUERY, size: "25", token: null },
    {
      query: {
        ...wholeOf("sites"),
        conditions: [{ property: "name", operator: "has", value: "a:b & c=d, 'é' 100%" }],
        join: "or",
        columns: ["name", "cost"],
        hasGeometry: false,
        isWide: true,
      },
      size: "100",
      token: "t0-_",
    },
    { query: { ...wholeOf("schools"), cql: "name LIKE '%a%'\nAND 1 = 1" }, size: "500", token: null },
  ];
  for (const view of views) expect(viewFromParameters(new URLSearchParams(parametersFromView(view).toString()))).toEqual(view);
});

test("an address without a collection is the first query, for the need that the reader comes with", () => {
  expect(viewFromParameters(new URLSearchParams()).query).toEqual(FIRST_QUERY);
  expect(viewFromParameters(new URLSearchParams("category=food")).query.conditions[0]?.value).toBe("food");
});

test("a gap layer begins with the figures that say the most, any other with all columns", () => {
  expect(startOf("gaps-by-school")).toMatchObject({ columns: FIRST_QUERY.columns, sort: "-unmet" });
  expect(startOf("schools")).toEqual(wholeOf("schools"));
});
