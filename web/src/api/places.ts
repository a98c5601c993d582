// Schools, zones, partners and potential partners, as the server publishes them.

import { knownLon } from "../lib/antimeridian.ts";
import { get, getFeatures } from "./client.ts";
import * as decode from "./decode.ts";
import type { Decoder } from "./decode.ts";
import { LEVELS, type Asset, type FeederPair, type Feature, type Place, type Position, type School, type Site, type Zone } from "./types.ts";

const text = decode.orNull(decode.text);
const count = decode.orNull(decode.number);
const level = decode.oneOf(LEVELS);

const place = { id: decode.text, name: decode.text };

const school = decode.object<School>({ ...place, levels: decode.list(level), grades: text, enrollment: count });

const site = decode.object<Site>({
  ...place,
  organization: decode.text,
  service: text,
  categories: decode.list(decode.text),
  languages: decode.list(decode.text),
  hours: text,
  cost: count,
  phone: text,
  url: text,
  last_verified: text,
});

const asset = decode.object<Asset>({ ...place, kind: decode.text, address: text, url: text });
const zone = decode.object<Zone>({ ...place, level, school_id: text });

/** Partners that offer the category; all of them for `all`. */
export function fetchSites(category: string, signal: AbortSignal): Promise<Feature<Site>[]> {
  const parameters = { category: category === "all" ? null : category };
  return getFeatures("collections/sites/items", parameters, site, signal);
}

export function fetchSchools(signal: AbortSignal): Promise<Feature<School>[]> {
  return getFeatures("collections/schools/items", {}, school, signal);
}

export function fetchAssets(signal: AbortSignal): Promise<Feature<Asset>[]> {
  return getFeatures("collections/assets/items", {}, asset, signal);
}

export function fetchZones(signal: AbortSignal): Promise<Feature<Zone>[]> {
  return getFeatures("collections/attendance-zones/items", {}, zone, signal);
}

/** Which school feeds which. */
export function fetchFeederPairs(signal: AbortSignal): Promise<FeederPair[]> {
  const pair = decode.object<FeederPair>({
    from_school_id: decode.text,
    from_name: decode.text,
    to_school_id: decode.text,
    to_name: decode.text,
    share: count,
    basis: decode.oneOf(["table", "children", "area"]),
    split: decode.flag,
  });
  const pairs: Decoder<FeederPair[]> = (value, at) => decode.list(pair)(decode.fields(value, at)["pairs"], `${at}.pairs`);
  return get("api/feeders", {}, pairs, signal);
}

export const KINDS = ["partner", "school", "asset"] as const;
/** What a point of the map can be. */
export type PlaceKind = (typeof KINDS)[number];

/** A point of the map and all that is published of it. */
export type PlaceDetail =
  | { kind: "partner"; feature: Feature<Site> }
  | { kind: "school"; feature: Feature<School> }
  | { kind: "asset"; feature: Feature<Asset> };

export async function fetchPlace(kind: PlaceKind, id: string, signal: AbortSignal): Promise<PlaceDetail> {
  const one = encodeURIComponent(id);
  switch (kind) {
    case "partner":
      return { kind, feature: await get(`collections/sites/items/${one}`, {}, decode.feature(site), signal) };
    case "school":
      return { kind, feature: await get(`collections/schools/items/${one}`, {}, decode.feature(school), signal) };
    case "asset":
      return { kind, feature: await get(`collections/assets/items/${one}`, {}, decode.feature(asset), signal) };
  }
}

/** A place by its name. */
export type NamedPlace = Place & { kind: PlaceKind };

const COLLECTIONS: Readonly<Record<PlaceKind, string>> = { partner: "sites", school: "schools", asset: "assets" };
/** Degrees within which two places are at one: about a centimeter, more than is lost when a position is turned. */
const HERE = 1e-7;

/** Everything that is at one position: partners that offer the category (all of them for `all`), schools, potential partners. */
export async function fetchPlacesAt([lon, lat]: Position, category: string, signal: AbortSignal): Promise<NamedPlace[]> {
  const [x, y] = [knownLon(lon), lat];
  const bbox = [x - HERE, y - HERE, x + HERE, y + HERE].map((part) => part.toFixed(9)).join();
  const found = KINDS.map(async (kind) => {
    const parameters = { bbox, properties: "name", skipGeometry: "true", category: kind === "partner" && category !== "all" ? category : null };
    const features = await getFeatures(`collections/${COLLECTIONS[kind]}/items`, parameters, named, signal);
    return features.map(({ properties }) => ({ ...properties, kind }));
  });
  return (await Promise.all(found)).flat();
}

const named = decode.object<Place>({ id: decode.text, name: decode.text });

/** Ids and names of areas, without their shapes. */
export async function fetchNames(collection: "neighborhoods" | "feeder-patterns", signal: AbortSignal): Promise<Place[]> {
  const found = await getFeatures(`collections/${collection}/items`, { properties: "name", skipGeometry: "true" }, named, signal);
  return found.map(({ properties }) => properties);
}
