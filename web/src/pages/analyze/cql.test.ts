import { expect, test } from "vitest";
import type { Column, ColumnKind } from "../../api/query.ts";
import { conditionText, filterText, literal, operatorsOf, type Operator } from "./cql.ts";

function column(name: string, kind: ColumnKind, choices: string[] | null = null): Column {
  return { name, title: name, description: "", kind, choices, unit: null };
}

const NAME = column("name", "text");
const RATE = column("unmet_rate", "number");
const text = (of: Column, operator: Operator, value: string): string | null => conditionText({ property: of.name, operator, value }, of);

test("numbers stand as numbers, and what is none makes no condition", () => {
  expect(text(RATE, "gt", "0.3")).toBe("unmet_rate > 0.3");
  expect(text(RATE, "le", " 1e3 ")).toBe("unmet_rate <= 1000");
  expect(text(RATE, "eq", "-4")).toBe("unmet_rate = -4");
  for (const value of ["", "three", "Infinity", "1' OR 1=1"]) expect(text(RATE, "eq", value)).toBeNull();
});

test("a quote and a backslash in a text are written twice", () => {
  expect(text(NAME, "eq", "O'Neil's")).toBe("name = 'O''Neil''s'");
  expect(text(NAME, "eq", "a\\b")).toBe("name = 'a\\\\b'");
  expect(text(NAME, "eq", "x' OR name <> 'y")).toBe("name = 'x'' OR name <> ''y'");
});

test("letters of any script stay as they are", () => {
  for (const word of ["Peñasco", "学校", "مدرسة", "👩‍🏫"]) expect(literal(word)).toBe(`'${word}'`);
});

test("what stands for other letters in a pattern is taken as it is", () => {
  expect(text(NAME, "has", "50%_a\\")).toBe("CASEI(name) LIKE CASEI('%50\\\\%\\\\_a\\\\\\\\%')");
  expect(text(NAME, "starts", "Li")).toBe("CASEI(name) LIKE CASEI('Li%')");
});

test("no text can leave its quotes", () => {
  // Reads a literal back as the server does; what is left over would be read as part of the filter.
  const read = (source: string): [string, string] => {
    let value = "";
    for (let at = 1; at < source.length; at += 1) {
      const [here, next] = [source[at] ?? "", source[at + 1]];
      if (here === "'" && next !== "'") return [value, source.slice(at + 1)];
      if (here === "'" || (here === "\\" && (next === "\\" || next === "'"))) at += 1;
      value += source[at] ?? "";
    }
    return [value, "never closed"];
  };
  const letters = ["'", "\\", "%", "_", "a", "é", " ", '"', "(", "\n"];
  let seed = 7;
  const random = (below: number): number => (seed = (seed * 1103515245 + 12345) % 2147483648) % below;
  for (let n = 0; n < 3000; n += 1) {
    const word = Array.from({ length: random(9) }, () => letters[random(letters.length)] ?? "").join("");
    expect(read(literal(word))).toEqual([word, ""]);
  }
});

test("yes and no, days, lists and missing values", () => {
  expect(text(column("simulated", "flag"), "eq", "true")).toBe("simulated = TRUE");
  expect(text(column("simulated", "flag"), "eq", "maybe")).toBeNull();
  expect(text(column("day", "date"), "ge", "2026-02-28")).toBe("day >= DATE('2026-02-28')");
  expect(text(column("day", "date"), "ge", "2026-02-30")).toBeNull();
  expect(text(column("categories", "list"), "has", "food")).toBe("A_CONTAINS(categories, ('food'))");
  expect(text(NAME, "null", "")).toBe("name IS NULL");
  expect(text(NAME, "some", "left over")).toBe("name IS NOT NULL");
});

test("a column that is no plain word stands in quotes", () => {
  expect(text(column('odd "name', "number"), "eq", "1")).toBe('"odd ""name" = 1');
});

test("conditions are joined by one word, and incomplete ones wait", () => {
  const columns = [NAME, RATE];
  const conditions = [
    { property: "unmet_rate", operator: "gt", value: "0.3" },
    { property: "name", operator: "eq", value: "" },
    { property: "gone", operator: "eq", value: "x" },
    { property: "name", operator: "eq", value: "Linden" },
  ] as const;
  expect(filterText(conditions, "and", columns)).toBe("unmet_rate > 0.3 AND name = 'Linden'");
  expect(filterText(conditions, "or", columns)).toBe("unmet_rate > 0.3 OR name = 'Linden'");
  expect(filterText([], "and", columns)).toBeNull();
});

test("every kind of column can be asked whether it has a value, but lists, which always do", () => {
  expect(operatorsOf(RATE)).toContain("null");
  expect(operatorsOf(column("categories", "list"))).toEqual(["has"]);
});
