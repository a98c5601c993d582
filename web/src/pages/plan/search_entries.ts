// What can be searched: schools, areas and places, with their names only.

import { useRef } from "preact/hooks";
import { fetchAssets, fetchNames, fetchSchools, fetchSites, fetchZones, type PlaceKind } from "../../api/places.ts";
import type { Geography, Level } from "../../api/types.ts";
import { formatKind } from "../../lib/format.ts";
import type { Entry } from "../../lib/search.ts";
import { useResource, type Resource } from "../../shell/resource.ts";
import { useWords, type Words } from "../../shell/words.ts";

export type SearchTarget =
  | { kind: "area"; geography: Geography; level: Level | null; id: string }
  | { kind: PlaceKind; id: string };

type Entries = Entry<SearchTarget>[];

export interface Searchable {
  entries: Entries;
  isLoading: boolean;
  failed: Pick<Resource<unknown>, "retry">[];
}

/**
 * Everything that has a name; nothing is loaded before the reader comes to the search, and potential partners, which are
 * many, once something is typed.
 */
export function useSearchable(isWanted: boolean, isTyped: boolean): Searchable {
  const withAssets = useRef(false);
  withAssets.current ||= isTyped;
  const words = useWords();
  const all = [
    useResource(isWanted ? `neighborhoods ${words.language}` : null, (signal) => areas(words, "neighborhood", "neighborhoods", signal)),
    useResource(isWanted ? `patterns ${words.language}` : null, (signal) => areas(words, "feeder-pattern", "feeder-patterns", signal)),
    useResource(isWanted ? `zones ${words.language}` : null, (signal) => zones(words, signal)),
    useResource(isWanted ? `schools ${words.language}` : null, async (signal) =>
      places("school", await fetchSchools(signal), () => words.say("search.kind.school")),
    ),
    useResource(isWanted ? `sites ${words.language}` : null, async (signal) =>
      places("partner", await fetchSites("all", signal), ({ name, organization, service }) =>
        // Several services at one place have one name.
        [...new Set([words.say("search.kind.partner"), organization, service])].filter((part) => part !== null && part !== name).join(" · "),
      ),
    ),
    useResource(isWanted && withAssets.current ? `assets ${words.language}` : null, async (signal) =>
      places("asset", await fetchAssets(signal), ({ kind }) => `${words.say("map.place.asset")} · ${formatKind(words.language, kind)}`),
    ),
  ];
  return {
    entries: all.flatMap(({ value }) => value ?? []),
    isLoading: all.some(({ isLoading }) => isLoading),
    failed: all.filter(({ error }) => error !== null),
  };
}

async function areas(
  words: Words,
  geography: "neighborhood" | "feeder-pattern",
  collection: "neighborhoods" | "feeder-patterns",
  signal: AbortSignal,
): Promise<Entries> {
  const found = await fetchNames(collection, signal);
  const about = words.say(`geography.one.${geography}`);
  return found.map(({ id, name }) => ({ name, about, target: { kind: "area", geography, level: null, id }, group: 0 }));
}

async function zones(words: Words, signal: AbortSignal): Promise<Entries> {
  const found = await fetchZones(signal);
  return found.map(({ properties: { id, name, level } }) => ({
    name,
    about: `${words.say("geography.one.attendance-zone")} · ${words.say(`level.${level}`)}`,
    target: { kind: "area", geography: "attendance-zone", level, id },
    group: 1,
  }));
}

function places<P extends { id: string; name: string }>(
  kind: PlaceKind,
  found: readonly { properties: P }[],
  about: (properties: P) => string,
): Entries {
  return found.map(({ properties }) => ({
    name: properties.name,
    about: about(properties),
    target: { kind, id: properties.id },
    group: kind === "school" ? 0 : 2,
  }));
}
