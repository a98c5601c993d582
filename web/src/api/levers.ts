// Levers: what single changes would close most of a gap.

import { get } from "./client.ts";
import * as decode from "./decode.ts";
import type { Decoder } from "./decode.ts";
import type { Gap, Position } from "./types.ts";

/** One change as a scenario takes it. What stands in it is the server's and goes back to it as it came. */
export type ScenarioChange = Record<string, unknown> & { op: "add" | "change" | "remove" };

export interface Lever {
  /** `longer-hours`, `language`, `more-places`, `no-price`, `potential-partner`, `new-site…`; later servers may know more. */
  kind: string;
  /** The id of the site, asset, school or point. */
  id: string;
  /** Empty for a point of the map. */
  name: string;
  /** Null where the place is not to be known. */
  position: Position | null;
  newly_served: number | null;
  /** In the area that was asked for; null when it cannot be shown. */
  newly_served_here: number | null;
  /** The site as it would be. */
  site: { hours: string | null; languages: string[]; capacity: number | null; cost: number | null };
  scenario_change: ScenarioChange | null;
}

const change: Decoder<ScenarioChange> = (value, at) => {
  const given = decode.fields(value, at);
  return { ...given, op: decode.oneOf(["add", "change", "remove"])(given["op"], `${at}.op`) };
};

const listOrNone: Decoder<string[]> = (value, at) => decode.orNull(decode.list(decode.text))(value, at) ?? [];

const lever = decode.object<Lever>({
  kind: decode.text,
  id: decode.text,
  name: (value, at) => decode.orNull(decode.text)(value, at) ?? "",
  position: decode.orNull(decode.position),
  newly_served: decode.orNull(decode.number),
  newly_served_here: decode.orNull(decode.number),
  site: decode.object<Lever["site"]>({
    hours: decode.orNull(decode.text),
    languages: listOrNone,
    capacity: decode.orNull(decode.number),
    cost: decode.orNull(decode.number),
  }),
  scenario_change: decode.orNull(change),
});

const reply = decode.object({ levers: decode.list(lever) });

/** The changes that would serve most families, for one need and as seen from one area. */
export async function fetchLevers(gap: Gap, top: number, signal: AbortSignal): Promise<Lever[]> {
  const { category, wave, geography, geography_id } = gap;
  const parameters = { category, wave, area: `${geography}/${geography_id}`, top: String(top) };
  const { levers } = await get("api/levers", parameters, reply, signal);
  return levers;
}
