import { expect, test } from "vitest";
import { NO_SCENARIO, type Scenario } from "./scenario.ts";
import { LONGEST_LINK, linkOf, scenarioFromLink } from "./scenario_link.ts";

const SCENARIO: Scenario = {
  name: "Después de la escuela · 放課後",
  changes: [
    { op: "add", site: { id: "new-1", position: [-96.41, 38.03], categories: ["after-school"], hours: "mon-fri 15:00-18:00", capacity: 30 } },
    { op: "change", site_id: "x2", set: { position: [-96.4, 38.01], cost: null, accessibility: ["wheelchair"] } },
    { op: "remove", site_id: "x/3?&#" },
  ],
  names: { "new-1": "Café “Ñandú”" },
};

test("a scenario comes back from its link as it went in, whatever the letters", () => {
  const link = linkOf(SCENARIO);
  expect(link).toMatch(/^[A-Za-z0-9_-]+$/);
  expect(scenarioFromLink(link ?? "")).toEqual(SCENARIO);
});

test("nothing tried and too much tried have no link", () => {
  expect(linkOf(NO_SCENARIO)).toBeNull();
  const changes = Array.from({ length: 90 }, (_, n) => ({ op: "remove" as const, site_id: `site-${n}-${"x".repeat(60)}` }));
  expect(linkOf({ ...SCENARIO, changes })).toBeNull();
});

test("a link that is cut, changed or of another version is refused with what is wrong", () => {
  const link = linkOf(SCENARIO) ?? "";
  for (const bad of [link.slice(0, -9), "", "%%%", link.replace(/^./, "A"), btoa('{"version":2,"scenario":{}}'), btoa("[]"), "x".repeat(LONGEST_LINK + 1)]) {
    expect(() => scenarioFromLink(bad), bad.slice(0, 40)).toThrow();
  }
  const foreign = btoa(JSON.stringify({ version: 1, scenario: { name: "", names: {}, changes: [{ op: "remove", site_id: "x", family: "y" }] } }));
  expect(() => scenarioFromLink(foreign)).toThrow(/family/);
});
