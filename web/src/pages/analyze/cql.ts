// Conditions as CQL2 text (OGC 21-065r2). Pure.

import type { Column } from "../../api/query.ts";

export const OPERATORS = ["eq", "ne", "gt", "ge", "lt", "le", "has", "starts", "null", "some"] as const;
export type Operator = (typeof OPERATORS)[number];

export interface Condition {
  property: string;
  operator: Operator;
  /** As it is typed; a column's kind says what it means. */
  value: string;
}

export type Join = "and" | "or";

const COMPARISONS: Partial<Record<Operator, string>> = { eq: "=", ne: "<>", gt: ">", ge: ">=", lt: "<", le: "<=" };

/** What can be asked of a column. */
export function operatorsOf({ kind, choices }: Column): Operator[] {
  if (kind === "nested") return ["null", "some"];
  if (kind === "list") return ["has"];
  if (kind === "flag") return ["eq", "null", "some"];
  if (kind === "text" && choices === null) return ["has", "starts", "eq", "ne", "null", "some"];
  if (kind === "text") return ["eq", "ne", "null", "some"];
  return ["eq", "ne", "gt", "ge", "lt", "le", "null", "some"];
}

export function needsValue(operator: Operator): boolean {
  return operator !== "null" && operator !== "some";
}

/** All conditions that are complete, in one filter; null when there is none. */
export function filterText(conditions: readonly Condition[], join: Join, columns: readonly Column[]): string | null {
  const texts = conditions.flatMap((condition) => {
    const column = columns.find(({ name }) => name === condition.property);
    const text = column === undefined ? null : conditionText(condition, column);
    return text === null ? [] : [text];
  });
  return texts.length === 0 ? null : texts.join(join === "and" ? " AND " : " OR ");
}

/** Null while the condition has no value, or one that its column cannot have. */
export function conditionText({ operator, value }: Condition, column: Column): string | null {
  if (!operatorsOf(column).includes(operator)) return null;
  const name = nameText(column.name);
  if (operator === "null") return `${name} IS NULL`;
  if (operator === "some") return `${name} IS NOT NULL`;
  if (column.kind === "list") return value === "" ? null : `A_CONTAINS(${name}, (${literal(value)}))`;
  // Letters count alike, large or small: who looks for a name does not know how it is written.
  if (operator === "has") return value === "" ? null : `CASEI(${name}) LIKE CASEI(${literal(`%${pattern(value)}%`)})`;
  if (operator === "starts") return value === "" ? null : `CASEI(${name}) LIKE CASEI(${literal(`${pattern(value)}%`)})`;
  const given = valueText(value, column);
  return given === null ? null : `${name} ${COMPARISONS[operator] ?? "="} ${given}`;
}

function valueText(value: string, { kind }: Column): string | null {
  const trimmed = value.trim();
  if (kind === "number") {
    const number = Number(trimmed);
    return trimmed === "" || !Number.isFinite(number) ? null : String(number);
  }
  if (kind === "flag") return trimmed === "true" || trimmed === "false" ? trimmed.toUpperCase() : null;
  if (kind === "date") return isDay(trimmed) ? `DATE(${literal(trimmed)})` : null;
  return value === "" ? null : literal(value);
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** A text in quotes: a quote within is written twice, a backslash too. */
export function literal(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;
}

/** A text of which no letter stands for others. */
function pattern(text: string): string {
  return text.replace(/[\\%_]/g, (letter) => `\\${letter}`);
}

function nameText(name: string): string {
  return /^[A-Za-z][A-Za-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
