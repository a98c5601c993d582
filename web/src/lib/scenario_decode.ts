// Scenarios from anywhere outside the page: the browser's storage, a file, a lever of the server. Strict: a field that is
// not known, or not as it must be, is refused.

import * as decode from "../api/decode.ts";
import { UnexpectedReply, type Decoder } from "../api/decode.ts";
import type { Position } from "../api/types.ts";
import { FIELDS, MOST_CHANGES, type Change, type NewSite, type Scenario, type SiteFields } from "./scenario.ts";

export function only(value: unknown, at: string, allowed: readonly string[]): Record<string, unknown> {
  const given = decode.fields(value, at);
  const foreign = Object.keys(given).find((name) => !allowed.includes(name));
  if (foreign !== undefined) throw new UnexpectedReply(`${at}: the field ${foreign.slice(0, 40)} is not known`);
  return given;
}

const id: Decoder<string> = (value, at) => {
  const word = decode.text(value, at);
  if (word.trim() === "" || word.length > 200) throw new UnexpectedReply(`${at}: expected an id`);
  return word;
};

const position: Decoder<Position> = (value, at) => {
  const [lon, lat] = decode.position(value, at);
  // Over 180 where the district lies on both sides of the antimeridian.
  if (lon < -180 || lon > 360 || Math.abs(lat) > 90) throw new UnexpectedReply(`${at}: expected a longitude and a latitude`);
  return [lon, lat];
};

const quantity: Decoder<number | null> = (value, at) => {
  const number = decode.orNull(decode.number)(value, at);
  if (number !== null && number < 0) throw new UnexpectedReply(`${at}: expected a number of 0 or more`);
  return number;
};

const words: Decoder<string[]> = (value, at) => (value === null ? [] : decode.list(id)(value, at));

const FIELD_DECODERS: { [K in keyof SiteFields]: Decoder<SiteFields[K]> } = {
  position: decode.orNull(position),
  categories: words,
  languages: words,
  hours: decode.orNull(decode.text),
  min_age: quantity,
  max_age: quantity,
  cost: quantity,
  capacity: quantity,
  accessibility: words,
};

/** The fields that are given. */
export function siteFields(given: Record<string, unknown>, at: string): Partial<SiteFields> {
  const found = FIELDS.filter((name) => given[name] !== undefined);
  return Object.fromEntries(found.map((name) => [name, FIELD_DECODERS[name](given[name], `${at}.${name}`)]));
}

export function newSite(given: Record<string, unknown>, at: string): NewSite {
  const fields = siteFields(given, at);
  return { ...fields, id: id(given["id"], `${at}.id`), position: position(given["position"], `${at}.position`), categories: fields.categories ?? [] };
}

/** A change as the server takes it. A new site without an id gets `newId`. */
export function changeFrom(value: unknown, at: string, newId: () => string): Change {
  const given = only(value, at, ["op", "site", "site_id", "set"]);
  const op = decode.oneOf(["add", "change", "remove"])(given["op"], `${at}.op`);
  if (op === "add") {
    const site = only(given["site"], `${at}.site`, ["id", ...FIELDS]);
    return { op, site: newSite({ ...site, id: site["id"] ?? newId() }, `${at}.site`) };
  }
  const site_id = id(given["site_id"], `${at}.site_id`);
  if (op === "remove") return { op, site_id };
  return { op, site_id, set: siteFields(only(given["set"], `${at}.set`, FIELDS), `${at}.set`) };
}

const needsId = (): string => {
  throw new UnexpectedReply("a new site without an id");
};

export const scenario: Decoder<Scenario> = (value, at) => {
  const given = only(value, at, ["name", "changes", "names"]);
  const changes = decode.list((one, where) => changeFrom(one, where, needsId))(given["changes"], `${at}.changes`);
  if (changes.length > MOST_CHANGES) throw new UnexpectedReply(`${at}.changes: more than ${MOST_CHANGES}`);
  const names = Object.entries(decode.fields(given["names"], `${at}.names`)).map(([key, name]) => [key, decode.text(name, `${at}.names`)]);
  return { name: decode.text(given["name"], `${at}.name`), changes, names: Object.fromEntries(names) as Record<string, string> };
};
