import { useEffect, useRef, useState } from "preact/hooks";
import type { PlaceKind } from "../../api/places.ts";
import type { Bbox, Camera, District, Position } from "../../api/types.ts";
import type { Outline } from "../../lib/framing.ts";
import { formatCount } from "../../lib/format.ts";
import type { MapHandle, Pointed } from "../../map/map.ts";
import type { Scene } from "../../map/scene.ts";
import type { Theme } from "../../map/style.ts";
import { useWords, type Words } from "../../shell/words.ts";
import { Swipe } from "./swipe.tsx";
import { useFraming } from "./use_framing.ts";
import { useMap } from "./use_map.ts";
import "./map_stage.css";

export interface Described {
  name: string;
  notes: readonly string[];
  /** Of the class; null where there is none. */
  color: string | null;
}

/** What has to be in sight, and whether the map goes near to it. */
export interface Sight {
  key: string;
  target: Bbox | Position;
  isWanted: boolean;
}

export interface MapStageProps {
  district: District;
  bbox: Bbox;
  scene: Scene;
  outline: Outline | null;
  theme: Theme;
  sight: Sight | null;
  /** The earlier wave, on the left of a divider. */
  before: { scene: Scene; name: string; now: string } | null;
  /** The words for an area under the pointer. */
  describe: (areaId: string, isBefore: boolean) => Described | null;
  onPick: (id: string) => void;
  onPlace: (kind: PlaceKind, id: string) => void;
  camera: Camera | null;
  onCamera: (camera: Camera | null) => void;
  /** The map once it is there; null when it is gone. */
  onMap: (map: MapHandle | null) => void;
}

/** The map with its own buttons. */
export function MapStage(props: MapStageProps) {
  const words = useWords();
  const [tip, setTip] = useState<{ pointed: Pointed; isBefore: boolean } | null>(null);
  const container = useRef<HTMLDivElement>(null);
  const { district, bbox, scene, theme, onPick, onPlace, camera, onCamera } = props;
  const label = words.say("map.label", { district: district.name });
  const options = { bbox, theme, basemap: district.basemaps[theme], label, onPick, onPlace, camera, onCamera };
  const onPoint = (pointed: Pointed | null, isBefore: boolean): void => setTip(pointed === null ? null : { pointed, isBefore });
  const { map, state } = useMap(container, { ...options, scene, onPoint: (pointed) => onPoint(pointed, false) });
  useEffect(() => {
    props.onMap(map);
    return () => props.onMap(null);
  }, [map]);
  useFraming(map, container, props.outline);
  useSight(map, props.sight, camera);
  return (
    <>
      <div class="map-canvas" ref={container} data-state={state} />
      {state === "loading" && (
        <p class="map-note" role="status">
          {words.say("map.loading")}
        </p>
      )}
      {state === "failed" && (
        <p class="map-note" role="alert">
          {words.say("map.failed")}
        </p>
      )}
      {map !== null && props.before !== null && (
        <Swipe main={map} before={props.before} options={{ ...options, onPoint: (pointed) => onPoint(pointed, true), onCamera: ignore }} />
      )}
      {state === "ready" && (
        <div class="map-buttons" data-covers>
          <MapButton label={words.say("map.zoom-in")} path="M8 3v10M3 8h10" onClick={() => map?.zoomBy(1)} />
          <MapButton label={words.say("map.zoom-out")} path="M3 8h10" onClick={() => map?.zoomBy(-1)} />
          <MapButton
            label={words.say("map.whole")}
            path="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"
            onClick={() => map?.showWhole()}
          />
        </div>
      )}
      {tip !== null && <Tip {...tip} width={container.current?.clientWidth ?? 0} describe={props.describe} />}
    </>
  );
}

/** The second map follows the first, which says where they are. */
function ignore(): void {}

function useSight(map: MapHandle | null, sight: Sight | null, camera: Camera | null): void {
  // An address that names a part of the map means that part, even when the selected area lies elsewhere.
  const isGiven = useRef(camera !== null);
  useEffect(() => {
    if (map === null || sight === null) return;
    const isFirst = isGiven.current;
    isGiven.current = false;
    if (isFirst) return;
    const [west, south, east = west, north = south] = sight.target;
    if (sight.isWanted) map.goTo(sight.target);
    else map.bringIntoSight([west, south, east, north]);
  }, [map, sight?.key, sight?.isWanted]);
}

function MapButton({ label, path, onClick }: { label: string; path: string; onClick: () => void }) {
  return (
    <button type="button" aria-label={label} title={label} onClick={onClick}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d={path} fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
    </button>
  );
}

interface TipProps {
  pointed: Pointed;
  isBefore: boolean;
  /** Of the map. */
  width: number;
  describe: MapStageProps["describe"];
}

/** Pixels that a tip may need. */
const TIP_WIDTH = 290;

/** The words beside the pointer. For the eye only: the list and the table say the same. */
function Tip({ pointed: { target, x, y }, isBefore, width, describe }: TipProps) {
  const words = useWords();
  const cluster = (n: number): Described => ({
    name: words.say("map.tip.cluster", { n: formatCount(words.language, n) }),
    notes: [],
    color: null,
  });
  const shown =
    target.kind === "area"
      ? describe(target.id, isBefore)
      : target.kind === "cluster"
        ? cluster(target.n)
        : { name: target.name, notes: placeNotes(words, target), color: null };
  if (shown === null) return null;
  return (
    <div class="tip" aria-hidden="true" data-side={x > width - TIP_WIDTH ? "left" : "right"} style={{ left: `${x}px`, top: `${y}px` }}>
      <strong>{shown.name}</strong>
      {shown.notes.map((note, index) => (
        <span key={note}>
          {index === 0 && shown.color !== null && <span class="tip-color" style={{ background: shown.color }} />}
          {note}
        </span>
      ))}
    </div>
  );
}

function placeNotes(words: Words, { name, note, n_here }: Pointed["target"] & { kind: "place" }): string[] {
  const more = n_here - 1;
  return [
    ...(note === "" || note === name ? [] : [note]),
    ...(more === 0 ? [] : [words.count("map.tip.here", more)]),
  ];
}
