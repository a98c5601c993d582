// What a scenario changes on the map: colors at once, then outlines and a badge "+12" on every area that changes.

import { GeoJSONSource, type ExpressionSpecification, type Map as MapLibreMap } from "maplibre-gl";
import type { Geometry, Position } from "../../api/types.ts";
import { placeBadges } from "../../lib/badge_layout.ts";
import { mercator, type Point } from "../../lib/shape_mask.ts";
import { PIXEL_RATIO } from "../images.ts";
import { labelSpots, onLabelSpots } from "../label_spots.ts";
import { addInOrder, type Layer } from "../order.ts";
import { at, byZoom, type Ramp } from "../ramps.ts";
import { FONT_BOLD, PALETTES, type Theme } from "../style.ts";

export interface ScenarioMarks {
  /** Class by area, for all areas of the layer. */
  classes: ReadonlyMap<string, number>;
  badges: readonly Badge[];
}

export interface Badge {
  id: string;
  /** Of the area. */
  geometry: Geometry;
  at: Position | null;
  /** "+12" */
  label: string;
  isGain: boolean;
}

const AREA_SOURCES = ["areas", "school-gaps"] as const;
const SOURCE = "scenario";
const LAYERS = ["scenario-casing", "scenario-outline", "scenario-disks", "scenario-badges"] as const;
const IMAGES = { gain: "scenario-gain", loss: "scenario-loss" } as const;
/** Milliseconds from one change of the numbers and outlines to the next. */
const BADGE_REST = 160;
const TEXT_SIZE: Ramp = [[10, 12], [14, 15]];

/** Of the pill behind a number, apart from the colors of partners; the sign tells more from fewer. As in what_if.css. */
const LOOKS: Record<Theme, Record<keyof typeof IMAGES, { fill: string; text: string }>> = {
  light: { gain: { fill: "#17663a", text: "#ffffff" }, loss: { fill: "#8f2323", text: "#ffffff" } },
  dark: { gain: { fill: "#86e3a4", text: "#08260f" }, loss: { fill: "#ff9d93", text: "#3a0b0b" } },
};

export class ScenarioLayers {
  private marks: ScenarioMarks | null = null;
  /** What the map shows of the marks. */
  private classes: ReadonlyMap<string, number> = new Map();
  private isGone = false;
  private readonly forget: () => void;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private lastBadges = -Infinity;
  /** What the map shows, as text. */
  private drawn = "";

  constructor(
    private readonly map: MapLibreMap,
    private theme: Theme,
    /** Class by area without the scenario. */
    private base: ReadonlyMap<string, number>,
  ) {
    this.classes = base;
    map.once("remove", () => (this.isGone = true));
    this.forget = onLabelSpots(map, () => this.putBadges());
  }

  /** The areas are others now, or colored anew by the page. */
  setBase(base: ReadonlyMap<string, number>): void {
    this.base = base;
    // Whatever the page has drawn meanwhile: every class is set again.
    this.classes = new Map();
  }

  setTheme(theme: Theme): void {
    if (theme === this.theme) return;
    this.theme = theme;
    if (this.isReady()) this.putLook();
  }

  show(marks: ScenarioMarks | null): void {
    this.marks = marks;
    if (this.isReady()) this.draw();
    // The page draws the areas as soon as the map has loaded.
    else if (!this.isGone) void this.map.once("idle", () => this.isReady() && this.draw());
  }

  /** Leaves the map as it was without a scenario. */
  remove(): void {
    clearTimeout(this.timer);
    this.forget();
    if (this.isGone || !this.isReady()) return;
    this.isGone = true;
    this.marks = null;
    this.putStates();
    for (const id of LAYERS) if (this.map.getLayer(id) !== undefined) this.map.removeLayer(id);
    if (this.map.getSource(SOURCE) !== undefined) this.map.removeSource(SOURCE);
  }

  private isReady(): boolean {
    return !this.isGone && this.map.getSource(AREA_SOURCES[0]) !== undefined;
  }

  private draw(): void {
    if (this.map.getLayer(LAYERS[0]) === undefined) this.putLook();
    this.putStates();
    this.putBadges();
  }

  /** Numbers are made into pictures anew each time: colors do not wait for them, and they come a few times a second. */
  private putBadges(): void {
    if (this.timer !== undefined) return;
    const wait = Math.max(0, this.lastBadges + BADGE_REST - performance.now());
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.lastBadges = performance.now();
      const source = this.map.getSource(SOURCE);
      const badges = this.badges();
      const text = JSON.stringify([this.marks?.badges.map(({ id, isGain }) => [id, isGain]), badges]);
      if (this.isGone || !(source instanceof GeoJSONSource) || text === this.drawn) return;
      this.drawn = text;
      source.setData(this.withOutlines(badges));
    }, wait);
  }

  private withOutlines(badges: GeoJSON.Feature[]): GeoJSON.FeatureCollection {
    const outlines = (this.marks?.badges ?? []).map(({ geometry, isGain }): GeoJSON.Feature => ({
      type: "Feature",
      geometry,
      properties: { kind: geometry.type === "Point" ? "disk" : "outline", isGain },
    }));
    return { type: "FeatureCollection", features: [...outlines, ...badges] };
  }

  private badges(): GeoJSON.Feature[] {
    const zoom = this.map.getZoom();
    const [size, scale] = [at(TEXT_SIZE, zoom), 512 * 2 ** zoom];
    const pixels = (place: Position): Point => {
      const [x, y] = mercator(place);
      return [x * scale, y * scale];
    };
    const labels = new Map([...labelSpots(this.map)].map(([id, spot]) => [id, { at: pixels(spot.at), half: spot.half, place: spot.at }]));
    const wanted = (this.marks?.badges ?? []).flatMap(({ id, at: middle, label: text, isGain }) => {
      const label = labels.get(id) ?? null;
      const place = label?.place ?? middle;
      const half = { x: text.length * size * 0.31 + 6, y: size * 0.6 + 4 };
      return place === null ? [] : [{ label, half, at: pixels(place), place, text, isGain }];
    });
    return placeBadges(wanted, [...labels.values()]).map(({ badge: { place, text, isGain }, shift }) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [...place] },
      properties: { kind: "badge", label: text, isGain, shift: shift.map((part) => part / size) },
    }));
  }

  /** Only what has changed: a drag changes a few areas many times a second. */
  private putStates(): void {
    const classes = this.marks?.classes ?? this.base;
    for (const id of new Set([...this.classes.keys(), ...classes.keys()])) {
      const now = classes.get(id);
      if (now !== this.classes.get(id)) this.setClass(id, now ?? -1);
    }
    this.classes = classes;
  }

  private setClass(id: string, index: number): void {
    for (const source of AREA_SOURCES) {
      if (this.map.getSource(source) !== undefined) this.map.setFeatureState({ source, id }, { class: index });
    }
  }

  private putLook(): void {
    for (const kind of ["gain", "loss"] as const) {
      const image = pill(LOOKS[this.theme][kind].fill, PALETTES[this.theme].selectedCasing);
      if (image === null) continue;
      if (this.map.hasImage(IMAGES[kind])) this.map.removeImage(IMAGES[kind]);
      this.map.addImage(IMAGES[kind], image.data, { pixelRatio: PIXEL_RATIO, ...image.stretch });
    }
    if (this.map.getSource(SOURCE) === undefined) {
      this.map.addSource(SOURCE, { type: "geojson", data: this.withOutlines(this.badges()) });
      this.drawn = "";
    }
    for (const id of LAYERS) if (this.map.getLayer(id) !== undefined) this.map.removeLayer(id);
    for (const layer of scenarioLayers(this.theme)) addInOrder(this.map, layer);
  }
}

function scenarioLayers(theme: Theme): Layer[] {
  const palette = PALETTES[theme];
  const { gain, loss } = LOOKS[theme];
  const layout = { "line-join": "round", "line-cap": "round" } as const;
  const is = (kind: "outline" | "disk" | "badge"): ExpressionSpecification => ["==", ["get", "kind"], kind];
  const byShift = (more: string, less: string): ExpressionSpecification => ["case", ["get", "isGain"], more, less];
  const color = byShift(gain.fill, loss.fill);
  return [
    {
      id: "scenario-casing",
      type: "line",
      source: SOURCE,
      filter: is("outline"),
      layout,
      paint: { "line-color": palette.selectedCasing, "line-width": 5.5 },
    },
    {
      // Dashed, so that it is not taken for the outline of a selected area.
      id: "scenario-outline",
      type: "line",
      source: SOURCE,
      filter: is("outline"),
      layout,
      paint: { "line-color": color, "line-width": 2.6, "line-dasharray": [1.6, 1.9] },
    },
    {
      id: "scenario-disks",
      type: "circle",
      source: SOURCE,
      filter: is("disk"),
      paint: {
        "circle-color": "rgba(0, 0, 0, 0)",
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 10, 9, 14, 15],
        "circle-stroke-color": color,
        "circle-stroke-width": 2.5,
      },
    },
    {
      id: "scenario-badges",
      type: "symbol",
      source: SOURCE,
      filter: is("badge"),
      layout: {
        "icon-image": byShift(IMAGES.gain, IMAGES.loss),
        "icon-text-fit": "both",
        "icon-allow-overlap": true,
        "text-allow-overlap": true,
        "text-field": ["get", "label"],
        "text-font": FONT_BOLD,
        "text-size": byZoom(TEXT_SIZE),
        // Beside the label of the area.
        "text-offset": ["array", "number", 2, ["get", "shift"]],
      },
      paint: { "text-color": byShift(gain.text, loss.text) },
    },
  ];
}

/** A pill that stretches with the number on it. */
function pill(fill: string, edge: string): { data: ImageData; stretch: object } | null {
  const [width, height, radius] = [44, 36, 15];
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) return null;
  context.beginPath();
  context.roundRect(2, 2, width - 4, height - 4, radius);
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = edge;
  context.lineWidth = 3;
  context.stroke();
  return {
    data: context.getImageData(0, 0, width, height),
    stretch: { stretchX: [[18, 26]], stretchY: [[17, 19]], content: [10, 6, width - 10, height - 6] },
  };
}
