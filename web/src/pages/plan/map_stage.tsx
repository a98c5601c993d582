import { useEffect, useRef, useState } from "preact/hooks";
import type { Bbox, District } from "../../api/types.ts";
import type { MapHandle, Pointed } from "../../map/map.ts";
import type { Scene } from "../../map/scene.ts";
import type { Theme } from "../../map/style.ts";
import { useWords } from "../../shell/words.ts";

interface MapStageProps {
  district: District;
  bbox: Bbox;
  scene: Scene;
  theme: Theme;
  /** The box of the selected area. */
  sight: Bbox | null;
  /** The words for an area under the pointer. */
  describe: (areaId: string) => { name: string; note: string } | null;
  onPick: (id: string) => void;
}

/** The map with its own buttons. The map library comes in a file of its own, after the page is there. */
export function MapStage(props: MapStageProps) {
  const words = useWords();
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const container = useRef<HTMLDivElement>(null);
  const { map, state } = useMap(container, props, setPointed);
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
      {state === "ready" && (
        <div class="map-buttons">
          <MapButton label={words.say("map.zoom-in")} path="M8 3v10M3 8h10" onClick={() => map?.zoomBy(1)} />
          <MapButton label={words.say("map.zoom-out")} path="M3 8h10" onClick={() => map?.zoomBy(-1)} />
          <MapButton
            label={words.say("map.whole")}
            path="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"
            onClick={() => map?.showWhole()}
          />
        </div>
      )}
      {pointed !== null && <Tip pointed={pointed} describe={props.describe} />}
    </>
  );
}

type MapState = "loading" | "ready" | "failed";

function useMap(
  container: { current: HTMLDivElement | null },
  props: MapStageProps,
  onPoint: (pointed: Pointed | null) => void,
): { map: MapHandle | null; state: MapState } {
  const words = useWords();
  const label = words.say("map.label", { district: props.district.name });
  const [map, setMap] = useState<MapHandle | null>(null);
  const [state, setState] = useState<MapState>("loading");
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    let made: MapHandle | null = null;
    let isGone = false;
    const start = async (): Promise<void> => {
      const { createMap } = await import("../../map/map.ts");
      if (isGone || container.current === null) return;
      const { district, bbox, theme } = latest.current;
      const onPick = (id: string): void => latest.current.onPick(id);
      made = createMap({ container: container.current, bbox, basemap: district.basemap, theme, label, onPick, onPoint });
      setMap(made);
      setState("ready");
    };
    start().catch(() => setState("failed"));
    return () => {
      isGone = true;
      made?.remove();
    };
  }, [props.district.basemap, ...props.bbox]);

  useEffect(() => map?.setLabel(label), [map, label]);
  useEffect(() => map?.setTheme(props.theme), [map, props.theme]);
  useEffect(() => map?.show(props.scene), [map, props.scene]);
  useEffect(() => {
    if (props.sight !== null) map?.bringIntoSight(props.sight);
  }, [map, ...(props.sight ?? [null, null, null, null])]);
  return { map, state };
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

/** The words beside the pointer. For the eye only: the list and the table say the same. */
function Tip({ pointed, describe }: { pointed: Pointed; describe: MapStageProps["describe"] }) {
  const { target, x, y } = pointed;
  const words = target.kind === "place" ? target : describe(target.id);
  if (words === null) return null;
  return (
    <div class="tip" aria-hidden="true" style={{ left: `${x}px`, top: `${y}px` }}>
      <strong>{words.name}</strong>
      {words.note !== "" && <span>{words.note}</span>}
    </div>
  );
}
