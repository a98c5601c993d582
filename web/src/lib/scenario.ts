// A scenario: changes of sites that somebody tries out. Pure values; every change gives a new scenario.

import { knownLon } from "./antimeridian.ts";
import type { Position } from "../api/types.ts";

/** What a scenario can say of a site, as the server names it; null and the empty list are "not stated". */
export interface SiteFields {
  position: Position | null;
  categories: readonly string[];
  languages: readonly string[];
  /** `mon-fri 15:00-18:00;sat 10:00-13:00` */
  hours: string | null;
  min_age: number | null;
  max_age: number | null;
  /** Dollars. */
  cost: number | null;
  /** Places. */
  capacity: number | null;
  accessibility: readonly string[];
}

export const FIELDS = [
  "position",
  "categories",
  "languages",
  "hours",
  "min_age",
  "max_age",
  "cost",
  "capacity",
  "accessibility",
] as const satisfies readonly (keyof SiteFields)[];

export type NewSite = Partial<SiteFields> & { id: string; position: Position; categories: readonly string[] };

/** One element of `changes` of `POST api/scenarios`. */
export type Change =
  | { op: "add"; site: NewSite }
  | { op: "change"; site_id: string; set: Partial<SiteFields> }
  | { op: "remove"; site_id: string };

export interface Scenario {
  name: string;
  /** Made by the server in this order. */
  changes: readonly Change[];
  /** What sites are called, by id; the server does not ask for it. */
  names: Readonly<Record<string, string>>;
}

/** More are refused by the server. */
export const MOST_CHANGES = 100;

export const NO_SCENARIO: Scenario = { name: "", changes: [], names: {} };

export const EMPTY_SITE: SiteFields = {
  position: null,
  categories: [],
  languages: [],
  hours: null,
  min_age: null,
  max_age: null,
  cost: null,
  capacity: null,
  accessibility: [],
};

export function idOf(change: Change): string {
  return change.op === "add" ? change.site.id : change.site_id;
}

export function changeOf(scenario: Scenario, id: string): Change | null {
  return scenario.changes.find((change) => idOf(change) === id) ?? null;
}

/** An id that no change of the scenario has. */
export function freeId({ changes }: Scenario): string {
  const taken = new Set(changes.map(idOf));
  let number = 1;
  while (taken.has(`new-${number}`)) number += 1;
  return `new-${number}`;
}

/**
 * The scenario after one more change. Changes of the same site become one, so that the list says what is different and
 * not how it came about: a new site that is moved is a new site elsewhere, and one that is closed again is none.
 */
export function withChange(scenario: Scenario, change: Change, name?: string): Scenario {
  const id = idOf(change);
  const before = changeOf(scenario, id);
  const next = before === null ? change : joined(before, change);
  const changes =
    before === null
      ? [...scenario.changes, change]
      : scenario.changes.flatMap((other) => (other !== before ? [other] : next === null ? [] : [next]));
  const names = name === undefined || name === "" ? scenario.names : { ...scenario.names, [id]: name };
  return { ...scenario, changes, names };
}

/** Null when nothing is left of the two. */
function joined(before: Change, after: Change): Change | null {
  if (after.op === "remove") return before.op === "add" ? null : after;
  if (after.op === "add") return after;
  if (before.op === "add") return { op: "add", site: { ...before.site, ...stated(after.set) } };
  if (before.op === "change") return { ...before, set: { ...before.set, ...after.set } };
  return after;
}

/** A new site keeps a place and a category. */
function stated(set: Partial<SiteFields>): Partial<SiteFields> & { position?: Position } {
  const { position, ...others } = set;
  return position === null || position === undefined ? others : { ...others, position };
}

/** Takes back whatever was tried with a site. */
export function withoutSite(scenario: Scenario, id: string): Scenario {
  return { ...scenario, changes: scenario.changes.filter((change) => idOf(change) !== id) };
}

export function addedSite(scenario: Scenario, site: Omit<NewSite, "id">, name?: string): { scenario: Scenario; id: string } {
  const id = freeId(scenario);
  return { id, scenario: withChange(scenario, { op: "add", site: { ...site, id } }, name) };
}

/** What the site would be: a new one as it is given, one that exists with what is different. Null for a closed one. */
export function siteAfter(change: Change, now: SiteFields | null): SiteFields | null {
  if (change.op === "remove") return null;
  return { ...(change.op === "add" ? EMPTY_SITE : (now ?? EMPTY_SITE)), ...(change.op === "add" ? change.site : change.set) };
}

/** The scenario in which a site is as `wanted`: for one that exists, `now` tells what of it is different. */
export function withSite(scenario: Scenario, id: string, wanted: SiteFields, now: SiteFields | null, name?: string): Scenario {
  const before = changeOf(scenario, id);
  if (before?.op === "add") {
    if (wanted.position === null) return scenario;
    return withChange(scenario, { op: "add", site: { ...wanted, position: wanted.position, id } }, name);
  }
  const set = differing(wanted, now ?? EMPTY_SITE);
  const without = withoutSite(scenario, id);
  if (Object.keys(set).length === 0) return without;
  const change: Change = { op: "change", site_id: id, set };
  // It keeps its place in the list.
  const changes = before === null ? [...scenario.changes, change] : scenario.changes.map((other) => (other === before ? change : other));
  const names = name === undefined || name === "" ? scenario.names : { ...scenario.names, [id]: name };
  return { ...scenario, changes, names };
}

export function differing(wanted: SiteFields, now: SiteFields): Partial<SiteFields> {
  const differ = FIELDS.filter((field) => !isSame(wanted[field], now[field]));
  return Object.fromEntries(differ.map((field) => [field, wanted[field]]));
}

type Value = SiteFields[keyof SiteFields];

/** Lists of words are sets; a position is not. */
function isSame(a: Value, b: Value): boolean {
  if (!isList(a) || !isList(b)) return a === b;
  const comparable = (list: readonly unknown[]): string =>
    JSON.stringify(typeof list[0] === "number" ? list : [...new Set(list)].sort());
  return comparable(a) === comparable(b);
}

function isList(value: Value): value is readonly string[] | Position {
  return Array.isArray(value);
}

/** As the server takes it: only what is stated. */
export function wireChanges({ changes }: Scenario): unknown[] {
  return changes.map((change) => {
    if (change.op === "remove") return change;
    if (change.op === "change") return change.set.position ? { ...change, set: { ...change.set, position: known(change.set.position) } } : change;
    const given = Object.entries({ ...change.site, position: change.site.position && known(change.site.position) }).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0));
    return { op: "add", site: { ...Object.fromEntries(given), categories: change.site.categories } };
  });
}

function known([lon, lat]: Position): Position {
  return [knownLon(lon), lat];
}
