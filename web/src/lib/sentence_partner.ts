// What a partner offers, in words: each fact stated, or said to be unknown.

import type { PartnerNearby } from "../api/types.ts";
import type { SiteDetails } from "../api/sites.ts";
import { formatCost, formatCount, formatDay, formatDistance, formatLanguages } from "./format.ts";
import { formatHours } from "./hours.ts";
import { say, sayCount, type Language } from "./text.ts";

export interface Fact {
  about: "distance" | "hours" | "language" | "cost" | "capacity" | "eligibility";
  words: string;
  isKnown: boolean;
}

/** "15 min on foot · 0.6 mi" */
export function wayFact(language: Language, { distance_m, minutes }: Pick<PartnerNearby, "distance_m" | "minutes">): Fact {
  if (distance_m === null) return { about: "distance", words: say(language, "panel.near.way.unknown"), isKnown: false };
  const distance = formatDistance(language, distance_m);
  const walk = minutes === null ? null : say(language, "minutes.walk", { n: formatCount(language, Math.max(1, minutes)) });
  return { about: "distance", words: walk === null ? distance : `${walk} · ${distance}`, isKnown: true };
}

/** What a family would ask first. Places and ages come from the site's own record, when it is there. */
export function partnerFacts(language: Language, partner: PartnerNearby, site: SiteDetails | null): Fact[] {
  const { hours, languages, cost } = partner;
  const facts: Fact[] = [
    wayFact(language, partner),
    fact(language, "hours", hours === null || hours === "" ? null : formatHours(language, hours).join("; ")),
    fact(
      language,
      "language",
      languages.length === 0 ? null : say(language, "panel.near.languages", { languages: formatLanguages(language, languages) }),
    ),
    fact(language, "cost", cost === null ? null : costWords(language, cost)),
  ];
  if (site === null) return facts;
  const places = site.capacity === null ? null : sayCount(language, "panel.near.places", Math.round(site.capacity));
  const ages = agesWords(language, site.min_age, site.max_age);
  return [
    ...facts,
    fact(language, "capacity", places),
    ...(ages === null ? [] : [fact(language, "eligibility", ages)]),
  ];
}

const UNKNOWN = {
  hours: "panel.near.hours.unknown",
  language: "panel.near.languages.unknown",
  cost: "panel.near.cost.unknown",
  capacity: "panel.near.places.unknown",
  eligibility: "partner.unstated",
} as const;

function fact(language: Language, about: keyof typeof UNKNOWN, words: string | null): Fact {
  return { about, words: words ?? say(language, UNKNOWN[about]), isKnown: words !== null };
}

function costWords(language: Language, cost: number): string {
  const amount = formatCost(language, cost);
  return cost === 0 ? amount : say(language, "panel.near.cost.upto", { cost: amount });
}

function agesWords(language: Language, min: number | null, max: number | null): string | null {
  const values = { from: formatCount(language, min ?? 0), to: formatCount(language, max ?? 0) };
  if (min !== null && max !== null) return say(language, "panel.near.ages.between", values);
  if (min !== null) return say(language, "panel.near.ages.from", values);
  return max === null ? null : say(language, "panel.near.ages.to", values);
}

/** When the record was last looked at; null when nobody says. */
export function verifiedWords(language: Language, last_verified: string | null): string | null {
  const date = last_verified === null ? null : formatDay(language, last_verified);
  return date === null ? null : say(language, "panel.near.verified", { date });
}

/** A phone number as a link that a phone dials; numbers of the United States get their country code. */
export function phoneLink(phone: string): string | null {
  const digits = phone.replace(/\D/g, "").replace(/^1(?=\d{10})/, "");
  if (digits.length < 7) return null;
  if (digits.length < 10) return `tel:${digits}`;
  const extension = digits.slice(10);
  return `tel:+1${digits.slice(0, 10)}${extension === "" ? "" : `;ext=${extension}`}`;
}

/** A website's address that is safe to follow; null for anything that is not one. */
export function websiteLink(url: string): string | null {
  const given = /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
  try {
    const { protocol, href } = new URL(given);
    return protocol === "https:" || protocol === "http:" ? href : null;
  } catch {
    return null;
  }
}
