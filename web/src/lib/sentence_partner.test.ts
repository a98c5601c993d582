import { expect, test } from "vitest";
import type { PartnerNearby } from "../api/types.ts";
import type { SiteDetails } from "../api/sites.ts";
import { partnerFacts, phoneLink, verifiedWords, websiteLink } from "./sentence_partner.ts";

const partner: PartnerNearby = {
  site_id: "s1",
  name: "Club",
  organization: "Club",
  distance_m: 965,
  minutes: 15,
  languages: ["en", "es"],
  hours: "mon-fri 15:00-18:00",
  cost: 45,
  position: null,
};
const site: SiteDetails = {
  name: "Club",
  url: null,
  phone: null,
  languages: [],
  capacity: 1,
  min_age: 5,
  max_age: 12,
  last_verified: "2026-05-03",
};
const said = (facts: ReturnType<typeof partnerFacts>) => facts.map(({ words }) => words.replaceAll("\u202f", " "));

test("a partner's facts are said in the order in which a family asks", () => {
  expect(said(partnerFacts("en", partner, site))).toEqual([
    "15 min on foot · 0.6 mi",
    "Mon–Fri 3:00 PM–6:00 PM",
    "In English and Spanish",
    "Costs $45",
    "1 place in all",
    "Ages 5 to 12",
  ]);
});

test("what nobody stated is said to be unknown", () => {
  const bare = { ...partner, distance_m: null, minutes: null, languages: [], hours: null, cost: null };
  const facts = partnerFacts("es", bare, { ...site, capacity: null, min_age: null, max_age: null });
  expect(facts.every(({ isKnown }) => !isKnown)).toBe(true);
  expect(said(facts)).toContain("Precio no indicado");
  expect(said(partnerFacts("en", { ...partner, cost: 0 }, null))).toContain("Free");
});

test("a phone number becomes one that a phone dials, a website one that is safe to follow", () => {
  expect(phoneLink("(202) 371-9656")).toBe("tel:+12023719656");
  expect(phoneLink("1-202-371-9656 x12")).toBe("tel:+12023719656;ext=12");
  expect(phoneLink("call")).toBeNull();
  expect(websiteLink("www.some.org")).toBe("https://www.some.org/");
  expect(websiteLink("javascript:alert(1)")).toBeNull();
});

test("the day of the last look is written out", () => {
  expect(verifiedWords("en", "2026-05-03")).toBe("Last checked May 3, 2026");
  expect(verifiedWords("es", "2026-05-03")).toBe("Última verificación: 3 de mayo de 2026");
  expect(verifiedWords("en", "soon")).toBeNull();
});
