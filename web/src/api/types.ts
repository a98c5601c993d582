// What the server sends, field by field. Names and units are the server's own.

export const GEOGRAPHIES = ["neighborhood", "attendance-zone", "feeder-pattern", "school"] as const;
export type Geography = (typeof GEOGRAPHIES)[number];

export const LEVELS = ["elementary", "middle", "high"] as const;
export type Level = (typeof LEVELS)[number];

/** West, south, east, north. */
export type Bbox = readonly [number, number, number, number];
/** Longitude, latitude. */
export type Position = readonly [number, number];

/** A part of the map. */
export interface Camera {
  center: Position;
  zoom: number;
}

export interface District {
  name: string;
  /** Null when nothing with a place is loaded yet. */
  bbox: Bbox | null;
  simulated: boolean;
  access: "public" | "staff";
  /** Oldest first. */
  waves: string[];
  levels: Level[];
  /** Address of an online background map, when the district chose one. */
  basemap: string | null;
}

export interface Named {
  en: string;
  es: string;
}

export interface Category {
  id: string;
  name: Named;
}

export interface Heading {
  id: string;
  name: Named;
  categories: Category[];
}

/** What can stand in the way, in the order of the anatomy. */
export const CAUSES = [
  "distance",
  "hours",
  "language",
  "eligibility",
  "cost",
  "accessibility",
  "capacity",
  "several",
  "no_provider",
] as const;
export type Cause = (typeof CAUSES)[number];

/** Stands for the id of the row of homes that lie in no area. */
export const OUTSIDE = "outside";

/** One cell of the gap table: numbers of families, null where hidden. */
export interface Gap {
  geography: Geography;
  /** `OUTSIDE` where the server sends none. */
  geography_id: string;
  name: string | null;
  level: Level | null;
  category: string;
  wave: string | null;
  responses: number | null;
  needs: number | null;
  within_reach: number | null;
  served: number | null;
  /** Served if the places were shared out by plan over the whole district. */
  served_coordinated: number | null;
  /** The difference of the two; below 0 where other areas gain. */
  coordination_gain: number | null;
  /** Places per 100 families; null where the server does not know it. */
  access_score: number | null;
  unmet: number | null;
  /** 0 to 1. */
  unmet_rate: number | null;
  unmet_strict: number | null;
  unmet_by: Record<Cause, number | null>;
  /** Why the whole row is hidden; null when it is not. */
  suppression: string | null;
  simulated: boolean;
}

export interface PartnerNearby {
  site_id: string;
  name: string;
  organization: string;
  distance_m: number | null;
  /** On foot. */
  minutes: number | null;
  languages: string[];
  hours: string | null;
  cost: number | null;
  position: Position | null;
}

export interface PotentialPartner {
  asset_id: string;
  name: string;
  kind: string;
  distance_m: number | null;
  position: Position | null;
}

export interface AreaReport {
  gap: Gap | null;
  partners: PartnerNearby[];
  potential_partners: PotentialPartner[];
}

export type Geometry =
  | { type: "Point"; coordinates: number[] }
  | { type: "MultiPoint" | "LineString"; coordinates: number[][] }
  | { type: "Polygon" | "MultiLineString"; coordinates: number[][][] }
  | { type: "MultiPolygon"; coordinates: number[][][][] };

export interface Feature<P> {
  geometry: Geometry | null;
  properties: P;
}

export interface Place {
  id: string;
  name: string;
}

export interface School extends Place {
  levels: Level[];
  grades: string | null;
  enrollment: number | null;
}

export interface Site extends Place {
  organization: string;
  service: string | null;
  categories: string[];
  languages: string[];
  hours: string | null;
  cost: number | null;
  phone: string | null;
  url: string | null;
  last_verified: string | null;
}

export interface Asset extends Place {
  kind: string;
  address: string | null;
  url: string | null;
}

export interface Zone extends Place {
  level: Level;
  school_id: string | null;
}

/** One school sends children on to another. */
export interface FeederPair {
  from_school_id: string;
  from_name: string;
  to_school_id: string;
  to_name: string;
  /** 0 to 1. */
  share: number;
  split: boolean;
}

export interface Context {
  kind: "street" | "water" | "park";
  name: string | null;
}
