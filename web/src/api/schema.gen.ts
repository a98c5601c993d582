// Made by `cargo xtask types` from the server's OpenAPI document. Do not edit: `cargo xtask test` compares.

export type Anything = unknown;

export type AreaReport = {
  gap: Gap | null;
  partners: Array<PartnerNearby>;
  potential_partners: Array<PotentialPartner>;
};

export type Assets = {
  type: "Feature";
  id: string;
  geometry: Geometry;
  properties: {
    /** The asset's name. */
    name: string | null;
    /** What it is, such as library or recreation center. */
    kind: string | null;
    /** Its street address. */
    address: string | null;
    /** Its web address. */
    url: string | null;
  };
  links?: Array<Link>;
};

export type AssetsCollection = {
  type: "FeatureCollection";
  features: Array<Record<string, unknown>>;
  numberMatched?: number;
  numberReturned: number;
  timeStamp: string;
  links: Array<Link>;
};

export type AttendanceZones = {
  type: "Feature";
  id: string;
  geometry: Geometry;
  properties: {
    /** The level for which the zone is drawn. */
    level: string | null;
    /** The zone's name. */
    name: string | null;
    /** The id of the school that the zone belongs to; missing when the zone names none. */
    school_id: string | null;
  };
  links?: Array<Link>;
};

export type AttendanceZonesCollection = {
  type: "FeatureCollection";
  features: Array<Record<string, unknown>>;
  numberMatched?: number;
  numberReturned: number;
  timeStamp: string;
  links: Array<Link>;
};

export type Categories = {
  headings: Array<Heading>;
};

export type Category = {
  id: string;
  name: Named;
  mode: "walk" | "bike" | "drive" | "transit";
  limit_min: number;
  open_eligibility: Array<OpenEligibilityTerm>;
};

export type Change = {
  within_reach: number;
  served: number;
  unmet: number;
  unmet_strict: number;
};

export type Collection = {
  id: string;
  title?: string;
  description?: string;
  links: Array<Link>;
  itemType?: string;
  crs?: Array<string>;
  storageCrs?: string;
  extent?: {
    spatial?: {
      bbox?: Array<Array<number>>;
      crs?: string;
    };
    temporal?: {
      interval?: Array<Array<string | null>>;
      trs?: string;
    };
  };
};

export type Collections = {
  links: Array<Link>;
  crs?: Array<string>;
  collections: Array<Collection>;
};

export type Conformance = {
  conformsTo: Array<string>;
  links?: Array<Link>;
};

export type Context = {
  type: "Feature";
  id: string;
  geometry: Geometry;
  properties: {
    /** What it is. */
    kind: string | null;
    /** Its name; missing for what has none. */
    name: string | null;
  };
  links?: Array<Link>;
};

export type ContextCollection = {
  type: "FeatureCollection";
  features: Array<Record<string, unknown>>;
  numberMatched?: number;
  numberReturned: number;
  timeStamp: string;
  links: Array<Link>;
};

export type DataReport = {
  snapshot: number;
  counts: Array<RecordCount>;
  waves: Array<WaveReport>;
  imports: Array<ImportReport>;
  findings: Array<Finding>;
};

/** A changed cell as it would be. */
export type Difference = {
  /** The kind of area. */
  geography: string | null;
  /** The area's id; missing for homes in no area. */
  geography_id: string | null;
  /** The area's name; missing for homes in no area. */
  name: string | null;
  /** The level of an attendance zone; missing for other areas. */
  level: string | null;
  /** What is needed. A family that needs two categories counts in both, and twice in all. */
  category: string | null;
  /** The round of the survey. */
  wave: string | null;
  /** Answers of the wave in the area. Missing when hidden or not computed. [answers] */
  responses: number | null;
  /** Families with the need. Missing when hidden or not computed. [families] */
  needs: number | null;
  /** Of these, with at least one eligible site. Missing when hidden or not computed. [families] */
  within_reach: number | null;
  /** Of these, served when places go to the nearest first. Missing when hidden or not computed. [families] */
  served: number | null;
  /** Served if the places were shared out by coordination over the whole district. Missing when hidden or not computed. [families] */
  served_coordinated: number | null;
  /** Served by coordination less served; negative where another area gains. Missing when hidden or not computed. [families] */
  coordination_gain: number | null;
  /** Places that 100 families with the need can count on: those of every site of the category shared out among all families who need it and reach it in 30 minutes, the nearer ones more (E2SFCA: weight 1 up to 10 minutes, 0.68 up to 20, 0.22 up to 30). What suits a family is not looked at; sites that state no places are left out. Missing for all categories together too, and where no site states its places. Missing when hidden or not computed. [places per 100 families] */
  access_score: number | null;
  /** Families with the need that are not served. Missing when hidden or not computed. [families] */
  unmet: number | null;
  /** Unmet need per need, in whole percents. Missing when hidden or without need. [share from 0 to 1] */
  unmet_rate: number | null;
  /** Not served when unknown facts count as violations. Missing when hidden or not computed. [families] */
  unmet_strict: number | null;
  /** Unmet for the distance alone. Missing when hidden or not computed. [families] */
  unmet_distance: number | null;
  /** Unmet for the opening hours alone. Missing when hidden or not computed. [families] */
  unmet_hours: number | null;
  /** Unmet for the language alone. Missing when hidden or not computed. [families] */
  unmet_language: number | null;
  /** Unmet for eligibility alone. Missing when hidden or not computed. [families] */
  unmet_eligibility: number | null;
  /** Unmet for the cost alone. Missing when hidden or not computed. [families] */
  unmet_cost: number | null;
  /** Unmet for accessibility alone. Missing when hidden or not computed. [families] */
  unmet_accessibility: number | null;
  /** Unmet for want of a place alone. Missing when hidden or not computed. [families] */
  unmet_capacity: number | null;
  /** Unmet for several reasons at once. Missing when hidden or not computed. [families] */
  unmet_several: number | null;
  /** Unmet with no provider within the horizon. Missing when hidden or not computed. [families] */
  unmet_no_provider: number | null;
  /** S when the whole row is hidden because it stands on fewer than 10 answers or 10 families; missing otherwise. */
  suppression: string | null;
  /** Whether any answer of the wave was drawn by a computer. */
  simulated: boolean | null;
  change: Change;
};

export type District = {
  name: string;
  time_zone: string;
  bbox: Array<number> | null;
  simulated: boolean;
  waves: Array<string>;
  levels: Array<"elementary" | "middle" | "high">;
  counts: {
    schools: number;
    zones: number;
    neighborhoods: number;
    feeder_patterns: number;
    sites: number;
    assets: number;
  };
  access: "public" | "staff";
  basemaps: {
    light: string | null;
    dark: string | null;
  };
  snapshot: number;
};

export type FeederPair = {
  from_school_id: string;
  from_name: string;
  to_school_id: string;
  to_name: string;
  /** The share of the lower school that goes there, 0 to 1. */
  share: number | null;
  basis: "table" | "children" | "area";
  /** Whether no share of the lower school is 0.9 or more. */
  split: boolean;
};

export type FeederPatterns = {
  type: "Feature";
  id: string;
  geometry: Geometry;
  properties: {
    /** The name of the high school in which the pattern ends. */
    name: string | null;
    /** The schools that feed the high school and, last, the high school itself: id, name, level, share (of the lower school that goes on, in whole percents) and split (whether it feeds several). */
    schools: Array<Record<string, unknown>> | null;
  };
  links?: Array<Link>;
};

export type FeederPatternsCollection = {
  type: "FeatureCollection";
  features: Array<Record<string, unknown>>;
  numberMatched?: number;
  numberReturned: number;
  timeStamp: string;
  links: Array<Link>;
};

export type Feeders = {
  pairs: Array<FeederPair>;
};

export type Finding = {
  id: string;
  what: string;
  number: number;
  examples: Array<string>;
};

/** One cell of the gap table. */
export type Gap = {
  /** The kind of area. */
  geography: string | null;
  /** The area's id; missing for homes in no area. */
  geography_id: string | null;
  /** The area's name; missing for homes in no area. */
  name: string | null;
  /** The level of an attendance zone; missing for other areas. */
  level: string | null;
  /** What is needed. A family that needs two categories counts in both, and twice in all. */
  category: string | null;
  /** The round of the survey. */
  wave: string | null;
  /** Answers of the wave in the area. Missing when hidden or not computed. [answers] */
  responses: number | null;
  /** Families with the need. Missing when hidden or not computed. [families] */
  needs: number | null;
  /** Of these, with at least one eligible site. Missing when hidden or not computed. [families] */
  within_reach: number | null;
  /** Of these, served when places go to the nearest first. Missing when hidden or not computed. [families] */
  served: number | null;
  /** Served if the places were shared out by coordination over the whole district. Missing when hidden or not computed. [families] */
  served_coordinated: number | null;
  /** Served by coordination less served; negative where another area gains. Missing when hidden or not computed. [families] */
  coordination_gain: number | null;
  /** Places that 100 families with the need can count on: those of every site of the category shared out among all families who need it and reach it in 30 minutes, the nearer ones more (E2SFCA: weight 1 up to 10 minutes, 0.68 up to 20, 0.22 up to 30). What suits a family is not looked at; sites that state no places are left out. Missing for all categories together too, and where no site states its places. Missing when hidden or not computed. [places per 100 families] */
  access_score: number | null;
  /** Families with the need that are not served. Missing when hidden or not computed. [families] */
  unmet: number | null;
  /** Unmet need per need, in whole percents. Missing when hidden or without need. [share from 0 to 1] */
  unmet_rate: number | null;
  /** Not served when unknown facts count as violations. Missing when hidden or not computed. [families] */
  unmet_strict: number | null;
  /** Unmet for the distance alone. Missing when hidden or not computed. [families] */
  unmet_distance: number | null;
  /** Unmet for the opening hours alone. Missing when hidden or not computed. [families] */
  unmet_hours: number | null;
  /** Unmet for the language alone. Missing when hidden or not computed. [families] */
  unmet_language: number | null;
  /** Unmet for eligibility alone. Missing when hidden or not computed. [families] */
  unmet_eligibility: number | null;
  /** Unmet for the cost alone. Missing when hidden or not computed. [families] */
  unmet_cost: number | null;
  /** Unmet for accessibility alone. Missing when hidden or not computed. [families] */
  unmet_accessibility: number | null;
  /** Unmet for want of a place alone. Missing when hidden or not computed. [families] */
  unmet_capacity: number | null;
  /** Unmet for several reasons at once. Missing when hidden or not computed. [families] */
  unmet_several: number | null;
  /** Unmet with no provider within the horizon. Missing when hidden or not computed. [families] */
  unmet_no_provider: number | null;
  /** S when the whole row is hidden because it stands on fewer than 10 answers or 10 families; missing otherwise. */
  suppression: string | null;
  /** Whether any answer of the wave was drawn by a computer. */
  simulated: boolean | null;
};

export type GapsByAttendanceZone = {
  type: "Feature";
  id: string;
  geometry: Geometry;
  properties: {
    /** The kind of area. */
    geography: string | null;
    /** The area's id; missing for homes in no area. */
    geography_id: string | null;
    /** The area's name; missing for homes in no area. */
    name: string | null;
    /** The level of an attendance zone; missing for other areas. */
    level: string | null;
    /** What is needed. A family that needs two categories counts in both, and twice in all. */
    category: string | null;
    /** The round of the survey. */
    wave: string | null;
    /** Answers of the wave in the area. Missing when hidden or not computed. [answers] */
    responses: number | null;
    /** Families with the need. Missing when hidden or not computed. [families] */
    needs: number | null;
    /** Of these, with at least one eligible site. Missing when hidden or not computed. [families] */
    within_reach: number | null;
    /** Of these, served when places go to the nearest first. Missing when hidden or not computed. [families] */
    served: number | null;
    /** Served if the places were shared out by coordination over the whole district. Missing when hidden or not computed. [families] */
    served_coordinated: number | null;
    /** Served by coordination less served; negative where another area gains. Missing when hidden or not computed. [families] */
    coordination_gain: number | null;
    /** Places that 100 families with the need can count on: those of every site of the category shared out among all families who need it and reach it in 30 minutes, the nearer ones more (E2SFCA: weight 1 up to 10 minutes, 0.68 up to 20, 0.22 up to 30). What suits a family is not looked at; sites that state no places are left out. Missing for all categories together too, and where no site states its places. Missing when hidden or not computed. [places per 100 families] */
    access_score: number | null;
    /** Families with the need that are not served. Missing when hidden or not computed. [families] */
    unmet: number | null;
    /** Unmet need per need, in whole percents. Missing when hidden or without need. [share from 0 to 1] */
    unmet_rate: number | null;
    /** Not served when unknown facts count as violations. Missing when hidden or not computed. [families] */
    unmet_strict: number | null;
    /** Unmet for the distance alone. Missing when hidden or not computed. [families] */
    unmet_distance: number | null;
    /** Unmet for the opening hours alone. Missing when hidden or not computed. [families] */
    unmet_hours: number | null;
    /** Unmet for the language alone. Missing when hidden or not computed. [families] */
    unmet_language: number | null;
    /** Unmet for eligibility alone. Missing when hidden or not computed. [families] */
    unmet_eligibility: number | null;
    /** Unmet for the cost alone. Missing when hidden or not computed. [families] */
    unmet_cost: number | null;
    /** Unmet for accessibility alone. Missing when hidden or not computed. [families] */
    unmet_accessibility: number | null;
    /** Unmet for want of a place alone. Missing when hidden or not computed. [families] */
    unmet_capacity: number | null;
    /** Unmet for several reasons at once. Missing when hidden or not computed. [families] */
    unmet_several: number | null;
    /** Unmet with no provider within the horizon. Missing when hidden or not computed. [families] */
    unmet_no_provider: number | null;
    /** S when the whole row is hidden because it stands on fewer than 10 answers or 10 families; missing otherwise. */
    suppression: string | null;
    /** Whether any answer of the wave was drawn by a computer. */
    simulated: boolean | null;
  };
  links?: Array<Link>;
};

export type GapsByAttendanceZoneCollection = {
  type: "FeatureCollection";
  features: Array<Record<string, unknown>>;
  numberMatched?: number;
  numberReturned: number;
  timeStamp: string;
  links: Array<Link>;
};

export type GapsByFeederPattern = {
  type: "Feature";
  id: string;
  geometry: Geometry;
  properties: {
    /** The kind of area. */
    geography: string | null;
    /** The area's id; missing for homes in no area. */
    geography_id: string | null;
    /** The area's name; missing for homes in no area. */
    name: string | null;
    /** The level of an attendance zone; missing for other areas. */
    level: string | null;
    /** What is needed. A family that needs two categories counts in both, and twice in all. */
    category: string | null;
    /** The round of the survey. */
    wave: string | null;
    /** Answers of the wave in the area. Missing when hidden or not computed. [answers] */
    responses: number | null;
    /** Families with the need. Missing when hidden or not computed. [families] */
    needs: number | null;
    /** Of these, with at least one eligible site. Missing when hidden or not computed. [families] */
    within_reach: number | null;
    /** Of these, served when places go to the nearest first. Missing when hidden or not computed. [families] */
    served: number | null;
    /** Served if the places were shared out by coordination over the whole district. Missing when hidden or not computed. [families] */
    served_coordinated: number | null;
    /** Served by coordination less served; negative where another area gains. Missing when hidden or not computed. [families] */
    coordination_gain: number | null;
    /** Places that 100 families with the need can count on: those of every site of the category shared out among all families who need it and reach it in 30 minutes, the nearer ones more (E2SFCA: weight 1 up to 10 minutes, 0.68 up to 20, 0.22 up to 30). What suits a family is not looked at; sites that state no places are left out. Missing for all categories together too, and where no site states its places. Missing when hidden or not computed. [places per 100 families] */
    access_score: number | null;
    /** Families with the need that are not served. Missing when hidden or not computed. [families] */
    unmet: number | null;
    /** Unmet need per need, in whole percents. Missing when hidden or without need. [share from 0 to 1] */
    unmet_rate: number | null;
    /** Not served when unknown facts count as violations. Missing when hidden or not computed. [families] */
    unmet_strict: number | null;
    /** Unmet for the distance alone. Missing when hidden or not computed. [families] */
    unmet_distance: number | null;
    /** Unmet for the opening hours alone. Missing when hidden or not computed. [families] */
    unmet_hours: number | null;
    /** Unmet for the language alone. Missing when hidden or not computed. [families] */
    unmet_language: number | null;
    /** Unmet for eligibility alone. Missing when hidden or not computed. [families] */
    unmet_eligibility: number | null;
    /** Unmet for the cost alone. Missing when hidden or not computed. [families] */
    unmet_cost: number | null;
    /** Unmet for accessibility alone. Missing when hidden or not computed. [families] */
    unmet_accessibility: number | null;
    /** Unmet for want of a place alone. Missing when hidden or not computed. [families] */
    unmet_capacity: number | null;
    /** Unmet for several reasons at once. Missing when hidden or not computed. [families] */
    unmet_several: number | null;
    /** Unmet with no provider within the horizon. Missing when hidden or not computed. [families] */
    unmet_no_provider: number | null;
    /** S when the whole row is hidden because it stands on fewer than 10 answers or 10 families; missing otherwise. */
    suppression: string | null;
    /** Whether any answer of the wave was drawn by a computer. */
    simulated: boolean | null;
  };
  links?: Array<Link>;
};

export type GapsByFeederPatternCollection = {
  type: "FeatureCollection";
  features: Array<Record<string, unknown>>;
  numberMatched?: number;
  numberReturned: number;
  timeStamp: string;
  links: Array<Link>;
};

export type GapsByNeighborhood = {
  type: "Feature";
  id: string;
  geometry: Geometry;
  properties: {
    /** The kind of area. */
    geography: string | null;
    /** The area's id; missing for homes in no area. */
    geography_id: string | null;
    /** The area's name; missing for homes in no area. */
    name: string | null;
    /** The level of an attendance zone; missing for other areas. */
    level: string | null;
    /** What is needed. A family that needs two categories counts in both, and twice in all. */
    category: string | null;
    /** The round of the survey. */
    wave: string | null;
    /** Answers of the wave in the area. Missing when hidden or not computed. [answers] */
    responses: number | null;
    /** Families with the need. Missing when hidden or not computed. [families] */
    needs: number | null;
    /** Of these, with at least one eligible site. Missing when hidden or not computed. [families] */
    within_reach: number | null;
    /** Of these, served when places go to the nearest first. Missing when hidden or not computed. [families] */
    served: number | null;
    /** Served if the places were shared out by coordination over the whole district. Missing when hidden or not computed. [families] */
    served_coordinated: number | null;
    /** Served by coordination less served; negative where another area gains. Missing when hidden or not computed. [families] */
    coordination_gain: number | null;
    /** Places that 100 families with the need can count on: those of every site of the category shared out among all families who need it and reach it in 30 minutes, the nearer ones more (E2SFCA: weight 1 up to 10 minutes, 0.68 up to 20, 0.22 up to 30). What suits a family is not looked at; sites that state no places are left out. Missing for all categories together too, and where no site states its places. Missing when hidden or not computed. [places per 100 families] */
    access_score: number | null;
    /** Families with the need that are not served. Missing when hidden or not computed. [families] */
    unmet: number | null;
    /** Unmet need per need, in whole percents. Missing when hidden or without need. [share from 0 to 1] */
    unmet_rate: number | null;
    /** Not served when unknown facts count as violations. Missing when hidden or not computed. [families] */
    unmet_strict: number | null;
    /** Unmet for the distance alone. Missing when hidden or not computed. [families] */
    unmet_distance: number | null;
    /** Unmet for the opening hours alone. Missing when hidden or not computed. [families] */
    unmet_hours: number | null;
    /** Unmet for the language alone. Missing when hidden or not computed. [families] */
    unmet_language: number | null;
    /** Unmet for eligibility alone. Missing when hidden or not computed. [families] */
    unmet_eligibility: number | null;
    /** Unmet for the cost alone. Missing when hidden or not computed. [families] */
    unmet_cost: number | null;
    /** Unmet for accessibility alone. Missing when hidden or not computed. [families] */
    unmet_accessibility: number | null;
    /** Unmet for want of a place alone. Missing when hidden or not computed. [families] */
    unmet_capacity: number | null;
    /** Unmet for several reasons at once. Missing when hidden or not computed. [families] */
    unmet_several: number | null;
    /** Unmet with no provider within the horizon. Missing when hidden or not computed. [families] */
    unmet_no_provider: number | null;
    /** S when the whole row is hidden because it stands on fewer than 10 answers or 10 families; missing otherwise. */
    suppression: string | null;
    /** Whether any answer of the wave was drawn by a computer. */
    simulated: boolean | null;
  };
  links?: Array<Link>;
};

export type GapsByNeighborhoodCollection = {
  type: "FeatureCollection";
  features: Array<Record<string, unknown>>;
  numberMatched?: number;
  numberReturned: number;
  timeStamp: string;
  links: Array<Link>;
};

export type GapsBySchool = {
  type: "Feature";
  id: string;
  geometry: Geometry;
  properties: {
    /** The kind of area. */
    geography: string | null;
    /** The area's id; missing for homes in no area. */
    geography_id: string | null;
    /** The area's name; missing for homes in no area. */
    name: string | null;
    /** The level of an attendance zone; missing for other areas. */
    level: string | null;
    /** What is needed. A family that needs two categories counts in both, and twice in all. */
    category: string | null;
    /** The round of the survey. */
    wave: string | null;
    /** Answers of the wave in the area. Missing when hidden or not computed. [answers] */
    responses: number | null;
    /** Families with the need. Missing when hidden or not computed. [families] */
    needs: number | null;
    /** Of these, with at least one eligible site. Missing when hidden or not computed. [families] */
    within_reach: number | null;
    /** Of these, served when places go to the nearest first. Missing when hidden or not computed. [families] */
    served: number | null;
    /** Served if the places were shared out by coordination over the whole district. Missing when hidden or not computed. [families] */
    served_coordinated: number | null;
    /** Served by coordination less served; negative where another area gains. Missing when hidden or not computed. [families] */
    coordination_gain: number | null;
    /** Places that 100 families with the need can count on: those of every site of the category shared out among all families who need it and reach it in 30 minutes, the nearer ones more (E2SFCA: weight 1 up to 10 minutes, 0.68 up to 20, 0.22 up to 30). What suits a family is not looked at; sites that state no places are left out. Missing for all categories together too, and where no site states its places. Missing when hidden or not computed. [places per 100 families] */
    access_score: number | null;
    /** Families with the need that are not served. Missing when hidden or not computed. [families] */
    unmet: number | null;
    /** Unmet need per need, in whole percents. Missing when hidden or without need. [share from 0 to 1] */
    unmet_rate: number | null;
    /** Not served when unknown facts count as violations. Missing when hidden or not computed. [families] */
    unmet_strict: number | null;
    /** Unmet for the distance alone. Missing when hidden or not computed. [families] */
    unmet_distance: number | null;
    /** Unmet for the opening hours alone. Missing when hidden or not computed. [families] */
    unmet_hours: number | null;
    /** Unmet for the language alone. Missing when hidden or not computed. [families] */
    unmet_language: number | null;
    /** Unmet for eligibility alone. Missing when hidden or not computed. [families] */
    unmet_eligibility: number | null;
    /** Unmet for the cost alone. Missing when hidden or not computed. [families] */
    unmet_cost: number | null;
    /** Unmet for accessibility alone. Missing when hidden or not computed. [families] */
    unmet_accessibility: number | null;
    /** Unmet for want of a place alone. Missing when hidden or not computed. [families] */
    unmet_capacity: number | null;
    /** Unmet for several reasons at once. Missing when hidden or not computed. [families] */
    unmet_several: number | null;
    /** Unmet with no provider within the horizon. Missing when hidden or not computed. [families] */
    unmet_no_provider: number | null;
    /** S when the whole row is hidden because it stands on fewer than 10 answers or 10 families; missing otherwise. */
    suppression: string | null;
    /** Whether any answer of the wave was drawn by a computer. */
    simulated: boolean | null;
  };
  links?: Array<Link>;
};

export type GapsBySchoolCollection = {
  type: "FeatureCollection";
  features: Array<Record<string, unknown>>;
  numberMatched?: number;
  numberReturned: number;
  timeStamp: string;
  links: Array<Link>;
};

/** A geometry of RFC 7946. */
export type Geometry = {
  type: "Point" | "MultiPoint" | "LineString" | "MultiLineString" | "Polygon" | "MultiPolygon";
  coordinates: Array<unknown>;
} | null;

export type Heading = {
  id: string;
  name: Named;
  categories: Array<Category>;
};

export type Health = {
  status: "ok";
  version: string;
  snapshot: number;
};

export type ImportReport = {
  source: string;
  at: string;
  files: Array<string>;
  n_warnings: number;
  /** Records brought; for staff only. */
  rows: number | null;
};

export type LandingPage = {
  title?: string;
  description?: string;
  links: Array<Link>;
};

export type Lever = {
  kind: "longer-hours" | "language" | "more-places" | "no-price" | "potential-partner" | "new-site-at-school" | "new-site-at-point";
  change: string;
  id: string;
  name: string;
  organization: string | null;
  confidential: boolean;
  /** Longitude, latitude. */
  position: Array<number> | null;
  /** Families served more in the whole district, over all needs. */
  newly_served: number;
  /** Those of the area who need this; null without an area. */
  newly_served_here: number | null;
  travel_cost_min: number;
  site: {
    /** Longitude, latitude. */
    position: Array<number> | null;
    hours: string | null;
    languages: Array<string>;
    capacity: number | null;
    cost: number | null;
  };
  scenario_change: ScenarioChange;
};

export type Levers = {
  wave: string;
  snapshot: number;
  simulated: boolean;
  category: string;
  area: {
    geography: string;
    id: string;
    name: string;
  } | null;
  n_found: number;
  levers: Array<Lever>;
};

export type Link = {
  href: string;
  rel: string;
  type: string;
  title?: string;
};

export type Named = {
  en: string;
  es: string;
};

export type Neighborhoods = {
  type: "Feature";
  id: string;
  geometry: Geometry;
  properties: {
    /** The neighborhood's name. */
    name: string | null;
  };
  links?: Array<Link>;
};

export type NeighborhoodsCollection = {
  type: "FeatureCollection";
  features: Array<Record<string, unknown>>;
  numberMatched?: number;
  numberReturned: number;
  timeStamp: string;
  links: Array<Link>;
};

/** A site that is not there; its id is made when it has none. */
export type NewSite = {
  /** Longitude, latitude. */
  position: Array<number> | null;
  categories: Array<"food" | "housing" | "utilities" | "clothing" | "transport" | "health-care" | "dental-vision" | "mental-health" | "tutoring" | "technology" | "adult-learning" | "child-care" | "after-school" | "summer" | "arts-sports" | "parent-support" | "language-help" | "legal-help"> | null;
  /** BCP 47 tags. */
  languages?: Array<string> | null;
  /** Such as mon-fri 15:00-18:00;sat 10:00-13:00. */
  hours?: string | null;
  /** Taken to the millionth. */
  min_age?: number | null;
  /** Taken to the millionth. */
  max_age?: number | null;
  /** Taken to the millionth. */
  cost?: number | null;
  /** Taken to the millionth. */
  capacity?: number | null;
  accessibility?: Array<string> | null;
  id?: string;
};

export type OpenEligibilityTerm = {
  id: string;
  name: string;
};

export type PartnerNearby = {
  site_id: string;
  name: string;
  organization: string;
  distance_m: number;
  /** On foot. */
  minutes: number;
  languages: Array<string>;
  hours: string | null;
  cost: number | null;
  /** Longitude, latitude. */
  position: Array<number> | null;
};

export type PotentialPartner = {
  asset_id: string;
  name: string;
  kind: string;
  distance_m: number;
  /** Longitude, latitude. */
  position: Array<number> | null;
};

/** RFC 9457 problem details. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: Array<{
    parameter?: string;
    pointer?: string;
    detail: string;
    given?: string;
    expected?: string;
  }>;
};

export type RecordCount = {
  what: string;
  number: number;
};

export type ResponseRates = {
  type: "Feature";
  id: string;
  geometry: Geometry;
  properties: {
    /** The school's id. */
    school_id: string | null;
    /** The school's name. */
    name: string | null;
    /** The round of the survey. */
    wave: string | null;
    /** Answers from families of the school, rounded to 5. Missing when hidden. [answers] */
    responses: number | null;
    /** Enrolled students; missing when not known and when there are 1 to 9. [students] */
    enrollment: number | null;
    /** Answers per enrolled student, in whole percents: who has not been heard from. Missing when hidden and where the enrollment is not known. [share from 0 to 1] */
    response_rate: number | null;
    /** S when there are 1 to 9 answers, which are hidden; missing otherwise. */
    suppression: string | null;
    /** Whether any answer of the wave was drawn by a computer. */
    simulated: boolean | null;
  };
  links?: Array<Link>;
};

export type ResponseRatesCollection = {
  type: "FeatureCollection";
  features: Array<Record<string, unknown>>;
  numberMatched?: number;
  numberReturned: number;
  timeStamp: string;
  links: Array<Link>;
};

export type Scenario = {
  wave?: string;
  category?: "food" | "housing" | "utilities" | "clothing" | "transport" | "health-care" | "dental-vision" | "mental-health" | "tutoring" | "technology" | "adult-learning" | "child-care" | "after-school" | "summer" | "arts-sports" | "parent-support" | "language-help" | "legal-help" | "all";
  changes: Array<ScenarioChange>;
};

export type ScenarioChange = {
  op: "add";
  site: NewSite;
} | {
  op: "change";
  site_id: string;
  set: ScenarioSite;
} | {
  op: "remove";
  site_id: string;
};

export type ScenarioReply = {
  wave: string;
  snapshot: number;
  simulated: boolean;
  changes: number;
  newly_served: number;
  differences: Array<Difference>;
};

/** Fields of a site; null is unknown, what is left out stays as it is. The youngest age is not over the oldest. */
export type ScenarioSite = {
  /** Longitude, latitude. */
  position?: Array<number> | null;
  categories?: Array<"food" | "housing" | "utilities" | "clothing" | "transport" | "health-care" | "dental-vision" | "mental-health" | "tutoring" | "technology" | "adult-learning" | "child-care" | "after-school" | "summer" | "arts-sports" | "parent-support" | "language-help" | "legal-help"> | null;
  /** BCP 47 tags. */
  languages?: Array<string> | null;
  /** Such as mon-fri 15:00-18:00;sat 10:00-13:00. */
  hours?: string | null;
  /** Taken to the millionth. */
  min_age?: number | null;
  /** Taken to the millionth. */
  max_age?: number | null;
  /** Taken to the millionth. */
  cost?: number | null;
  /** Taken to the millionth. */
  capacity?: number | null;
  accessibility?: Array<string> | null;
};

export type Schools = {
  type: "Feature";
  id: string;
  geometry: Geometry;
  properties: {
    /** The school's name. */
    name: string | null;
    /** The levels that the school teaches: elementary, middle, high. */
    levels: Array<string> | null;
    /** The grade span as the district writes it, such as PK-05. */
    grades: string | null;
    /** Enrolled students; missing when not known and when there are 1 to 9. [students] */
    enrollment: number | null;
    /** Who runs the school; missing when not known. */
    operator: string | null;
  };
  links?: Array<Link>;
};

export type SchoolsCollection = {
  type: "FeatureCollection";
  features: Array<Record<string, unknown>>;
  numberMatched?: number;
  numberReturned: number;
  timeStamp: string;
  links: Array<Link>;
};

export type Sites = {
  type: "Feature";
  id: string;
  geometry: Geometry;
  properties: {
    /** The location's name, else the service's. */
    name: string | null;
    /** The organization that offers the service. */
    organization: string | null;
    /** The service's name. */
    service: string | null;
    /** The need categories that the service answers. */
    categories: Array<string> | null;
    /** Languages spoken, as BCP 47 tags; empty when not known. */
    languages: Array<string> | null;
    /** Opening hours by day of the week, else the source's own words for them; missing when not known. */
    hours: string | null;
    /** Price; 0 is free, missing is not known. [district currency] */
    cost: number | null;
    /** Places available; missing is not known. [families] */
    capacity: number | null;
    /** Youngest age served; missing is not known. [years] */
    min_age: number | null;
    /** Oldest age served; missing is not known. [years] */
    max_age: number | null;
    /** Arrangements for disabled people; none means that there are none, empty that they are not known. */
    accessibility: Array<string> | null;
    /** The web address of the service, else of the organization. */
    url: string | null;
    /** A telephone number for the public. */
    phone: string | null;
    /** The day on which somebody last made sure of the record, as the source writes it. */
    last_verified: string | null;
  };
  links?: Array<Link>;
};

export type SitesCollection = {
  type: "FeatureCollection";
  features: Array<Record<string, unknown>>;
  numberMatched?: number;
  numberReturned: number;
  timeStamp: string;
  links: Array<Link>;
};

export type WaveReport = {
  wave: string;
  /** Answers; for the public rounded to 5, null when 1 to 9. */
  responses: number | null;
  /** Whether any answer was drawn by a computer. */
  simulated: boolean;
  /** Whether others were given by families. */
  mixed: boolean;
};
