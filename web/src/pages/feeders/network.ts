// The schools of a district as a net: who feeds whom, from elementary to high. Pure.

import type { Feeders } from "../../api/feeders.ts";
import { LEVELS, type Level } from "../../api/types.ts";

/** A part of one school that goes on to another: a band of the diagram. */
export interface Band {
  from: string;
  to: string;
  /** Of the lower school, 0 to 1; null where the district's table does not state it. */
  share: number | null;
  /** As much as the share where it is known; else an equal part of what the known ones leave. 0 to 1. */
  width: number;
  basis: "table" | "children" | "area";
  /** From elementary to high, with no middle school between. */
  isStraight: boolean;
}

export interface School {
  id: string;
  name: string;
  /** The column in which it stands. */
  column: Level;
  /** All levels that it teaches in the feeder patterns. */
  levels: readonly Level[];
  /** Its largest share is under 0.9. */
  isSplit: boolean;
  /** Whether the directory has it as a school; else it is an attendance zone without one. */
  isKnown: boolean;
  feeds: readonly Band[];
  fedBy: readonly Band[];
}

export interface Network {
  schools: ReadonlyMap<string, School>;
  /** By name. */
  columns: Readonly<Record<Level, readonly School[]>>;
  bands: readonly Band[];
  /** Schools of the directory that feed no other and that none feeds, by name. */
  outside: readonly { id: string; name: string }[];
}

type Pair = Feeders["pairs"][number];

/** A band without a share is drawn even where the known shares are a whole. */
const LEAST_UNKNOWN = 0.1;

/** A part of an elementary school that no middle school takes, and that is smaller than this, is rounding. */
const LEAST_STRAIGHT = 0.05;

export function networkOf({ pairs: given, members, schools: directory }: Feeders): Network {
  const pairs = onceEach(given);
  const levels = levelsOf(pairs, members, directory);
  const isMiddle = new Set(
    pairs.filter((pair) => columnOf(levels, pair.from_school_id) === "elementary" && columnOf(levels, pair.to_school_id) !== "high")
      .map((pair) => pair.to_school_id),
  );
  const column = (id: string): Level => (isMiddle.has(id) ? "middle" : columnOf(levels, id));
  const bands = bandsOf(pairs, column);
  const known = new Map(directory.map((school) => [school.id, school.name]));
  const names = new Map(pairs.flatMap((pair) => [[pair.from_school_id, pair.from_name], [pair.to_school_id, pair.to_name]]));
  const split = new Set(pairs.filter((pair) => pair.split).map((pair) => pair.from_school_id));
  const schools = [...names].map(([id, name]): School => ({
    id,
    name: known.get(id) ?? name,
    column: column(id),
    levels: LEVELS.filter((level) => levels.get(id)?.has(level)),
    isSplit: split.has(id),
    isKnown: known.has(id),
    feeds: bands.filter((band) => band.from === id),
    fedBy: bands.filter((band) => band.to === id),
  }));
  schools.sort(byName);
  return {
    schools: new Map(schools.map((school) => [school.id, school])),
    columns: {
      elementary: schools.filter((school) => school.column === "elementary"),
      middle: schools.filter((school) => school.column === "middle"),
      high: schools.filter((school) => school.column === "high"),
    },
    bands,
    outside: directory.filter(({ id }) => !names.has(id)).sort(byName),
  };
}

/** Whether a share reads as 100 %, which goes without saying. */
export function isWhole({ share }: Band): boolean {
  return share !== null && share >= 0.995;
}

/** A school with zones of two levels has a pair for each of them; the larger share says how much of it goes on. */
function onceEach(pairs: readonly Pair[]): Pair[] {
  const largest = new Map<string, Pair>();
  for (const pair of pairs) {
    const key = JSON.stringify([pair.from_school_id, pair.to_school_id]);
    const before = largest.get(key);
    if (before === undefined || (pair.share ?? -1) > (before.share ?? -1)) largest.set(key, pair);
  }
  return [...largest.values()];
}

export function byName(a: { name: string }, b: { name: string }): number {
  return a.name.localeCompare(b.name, undefined, { numeric: true });
}

/** The levels that schools teach: as the feeder patterns say, else the directory, else where they stand in the pairs. */
function levelsOf(pairs: readonly Pair[], members: Feeders["members"], directory: Feeders["schools"]): Map<string, Set<Level>> {
  const levels = new Map<string, Set<Level>>();
  const add = (id: string, level: Level): void => {
    levels.set(id, (levels.get(id) ?? new Set()).add(level));
  };
  for (const { id, level } of members) add(id, level);
  for (const { id, levels: taught } of directory) if (!levels.has(id)) for (const level of taught) add(id, level);
  const feeding = new Set(pairs.map((pair) => pair.from_school_id));
  const fed = new Set(pairs.map((pair) => pair.to_school_id));
  for (const id of fed) if (!levels.has(id)) add(id, feeding.has(id) ? "middle" : "high");
  for (const id of feeding) if (!levels.has(id)) add(id, "elementary");
  return levels;
}

/** A school with several levels stands where its children begin, unless it is where they end. */
function columnOf(levels: ReadonlyMap<string, ReadonlySet<Level>>, id: string): Level {
  const taught = levels.get(id);
  if (taught?.has("high") === true) return "high";
  return taught?.has("elementary") === true ? "elementary" : "middle";
}

/**
 * One step at a time: elementary to middle, middle to high. The pair of an elementary and a high school says where the
 * children end, by whichever way; it is a way of its own only for the part that no middle school takes.
 */
function bandsOf(pairs: readonly Pair[], column: (id: string) => Level): Band[] {
  const steps = pairs.map((pair) => ({
    from: pair.from_school_id,
    to: pair.to_school_id,
    share: pair.share,
    width: pair.share ?? partOfRest(pair, pairs, column),
    basis: pair.basis,
    isStraight: column(pair.from_school_id) === "elementary" && column(pair.to_school_id) === "high",
  })).filter(({ from, to, width }) => width > 0 && LEVELS.indexOf(column(from)) < LEVELS.indexOf(column(to)));
  return steps.flatMap((step) => {
    if (!step.isStraight) return [step];
    const others = steps.filter(({ from }) => from === step.from);
    const taken = sum(others.filter(({ isStraight }) => !isStraight).map(({ width }) => width));
    if (taken === 0) return [step];
    const rest = 1 - taken;
    if (rest < LEAST_STRAIGHT) return [];
    const all = sum(others.filter(({ isStraight }) => isStraight).map(({ width }) => width));
    const width = (rest * step.width) / all;
    return [{ ...step, share: step.share === null ? null : width, width }];
  });
}

/** What the known shares of a school leave at one level, in equal parts for the pairs without one. */
function partOfRest(pair: Pair, pairs: readonly Pair[], column: (id: string) => Level): number {
  const beside = pairs.filter((one) => one.from_school_id === pair.from_school_id && column(one.to_school_id) === column(pair.to_school_id));
  const known = beside.flatMap(({ share }) => share ?? []);
  return Math.max(1 - sum(known), LEAST_UNKNOWN) / (beside.length - known.length);
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** The part of a network that ends in one high school; the whole when there is none of this id. */
export function patternOf(network: Network, high: string | null): Network {
  if (high === null || network.schools.get(high)?.column !== "high") return network;
  const ids = upstream(network, high);
  const isIn = ({ id }: { id: string }): boolean => ids.has(id);
  return {
    ...network,
    columns: {
      elementary: network.columns.elementary.filter(isIn),
      middle: network.columns.middle.filter(isIn),
      high: network.columns.high.filter(isIn),
    },
    bands: network.bands.filter(({ from, to }) => ids.has(from) && ids.has(to)),
  };
}

function upstream(network: Network, id: string, found: Set<string> = new Set()): Set<string> {
  found.add(id);
  for (const { from } of network.schools.get(id)?.fedBy ?? []) if (!found.has(from)) upstream(network, from, found);
  return found;
}

function downstream(network: Network, id: string, found: Set<string> = new Set()): Set<string> {
  found.add(id);
  for (const { to } of network.schools.get(id)?.feeds ?? []) if (!found.has(to)) downstream(network, to, found);
  return found;
}

/** A school with everything that feeds it and everything that it feeds. */
export function pathOf(network: Network, id: string): Set<string> {
  return new Set([...upstream(network, id), ...downstream(network, id)]);
}

/** The high schools in which the children of a school end. */
export function endsOf(network: Network, id: string): string[] {
  return [...downstream(network, id)].filter((one) => network.schools.get(one)?.column === "high");
}
