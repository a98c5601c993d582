// Where the reader is. The whole place stands in the address after `#`, so that it can be sent to somebody:
// `#category=food` is the map, `#/feeders?category=food` another page.

import { knownLanguage, type Language } from "../lib/text.ts";

/** The pages of the navigation. */
export const PAGES = ["map", "feeders", "analyze", "data"] as const;
/** Reached from the panel of an area: one area on a sheet of paper. */
const REPORT = "report";
export type PageName = (typeof PAGES)[number] | typeof REPORT;

export interface Route {
  page: PageName;
  /** What the page itself keeps in the address; the language is not among it. */
  parameters: URLSearchParams;
  /** Null when the address names none. */
  language: Language | null;
}

/** The place that an address describes. A page that does not exist is the map. */
export function routeFromHash(hash: string): Route {
  const given = hash.replace(/^#/, "");
  const [, name, rest] = /^\/([a-z-]*)\??(.*)$/.exec(given) ?? [null, "map", given];
  const parameters = new URLSearchParams(rest);
  const language = knownLanguage(parameters.get("lang"));
  parameters.delete("lang");
  return { page: ([...PAGES, REPORT] as const).find((one) => one === name) ?? "map", parameters, language };
}

export function hashFromRoute({ page, parameters, language }: Route): string {
  const all = new URLSearchParams(parameters);
  if (language !== null) all.set("lang", language);
  const text = all.toString().replaceAll("%2C", ",").replaceAll("%3A", ":");
  if (page === "map") return `#${text}`;
  return text === "" ? `#/${page}` : `#/${page}?${text}`;
}

/** What two pages share when the reader goes from one to the other. */
const KEPT = ["category", "wave"] as const;

/** The address of another page that shows the same need and survey. */
export function hashOfPage(page: PageName, from: Route): string {
  const parameters = new URLSearchParams();
  for (const name of KEPT) {
    const value = from.parameters.get(name);
    if (value !== null) parameters.set(name, value);
  }
  return hashFromRoute({ page, parameters, language: from.language });
}
