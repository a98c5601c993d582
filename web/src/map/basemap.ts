// An online basemap. The map is whole without it: its own ground shows until the basemap is there, and stays if it never comes.

import type { LayerSpecification, SourceSpecification, StyleSpecification } from "maplibre-gl";
import { FONT } from "./style.ts";

export interface Basemap {
  sources: readonly (readonly [id: string, source: SourceSpecification])[];
  /** From the ground up; under the areas. */
  ground: readonly LayerSpecification[];
  /** Names and signs, above the areas. */
  labels: readonly LayerSpecification[];
  sprites: readonly { id: string; url: string }[];
}

/** Rejects when the style does not come or is none. */
export async function fetchBasemap(url: string, signal: AbortSignal): Promise<Basemap> {
  const reply = await fetch(url, { signal, credentials: "omit" });
  if (!reply.ok) throw new Error(`status ${reply.status}`);
  const style: unknown = await reply.json();
  if (!isStyle(style)) throw new Error("not a MapLibre style of version 8");
  return splitStyle(style);
}

function isStyle(given: unknown): given is StyleSpecification {
  if (typeof given !== "object" || given === null) return false;
  const { version, sources, layers } = given as Partial<Record<keyof StyleSpecification, unknown>>;
  return version === 8 && typeof sources === "object" && sources !== null && Array.isArray(layers);
}

/**
 * A style as a part of ours. Its names get a prefix, since both styles may have a layer "water"; its letters are drawn
 * with the reader's own fonts, as all others are.
 */
export function splitStyle({ sources, layers, sprite }: StyleSpecification): Basemap {
  const ours = layers.map((layer) => {
    const named = { ...layer, id: prefixed(layer.id) };
    if ("source" in named && typeof named.source === "string") named.source = prefixed(named.source);
    if (named.type === "symbol" && named.layout?.["text-field"] !== undefined) named.layout = { ...named.layout, "text-font": FONT };
    return named;
  });
  return {
    sources: Object.entries(sources).map(([id, source]) => [prefixed(id), source]),
    ground: ours.filter(({ type }) => type !== "symbol"),
    labels: ours.filter(({ type }) => type === "symbol"),
    sprites: typeof sprite === "string" ? [{ id: "default", url: sprite }] : (sprite ?? []),
  };
}

function prefixed(id: string): string {
  return `basemap-${id}`;
}
