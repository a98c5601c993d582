import { expect, test } from "vitest";
import type { StyleSpecification } from "maplibre-gl";
import { splitStyle } from "./basemap.ts";
import { FONT } from "./style.ts";

const STYLE: StyleSpecification = {
  version: 8,
  glyphs: "https://tiles.example.org/{fontstack}/{range}.pbf",
  sprite: "https://tiles.example.org/sprite",
  sources: { tiles: { type: "vector", url: "https://tiles.example.org/tiles.json" } },
  layers: [
    { id: "background", type: "background", paint: { "background-color": "#fff" } },
    { id: "names", type: "symbol", source: "tiles", "source-layer": "place", layout: { "text-field": ["get", "name"], "text-font": ["Roboto Regular"] } },
    { id: "water", type: "fill", source: "tiles", "source-layer": "water" },
    { id: "shields", type: "symbol", source: "tiles", "source-layer": "road", layout: { "icon-image": "shield" } },
  ],
};

test("names and signs go above the areas, all else below, each in the order of the style", () => {
  const { ground, labels } = splitStyle(STYLE);
  expect(ground.map(({ id }) => id)).toEqual(["basemap-background", "basemap-water"]);
  expect(labels.map(({ id }) => id)).toEqual(["basemap-names", "basemap-shields"]);
});

test("a layer finds its source under the source's new name", () => {
  const { sources, ground, labels } = splitStyle(STYLE);
  expect(sources).toEqual([["basemap-tiles", STYLE.sources["tiles"]]]);
  const used = [...ground, ...labels].flatMap((layer) => ("source" in layer ? [layer.source] : []));
  expect(new Set(used)).toEqual(new Set(["basemap-tiles"]));
});

test("letters are drawn with the fonts of the map, and pictures keep their names", () => {
  const { labels, sprites } = splitStyle(STYLE);
  expect(labels[0]?.layout).toMatchObject({ "text-field": ["get", "name"], "text-font": FONT });
  expect(labels[1]?.layout).toEqual({ "icon-image": "shield" });
  expect(sprites).toEqual([{ id: "default", url: "https://tiles.example.org/sprite" }]);
  expect(splitStyle({ ...STYLE, sprite: [{ id: "roads", url: "https://tiles.example.org/roads" }] }).sprites).toHaveLength(1);
});
