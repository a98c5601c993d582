// A site of a scenario on the map: a pin that can be dragged, or moved with the arrow keys.

import { Marker, type Map as MapLibreMap, type MapMouseEvent } from "maplibre-gl";
import type { Position } from "../api/types.ts";
import { takeClicks } from "./click_taker.ts";
import { setPinned } from "./label_spots.ts";
import { fallsApart } from "./layers/places.ts";

export interface PinOptions {
  at: Position;
  /** Its number in the list. */
  text: string;
  label: string;
  /** `new` and `changed` can be moved; the others are where they are. */
  kind: "new" | "changed" | "closed" | "fixed";
  /** Every place on the way, and the last one. */
  onMove: (at: Position, isDone: boolean) => void;
  onSelect: () => void;
}

export interface Pin {
  set: (at: Position) => void;
  setLabel: (label: string) => void;
  setText: (text: string) => void;
  setActive: (isActive: boolean) => void;
  focus: () => void;
  remove: () => void;
}

/** As in pins.css: its point is at the bottom. */
const PIN_BOX = { half: { x: 16, y: 21 }, down: -22 };
/** Pixels of one press of an arrow key, and with Shift. */
const STEP = 6;
const LONG_STEP = 40;
/** Milliseconds after the last press, when the pin is where it is meant to be. */
const REST = 350;
const DIRECTIONS: Record<string, readonly [number, number] | undefined> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function putPin(map: MapLibreMap, options: PinOptions): Pin {
  const element = document.createElement("button");
  element.type = "button";
  element.className = "scenario-pin";
  element.dataset["kind"] = options.kind;
  element.setAttribute("aria-label", options.label);
  const number = document.createElement("span");
  number.textContent = options.text;
  element.append(number);
  const isMovable = options.kind === "new" || options.kind === "changed";
  const marker = new Marker({ element, anchor: "bottom", draggable: isMovable }).setLngLat([...options.at]).addTo(map);
  const here = (): Position => {
    const { lng, lat } = marker.getLngLat();
    return [lng, lat];
  };
  /** Labels make room for it where it rests. */
  const rest = (): void => setPinned(map, marker, { at: here(), ...PIN_BOX });
  rest();
  let wasDragged = false;
  marker.on("dragstart", () => {
    wasDragged = true;
    element.dataset["dragged"] = "true";
    map.getContainer().dataset["dragging"] = "true";
  });
  marker.on("drag", () => options.onMove(here(), false));
  marker.on("dragend", () => {
    delete element.dataset["dragged"];
    delete map.getContainer().dataset["dragging"];
    rest();
    options.onMove(here(), true);
    // The click that ends a drag is none.
    setTimeout(() => (wasDragged = false), 0);
  });
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    if (!wasDragged) options.onSelect();
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  element.addEventListener("keydown", (event) => {
    const direction = DIRECTIONS[event.key];
    if (direction === undefined || !isMovable || event.altKey || event.ctrlKey || event.metaKey) return;
    // The map would move, too.
    event.preventDefault();
    event.stopPropagation();
    const by = event.shiftKey ? LONG_STEP : STEP;
    const { x, y } = map.project(marker.getLngLat());
    marker.setLngLat(map.unproject([x + direction[0] * by, y + direction[1] * by]));
    if (!map.getBounds().contains(marker.getLngLat())) map.easeTo({ center: marker.getLngLat(), duration: 0 });
    options.onMove(here(), false);
    clearTimeout(timer);
    timer = setTimeout(() => {
      rest();
      options.onMove(here(), true);
    }, REST);
  });
  return {
    set: (at) => {
      marker.setLngLat([...at]);
      rest();
    },
    setLabel: (label) => element.setAttribute("aria-label", label),
    setText: (text) => (number.textContent = text),
    setActive: (isActive) => (element.dataset["active"] = String(isActive)),
    focus: () => element.focus(),
    remove: () => {
      clearTimeout(timer);
      setPinned(map, marker, null);
      marker.remove();
    },
  };
}

/** While a pin is dragged the pointer points at nothing else. */
export function isSiteDragged(map: MapLibreMap): boolean {
  return map.getContainer().dataset["dragging"] === "true";
}

/** The next click on the map is the place of a site. */
export function pickPlace(map: MapLibreMap, onPlace: (at: Position) => void): () => void {
  return aim(map, ({ lngLat }) => {
    onPlace([lngLat.lng, lngLat.lat]);
    return true;
  });
}

const REACH = 8;

/** Clicks on partners choose one, the first of those at one position. A click on what falls apart still brings the map nearer. */
export function pickPartner(map: MapLibreMap, onPartner: (id: string) => void): () => void {
  return aim(map, ({ point: { x, y } }) => {
    const layers = ["partners", "near", "near-shared", "partner-clusters"].filter((id) => map.getLayer(id) !== undefined);
    const hits = map.queryRenderedFeatures([[x - REACH, y - REACH], [x + REACH, y + REACH]], { layers });
    const id: unknown = hits.find(({ properties }) => !fallsApart(properties))?.properties["id"];
    if (typeof id === "string") onPartner(id);
    return typeof id === "string" || hits.length === 0;
  });
}

function aim(map: MapLibreMap, taker: (event: MapMouseEvent) => boolean): () => void {
  takeClicks(map, taker);
  map.getContainer().dataset["aiming"] = "true";
  return () => {
    takeClicks(map, null);
    delete map.getContainer().dataset["aiming"];
  };
}

/** Brings a place into sight when it is not. */
export function bringIntoSight(map: MapLibreMap, [lon, lat]: Position): void {
  if (!map.getBounds().contains([lon, lat])) map.easeTo({ center: [lon, lat], duration: 0 });
}
