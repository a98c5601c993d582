import { expect, test } from "vitest";
import type { Lever } from "../api/levers.ts";
import type { SiteDetails } from "../api/sites.ts";
import { effectSentence, leverDetail, leverSentence } from "./sentence_lever.ts";

const lever = (kind: string, change: Partial<Lever> = {}): Lever => ({
  kind,
  id: "s1",
  name: "Harvest Club",
  position: null,
  newly_served: 40.2,
  newly_served_here: 12,
  site: { hours: "mon-fri 15:00-19:00", languages: ["en", "es"], capacity: 40, cost: 0 },
  scenario_change: { op: "change" },
  ...change,
});
const before: SiteDetails = {
  name: "Harvest Club",
  url: null,
  phone: null,
  languages: ["en"],
  capacity: 30,
  min_age: null,
  max_age: null,
  last_verified: null,
};
const plain = (words: string | null): string => (words ?? "").replaceAll("\u202f", " ").replaceAll("\u00a0", " ");

test("every kind of change is said in both languages", () => {
  const said = (kind: string) => [plain(leverSentence("en", lever(kind), before)), plain(leverSentence("es", lever(kind), before))];
  expect(said("longer-hours")).toEqual([
    "Harvest Club stays open longer: Mon–Fri 3:00 PM–7:00 PM",
    "Harvest Club abre más tiempo: lun–vie 3:00 p.m.–7:00 p.m.",
  ]);
  expect(said("language")).toEqual(["Harvest Club also serves in Spanish", "Harvest Club atiende también en español"]);
  expect(said("more-places")).toEqual(["Harvest Club has 10 more places", "Harvest Club tiene 10 lugares más"]);
  expect(said("no-price")).toEqual(["Harvest Club asks no price", "Harvest Club no cobra"]);
  expect(said("potential-partner")).toEqual(["Harvest Club starts to offer this", "Harvest Club empieza a ofrecer esto"]);
  expect(said("new-site")).toEqual(["A new site at Harvest Club", "Un nuevo sitio en Harvest Club"]);
  expect(said("new-site-at-school")).toEqual(said("new-site"));
  expect(leverSentence("en", lever("new-site-at-point", { name: "" }), null)).toBe("A new site at a point of the map");
  expect(leverSentence("en", lever("new-site-at-point", { name: "" }), null, "in Linden Park")).toBe("A new site in Linden Park");
  expect(said("teleport")).toEqual(["A change at Harvest Club", "Un cambio en Harvest Club"]);
});

test("without the record before, the site as it would be is said", () => {
  expect(leverSentence("en", lever("language"), null)).toBe("Harvest Club serves in English and Spanish");
  expect(leverSentence("en", lever("more-places"), null)).toBe("Harvest Club grows to 40 places");
  const bare = { hours: null, languages: [], capacity: null, cost: null };
  expect(leverSentence("en", lever("longer-hours", { site: bare }), null)).toBe("Harvest Club stays open longer");
  expect(leverSentence("es", lever("language", { site: bare }), null)).toBe("Harvest Club atiende en un idioma más");
  expect(leverSentence("en", lever("new-site-at-point", { name: "" }), null)).toBe("A new site at a point of the map");
});

test("how a new place would have to be is said; not so for one that is there", () => {
  expect(plain(leverDetail("en", lever("potential-partner")))).toBe(
    "Mon–Fri 3:00 PM–7:00 PM · In English and Spanish · 40 places in all",
  );
  expect(leverDetail("en", lever("no-price"))).toBeNull();
});

test("what it does: one, many, nobody here, hidden", () => {
  expect(effectSentence("en", lever("no-price"))).toBe("12 more families served here, 40 in the whole district");
  expect(effectSentence("en", lever("no-price", { newly_served_here: 1, newly_served: 1 }))).toBe(
    "1 more family served here, 1 in the whole district",
  );
  expect(effectSentence("es", lever("no-price", { newly_served_here: 0.3 }))).toBe("Nadie más aquí, 40 en todo el distrito");
  expect(effectSentence("en", lever("no-price", { newly_served_here: null, newly_served: null }))).toBe("Too few here to show");
});
