// The only caller of `fetch`.

import { layOut } from "../lib/antimeridian.ts";
import * as decode from "./decode.ts";
import type { Decoder } from "./decode.ts";
import { staffToken } from "./session.ts";
import {
  CAUSES,
  GEOGRAPHIES,
  LEVELS,
  OUTSIDE,
  type AreaReport,
  type Category,
  type Cause,
  type Context,
  type District,
  type Feature,
  type Gap,
  type Geography,
  type Heading,
  type Level,
  type Named,
  type PartnerNearby,
  type PotentialPartner,
} from "./types.ts";

/** Why a request gave nothing: no answer at all, a problem the server names, or a reply the page cannot read. */
export class RequestFailed extends Error {
  readonly reason: "offline" | "problem" | "unreadable";
  /** The HTTP status of a problem. */
  readonly status: number | null;
  /** The parameter of the request that the server finds fault with, when it names one. */
  readonly parameter: string | null;

  constructor(
    reason: "offline" | "problem" | "unreadable",
    detail: string,
    status: number | null = null,
    parameter: string | null = null,
  ) {
    super(detail);
    this.reason = reason;
    this.status = status;
    this.parameter = parameter;
  }
}

/** Which cells of the gap table are asked for. */
export interface GapQuery {
  geography: Geography;
  /** A category's id, or `all`. */
  category: string;
  level: Level | null;
  wave: string | null;
}

export function fetchDistrict(signal: AbortSignal): Promise<District> {
  return get("api/district", {}, district, signal);
}

export function fetchHeadings(signal: AbortSignal): Promise<Heading[]> {
  return get("api/categories", {}, headings, signal);
}

export function fetchGaps(query: GapQuery, signal: AbortSignal): Promise<Feature<Gap>[]> {
  const { geography, category, wave } = query;
  const level = geography === "attendance-zone" ? query.level : null;
  return getFeatures(`collections/gaps-by-${geography}/items`, { category, wave, level }, gap, signal);
}

/** The areas before anybody has answered: in the form of gaps, without a number. */
export async function fetchBareAreas({ geography, category, level }: GapQuery, signal: AbortSignal): Promise<Feature<Gap>[]> {
  const asked = { level: geography === "attendance-zone" ? level : null };
  const areas = await getFeatures(`collections/${geography}s/items`, asked, bareArea, signal);
  return areas.map((feature) => {
    const { id, name, level: own } = feature.properties;
    const gap = { ...NO_NUMBERS, geography, geography_id: id, name, level: own, category };
    return { ...feature, properties: gap };
  });
}

export function fetchArea(query: GapQuery & { id: string }, signal: AbortSignal): Promise<AreaReport> {
  const { geography, id, category, wave } = query;
  return get(`api/areas/${geography}/${encodeURIComponent(id)}`, { category, wave }, areaReport, signal);
}

export function fetchContext(signal: AbortSignal): Promise<Feature<Context>[]> {
  return getFeatures("collections/context/items", {}, context, signal);
}

/** Features on a page; more is not given at once. */
const LIMIT = "10000";

/** All features of a collection, page by page. */
export async function getFeatures<P>(
  path: string,
  parameters: Record<string, string | null>,
  properties: Decoder<P>,
  signal: AbortSignal,
): Promise<Feature<P>[]> {
  const all: Feature<P>[] = [];
  let asked: Record<string, string | null> = { ...parameters, limit: LIMIT };
  for (;;) {
    const page = await get(path, asked, decode.page(properties), signal);
    all.push(...page.features);
    if (page.next === null) return all;
    // Only what stands behind the question mark: the page may be reached under another name than the server knows.
    asked = Object.fromEntries(new URL(page.next, document.baseURI).searchParams);
  }
}

export async function get<T>(
  path: string,
  parameters: Record<string, string | null>,
  decoder: Decoder<T>,
  signal: AbortSignal,
): Promise<T> {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== null);
  const query = new URLSearchParams(given).toString();
  const body = await getJson(query === "" ? path : `${path}?${query}`, signal);
  try {
    return decoder(body, path);
  } catch (error) {
    throw new RequestFailed("unreadable", error instanceof Error ? error.message : path);
  }
}

async function getJson(address: string, signal: AbortSignal): Promise<unknown> {
  let reply: Response;
  try {
    reply = await fetch(address, { signal, headers: headers(staffToken()) });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new RequestFailed("offline", address);
  }
  const body: unknown = await reply.json().catch(() => null);
  if (!reply.ok) throw refusal(reply, address, body);
  return body;
}

/** A file that the server makes, with the reader's own rights: a plain link carries no token. */
export async function getFile(address: string): Promise<Blob> {
  const token = staffToken();
  let reply: Response;
  try {
    reply = await fetch(address, { headers: token === null ? {} : { authorization: `Bearer ${token}` } });
  } catch {
    throw new RequestFailed("offline", address);
  }
  if (!reply.ok) throw refusal(reply, address, await reply.json().catch(() => null));
  return reply.blob();
}

function headers(token: string | null): Record<string, string> {
  const accept = "application/json, application/geo+json";
  return token === null ? { accept } : { accept, authorization: `Bearer ${token}` };
}

/** Whether the server knows a staff token. */
export async function checkToken(token: string): Promise<"known" | "unknown" | "unreachable"> {
  try {
    const reply = await fetch("api/district", { headers: headers(token) });
    if (reply.ok) return "known";
    return reply.status === 401 ? "unknown" : "unreachable";
  } catch {
    return "unreachable";
  }
}

function refusal(reply: Response, address: string, body: unknown): RequestFailed {
  const detail = problemDetail(body) ?? `${reply.status} ${address}`;
  return new RequestFailed("problem", detail, reply.status, problemParameter(body));
}

function problemParameter(body: unknown): string | null {
  const { errors } = (body ?? {}) as { errors?: unknown };
  const first: unknown = Array.isArray(errors) ? errors[0] : null;
  const { parameter } = (first ?? {}) as { parameter?: unknown };
  return typeof parameter === "string" ? parameter : null;
}

/** Sends JSON. The reply as it came, a problem, too: what it means is for the caller to say. */
export async function post(address: string, body: unknown, signal: AbortSignal): Promise<{ status: number; body: unknown }> {
  try {
    const reply = await fetch(address, {
      method: "POST",
      signal,
      headers: { ...headers(staffToken()), "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return { status: reply.status, body: (await reply.json().catch(() => null)) as unknown };
  } catch (error) {
    if (signal.aborted) throw error;
    throw new RequestFailed("offline", address);
  }
}

/** The sentence of an RFC 9457 problem. */
function problemDetail(body: unknown): string | null {
  if (typeof body !== "object" || body === null) return null;
  const { detail, title } = body as { detail?: unknown; title?: unknown };
  if (typeof detail === "string") return detail;
  return typeof title === "string" ? title : null;
}

const named = decode.object<Named>({ en: decode.text, es: decode.text });

const category = decode.object<Category>({ id: decode.text, name: named });

const headings: Decoder<Heading[]> = (value, at) =>
  decode.list(decode.object<Heading>({ id: decode.text, name: named, categories: decode.list(category) }))(
    decode.fields(value, at)["headings"],
    `${at}.headings`,
  );

const district = decode.object<District>({
  name: decode.text,
  bbox: decode.orNull((value, at) => layOut(decode.bbox(value, at))),
  simulated: decode.flag,
  access: decode.oneOf(["public", "staff"]),
  waves: decode.list(decode.text),
  levels: decode.list(decode.oneOf(LEVELS)),
  basemaps: decode.object({ light: decode.orNull(decode.text), dark: decode.orNull(decode.text) }),
  snapshot: decode.number,
});

const count = decode.orNull(decode.number);

const cell = decode.object<Omit<Gap, "unmet_by">>({
  geography: decode.oneOf(GEOGRAPHIES),
  geography_id: (value, at) => (value === null ? OUTSIDE : decode.text(value, at)),
  name: decode.orNull(decode.text),
  level: decode.orNull(decode.oneOf(LEVELS)),
  category: decode.text,
  wave: decode.orNull(decode.text),
  responses: count,
  needs: count,
  within_reach: count,
  served: count,
  served_coordinated: count,
  coordination_gain: count,
  access_score: count,
  unmet: count,
  unmet_rate: count,
  unmet_strict: count,
  suppression: decode.orNull(decode.text),
  simulated: decode.flag,
});

export const gap: Decoder<Gap> = (value, at) => {
  const given = decode.fields(value, at);
  const parts = CAUSES.map((cause) => [cause, count(given[`unmet_${cause}`], `${at}.unmet_${cause}`)]);
  return { ...cell(value, at), unmet_by: Object.fromEntries(parts) as Record<Cause, number | null> };
};

const bareArea = decode.object<{ id: string; name: string; level: Level | null }>({
  id: decode.text,
  name: decode.text,
  level: decode.orNull(decode.oneOf(LEVELS)),
});

const NO_NUMBERS: Omit<Gap, "geography" | "geography_id" | "name" | "level" | "category"> = {
  wave: null,
  responses: 0,
  needs: null,
  within_reach: null,
  served: null,
  served_coordinated: null,
  coordination_gain: null,
  access_score: null,
  unmet: null,
  unmet_rate: null,
  unmet_strict: null,
  unmet_by: Object.fromEntries(CAUSES.map((cause) => [cause, null])) as Record<Cause, null>,
  suppression: null,
  simulated: false,
};

const partner = decode.object<PartnerNearby>({
  site_id: decode.text,
  name: decode.text,
  organization: decode.text,
  distance_m: count,
  minutes: count,
  languages: decode.list(decode.text),
  hours: decode.orNull(decode.text),
  cost: count,
  position: decode.orNull(decode.position),
});

const potentialPartner = decode.object<PotentialPartner>({
  asset_id: decode.text,
  name: decode.text,
  kind: decode.text,
  distance_m: count,
  position: decode.orNull(decode.position),
});

const areaReport = decode.object<AreaReport>({
  gap: decode.orNull(gap),
  partners: decode.list(partner),
  potential_partners: decode.list(potentialPartner),
});

const context = decode.object<Context>({
  kind: decode.oneOf(["street", "water", "park"]),
  name: decode.orNull(decode.text),
});
