// What if: the server computes the gap table with other sites. Nothing is saved there.

import { gap, getFeatures, post } from "./client.ts";
import * as decode from "./decode.ts";
import { UnexpectedReply, type Decoder } from "./decode.ts";
import type { SiteFields } from "../lib/scenario.ts";
import type { Difference, Layer, Shift } from "../lib/scenario_figures.ts";
import { GEOGRAPHIES, LEVELS, OUTSIDE, type Feature } from "./types.ts";

export interface ScenarioQuery {
  wave: string | null;
  /** One category's differences come faster than those of all; null asks for all. */
  category: string | null;
  /** As the server takes them. */
  changes: readonly unknown[];
}

export interface ScenarioReply {
  wave: string;
  /** Which state of the data it was computed from. */
  snapshot: number;
  simulated: boolean;
  /** All needs together. */
  newly_served: number;
  /** Those of the layer, and those of the whole district. */
  differences: Difference[];
}

/** Why there is no answer. */
export class ScenarioFailed extends Error {
  readonly reason: "offline" | "staff" | "refused" | "failed";
  /** What of the body is wrong: a JSON Pointer. */
  readonly pointer: string | null;

  constructor(reason: "offline" | "staff" | "refused" | "failed", detail: string, pointer: string | null = null) {
    super(detail);
    this.reason = reason;
    this.pointer = pointer;
  }
}

export async function postScenario(query: ScenarioQuery, layer: Layer, signal: AbortSignal): Promise<ScenarioReply> {
  const asked = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== null));
  const { status, body } = await send(asked, signal);
  if (status === 401 || status === 403) throw new ScenarioFailed("staff", detailOf(body).detail);
  if (status === 400 || status === 413) {
    const { detail, pointer } = detailOf(body);
    throw new ScenarioFailed("refused", detail, pointer);
  }
  if (status !== 200) throw new ScenarioFailed("failed", detailOf(body).detail || String(status));
  try {
    return reply(body, layer);
  } catch (error) {
    throw new ScenarioFailed("failed", error instanceof UnexpectedReply ? error.message : String(error));
  }
}

async function send(asked: unknown, signal: AbortSignal): Promise<{ status: number; body: unknown }> {
  try {
    return await post("api/scenarios", asked, signal);
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ScenarioFailed("offline", "");
  }
}

/** The sentence of an RFC 9457 problem, and the place of the body that it is about. */
function detailOf(body: unknown): { detail: string; pointer: string | null } {
  if (typeof body !== "object" || body === null) return { detail: "", pointer: null };
  const { detail, errors } = body as { detail?: unknown; errors?: unknown };
  const first: unknown = Array.isArray(errors) ? errors[0] : null;
  const { pointer = null } = (first ?? {}) as { pointer?: unknown };
  return { detail: typeof detail === "string" ? detail : "", pointer: typeof pointer === "string" ? pointer : null };
}

const shift = decode.object<Shift>({
  within_reach: decode.number,
  served: decode.number,
  unmet: decode.number,
  unmet_strict: decode.number,
});

const place = decode.object<Omit<Difference, "gap" | "change">>({
  geography: decode.oneOf([...GEOGRAPHIES, "district"]),
  geography_id: (value, at) => (value === null ? OUTSIDE : decode.text(value, at)),
  name: decode.orNull(decode.text),
  level: decode.orNull(decode.oneOf(LEVELS)),
  category: decode.text,
});

/** Rows of other layers are many, and most replies come while somebody drags: they are left out before they are looked at. */
function reply(body: unknown, layer: Layer): ScenarioReply {
  const given = decode.fields(body, "scenario");
  const rows = decode.list(decode.fields)(given["differences"], "differences");
  const isWanted = (row: Record<string, unknown>): boolean =>
    row["geography"] === "district" ||
    (row["geography"] === layer.geography &&
      row["category"] === layer.category &&
      (layer.geography !== "attendance-zone" || row["level"] === layer.level));
  return {
    wave: decode.text(given["wave"], "wave"),
    snapshot: decode.number(given["snapshot"], "snapshot"),
    simulated: decode.flag(given["simulated"], "simulated"),
    newly_served: decode.number(given["newly_served"], "newly_served"),
    differences: rows.filter(isWanted).map((row, index) => difference(row, `differences[${index}]`)),
  };
}

const difference: Decoder<Difference> = (value, at) => {
  const given = decode.fields(value, at);
  const where = place(value, at);
  return { ...where, gap: where.geography === "district" ? null : gap(value, at), change: shift(given["change"], `${at}.change`) };
};

/** A partner as a scenario can change it. */
export interface Partner {
  id: string;
  name: string;
  organization: string;
  service: string | null;
  fields: SiteFields;
}

const words: Decoder<string[]> = (value, at) => decode.orNull(decode.list(decode.text))(value, at) ?? [];
const count = decode.orNull(decode.number);

const site = decode.object<Omit<Partner, "fields"> & Omit<SiteFields, "position">>({
  id: decode.text,
  name: decode.text,
  organization: decode.text,
  service: decode.orNull(decode.text),
  categories: words,
  languages: words,
  hours: decode.orNull(decode.text),
  min_age: count,
  max_age: count,
  cost: count,
  capacity: count,
  accessibility: words,
});

/** Every partner that may be shown; for one category, or for all of them. */
export async function fetchPartners(category: string, signal: AbortSignal): Promise<Partner[]> {
  const parameters = { category: category === "all" ? null : category };
  const found = await getFeatures("collections/sites/items", parameters, site, signal);
  return found.map(partnerOf);
}

function partnerOf({ geometry, properties }: Feature<Omit<Partner, "fields"> & Omit<SiteFields, "position">>): Partner {
  const { id, name, organization, service, ...fields } = properties;
  const [lon, lat] = geometry?.type === "Point" ? geometry.coordinates : [];
  return { id, name, organization, service, fields: { ...fields, position: lon === undefined || lat === undefined ? null : [lon, lat] } };
}
