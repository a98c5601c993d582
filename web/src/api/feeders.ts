// Which school feeds which, and how much need stays unmet at each.

import { gap, get } from "./client.ts";
import * as decode from "./decode.ts";
import type { Decoder } from "./decode.ts";
import { fetchFeederPairs } from "./places.ts";
import { LEVELS, type FeederPair, type Gap, type Level } from "./types.ts";

/** A school as a member of a feeder pattern. */
export interface Member {
  id: string;
  level: Level;
}

export interface FeederSchool {
  id: string;
  name: string;
  levels: Level[];
}

export interface Feeders {
  pairs: FeederPair[];
  members: Member[];
  schools: FeederSchool[];
}

export async function fetchFeeders(signal: AbortSignal): Promise<Feeders> {
  const [pairs, members, schools] = await Promise.all([
    fetchFeederPairs(signal),
    get("collections/feeder-patterns/items", BARE, patternMembers, signal),
    get("collections/schools/items", BARE, schoolList, signal),
  ]);
  return { pairs, members, schools };
}

/** The cells of one need: every school, and every feeder pattern. */
export interface FeederGaps {
  schools: Gap[];
  patterns: Gap[];
}

export async function fetchFeederGaps(category: string, wave: string | null, signal: AbortSignal): Promise<FeederGaps> {
  const asked = { ...BARE, category, wave };
  const [schools, patterns] = await Promise.all([
    get("collections/gaps-by-school/items", asked, gapList, signal),
    get("collections/gaps-by-feeder-pattern/items", asked, gapList, signal),
  ]);
  return { schools, patterns };
}

/** A district has fewer schools than the most that come on one page; their shapes are not drawn here. */
const BARE = { limit: "10000", skipGeometry: "true" };

/** The features of a reply, each by a decoder that is given the whole feature. */
function features<T>(feature: Decoder<T>): Decoder<T[]> {
  return (value, at) => decode.list(feature)(decode.fields(value, at)["features"], `${at}.features`);
}

const level = decode.oneOf(LEVELS);
const member = decode.object<Member>({ id: decode.text, level });

const patternMembers: Decoder<Member[]> = (value, at) =>
  features((feature, inside) => {
    const properties = decode.fields(decode.fields(feature, inside)["properties"], `${inside}.properties`);
    return decode.list(member)(properties["schools"], `${inside}.properties.schools`);
  })(value, at).flat();

const schoolProperties = decode.object<Omit<FeederSchool, "id">>({ name: decode.text, levels: decode.list(level) });

const schoolList = features<FeederSchool>((feature, at) => {
  const given = decode.fields(feature, at);
  return { id: decode.text(given["id"], `${at}.id`), ...schoolProperties(given["properties"], `${at}.properties`) };
});

const gapList = features<Gap>((feature, at) => gap(decode.fields(feature, at)["properties"], `${at}.properties`));
