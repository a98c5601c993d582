// The labels of the areas: laid out anew whenever the zoom, the numbers or the markers have changed, and drawn from a source
// of their own that nothing else touches.

import { GeoJSONSource, type Map as MapLibreMap } from "maplibre-gl";
import type { Feature as DrawnFeature, FeatureCollection } from "geojson";
import type { Bbox } from "../api/types.ts";
import { labelPoint } from "../lib/geometry.ts";
import { placeLabels, type LabelWanted, type Obstacle, type PlacedLabel, type Size } from "../lib/label_layout.ts";
import { spotInSight } from "../lib/spot_in_sight.ts";
import type { Box } from "../lib/framing.ts";
import { degrees, mercator } from "../lib/shape_mask.ts";
import { inTheWay } from "./in_the_way.ts";
import { onPins, setLabelSpots } from "./label_spots.ts";
import { LABEL, LABEL_SOURCE } from "./layers/areas.ts";
import { schoolRadius } from "./layers/school_gaps.ts";
import { at } from "./ramps.ts";
import { NOTHING, type AreaLabel, type Scene } from "./scene.ts";

/** Areas that are points have a number, and a name, from these zooms on. */
const POINT_FROM = { short: 11.5, full: 13 };
/** Steps of the zoom in which labels keep their place, and markers their numbers. */
export const ZOOM_STEPS = 4;
/** As bad to cover as a marker with a number. */
const EDGE_WEIGHT = 30;
/** What labels depend on. */
const CONCERN = ["areaLabels", "schoolGaps", "partners", "schools", "assets", "near", "chosen", "marks", "feeders", "hasLetters"] as const;
const FAMILY = '"Noto Sans", system-ui, sans-serif';

export class AreaLabels {
  private scene: Scene | null = null;
  private zoom = NaN;
  private isWaiting = false;
  private drawn = "";
  private covers: readonly Box[] = [];

  constructor(
    private readonly map: MapLibreMap,
    markerSources: readonly string[],
  ) {
    map.on("zoom", () => this.zoomNow() !== this.zoom && this.soon());
    // Markers become clusters in the background, and come with the part of the map in sight.
    map.on("sourcedata", (event) => {
      if (event.sourceDataType !== "metadata" && markerSources.includes(event.sourceId)) this.soon();
    });
    map.on("moveend", () => this.soon());
    onPins(map, () => this.soon());
  }

  show(scene: Scene): void {
    const isFirst = this.map.getSource(LABEL_SOURCE) === undefined;
    if (isFirst) this.map.addSource(LABEL_SOURCE, { type: "geojson", data: NOTHING, promoteId: "id" });
    const before = this.scene;
    this.scene = scene;
    // A class that changes while a site is dragged moves no label.
    if (before === null || CONCERN.some((field) => before[field] !== scene[field])) this.place();
  }

  setCovers(covers: readonly Box[]): void {
    this.covers = covers;
    this.soon();
  }

  /** Many things change within one frame. */
  private soon(): void {
    if (this.isWaiting || this.scene === null) return;
    this.isWaiting = true;
    requestAnimationFrame(() => {
      this.isWaiting = false;
      this.place();
    });
  }

  private zoomNow(): number {
    return Math.round(this.map.getZoom() * ZOOM_STEPS) / ZOOM_STEPS;
  }

  private place(): void {
    const { map, scene } = this;
    const source = map.getSource(LABEL_SOURCE);
    if (scene === null || !(source instanceof GeoJSONSource)) return;
    this.zoom = this.zoomNow();
    const labels = new Map(scene.areaLabels.map((label) => [label.id, label]));
    const size = at(LABEL.size, this.zoom);
    const sight = sightOf(map);
    const wanted = scene.areaLabels.flatMap((label) => wantedOf(label, size, this.zoom, sight));
    const placed = placeLabels(wanted, [...inTheWay(map, scene, this.zoom), ...edgesOf(sight, this.zoom), ...this.covers.map((cover) => coverAt(map, cover, this.zoom))], this.zoom, schoolRadius(this.zoom));
    const data: FeatureCollection = {
      type: "FeatureCollection",
      features: placed.flatMap((one) => {
        const label = labels.get(one.id);
        return label === undefined ? [] : [featureOf(label, one)];
      }),
    };
    const text = JSON.stringify(data);
    if (text === this.drawn) return;
    this.drawn = text;
    source.setData(data);
    setLabelSpots(map, new Map(placed.map(({ id, at: place, half }) => [id, { at: degrees(place), half }])));
  }
}

/** What lies on the map, and would hide a label. */
function coverAt(map: MapLibreMap, { left, top, right, bottom }: Box, zoom: number): Obstacle {
  const [[x1, y1], [x2, y2]] = [mercator(map.unproject([left, top]).toArray()), mercator(map.unproject([right, bottom]).toArray())];
  const half = (512 * 2 ** zoom) / 2;
  return { at: [(x1 + x2) / 2, (y1 + y2) / 2], half: { x: (x2 - x1) * half, y: (y2 - y1) * half }, weight: EDGE_WEIGHT };
}

function sightOf(map: MapLibreMap): Bbox {
  const bounds = map.getBounds();
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}

/** Pixels beyond the edge of the map where no label may begin: it would be cut. */
const BEYOND = 80;

function edgesOf([west, south, east, north]: Bbox, zoom: number): Obstacle[] {
  const [[x1, y1], [x2, y2]] = [mercator([west, north]), mercator([east, south])];
  const scale = 512 * 2 ** zoom;
  const [x, y, thick] = [(x1 + x2) / 2, (y1 + y2) / 2, BEYOND / 2];
  const [across, down] = [((x2 - x1) * scale) / 2, ((y2 - y1) * scale) / 2];
  return [
    { at: [x, y1], half: { x: across, y: thick }, down: -thick, weight: EDGE_WEIGHT },
    { at: [x, y2], half: { x: across, y: thick }, down: thick, weight: EDGE_WEIGHT },
    { at: [x1 - thick / scale, y], half: { x: thick, y: down }, weight: EDGE_WEIGHT },
    { at: [x2 + thick / scale, y], half: { x: thick, y: down }, weight: EDGE_WEIGHT },
  ];
}

function wantedOf(label: AreaLabel, size: number, zoom: number, sight: Bbox): LabelWanted[] {
  const { id, geometry, lines, value, rank } = label;
  const spot = labelPoint(geometry);
  if (spot === null) return [];
  const isPoint = geometry.type === "Point";
  if (isPoint && zoom < POINT_FROM.short) return [];
  const line = size * LABEL.line;
  const valueWidth = value === "" ? 0 : width(value, 700, size * LABEL.value);
  const nameWidth = Math.max(...lines.map((text) => width(text, 500, size * LABEL.name)));
  const sized = (wide: number, n_lines: number): Size => ({ x: wide / 2 + 1, y: (n_lines * line) / 2 });
  return [
    {
      id,
      geometry,
      rank,
      at: mercator(spotInSight(geometry, spot, sight)),
      full: isPoint && zoom < POINT_FROM.full ? null : sized(Math.max(valueWidth, nameWidth), lines.length + (value === "" ? 0 : 1)),
      short: value === "" ? null : sized(valueWidth, 1),
    },
  ];
}

function featureOf(label: AreaLabel, { at: place, kind, isOnPlate }: PlacedLabel): DrawnFeature {
  const { id, value, rank, geometry } = label;
  const name = kind === "full" ? label.lines.join("\n") : "";
  return {
    type: "Feature",
    geometry: { type: "Point", coordinates: degrees(place) },
    properties: {
      id,
      class: label.class,
      name,
      between: name === "" || value === "" ? "" : "\n",
      value,
      rank,
      isOnPlate,
      isPoint: geometry.type === "Point",
    },
  };
}

/** Letters are drawn by whatever font the reader has. */
const widths = new Map<string, number>();
const context = document.createElement("canvas").getContext("2d");

function width(text: string, weight: number, size: number): number {
  const key = `${weight} ${text}`;
  let known = widths.get(key);
  if (known === undefined) {
    if (context !== null) context.font = `${weight} 100px ${FAMILY}`;
    known = (context?.measureText(text).width ?? text.length * 58) / 100;
    widths.set(key, known);
  }
  return known * size;
}
