import type { Map as MapLibreMap } from "maplibre-gl";
import { expect, test, vi } from "vitest";
import { keepLabelsOff } from "./label_cut.ts";
import { setLabelSpots } from "./label_spots.ts";

vi.mock("./layers/areas.ts", () => ({ LABEL_SOURCE: "area-labels" }));

/** Draws one degree as ten pixels, and remembers which labels are cut. */
function drawnMap(): { map: MapLibreMap; cut: Set<string> } {
  const cut = new Set<string>();
  const map = {
    getSource: () => ({}),
    project: ([lon]: [number, number]) => ({ x: lon * 10, y: 0 }),
    setFeatureState: ({ id }: { id: string }, { isCut }: { isCut: boolean }) => (isCut ? cut.add(id) : cut.delete(id)),
    on: () => map,
    once: () => map,
    off: () => map,
  };
  return { map: map as unknown as MapLibreMap, cut };
}

test("labels that the line crosses are taken away, and come back when it has moved on", () => {
  const { map, cut } = drawnMap();
  setLabelSpots(map, new Map([["left", { at: [10, 0], half: { x: 20, y: 8 } }], ["middle", { at: [20, 0], half: { x: 20, y: 8 } }]]));
  let line = 190;
  const kept = keepLabelsOff(map, () => line);
  expect([...cut]).toEqual(["middle"]);
  line = 90;
  kept.again();
  expect([...cut]).toEqual(["left"]);
  kept.end();
  expect([...cut]).toEqual([]);
});

test("labels that are laid out anew are looked at again", () => {
  const { map, cut } = drawnMap();
  keepLabelsOff(map, () => 300);
  expect([...cut]).toEqual([]);
  setLabelSpots(map, new Map([["there", { at: [30, 0], half: { x: 20, y: 8 } }]]));
  expect([...cut]).toEqual(["there"]);
});
