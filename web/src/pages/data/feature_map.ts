// The map of a page's features: fetched from the address that the page names, drawn over the district's own background.

import {
  GeoJSONSource,
  LngLatBounds,
  Map as MapLibreMap,
  NavigationControl,
  Popup,
  setWorkerUrl,
  type LayerSpecification,
  type MapMouseEvent,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import type { Feature, FeatureCollection } from "geojson";
import { isTorn, knownLon } from "../../lib/antimeridian.ts";
import { classColors } from "../../lib/color_scale.ts";
import { contextLayers, groundLayer } from "../../map/layers/context.ts";
import { drawImages, PIXEL_RATIO } from "../../map/images.ts";
import { BARE_STYLE, PALETTES, type Palette } from "../../map/style.ts";
import { boundsOf, categoriesOf, classified, inOnePiece, type Drawn, type MapFacts } from "./features.ts";
import { featureLayers, FEATURE_LAYERS } from "./feature_layers.ts";
import { legendOf } from "./legend.ts";
import { popupOf } from "./popup.ts";

setWorkerUrl(workerUrl);

const DARK = window.matchMedia("(prefers-color-scheme: dark)");
const EMPTY: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Draws the features named by the attributes of `place`. Throws when the browser has no WebGL or the features do not come. */
export async function drawFeatures(place: HTMLElement): Promise<void> {
  const facts = JSON.parse(place.dataset["map"] ?? "{}") as MapFacts;
  const features = inOnePiece((await fetchFeatures(place.dataset["features"] ?? "")).features);
  const bbox = boundsOf(features);
  if (bbox === null) {
    place.remove();
    return;
  }
  const canvas = document.createElement("div");
  canvas.className = "map-canvas";
  place.append(canvas);
  const bounds = new LngLatBounds([bbox[0], bbox[1]], [bbox[2], bbox[3]]);
  const map = new MapLibreMap({
    container: canvas,
    style: BARE_STYLE,
    bounds,
    fitBoundsOptions: { padding: 28, maxZoom: 15 },
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: isTorn(bbox),
    maxZoom: 18,
    locale: {
      "Map.Title": place.dataset["label"] ?? "",
      "NavigationControl.ZoomIn": facts.zoom_in,
      "NavigationControl.ZoomOut": facts.zoom_out,
      "Popup.Close": facts.close,
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  const drawing = new FeatureDrawing(map, place, features, facts);
  map.on("load", () => drawing.start(bbox));
}

async function fetchFeatures(address: string): Promise<FeatureCollection> {
  const reply = await fetch(address, { headers: { Accept: "application/geo+json" } });
  if (!reply.ok) throw new Error(`the features answer ${reply.status}`);
  const found = (await reply.json()) as FeatureCollection | Feature;
  return found.type === "Feature" ? { type: "FeatureCollection", features: [found] } : found;
}

/** All layers from the ground up: areas lie on parks and below streets, whose grid tells where one is. */
function layersOf(palette: Palette, colors: readonly string[], isColored: boolean): LayerSpecification[] {
  const context: LayerSpecification[] = contextLayers(palette).map((layer) =>
    layer.id === "streets-minor" ? { ...layer, minzoom: 9 } : layer,
  );
  const isFill = ({ type }: LayerSpecification): boolean => type === "fill";
  const isPark = ({ id }: LayerSpecification): boolean => id === "parks";
  const features = featureLayers(palette, colors, isColored);
  return [
    groundLayer(palette),
    ...context.filter(isPark),
    ...features.filter(isFill),
    ...context.filter((layer) => !isPark(layer)),
    ...features.filter((layer) => !isFill(layer)),
  ];
}

/** Keeps layers, legend and choice of category the same. */
class FeatureDrawing {
  private category: string | null;
  private readonly categories: string[];
  private readonly below = document.createElement("div");

  constructor(
    private readonly map: MapLibreMap,
    private readonly place: HTMLElement,
    private readonly features: Feature[],
    private readonly facts: MapFacts,
  ) {
    this.categories = categoriesOf(features);
    this.category = this.categories[0] ?? null;
    this.below.className = "map-legend";
  }

  start(bbox: [number, number, number, number]): void {
    this.map.addSource("context", { type: "geojson", data: EMPTY });
    this.map.addSource("features", { type: "geojson", data: EMPTY });
    if (this.categories.length > 0) this.place.before(this.chooser());
    this.place.after(this.below);
    this.draw();
    DARK.addEventListener("change", () => this.draw());
    this.map.on("click", (event) => this.open(event));
    this.map.on("mousemove", (event) => {
      this.map.getCanvas().style.cursor = this.at(event) === null ? "" : "pointer";
    });
    this.map.once("idle", () => this.place.setAttribute("data-state", "ready"));
    void this.addContext(bbox);
  }

  private draw(): void {
    const palette: Palette = PALETTES[DARK.matches ? "dark" : "light"];
    const drawn: Drawn = classified(this.features, this.facts.color, this.category);
    for (const [name, image] of drawImages(palette)) {
      if (this.map.hasImage(name)) this.map.updateImage(name, image);
      else this.map.addImage(name, image, { pixelRatio: PIXEL_RATIO });
    }
    const source = this.map.getSource("features");
    if (source instanceof GeoJSONSource) source.setData(drawn.features);
    const colors = this.facts.color === null ? [palette.partner] : classColors(palette.ramps.need, drawn.counts.length);
    for (const layer of layersOf(palette, colors, this.facts.color !== null)) {
      if (this.map.getLayer(layer.id) !== undefined) this.map.removeLayer(layer.id);
      this.map.addLayer(layer);
    }
    this.below.replaceChildren(...legendOf(drawn, colors, this.facts));
  }

  private chooser(): HTMLElement {
    const label = document.createElement("label");
    label.className = "map-choice";
    label.append(document.createElement("span"), document.createElement("select"));
    const [words, select] = [label.children[0], label.children[1] as HTMLSelectElement];
    if (words !== undefined) words.textContent = this.facts.choose;
    for (const id of this.categories) select.append(new Option(this.facts.categories[id] ?? id, id));
    select.addEventListener("change", () => {
      this.category = select.value;
      this.draw();
    });
    return label;
  }

  /** The district's own streets, water and parks; a map without them is a map all the same. */
  private async addContext([west, south, east, north]: readonly [number, number, number, number]): Promise<void> {
    if (this.place.dataset["context"] === undefined) return;
    const address = `${this.place.dataset["context"]}&bbox=${[knownLon(west), south, knownLon(east), north].join(",")}`;
    const found = await fetchFeatures(address).catch(() => EMPTY);
    const source = this.map.getSource("context");
    const features = east > 180 ? inOnePiece(found.features) : found.features;
    if (source instanceof GeoJSONSource) source.setData({ ...found, features });
  }

  private at({ point }: MapMouseEvent): Feature | null {
    const layers = FEATURE_LAYERS.filter((id) => this.map.getLayer(id) !== undefined);
    const found = this.map.queryRenderedFeatures(point, { layers })[0]?.properties["map-id"] as string | undefined;
    return this.features.find(({ id }) => id === found && found !== undefined) ?? null;
  }

  private open(event: MapMouseEvent): void {
    const feature = this.at(event);
    if (feature === null) return;
    const content = popupOf(feature, this.facts, this.place.dataset["items"] ?? "");
    new Popup({ maxWidth: "20rem" }).setLngLat(event.lngLat).setDOMContent(content).addTo(this.map);
  }
}
