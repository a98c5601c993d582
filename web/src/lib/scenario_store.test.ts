import { expect, test } from "vitest";
import { EMPTY_SITE, type Scenario } from "./scenario.ts";
import { changeFrom } from "./scenario_decode.ts";
import { fileName, fileOf, scenarioFromFile } from "./scenario_file.ts";
import { readDraft, readShelf, writeDraft, writeShelf } from "./scenario_store.ts";

class FakeStorage {
  readonly values = new Map<string, string>();
  getItem = (key: string): string | null => this.values.get(key) ?? null;
  setItem = (key: string, value: string): void => void this.values.set(key, value);
  removeItem = (key: string): void => void this.values.delete(key);
}

const scenario: Scenario = {
  name: "West side",
  changes: [
    { op: "add", site: { id: "new-1", position: [-96.4, 38.02], categories: ["food"], hours: "mon 15:00-18:00", cost: 0 } },
    { op: "change", site_id: "s1", set: { capacity: null, languages: ["es"] } },
    { op: "change", site_id: "s2", set: { position: [-96.3, 38.01] } },
    { op: "remove", site_id: "s3" },
  ],
  names: { "new-1": "Hall", s1: "Club" },
};
const one = { id: "a", district: "Riverbend", at: "2026-11-23T15:53:59Z", scenario };

test("what is saved comes back", () => {
  const storage = new FakeStorage();
  expect(writeShelf(storage, [one])).toBe(true);
  expect(readShelf(storage)).toEqual({ saved: [one], wasBroken: false });
  writeDraft(storage, "Riverbend", scenario);
  expect(readDraft(storage, "Riverbend")).toEqual(scenario);
  expect(readDraft(storage, "Elsewhere")).toBeNull();
});

test("broken, foreign and later content is set aside, and the good part stays", () => {
  for (const text of ["{", "[]", '{"version":2,"saved":[]}', '{"version":1}', '{"version":1,"saved":[],"more":1}']) {
    const storage = new FakeStorage();
    storage.setItem("commonground-scenarios", text);
    expect(readShelf(storage)).toEqual({ saved: [], wasBroken: true });
    expect(storage.getItem("commonground-scenarios-set-aside")).toBe(text);
    expect(readShelf(storage)).toEqual({ saved: [], wasBroken: false });
  }
  const storage = new FakeStorage();
  const bad = { ...one, scenario: { ...scenario, changes: [{ op: "add", site: { id: "x", position: [999, 0], categories: [] } }] } };
  storage.setItem("commonground-scenarios", JSON.stringify({ version: 1, saved: [bad, one] }));
  expect(readShelf(storage)).toEqual({ saved: [one], wasBroken: true });
});

test("a storage that refuses everything is no crash", () => {
  const refuse = (): never => {
    throw new Error("denied");
  };
  const storage = { getItem: refuse, setItem: refuse, removeItem: refuse };
  expect(readShelf(storage)).toEqual({ saved: [], wasBroken: false });
  expect(writeShelf(storage, [one])).toBe(false);
});

test("a file comes back as the same scenario", () => {
  const sites = new Map([["s1", { ...EMPTY_SITE, position: [-96.41, 38] as const }]]);
  const file = fileOf(scenario, sites, null, []);
  expect(file.features[1]).toMatchObject({ geometry: { type: "Point", coordinates: [-96.41, 38] }, properties: { op: "change", id: "s1" } });
  expect(file.features[3]?.geometry).toBeNull();
  expect(scenarioFromFile(JSON.stringify(file))).toEqual(scenario);
  expect(fileName("Después de clases, oeste")).toBe("despues-de-clases-oeste.geojson");
});

test("a file that is no scenario says what is wrong", () => {
  expect(() => scenarioFromFile("no")).toThrow("JSON");
  expect(() => scenarioFromFile('{"type":"Feature"}')).toThrow("type");
  const point = { type: "Feature", geometry: { type: "Point", coordinates: [0, 0] }, properties: { name: "x" } };
  expect(() => scenarioFromFile(JSON.stringify({ type: "FeatureCollection", features: [point] }))).toThrow("op");
});

test("a change from the server is taken as it is, with an id when it has none", () => {
  const site = { position: [-96, 38], categories: ["food"], cost: null };
  expect(changeFrom({ op: "add", site }, "change", () => "new-7")).toEqual({ op: "add", site: { ...site, id: "new-7" } });
  expect(() => changeFrom({ op: "add", site: { ...site, price: 1 } }, "change", () => "new-7")).toThrow("price");
  expect(() => changeFrom({ op: "move" }, "change", () => "new-7")).toThrow("op");
});
