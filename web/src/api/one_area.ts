// What the printed page of one area needs beside its report: all its needs, its shape among its neighbors, its schools.

import { fetchGaps, gap, getFeatures, type GapQuery } from "./client.ts";
import * as decode from "./decode.ts";
import { fetchFeederPairs } from "./places.ts";
import type { FeederPair, Feature, Gap } from "./types.ts";

export type AreaQuery = Pick<GapQuery, "geography" | "wave"> & { id: string };

/** One cell for each category, without their total. */
export async function fetchNeeds({ geography, id, wave }: AreaQuery, signal: AbortSignal): Promise<Gap[]> {
  const parameters = { geography_id: id, wave, limit: "100", skipGeometry: "true" };
  const cells = await getFeatures(`collections/gaps-by-${geography}/items`, parameters, gap, signal);
  return cells.map(({ properties }) => properties);
}

export interface Surroundings {
  /** The area itself: its surface, or a school's zones and its point. */
  own: Feature<unknown>[];
  others: Feature<Gap>[];
}

/** Shapes for a small map. A school is shown in the neighborhoods, with its attendance zones. */
export async function fetchSurroundings(area: Gap, signal: AbortSignal): Promise<Surroundings> {
  const { geography, geography_id, wave, level } = area;
  const isSchool = geography === "school";
  const asked: GapQuery = { geography: isSchool ? "neighborhood" : geography, category: "all", level, wave };
  const [around, zones, points] = await Promise.all([
    fetchGaps(asked, signal),
    isSchool ? fetchZones({ school_id: geography_id }, signal) : [],
    isSchool
      ? getFeatures("collections/gaps-by-school/items", { geography_id, wave, category: "all" }, gap, signal)
      : [],
  ]);
  if (isSchool) return { own: [...zones, ...points], others: around };
  const isOwn = ({ properties }: Feature<Gap>): boolean => properties.geography_id === geography_id;
  return { own: around.filter(isOwn), others: around.filter((feature) => !isOwn(feature)) };
}

interface Zone {
  school_id: string | null;
}

const zone = decode.object<Zone>({ school_id: decode.orNull(decode.text) });

function fetchZones(which: Record<string, string>, signal: AbortSignal): Promise<Feature<Zone>[]> {
  return getFeatures("collections/attendance-zones/items", which, zone, signal);
}

/** A condition in CQL2. */
function hasId(id: string): string {
  return `id = '${id.replaceAll("'", "''")}'`;
}

/** A school that sends students on, or takes them, with the part of the lower school's zone. */
export interface LinkedSchool {
  name: string;
  /** 0 to 1; null where it is not known. */
  share: number | null;
}

export interface Feeding {
  /** Schools that send students to this one. */
  from: LinkedSchool[];
  /** Schools to which this one sends students. */
  to: LinkedSchool[];
}

/** The schools linked to an area: to a school, to the school of a zone, or to the high school of a feeder pattern. */
export async function fetchFeeding({ geography, geography_id }: Gap, signal: AbortSignal): Promise<Feeding> {
  if (geography === "neighborhood") return { from: [], to: [] };
  const zones = geography === "attendance-zone" ? await fetchZones({ filter: hasId(geography_id), skipGeometry: "true" }, signal) : [];
  const school = geography === "attendance-zone" ? (zones[0]?.properties.school_id ?? null) : geography_id;
  const pairs = await fetchFeederPairs(signal);
  const linked = (name: "from_name" | "to_name") => (pair: FeederPair): LinkedSchool => ({ name: pair[name], share: pair.share });
  const byShare = (a: LinkedSchool, b: LinkedSchool): number => (b.share ?? -1) - (a.share ?? -1) || a.name.localeCompare(b.name);
  return {
    from: pairs.filter(({ to_school_id }) => to_school_id === school).map(linked("from_name")).sort(byShare),
    to: pairs.filter(({ from_school_id }) => from_school_id === school).map(linked("to_name")).sort(byShare),
  };
}
