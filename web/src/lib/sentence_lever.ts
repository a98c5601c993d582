// What a lever changes and what that does, in words of the reader's language.

import type { Lever } from "../api/levers.ts";
import type { SiteDetails } from "../api/sites.ts";
import { formatLanguages } from "./format.ts";
import { formatHours } from "./hours.ts";
import { say, sayCount, type Language } from "./text.ts";

/**
 * `before` is the record of the site that is changed; null when it is not known, or there is none yet. `where` says in
 * which area a place without a name is: "in Linden Park".
 */
export function leverSentence(language: Language, lever: Lever, before: SiteDetails | null, where: string | null = null): string {
  const { kind, name, site } = lever;
  switch (kind) {
    case "longer-hours":
      return site.hours === null
        ? say(language, "levers.longer-hours.unknown", { name })
        : say(language, "levers.longer-hours", { name, hours: hoursWords(language, site.hours) });
    case "language":
      return languageSentence(language, name, site.languages, before?.languages ?? null);
    case "more-places":
      return placesSentence(language, name, site.capacity, before?.capacity ?? null);
    case "no-price":
    case "potential-partner":
      return say(language, `levers.${kind}`, { name });
    case "new-site":
    case "new-site-at-school":
    case "new-site-at-point":
      if (name !== "") return say(language, "levers.new-site", { name });
      return where === null ? say(language, "levers.new-site.point") : say(language, "levers.new-site.where", { where });
    default:
      return say(language, "levers.unknown", { name });
  }
}

/** How a place that does not offer the need yet would have to be; null for a change of a site that is there. */
export function leverDetail(language: Language, { kind, site }: Lever): string | null {
  if (kind !== "potential-partner" && !kind.startsWith("new-site")) return null;
  const parts = [
    site.hours === null ? null : hoursWords(language, site.hours),
    site.languages.length === 0
      ? null
      : say(language, "panel.near.languages", { languages: formatLanguages(language, site.languages) }),
    site.capacity === null ? null : sayCount(language, "panel.near.places", Math.round(site.capacity)),
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(" · ");
}

/** "12 more families served here, 40 in the whole district" */
export function effectSentence(language: Language, lever: Pick<Lever, "newly_served" | "newly_served_here">): string {
  return [hereWords(language, lever.newly_served_here), wholeWords(language, lever.newly_served)]
    .filter((part) => part !== null)
    .join(", ");
}

function hereWords(language: Language, here: number | null): string {
  if (here === null) return say(language, "levers.here.hidden");
  const n = Math.round(here);
  return n <= 0 ? say(language, "levers.here.none") : sayCount(language, "levers.here", n);
}

function wholeWords(language: Language, whole: number | null): string | null {
  return whole === null ? null : sayCount(language, "levers.whole", Math.round(whole));
}

function hoursWords(language: Language, hours: string): string {
  return formatHours(language, hours).join("; ");
}

function languageSentence(language: Language, name: string, after: readonly string[], before: readonly string[] | null): string {
  const added = before === null ? [] : after.filter((tag) => !before.includes(tag));
  if (added.length > 0) return say(language, "levers.language", { name, languages: formatLanguages(language, added) });
  if (after.length === 0) return say(language, "levers.language.unknown", { name });
  return say(language, "levers.language.all", { name, languages: formatLanguages(language, after) });
}

function placesSentence(language: Language, name: string, after: number | null, before: number | null): string {
  if (after === null) return say(language, "levers.more-places.unknown", { name });
  const added = before === null ? 0 : Math.round(after - before);
  if (added > 0) return sayCount(language, "levers.more-places", added, { name });
  return sayCount(language, "levers.places-in-all", Math.round(after), { name });
}
