// The records of single sites: what the panel and the printed page say of a partner beyond its place.

import { get } from "./client.ts";
import * as decode from "./decode.ts";

export interface SiteDetails {
  name: string;
  url: string | null;
  phone: string | null;
  languages: string[];
  capacity: number | null;
  min_age: number | null;
  max_age: number | null;
  /** The day on which somebody last looked at the record. */
  last_verified: string | null;
}

export type SitesById = ReadonlyMap<string, SiteDetails>;

const details = decode.object<SiteDetails>({
  name: decode.text,
  url: decode.orNull(decode.text),
  phone: decode.orNull(decode.text),
  languages: decode.list(decode.text),
  capacity: decode.orNull(decode.number),
  min_age: decode.orNull(decode.number),
  max_age: decode.orNull(decode.number),
  last_verified: decode.orNull(decode.text),
});

const page = decode.object({ features: decode.list(decode.object({ id: decode.text, properties: details })) });

/** The records of some sites, in one request; a site that the reader may not see is left out. */
export async function fetchSiteDetails(ids: readonly string[], signal: AbortSignal): Promise<SitesById> {
  if (ids.length === 0) return new Map();
  const quoted = ids.map((id) => `'${id.replaceAll("'", "''")}'`);
  const parameters = { filter: `id IN (${quoted.join(",")})`, skipGeometry: "true", limit: String(ids.length) };
  const { features } = await get("collections/sites/items", parameters, page, signal);
  return new Map(features.map(({ id, properties }) => [id, properties]));
}
