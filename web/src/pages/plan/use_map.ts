// The map library comes in a file of its own, after the page is there.

import { useEffect, useRef, useState } from "preact/hooks";
import type { MapHandle, MapOptions } from "../../map/map.ts";
import type { Scene } from "../../map/scene.ts";
import type { Theme } from "../../map/style.ts";

export type MapState = "loading" | "ready" | "failed";

interface UseMap extends Omit<MapOptions, "container"> {
  scene: Scene;
}

/** A map in the container for as long as it is on the page. */
export function useMap(
  container: { current: HTMLDivElement | null },
  props: UseMap,
): { map: MapHandle | null; state: MapState } {
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
      made = createMap({
        ...latest.current,
        container: container.current,
        onPick: (id) => latest.current.onPick(id),
        onPlace: (kind, id) => latest.current.onPlace(kind, id),
        onPoint: (pointed) => latest.current.onPoint(pointed),
        onCamera: (camera) => latest.current.onCamera(camera),
      });
      setMap(made);
      setState("ready");
    };
    start().catch(() => setState("failed"));
    return () => {
      isGone = true;
      made?.remove();
    };
  }, [props.basemap, ...props.bbox]);

  useMapUpdates(map, props.label, props.theme, props.scene);
  return { map, state };
}

function useMapUpdates(map: MapHandle | null, label: string, theme: Theme, scene: Scene): void {
  useEffect(() => map?.setLabel(label), [map, label]);
  useEffect(() => map?.setTheme(theme), [map, theme]);
  useEffect(() => map?.show(scene), [map, scene]);
}
