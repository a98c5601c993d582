// A scenario as a file that other tools open: GeoJSON (RFC 7946). Sites are points with what is said of them; what changes
// by area is a second collection beside them.

import { knownLon, knownShape } from "./antimeridian.ts";
import * as decode from "../api/decode.ts";
import { UnexpectedReply } from "../api/decode.ts";
import type { Feature, Gap, Geometry, Position } from "../api/types.ts";
import { FIELDS, MOST_CHANGES, withChange, type Change, type Scenario, type SiteFields } from "./scenario.ts";
import { newSite, siteFields } from "./scenario_decode.ts";
import type { AreaChange, Layer } from "./scenario_figures.ts";

const DESCRIPTION =
  "Sites of a scenario. op: add (a new site), change (an existing one, with only the properties that differ) or remove " +
  "(closed). Hours such as mon-fri 15:00-18:00;sat 10:00-13:00; cost in dollars; capacity in places; what is missing or " +
  "null is not stated; moved says that a changed site is also elsewhere. The member `areas` is a second FeatureCollection: " +
  "the areas that change, with families served, unmet and within reach more (or less, below 0) than without the scenario.";

interface SiteFeature {
  type: "Feature";
  geometry: { type: "Point"; coordinates: [number, number] } | null;
  properties: Record<string, unknown>;
}

export interface ScenarioFile {
  type: "FeatureCollection";
  name: string;
  description: string;
  features: SiteFeature[];
  areas: { type: "FeatureCollection"; features: { type: "Feature"; geometry: Geometry | null; properties: Record<string, unknown> }[] } & Record<string, unknown>;
}

export interface Result {
  wave: string;
  snapshot: number;
  simulated: boolean;
  layer: Layer;
  newly_served: number;
  areas: readonly AreaChange[];
}

/** `sites` are the partners that exist, for the places of those that change; `features` are the areas of the map. */
export function fileOf(
  scenario: Scenario,
  sites: ReadonlyMap<string, SiteFields>,
  result: Result | null,
  features: readonly Feature<Gap>[],
): ScenarioFile {
  const shapes = new Map(features.map(({ properties, geometry }) => [properties.geography_id, geometry]));
  const { areas = [], layer, ...about } = result ?? {};
  return {
    type: "FeatureCollection",
    name: scenario.name,
    description: DESCRIPTION,
    features: scenario.changes.map((change) => siteFeature(change, scenario, sites)),
    areas: {
      type: "FeatureCollection",
      ...layer,
      ...about,
      features: areas.map(({ id, name, served, unmet, within_reach }) => ({
        type: "Feature",
        geometry: asKnown(shapes.get(id) ?? null),
        properties: { id, name, served_change: tidy(served), unmet_change: tidy(unmet), within_reach_change: tidy(within_reach) },
      })),
    },
  };
}

function siteFeature(change: Change, { names }: Scenario, sites: ReadonlyMap<string, SiteFields>): SiteFeature {
  const id = change.op === "add" ? change.site.id : change.site_id;
  const said: Partial<SiteFields> = change.op === "add" ? change.site : change.op === "change" ? change.set : {};
  const at = said.position ?? sites.get(id)?.position ?? null;
  const fields = FIELDS.filter((name) => name !== "position" && said[name] !== undefined).map((name) => [name, said[name]]);
  const moved = change.op === "change" && said.position !== undefined ? { moved: true } : {};
  return {
    type: "Feature",
    geometry: at === null ? null : { type: "Point", coordinates: [knownLon(at[0]), at[1]] },
    properties: { op: change.op, id, name: names[id] ?? null, ...moved, ...(Object.fromEntries(fields) as Record<string, unknown>) },
  };
}

function asKnown(geometry: Geometry | null): Geometry | null {
  return geometry === null ? null : knownShape(geometry);
}

/** Sums of fractions bring digits that mean nothing. */
function tidy(n: number): number {
  return Math.round(n * 1e6) / 1e6;
}

/** The scenario of such a file; throws, with what is wrong, when it is none. */
export function scenarioFromFile(text: string): Scenario {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new UnexpectedReply("JSON");
  }
  const given = decode.fields(json, "file");
  decode.oneOf(["FeatureCollection"])(given["type"], "type");
  const features = decode.list((one, at) => siteOf(one, at))(given["features"], "features");
  if (features.length > MOST_CHANGES) throw new UnexpectedReply(`features: more than ${MOST_CHANGES}`);
  const empty: Scenario = { name: decode.orNull(decode.text)(given["name"], "name") ?? "", changes: [], names: {} };
  return features.reduce((scenario, { change, name }) => withChange(scenario, change, name), empty);
}

// Other tools add properties of their own, so only those that are ours are looked at.
function siteOf(value: unknown, at: string): { change: Change; name: string } {
  const feature = decode.fields(value, at);
  const given = decode.fields(feature["properties"], `${at}.properties`);
  const op = decode.oneOf(["add", "change", "remove"])(given["op"], `${at}.properties.op`);
  const name = decode.orNull(decode.text)(given["name"], `${at}.properties.name`) ?? "";
  const position = pointOf(feature["geometry"], `${at}.geometry`);
  if (op === "add") return { name, change: { op, site: newSite({ ...given, position: position ?? undefined }, `${at}.properties`) } };
  const site_id = decode.text(given["id"], `${at}.properties.id`);
  if (op === "remove") return { name, change: { op, site_id } };
  const { position: _, ...fields } = siteFields(given, `${at}.properties`);
  const isMoved = given["moved"] === true && position !== null;
  return { name, change: { op, site_id, set: isMoved ? { ...fields, position } : fields } };
}

function pointOf(value: unknown, at: string): Position | null {
  if (value === null || value === undefined) return null;
  const geometry = decode.fields(value, at);
  decode.oneOf(["Point"])(geometry["type"], `${at}.type`);
  return decode.position(geometry["coordinates"], `${at}.coordinates`);
}

/** `After school, west` becomes `after-school-west.geojson`. */
export function fileName(name: string): string {
  const words = name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().match(/[a-z0-9]+/g) ?? ["scenario"];
  return `${words.join("-").slice(0, 60)}.geojson`;
}
