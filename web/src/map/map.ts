// The map: draws a scene, reports what the reader points at and picks. It knows nothing of the page around it.

import { GeoJSONSource, LngLatBounds, Map as MapLibreMap, setWorkerUrl, type MapMouseEvent } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import type { FeatureCollection } from "geojson";
import type { Bbox } from "../api/types.ts";
import { drawImages, PIXEL_RATIO } from "./images.ts";
import { areaLabelLayers, areaLayers, areaMarkLayers } from "./layers/areas.ts";
import { contextLayers, groundLayer } from "./layers/context.ts";
import { nearLayers, placeLayers } from "./layers/places.ts";
import { schoolGapLayers } from "./layers/school_gaps.ts";
import { addInOrder, type Layer } from "./order.ts";
import type { Scene } from "./scene.ts";
import { BARE_STYLE, PALETTES, type Theme } from "./style.ts";

export interface MapOptions {
  container: HTMLElement;
  bbox: Bbox;
  /** Address of an online background style; null draws our own ground. */
  basemap: string | null;
  theme: Theme;
  label: string;
  onPick: (areaId: string) => void;
  /** What lies under the pointer; null when nothing does. */
  onPoint: (pointed: Pointed | null) => void;
}

export interface Pointed {
  x: number;
  y: number;
  /** An area's id, or the words of a place. */
  target: { kind: "area"; id: string } | { kind: "place"; name: string; note: string };
}

export interface MapHandle {
  show: (scene: Scene) => void;
  setTheme: (theme: Theme) => void;
  setLabel: (label: string) => void;
  zoomBy: (steps: number) => void;
  showWhole: () => void;
  /** Moves the map when the box is not in sight. */
  bringIntoSight: (bbox: Bbox) => void;
  remove: () => void;
}

/** From the scene's fields to the names of the map's sources. */
const SOURCES = {
  context: "context",
  areas: "areas",
  areaLabels: "area-labels",
  schoolGaps: "school-gaps",
  partners: "partners",
  schools: "schools",
  assets: "assets",
  near: "near",
} as const satisfies Partial<Record<keyof Scene, string>>;

const AREA_LAYERS = ["school-gaps", "school-gaps-hidden", "areas-fill", "areas-hatch"];
const PLACE_LAYERS = ["near", "partners", "schools", "assets"];
const PADDING = 28;
type PaintName = Parameters<MapLibreMap["setPaintProperty"]>[1];

setWorkerUrl(workerUrl);

/** Makes the map. Throws when the browser has no WebGL. */
export function createMap(options: MapOptions): MapHandle {
  const map = new MapLibreMap({
    container: options.container,
    style: options.basemap ?? BARE_STYLE,
    bounds: bounds(options.bbox),
    fitBoundsOptions: { padding: PADDING },
    maxBounds: bounds(grown(options.bbox)),
    attributionControl: options.basemap === null ? false : { compact: true },
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    maxZoom: 18,
    // The wheel scrolls the page on small screens; fingers and buttons zoom.
    cooperativeGestures: false,
    locale: { "Map.Title": options.label },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const drawing = new Drawing(map, options.theme, options.basemap !== null);
  listen(map, drawing, options);
  // Until the reader moves the map, the whole district stays in sight, whatever room the page gives it.
  let isWhole = true;
  map.on("movestart", ({ originalEvent }) => {
    if (originalEvent !== undefined) isWhole = false;
  });
  map.on("resize", () => {
    if (isWhole) map.fitBounds(bounds(options.bbox), { padding: PADDING, duration: 0 });
  });
  return {
    show: (scene) => drawing.show(scene),
    setTheme: (theme) => drawing.setTheme(theme),
    setLabel: (label) => map.getCanvas().setAttribute("aria-label", label),
    zoomBy: (steps) => {
      isWhole = false;
      map.easeTo({ zoom: map.getZoom() + steps, duration: 200 });
    },
    showWhole: () => {
      isWhole = true;
      map.fitBounds(bounds(options.bbox), { padding: PADDING, duration: 400 });
    },
    bringIntoSight: (bbox) => bringIntoSight(map, bbox),
    remove: () => map.remove(),
  };
}

/** Keeps the map's sources, layers and pictures the same as the scene. */
class Drawing {
  private scene: Scene | null = null;
  private hovered: string | null = null;
  private drawnTheme: Theme | null = null;
  private isReady = false;
  private readonly shown = new Map<string, FeatureCollection>();

  constructor(
    private readonly map: MapLibreMap,
    private theme: Theme,
    private readonly hasBasemap: boolean,
  ) {
    map.on("load", () => {
      this.isReady = true;
      this.draw();
    });
  }

  show(scene: Scene): void {
    this.scene = scene;
    this.draw();
  }

  setTheme(theme: Theme): void {
    this.theme = theme;
    this.draw();
  }

  hover(id: string | null): void {
    if (id === this.hovered || !this.isReady || this.scene === null) return;
    this.hovered = id;
    this.map.setFilter("areas-hover", ["==", ["get", "id"], id ?? ""]);
  }

  private draw(): void {
    const { scene } = this;
    if (!this.isReady || scene === null) return;
    if (this.drawnTheme !== this.theme) {
      for (const [name, image] of drawImages(PALETTES[this.theme])) this.putImage(name, image);
      this.drawnTheme = this.theme;
    }
    for (const field of Object.keys(SOURCES) as (keyof typeof SOURCES)[]) this.putSource(SOURCES[field], scene[field]);
    for (const layer of this.layers(scene)) this.putLayer(layer);
  }

  private layers(scene: Scene): Layer[] {
    const palette = PALETTES[this.theme];
    return [
      ...(this.hasBasemap ? [] : [groundLayer(palette), ...contextLayers(palette)]),
      ...areaLayers(palette, scene.n_classes),
      ...areaMarkLayers(palette, scene.selected, this.hovered),
      ...schoolGapLayers(palette, scene.n_classes, scene.selected),
      ...placeLayers(palette),
      ...nearLayers(palette),
      ...areaLabelLayers(palette, scene.n_classes),
    ];
  }

  private putImage(name: string, image: ImageData): void {
    if (this.map.hasImage(name)) this.map.updateImage(name, image);
    else this.map.addImage(name, image, { pixelRatio: PIXEL_RATIO });
  }

  private putSource(name: string, data: FeatureCollection): void {
    const source = this.map.getSource(name);
    if (source === undefined) this.map.addSource(name, { type: "geojson", data });
    else if (source instanceof GeoJSONSource && this.shown.get(name) !== data) source.setData(data);
    this.shown.set(name, data);
  }

  private putLayer(layer: Layer): void {
    if (this.map.getLayer(layer.id) === undefined) {
      addInOrder(this.map, layer);
      return;
    }
    if ("filter" in layer && layer.filter !== undefined) this.map.setFilter(layer.id, layer.filter);
    for (const [name, value] of Object.entries(layer.paint ?? {})) {
      this.map.setPaintProperty(layer.id, name as PaintName, value);
    }
  }
}

function listen(map: MapLibreMap, drawing: Drawing, options: MapOptions): void {
  map.on("click", (event) => {
    const id = areaAt(map, event);
    if (id !== null) options.onPick(id);
  });
  map.on("mousemove", (event) => {
    const id = areaAt(map, event);
    drawing.hover(id);
    map.getCanvas().style.cursor = id === null ? "" : "pointer";
    options.onPoint(pointedAt(map, event, id));
  });
  map.on("mouseout", () => {
    drawing.hover(null);
    options.onPoint(null);
  });
  map.on("movestart", () => options.onPoint(null));
}

function areaAt(map: MapLibreMap, event: MapMouseEvent): string | null {
  return featureAt(map, event, AREA_LAYERS)?.["id"] ?? null;
}

function pointedAt(map: MapLibreMap, event: MapMouseEvent, areaId: string | null): Pointed | null {
  const place = featureAt(map, event, PLACE_LAYERS);
  const { x, y } = event.point;
  if (place !== null) return { x, y, target: { kind: "place", name: place["name"] ?? "", note: place["note"] ?? "" } };
  return areaId === null ? null : { x, y, target: { kind: "area", id: areaId } };
}

function featureAt(map: MapLibreMap, event: MapMouseEvent, layers: string[]): Record<string, string> | null {
  const present = layers.filter((id) => map.getLayer(id) !== undefined);
  return map.queryRenderedFeatures(event.point, { layers: present })[0]?.properties ?? null;
}

function bringIntoSight(map: MapLibreMap, [west, south, east, north]: Bbox): void {
  const sight = map.getBounds();
  if (sight.contains([west, south]) && sight.contains([east, north])) return;
  map.fitBounds(sight.extend([west, south]).extend([east, north]), { padding: PADDING, duration: 400 });
}

function bounds([west, south, east, north]: Bbox): LngLatBounds {
  return new LngLatBounds([west, south], [east, north]);
}

/** The district and as much again on every side: enough to move about, not enough to get lost. */
function grown([west, south, east, north]: Bbox): Bbox {
  const [width, height] = [east - west, north - south];
  return [west - width, Math.max(-85, south - height), east + width, Math.min(85, north + height)];
}
