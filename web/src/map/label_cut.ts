// Labels that the divider between two waves would cut are not drawn: half a number beside half of another one reads as a
// number that nobody counted.

import type { Map as MapLibreMap } from "maplibre-gl";
import { labelSpots, onLabelSpots } from "./label_spots.ts";
import { LABEL_SOURCE } from "./layers/areas.ts";

/** Pixels between a label and the divider. */
const GAP = 3;

/** Keeps labels off a line from top to bottom; `line` gives its pixels from the map's left. `again` is for a line that has moved. */
export function keepLabelsOff(map: MapLibreMap, line: () => number): { again: () => void; end: () => void } {
  let cut: ReadonlySet<string> = new Set();
  let isGone = false;
  const set = (next: ReadonlySet<string>): void => {
    if (isGone || map.getSource(LABEL_SOURCE) === undefined) return;
    for (const id of cut) if (!next.has(id)) map.setFeatureState({ source: LABEL_SOURCE, id }, { isCut: false });
    for (const id of next) if (!cut.has(id)) map.setFeatureState({ source: LABEL_SOURCE, id }, { isCut: true });
    cut = next;
  };
  const again = (): void => {
    const x = line();
    const crossed = [...labelSpots(map)].filter(([, { at, half }]) => Math.abs(map.project([at[0], at[1]]).x - x) < half.x + GAP);
    set(new Set(crossed.map(([id]) => id)));
  };
  const forget = onLabelSpots(map, again);
  const gone = (): void => {
    isGone = true;
  };
  map.on("move", again);
  map.on("resize", again);
  map.once("remove", gone);
  again();
  return {
    again,
    end: () => {
      set(new Set());
      forget();
      map.off("move", again);
      map.off("resize", again);
      map.off("remove", gone);
    },
  };
}
