import { expect, test } from "vitest";
import {
  addedSite,
  changeOf,
  differing,
  EMPTY_SITE,
  NO_SCENARIO,
  siteAfter,
  wireChanges,
  withChange,
  withoutSite,
  withSite,
  type Scenario,
  type SiteFields,
} from "./scenario.ts";
import { put, redo, startHistory, undo } from "./scenario_history.ts";

const club: SiteFields = { ...EMPTY_SITE, position: [-96.4, 38], categories: ["after-school"], languages: ["es", "en"], cost: 10 };
const site = { position: [-96.41, 38.02] as const, categories: ["after-school"] };

test("a new site that is moved is a new site elsewhere, and its id stays", () => {
  const { scenario, id } = addedSite(NO_SCENARIO, site, "Hall");
  const moved = withChange(scenario, { op: "change", site_id: id, set: { position: [-96.5, 38.1] } });
  expect(moved.changes).toEqual([{ op: "add", site: { ...site, id, position: [-96.5, 38.1] } }]);
  expect(moved.names).toEqual({ [id]: "Hall" });
  expect(addedSite(moved, site).id).not.toBe(id);
});

test("a new site that is closed again is none, an existing one is closed", () => {
  const { scenario, id } = addedSite(NO_SCENARIO, site);
  expect(withChange(scenario, { op: "remove", site_id: id }).changes).toEqual([]);
  const changed = withSite(NO_SCENARIO, "s1", { ...club, cost: 0 }, club, "Club");
  expect(withChange(changed, { op: "remove", site_id: "s1" }).changes).toEqual([{ op: "remove", site_id: "s1" }]);
});

test("only what differs of an existing site is sent, and nothing once it is as before", () => {
  const changed = withSite(NO_SCENARIO, "s1", { ...club, languages: ["en", "es"], cost: 0, capacity: 30 }, club);
  expect(changed.changes).toEqual([{ op: "change", site_id: "s1", set: { cost: 0, capacity: 30 } }]);
  expect(withSite(changed, "s1", club, club).changes).toEqual([]);
  expect(differing({ ...club, position: [38, -96.4] }, club)).toEqual({ position: [38, -96.4] });
});

test("a site keeps its place in the list when it is changed again", () => {
  const first = withSite(NO_SCENARIO, "s1", { ...club, cost: 0 }, club);
  const { scenario } = addedSite(first, site);
  const again = withSite(scenario, "s1", { ...club, cost: 5 }, club);
  expect(again.changes.map(({ op }) => op)).toEqual(["change", "add"]);
  expect(withoutSite(again, "s1").changes.map(({ op }) => op)).toEqual(["add"]);
});

test("what a site would be", () => {
  const scenario = withSite(NO_SCENARIO, "s1", { ...club, hours: "mon 15:00-18:00" }, club);
  const change = changeOf(scenario, "s1");
  expect(change && siteAfter(change, club)).toEqual({ ...club, hours: "mon 15:00-18:00" });
  expect(siteAfter({ op: "remove", site_id: "s1" }, club)).toBeNull();
});

test("the server is sent what is stated of a new site, and every field of a change", () => {
  const scenario: Scenario = {
    ...NO_SCENARIO,
    changes: [
      { op: "add", site: { ...EMPTY_SITE, ...site, id: "new-1", cost: 0 } },
      { op: "change", site_id: "s1", set: { capacity: null, languages: [] } },
    ],
  };
  expect(wireChanges(scenario)).toEqual([
    { op: "add", site: { ...site, id: "new-1", cost: 0 } },
    { op: "change", site_id: "s1", set: { capacity: null, languages: [] } },
  ]);
});

test("undo and redo walk the same way back and forth, and a new step ends the way forth", () => {
  const [a, b, c] = ["a", "b", "c"].map((name) => ({ ...NO_SCENARIO, name })) as [Scenario, Scenario, Scenario];
  const history = put(put(startHistory(a), b), c);
  const back = undo(undo(history));
  expect(back.now).toBe(a);
  expect(undo(back)).toBe(back);
  expect(redo(redo(back)).now).toBe(c);
  expect(put(undo(history), a).future).toEqual([]);
  expect(put(history, c)).toBe(history);
});
