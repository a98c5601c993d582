// What the server sends, as the page reads it: the types of the server's own definition (`schema.gen.ts`), narrowed to what the page uses and to
// what it checks on the way in (`client.ts`).

import type * as Schema from "./schema.gen.ts";

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

/** `bbox` is null when nothing with a place is loaded yet, `waves` are oldest first. */
export type District = Pick<Schema.District, "name" | "simulated" | "access" | "waves" | "levels" | "basemaps" | "snapshot"> & {
  bbox: Bbox | null;
};

export type Named = Schema.Named;

export type Category = Pick<Schema.Category, "id" | "name">;

export type Heading = Pick<Schema.Heading, "id" | "name"> & { categories: Category[] };

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

type Figures = Pick<
  Schema.Gap,
  | "responses"
  | "needs"
  | "within_reach"
  | "served"
  | "served_coordinated"
  | "coordination_gain"
  | "unmet"
  | "unmet_rate"
  | "unmet_strict"
  | "name"
  | "wave"
  | "suppression"
>;

/** One cell of the gap table: numbers of families, null where hidden. */
export interface Gap extends Figures {
  geography: Geography;
  /** `OUTSIDE` where the server sends none. */
  geography_id: string;
  level: Level | null;
  category: string;
  /** Places per 100 families; null where the server does not know it. */
  access_score: number | null;
  unmet_by: Record<Cause, number | null>;
  simulated: boolean;
}

type Placed<T> = Omit<T, "position"> & { position: Position | null };

/** A way that is not known is said to be unknown. */
export type PartnerNearby = Placed<Omit<Schema.PartnerNearby, "distance_m" | "minutes">> & {
  distance_m: number | null;
  minutes: number | null;
};

export type PotentialPartner = Placed<Omit<Schema.PotentialPartner, "distance_m">> & { distance_m: number | null };

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
/** The share is null where the district's own table does not state it. */
export type FeederPair = Schema.FeederPair;

export interface Context {
  kind: "street" | "water" | "park";
  name: string | null;
}
