// The collections as an analyst asks them: what there is, which columns it has, and the reply to a query.

import { get } from "./client.ts";
import * as decode from "./decode.ts";
import type { Decoder } from "./decode.ts";

export interface Collection {
  id: string;
  title: string;
  description: string;
}

export type ColumnKind = "text" | "number" | "flag" | "list" | "nested" | "date";

export interface Column {
  name: string;
  title: string;
  /** The server's own words, in English. */
  description: string;
  kind: ColumnKind;
  /** The only values that there are; null when there are others. */
  choices: string[] | null;
  unit: string | null;
}

/** What a collection has, and what it can be filtered by; neither names the geometry. */
export interface Columns {
  schema: Column[];
  queryables: Column[];
}

export interface ResultRow {
  id: string;
  values: Readonly<Record<string, unknown>>;
}

/** A form in which the server gives the same reply. */
export interface Format {
  /** The value of the parameter `f`. */
  code: string;
  type: string;
  title: string;
}

export interface Result {
  rows: ResultRow[];
  n_matched: number | null;
  /** Tokens of the pages beside this one. */
  next: string | null;
  prev: string | null;
  formats: Format[];
}

export function fetchCollections(signal: AbortSignal): Promise<Collection[]> {
  return get("collections", {}, collections, signal);
}

export async function fetchColumns(collection: string, signal: AbortSignal): Promise<Columns> {
  const at = `collections/${encodeURIComponent(collection)}`;
  const [schema, queryables] = await Promise.all([
    get(`${at}/schema`, {}, columns, signal),
    get(`${at}/queryables`, {}, columns, signal),
  ]);
  return { schema, queryables };
}

/** The features that an address below this server gives. */
export function fetchResult(address: string, signal: AbortSignal): Promise<Result> {
  return get(address, {}, result, signal);
}

const collection = decode.object<Collection>({ id: decode.text, title: decode.text, description: decode.text });

const collections: Decoder<Collection[]> = (value, at) =>
  decode.list(collection)(decode.fields(value, at)["collections"], `${at}.collections`);

const columns: Decoder<Column[]> = (value, at) => {
  const given = decode.fields(decode.fields(value, at)["properties"], `${at}.properties`);
  return Object.entries(given).flatMap(([name, property]) => {
    const fields = decode.fields(property, `${at}.properties.${name}`);
    const { format, type } = fields;
    return typeof format === "string" && format.startsWith("geometry") ? [] : [column(name, fields, kindOf(type, format, fields["items"]), at)];
  });
};

function column(name: string, fields: Record<string, unknown>, kind: ColumnKind, at: string): Column {
  return {
    name,
    title: decode.orNull(decode.text)(fields["title"], `${at}.${name}.title`) ?? name,
    description: decode.orNull(decode.text)(fields["description"], `${at}.${name}.description`) ?? "",
    kind,
    choices: decode.orNull(decode.list(decode.text))(fields["enum"], `${at}.${name}.enum`),
    unit: decode.orNull(decode.text)(fields["x-ogc-unit"], `${at}.${name}.x-ogc-unit`),
  };
}

function kindOf(type: unknown, format: unknown, items: unknown): ColumnKind {
  if (format === "date" || format === "date-time") return "date";
  if (type === "integer" || type === "number") return "number";
  if (type === "boolean") return "flag";
  if (type === "array") return (items as { type?: unknown } | undefined)?.type === "object" ? "nested" : "list";
  return type === "object" ? "nested" : "text";
}

const feature: Decoder<ResultRow> = (value, at) => {
  const given = decode.fields(value, at);
  return { id: decode.text(given["id"], `${at}.id`), values: decode.fields(given["properties"], `${at}.properties`) };
};

interface Link {
  rel: string;
  href: string;
  type: string | null;
  title: string | null;
}

const link = decode.object<Link>({
  rel: decode.text,
  href: decode.text,
  type: decode.orNull(decode.text),
  title: decode.orNull(decode.text),
});

const result: Decoder<Result> = (value, at) => {
  const given = decode.fields(value, at);
  const links = decode.list(link)(given["links"], `${at}.links`);
  const token = (rel: string): string | null => {
    const found = links.find((one) => one.rel === rel);
    return found === undefined ? null : parameterOf(found.href, "token");
  };
  return {
    rows: decode.list(feature)(given["features"], `${at}.features`),
    n_matched: decode.orNull(decode.number)(given["numberMatched"], `${at}.numberMatched`),
    next: token("next"),
    prev: token("prev"),
    formats: links
      // The reply itself is one of them.
      .filter(({ rel }) => rel === "self" || rel === "alternate")
      .flatMap(({ href, type, title }) => {
        const code = parameterOf(href, "f");
        return code === null ? [] : [{ code, type: type ?? "", title: title ?? code }];
      }),
  };
};

/** Links may name the server otherwise than the reader reaches it, so only what stands behind the question mark counts. */
function parameterOf(href: string, name: string): string | null {
  return new URL(href, "http://server.invalid/").searchParams.get(name);
}
