// What the analyst's page asks: which layers there are, their columns, and one page of features at a time.

import { get } from "./client.ts";
import * as decode from "./decode.ts";
import type { Decoder } from "./decode.ts";

export interface Collection {
  id: string;
  title: string;
  description: string;
}

export interface Column {
  name: string;
  title: string;
  description: string;
  kind: "string" | "number" | "boolean" | "array" | "geometry";
  unit: string | null;
  /** The values that it can have, where they are few. */
  values: string[];
}

export interface Download {
  address: string;
  title: string;
  type: string;
}

export type Cell = string | number | boolean | null;

export interface ResultPage {
  rows: Record<string, Cell>[];
  /** Of the whole answer, not of this page. */
  n_matched: number | null;
  /** What stands behind the question mark of the next page; null on the last one. */
  next: string | null;
  downloads: Download[];
}

export function fetchCollections(signal: AbortSignal): Promise<Collection[]> {
  return get("collections", {}, collections, signal);
}

export function fetchColumns(collection: string, signal: AbortSignal): Promise<Column[]> {
  return get(`collections/${collection}/queryables`, {}, columns, signal);
}

export function fetchResult(collection: string, query: URLSearchParams, signal: AbortSignal): Promise<ResultPage> {
  return get(`collections/${collection}/items`, Object.fromEntries(query), resultPage, signal);
}

const collection = decode.object<Collection>({ id: decode.text, title: decode.text, description: decode.text });

const collections: Decoder<Collection[]> = (value, at) =>
  decode.list(collection)(decode.fields(value, at)["collections"], `${at}.collections`);

const columns: Decoder<Column[]> = (value, at) => {
  const properties = decode.fields(decode.fields(value, at)["properties"], `${at}.properties`);
  return Object.entries(properties).map(([name, schema]) => columnOf(name, decode.fields(schema, `${at}.${name}`)));
};

function columnOf(name: string, schema: Record<string, unknown>): Column {
  const words = (key: string): string => (typeof schema[key] === "string" ? schema[key] : "");
  const values: unknown = schema["enum"];
  return {
    name,
    title: words("title") || name,
    description: words("description"),
    kind: kindOf(schema),
    unit: words("x-ogc-unit") || null,
    values: Array.isArray(values) ? values.filter((one): one is string => typeof one === "string") : [],
  };
}

function kindOf(schema: Record<string, unknown>): Column["kind"] {
  if (typeof schema["format"] === "string" && schema["format"].startsWith("geometry")) return "geometry";
  if (schema["type"] === "integer" || schema["type"] === "number") return "number";
  return schema["type"] === "boolean" || schema["type"] === "array" ? schema["type"] : "string";
}

const link = decode.object<{ href: string; rel: string; type: string; title: string }>({
  href: decode.text,
  rel: decode.text,
  type: (value) => (typeof value === "string" ? value : ""),
  title: (value) => (typeof value === "string" ? value : ""),
});

/** Lists are written out, as in a CSV file. */
const cell: Decoder<Cell> = (value, at) => {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map((item) => (typeof item === "string" ? item : JSON.stringify(item))).join("; ");
  return JSON.stringify(decode.fields(value, at));
};

const resultPage: Decoder<ResultPage> = (value, at) => {
  const given = decode.fields(value, at);
  const links = decode.list(link)(given["links"], `${at}.links`);
  const next = links.find(({ rel }) => rel === "next");
  const row: Decoder<Record<string, Cell>> = (feature, inside) => {
    const { id, properties } = decode.fields(feature, inside);
    const cells = Object.entries(decode.fields(properties, `${inside}.properties`));
    return Object.fromEntries([["id", cell(id, inside)], ...cells.map(([name, one]) => [name, cell(one, `${inside}.${name}`)])]) as Record<string, Cell>;
  };
  return {
    rows: decode.list(row)(given["features"], `${at}.features`),
    n_matched: typeof given["numberMatched"] === "number" ? given["numberMatched"] : null,
    next: next === undefined ? null : new URL(next.href, document.baseURI).search.slice(1),
    downloads: links
      .filter(({ rel, type }) => rel === "alternate" && type !== "text/html")
      .map(({ href, type, title }) => ({ address: href, type, title })),
  };
};
