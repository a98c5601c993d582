// The map: draws a scene, reports what the reader points at and picks. It knows nothing of the page around it.

import { LngLatBounds, Map as MapLibreMap, prewarm, setWorkerUrl } from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import type { Bbox, Camera, Position } from "../api/types.ts";
import { isTorn } from "../lib/antimeridian.ts";
import type { Box, Padding } from "../lib/framing.ts";
import { fetchBasemap } from "./basemap.ts";
import { Drawing } from "./drawing.ts";
import { listen, type PointingOptions } from "./pointing.ts";
import type { Scene } from "./scene.ts";
import { BARE_STYLE, type Theme } from "./style.ts";

export type { Pointed } from "./pointing.ts";

export interface MapOptions extends PointingOptions {
  container: HTMLElement;
  bbox: Bbox;
  /** Address of the style of an online basemap, which takes the place of our own ground; null for none. */
  basemap: string | null;
  theme: Theme;
  label: string;
  /** Where the map starts; null shows the whole district. */
  camera: Camera | null;
  /** The part in sight has changed; null when it is the whole district. */
  onCamera: (camera: Camera | null) => void;
}

export interface MapHandle {
  show: (scene: Scene) => void;
  setTheme: (theme: Theme) => void;
  setLabel: (label: string) => void;
  zoomBy: (steps: number) => void;
  /**
   * What "the whole district" is and which sides to keep free; moves there unless the reader has moved the map. No label
   * stands under the covers, in pixels of the map.
   */
  setFrame: (bbox: Bbox, padding: Padding, covers: readonly Box[]) => void;
  showWhole: () => void;
  /** Moves the map when the box is not in sight. */
  bringIntoSight: (bbox: Bbox) => void;
  /** Moves the map to the box or point, near enough to see what is there. */
  goTo: (target: Bbox | Position) => void;
  /** Shows from now on whatever part the other map shows, and the other way round. */
  follow: (other: MapHandle) => void;
  camera: MapLibreMap;
  remove: () => void;
}

const CLOSE = 14;
/** Finer than this no eye can see, and it takes time to draw. */
const MOST_PIXELS = 2;
/** Milliseconds without a move after which the map is at rest. */
const REST = 250;
const STILL = window.matchMedia("(prefers-reduced-motion: reduce)");

setWorkerUrl(workerUrl);
// The worker is on its way while the page asks for the numbers.
prewarm();

/** Makes the map. Throws when the browser has no WebGL. */
export function createMap(options: MapOptions): MapHandle {
  const map = new MapLibreMap({
    container: options.container,
    style: BARE_STYLE,
    bounds: bounds(options.bbox),
    fitBoundsOptions: { padding: 16 },
    maxBounds: bounds(grown(options.bbox)),
    attributionControl: options.basemap === null ? false : { compact: true },
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    // What lies east of the antimeridian is drawn from the next copy.
    renderWorldCopies: isTorn(options.bbox),
    maxZoom: 18,
    // A fade draws the map ten times for one change.
    fadeDuration: 0,
    pixelRatio: Math.min(window.devicePixelRatio, MOST_PIXELS),
    locale: { "Map.Title": options.label },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const drawing = new Drawing(map, options.theme);
  listen(map, drawing, options);
  const gone = new AbortController();
  if (options.basemap !== null) void putBasemap(options.basemap, drawing, gone.signal);
  const motion = (duration: number): { duration: number } => ({ duration: STILL.matches ? 0 : duration });
  // Until the reader moves the map, the whole district stays in sight, whatever room the page gives it.
  let isWhole = options.camera === null;
  if (options.camera !== null) map.jumpTo({ center: [...options.camera.center], zoom: options.camera.zoom });
  let whole: { bbox: Bbox; padding: Padding } = { bbox: options.bbox, padding: { left: 16, top: 16, right: 16, bottom: 16 } };
  const fitWhole = (duration: number): void => {
    map.fitBounds(bounds(whole.bbox), { padding: whole.padding, ...motion(duration) });
  };
  map.on("movestart", ({ originalEvent }) => {
    if (originalEvent !== undefined) isWhole = false;
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  map.on("moveend", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const { lng, lat } = map.getCenter();
      options.onCamera(isWhole ? null : { center: [lng, lat], zoom: map.getZoom() });
    }, REST);
  });
  return {
    show: (scene) => drawing.show(scene),
    setTheme: (theme) => drawing.setTheme(theme),
    setLabel: (label) => map.getCanvas().setAttribute("aria-label", label),
    zoomBy: (steps) => {
      isWhole = false;
      map.easeTo({ zoom: map.getZoom() + steps, ...motion(200) });
    },
    setFrame: (bbox, padding, covers) => {
      drawing.setCovers(covers);
      whole = { bbox, padding };
      if (isWhole) fitWhole(0);
    },
    showWhole: () => {
      isWhole = true;
      fitWhole(400);
    },
    bringIntoSight: ([west, south, east, north]) => {
      const sight = map.getBounds();
      if (sight.contains([west, south]) && sight.contains([east, north])) return;
      isWhole = false;
      map.fitBounds(sight.extend([west, south]).extend([east, north]), { padding: 28, ...motion(400) });
    },
    goTo: (target) => {
      isWhole = false;
      const [west, south, east = west, north = south] = target;
      map.fitBounds(bounds([west, south, east, north]), { padding: whole.padding, maxZoom: CLOSE, ...motion(600) });
    },
    follow: (other) => tie(map, other.camera),
    camera: map,
    remove: () => {
      clearTimeout(timer);
      gone.abort();
      map.remove();
    },
  };
}

/** Whoever runs the server reads the warning; a reader has a whole map without the basemap. */
async function putBasemap(url: string, drawing: Drawing, signal: AbortSignal): Promise<void> {
  try {
    drawing.setBasemap(await fetchBasemap(url, signal));
  } catch (error) {
    if (!signal.aborted) console.warn(`The basemap ${url} cannot be shown: ${String(error)}`);
  }
}

/** Two maps that show the same part. Whoever moves one of them has moved the other, too. */
function tie(map: MapLibreMap, other: MapLibreMap): void {
  let isMoving = false;
  const copy = (from: MapLibreMap, to: MapLibreMap) => (event?: { originalEvent?: unknown }): void => {
    if (isMoving) return;
    isMoving = true;
    to.jumpTo({ center: from.getCenter(), zoom: from.getZoom() }, { originalEvent: event?.originalEvent });
    isMoving = false;
  };
  const [here, there] = [copy(map, other), copy(other, map)];
  map.on("move", here);
  other.on("move", there);
  map.on("remove", () => other.off("move", there));
  other.on("remove", () => map.off("move", here));
  there();
}

function bounds([west, south, east, north]: Bbox): LngLatBounds {
  return new LngLatBounds([west, south], [east, north]);
}

/** The district and as much again on every side: enough to move about, not enough to get lost. */
function grown([west, south, east, north]: Bbox): Bbox {
  const [width, height] = [east - west, north - south];
  return [west - 1.5 * width, Math.max(-85, south - height), east + 1.5 * width, Math.min(85, north + height)];
}
