// Picking an area or a place, and giving the focus back to where the pick was made.

import { useEffect, useRef } from "preact/hooks";
import type { PlaceKind } from "../../api/places.ts";
import type { View } from "./state.ts";

/** As in the style sheet: one column. */
const NARROW = "(max-width: 900px)";

export interface Pick {
  /** Selects an area; while two are compared, the second. */
  area: (id: string) => void;
  compare: (id: string) => void;
  place: (kind: PlaceKind, id: string) => void;
  /** Undoes a pick. */
  close: (choice: Partial<View>) => void;
  /** Remembers where the reader came from. */
  remember: () => void;
  isPicked: () => boolean;
}

/** `hasPanel` tells that the panel of an area is there. */
export function usePick(view: View, hasPanel: boolean, onChoice: (choice: Partial<View>) => void): Pick {
  const opener = useRef<HTMLElement | null>(null);
  const remember = (): void => {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  };
  const showStage = (): void => {
    // On a small screen the panel covers the lower part: the map goes up to where it stays in sight.
    if (window.matchMedia(NARROW).matches) {
      requestAnimationFrame(() => document.getElementById("stage")?.scrollIntoView({ block: "start" }));
    }
  };
  // Whoever opens a link to an area sees it on the map, too.
  useEffect(() => {
    if (hasPanel && opener.current === null) showStage();
  }, [hasPanel]);
  return {
    area: (id) => {
      remember();
      if (view.with === null) onChoice({ area: id });
      else if (id !== view.area) onChoice({ with: id });
      showStage();
    },
    compare: (id) => {
      remember();
      onChoice({ with: id });
    },
    place: (kind, id) => {
      remember();
      onChoice({ place: { kind, id } });
    },
    close: (choice) => {
      onChoice(choice);
      const before = opener.current;
      requestAnimationFrame(() => (before?.isConnected ? before : document.getElementById("results"))?.focus());
    },
    remember,
    isPicked: () => opener.current !== null,
  };
}
