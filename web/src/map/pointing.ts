// What the reader points at and picks on the map.

import { GeoJSONSource, type Map as MapLibreMap, type MapMouseEvent } from "maplibre-gl";
import { KINDS, type PlaceKind } from "../api/places.ts";
import type { Position } from "../api/types.ts";
import { isClickTaken } from "./click_taker.ts";
import type { Drawing } from "./drawing.ts";
import { fallsApart } from "./layers/places.ts";
import { N_PLACES } from "./scene.ts";
import { isSiteDragged } from "./site_drag.ts";

export interface Pointed {
  x: number;
  y: number;
  target: Target;
}

export type Target =
  | { kind: "area"; id: string }
  | { kind: "place"; place: PlaceKind; id: string; name: string; note: string; n_here: number }
  | { kind: "cluster"; cluster: { source: string; id: number } | null; n: number; at: Position };

export interface PointingOptions {
  onPick: (areaId: string) => void;
  onPlace: (kind: PlaceKind, id: string) => void;
  /** What lies under the pointer; null when nothing does. */
  onPoint: (pointed: Pointed | null) => void;
}

const CLUSTER_LAYERS = ["partner-clusters", "asset-clusters"];
const PLACE_LAYERS = ["near", "near-shared", "partners", "schools", "assets"];
const AREA_LAYERS = ["school-gaps", "school-gaps-hidden", "school-gaps-unknown", "areas-fill"];
/** A finger is wider than a pointer. */
const REACH = 5;
const STEP = 1.5;

export function listen(map: MapLibreMap, drawing: Drawing, options: PointingOptions): void {
  map.on("click", (event) => {
    if (isClickTaken(map, event)) return;
    const target = targetAt(map, event, REACH);
    if (target === null) return;
    if (target.kind === "area") options.onPick(target.id);
    else if (target.kind === "place") options.onPlace(target.place, target.id);
    else void zoomInto(map, target);
  });
  // Once a frame is enough: a mouse reports many more places than the eye sees.
  let waiting: MapMouseEvent | null = null;
  map.on("mousemove", (event) => {
    if (waiting === null) requestAnimationFrame(look);
    waiting = event;
  });
  const look = (): void => {
    const event = waiting;
    waiting = null;
    if (event === null) return;
    if (isSiteDragged(map)) {
      leave();
      return;
    }
    isGone = false;
    const target = map.isMoving() ? null : targetAt(map, event, 2);
    drawing.hover(target?.kind === "area" ? target.id : null);
    map.getCanvas().style.cursor = target === null ? "" : "pointer";
    options.onPoint(target === null ? null : { x: event.point.x, y: event.point.y, target });
  };
  let isGone = false;
  const leave = (): void => {
    waiting = null;
    if (isGone) return;
    isGone = true;
    drawing.hover(null);
    options.onPoint(null);
  };
  map.on("mouseout", leave);
  map.on("movestart", leave);
}

/** Points come before areas, wherever they overlap. */
function targetAt(map: MapLibreMap, { point }: MapMouseEvent, reach: number): Target | null {
  const present = [...CLUSTER_LAYERS, ...PLACE_LAYERS, "school-gaps", "school-gaps-hidden", "school-gaps-unknown"].filter(
    (id) => map.getLayer(id) !== undefined,
  );
  const box: [[number, number], [number, number]] = [
    [point.x - reach, point.y - reach],
    [point.x + reach, point.y + reach],
  ];
  const near = map.queryRenderedFeatures(box, { layers: present })[0];
  const hit = near ?? map.queryRenderedFeatures(point, { layers: AREA_LAYERS.filter((id) => map.getLayer(id) !== undefined) })[0];
  if (hit === undefined) return null;
  const properties = hit.properties as Record<string, unknown>;
  const text = (name: string): string => (typeof properties[name] === "string" ? properties[name] : "");
  const id = text("id");
  const n = typeof properties[N_PLACES] === "number" ? properties[N_PLACES] : 1;
  if (fallsApart(properties)) {
    const [lon = 0, lat = 0] = hit.geometry.type === "Point" ? hit.geometry.coordinates : [];
    const { cluster_id } = properties;
    return { kind: "cluster", cluster: typeof cluster_id === "number" ? { source: hit.source, id: cluster_id } : null, n, at: [lon, lat] };
  }
  if (![...CLUSTER_LAYERS, ...PLACE_LAYERS].includes(hit.layer.id)) return { kind: "area", id };
  const place = KINDS.find((kind) => kind === properties["kind"]) ?? "partner";
  return { kind: "place", place, id, name: text("name"), note: text("note"), n_here: n };
}

/** As far as a cluster needs to fall apart; a step where markers only share their numbers. */
async function zoomInto(map: MapLibreMap, { cluster, at }: Target & { kind: "cluster" }): Promise<void> {
  const source = cluster === null ? undefined : map.getSource(cluster.source);
  const apart = cluster !== null && source instanceof GeoJSONSource ? await source.getClusterExpansionZoom(cluster.id) : map.getZoom() + STEP;
  map.easeTo({ center: [at[0], at[1]], zoom: Math.max(apart, map.getZoom() + 0.5), duration: 400 }, { originalEvent: true });
}
