// Keeps the map's sources, layers, pictures and states the same as the scene.

import { GeoJSONSource, type GeoJSONSourceSpecification, type Map as MapLibreMap, type StyleImageMetadata } from "maplibre-gl";
import type { FeatureCollection } from "geojson";
import type { Box } from "../lib/framing.ts";
import { drawImages, drawPlate, GROWS, PIXEL_RATIO, PLATE_GROWS } from "./images.ts";
import { areaLabelLayers, areaLayers, areaMarkLayers, compareLayers, OUTLINE_SOURCE, PLATE_IMAGE, seenColors } from "./layers/areas.ts";
import { contextLayers, groundLayer } from "./layers/context.ts";
import { feederLayers } from "./layers/feeders.ts";
import { NEAR_SOURCE, nearGroupsAt, nearLayers, placeLayers } from "./layers/places.ts";
import { schoolGapLayers } from "./layers/school_gaps.ts";
import type { Basemap } from "./basemap.ts";
import { AreaLabels, ZOOM_STEPS } from "./labels.ts";
import { addInOrder, type Layer } from "./order.ts";
import { N_PLACES, nearScene, NOTHING, type Scene } from "./scene.ts";
import { Sharpness } from "./sharpness.ts";
import { PALETTES, type Theme } from "./style.ts";

type SourceOptions = Omit<GeoJSONSourceSpecification, "type" | "data">;
const AREAS: SourceOptions = { promoteId: "id" };
/** Points that are nearer than this to each other become one with a number, until the streets are in sight. */
const CLUSTERED: SourceOptions = {
  cluster: true,
  clusterRadius: 34,
  clusterMaxZoom: 13,
  clusterMinPoints: 3,
  clusterProperties: { [N_PLACES]: ["+", ["get", N_PLACES]] },
};

/** The map's sources by the scene's fields; the numbers before the streets, which are many. */
const SOURCES = {
  areas: ["areas", AREAS],
  schoolGaps: ["school-gaps", AREAS],
  // Streets are thin: their bends and what lies beyond the edge of a tile need not be exact.
  context: ["context", { tolerance: 0.8, buffer: 16 }],
  partners: ["partners", CLUSTERED],
  schools: ["schools", {}],
  assets: ["assets", CLUSTERED],
  zones: ["zones", {}],
  feeders: ["feeders", {}],
  chosen: ["chosen", {}],
  marks: ["marks", {}],
} as const satisfies Partial<Record<keyof Scene, readonly [string, SourceOptions]>>;

/** Milliseconds after which the ground shows without its areas. */
const LONGEST_BLANK = 1500;
/** Above any zoom of the map. */
const MOST_ZOOM = 24;
const AREA_SOURCES = ["areas", "school-gaps"] as const;
const AREA_FIELDS = ["areas", "schoolGaps"] as const;
const ALL_FIELDS = Object.keys(SOURCES) as (keyof typeof SOURCES)[];
type PaintName = Parameters<MapLibreMap["setPaintProperty"]>[1];
type LayoutName = Parameters<MapLibreMap["setLayoutProperty"]>[1];

export class Drawing {
  private scene: Scene | null = null;
  private drawnTheme: Theme | null = null;
  private isReady = false;
  private hovered: string | null = null;
  private readonly shown = new Map<string, FeatureCollection>();
  /** Layers as they were last drawn, as text: what is the same is left alone, since the map checks every change. */
  private readonly drawn = new Map<string, string>();
  private classes: ReadonlyMap<string, number> = new Map();
  /** What the outlines were drawn of. */
  private outlined: (Pick<Scene, "areas" | "schoolGaps"> & { key: string }) | null = null;
  /** What the numbered markers were drawn of. */
  private near: { places: Scene["near"]; zoom: number } | null = null;
  /** Whether the areas have their first colors, or are about to. */
  private isColored = false;
  private isColoring = false;
  private isGone = false;
  private isUncovered = false;
  private readonly sharpness: Sharpness;
  private readonly labels: AreaLabels;
  private basemap: Basemap | null = null;
  private hasBasemap = false;
  /** The colors of the plates, as text. */
  private plates = "";

  constructor(
    private readonly map: MapLibreMap,
    private theme: Theme,
  ) {
    this.labels = new AreaLabels(map, [SOURCES.partners[0], SOURCES.assets[0]]);
    map.on("zoom", () => this.near !== null && this.putNear());
    map.once("remove", () => (this.isGone = true));
    // Pictures of nothing take as long to draw as any other, where a processor draws them: they are small, and not shown.
    this.sharpness = new Sharpness(map);
    map.getCanvas().style.visibility = "hidden";
    setTimeout(() => this.uncover(), LONGEST_BLANK);
    // Not "load", which waits for such a picture.
    map.once("style.load", () => {
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

  setCovers(covers: readonly Box[]): void {
    this.labels.setCovers(covers);
  }

  setBasemap(basemap: Basemap): void {
    this.basemap = basemap;
    this.draw();
  }

  hover(id: string | null): void {
    if (id === this.hovered || !this.isReady) return;
    this.hovered = id;
    this.putOutlines();
  }

  private draw(): void {
    const { scene } = this;
    if (!this.isReady || this.isGone || scene === null) return;
    if (this.drawnTheme !== this.theme) {
      for (const [name, image] of drawImages(PALETTES[this.theme])) this.putImage(name, image, GROWS[name]);
      this.drawnTheme = this.theme;
    }
    // The colors come first, all else with the next picture: each kind of layer takes its time to be drawn at all.
    const isFirst = !this.isColored && scene.areas.features.length + scene.schoolGaps.features.length > 0;
    if (isFirst && this.isColoring) return;
    for (const field of isFirst ? AREA_FIELDS : ALL_FIELDS) this.putSource(field, scene[field]);
    this.putOutlines();
    if (isFirst) {
      for (const layer of this.areaLayers(scene)) this.putLayer(layer);
      this.putStates(scene);
      this.whenColored();
      return;
    }
    this.putNear();
    this.putPlates(scene);
    this.labels.show(scene);
    for (const layer of this.layers(scene)) this.putLayer(layer);
    this.putStates(scene);
    if (this.basemap !== null && !this.hasBasemap) this.putBasemap(scene, this.basemap);
  }

  /** In the place of our own ground. */
  private putBasemap(scene: Scene, { sources, ground, labels, sprites }: Basemap): void {
    for (const { id, url } of sprites) this.map.addSprite(id, url);
    for (const [id, source] of sources) this.map.addSource(id, source);
    for (const layer of ground) addInOrder(this.map, layer, "basemap");
    for (const layer of labels) addInOrder(this.map, layer, "basemap-labels");
    for (const { id } of this.groundLayers(scene)) this.map.removeLayer(id);
    this.hasBasemap = true;
    this.draw();
  }

  /** Goes on when the first colors are there. */
  private whenColored(): void {
    this.isColoring = true;
    const look = (): void => {
      if (!AREA_SOURCES.every((source) => this.map.isSourceLoaded(source))) return;
      this.map.off("render", look);
      if (this.isGone) return;
      this.map.once("render", () =>
        requestAnimationFrame(() => {
          // For whoever measures how long a reader waits.
          performance.mark("first-map");
          this.isColored = true;
          if (!this.isGone) this.draw();
        }),
      );
      this.uncover();
      this.map.triggerRepaint();
    };
    this.map.on("render", look);
  }

  private uncover(): void {
    if (this.isGone || this.isUncovered) return;
    this.isUncovered = true;
    this.sharpness.uncover();
    this.map.getCanvas().style.visibility = "";
  }

  private areaLayers(scene: Scene): Layer[] {
    const palette = PALETTES[this.theme];
    return [groundLayer(palette), ...areaLayers(palette, scene, false), ...schoolGapLayers(palette, scene)];
  }

  private groundLayers({ areas }: Scene): Layer[] {
    const palette = PALETTES[this.theme];
    return [groundLayer(palette), ...contextLayers(palette, areas.features.length === 0)];
  }

  private layers(scene: Scene): Layer[] {
    const palette = PALETTES[this.theme];
    return [
      ...(this.hasBasemap ? [] : this.groundLayers(scene)),
      ...areaLayers(palette, scene, this.hasBasemap),
      ...areaMarkLayers(palette),
      ...schoolGapLayers(palette, scene),
      ...placeLayers(palette, scene.hasLetters),
      ...feederLayers(palette),
      ...nearLayers(palette),
      ...areaLabelLayers(palette, scene),
      ...compareLayers(palette),
    ];
  }

  /** For numbers that find no room beside the markers. */
  private putPlates(scene: Scene): void {
    const palette = PALETTES[this.theme];
    const colors = seenColors(palette, scene);
    const text = JSON.stringify(colors);
    if (text === this.plates) return;
    this.plates = text;
    for (const [index, color] of colors.entries()) {
      const image = drawPlate(color, palette.plateEdge);
      if (image !== null) this.putImage(`${PLATE_IMAGE}${index}`, image, PLATE_GROWS);
    }
  }

  private putImage(name: string, image: ImageData, how: Partial<StyleImageMetadata> = {}): void {
    if (this.map.hasImage(name)) this.map.updateImage(name, image);
    else this.map.addImage(name, image, { pixelRatio: PIXEL_RATIO, ...how });
  }

  private putSource(field: keyof typeof SOURCES, data: FeatureCollection): void {
    const [name, options] = SOURCES[field];
    this.putData(name, data, options);
  }

  private putData(name: string, data: FeatureCollection, options: SourceOptions): void {
    const source = this.map.getSource(name);
    if (source === undefined) this.map.addSource(name, { type: "geojson", data, ...options });
    else if (source instanceof GeoJSONSource && this.shown.get(name) !== data) source.setData(data);
    this.shown.set(name, data);
  }

  private putLayer(layer: Layer): void {
    const text = JSON.stringify(layer);
    if (this.drawn.get(layer.id) === text) return;
    this.drawn.set(layer.id, text);
    if (this.map.getLayer(layer.id) === undefined) {
      addInOrder(this.map, layer);
      return;
    }
    const from = "minzoom" in layer ? layer.minzoom : undefined;
    if (from !== undefined) this.map.setLayerZoomRange(layer.id, from, MOST_ZOOM);
    if ("filter" in layer && layer.filter !== undefined) this.map.setFilter(layer.id, layer.filter);
    for (const [name, value] of Object.entries(layer.layout ?? {})) {
      const before = this.map.getLayoutProperty(layer.id, name as LayoutName) as unknown;
      if (JSON.stringify(before) !== JSON.stringify(value)) this.map.setLayoutProperty(layer.id, name as LayoutName, value);
    }
    for (const [name, value] of Object.entries(layer.paint ?? {})) {
      const before = this.map.getPaintProperty(layer.id, name as PaintName) as unknown;
      if (JSON.stringify(before) !== JSON.stringify(value)) this.map.setPaintProperty(layer.id, name as PaintName, value);
    }
  }

  /** Only what has changed: a drag of a site changes a few areas many times a second. */
  private putStates(scene: Scene): void {
    for (const id of new Set([...this.classes.keys(), ...scene.classes.keys()])) {
      const now = scene.classes.get(id);
      if (now !== this.classes.get(id)) this.setState(id, { class: now ?? -1 });
    }
    this.classes = scene.classes;
  }

  /** Which markers share one depends on the zoom. */
  private putNear(): void {
    const { scene } = this;
    if (scene === null) return;
    const zoom = Math.round(this.map.getZoom() * ZOOM_STEPS) / ZOOM_STEPS;
    if (scene.near === this.near?.places && zoom === this.near.zoom) return;
    this.near = { places: scene.near, zoom };
    this.putData(NEAR_SOURCE, nearScene(nearGroupsAt(scene.near, zoom)), {});
  }

  /** What the pointer is on, and what is selected. */
  private putOutlines(): void {
    const { scene, hovered } = this;
    if (scene === null) return;
    const { areas, schoolGaps, marked } = scene;
    const key = [hovered, ...marked].join("\n");
    if (key === this.outlined?.key && areas === this.outlined.areas && schoolGaps === this.outlined.schoolGaps) return;
    this.outlined = { key, areas, schoolGaps };
    const features = [...areas.features, ...schoolGaps.features].flatMap((feature) => {
      const id: unknown = feature.properties?.["id"];
      const isMarked = marked.some((one) => one === id);
      return isMarked || (id === hovered && hovered !== null) ? [{ ...feature, properties: { isMarked } }] : [];
    });
    this.putData(OUTLINE_SOURCE, features.length === 0 ? NOTHING : { type: "FeatureCollection", features }, {});
  }

  private setState(id: string, state: Record<string, unknown>): void {
    for (const source of AREA_SOURCES) this.map.setFeatureState({ source, id }, state);
  }
}
