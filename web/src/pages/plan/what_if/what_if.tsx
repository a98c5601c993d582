// What if: the door to it on the map page. What is behind it comes in a file of its own, when somebody opens it.

import type { ComponentType } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { RequestFailed } from "../../../api/client.ts";
import type { District, Feature, Gap, Heading } from "../../../api/types.ts";
import type { Figures } from "../../../lib/figures.ts";
import type { Difference } from "../../../lib/scenario_figures.ts";
import { withLaterWords } from "../../../lib/text.ts";
import type { MapHandle } from "../../../map/map.ts";
import type { Resource } from "../../../shell/resource.ts";
import { Failure, Loading } from "../../../shell/states.tsx";
import { useWords, type Words } from "../../../shell/words.ts";
import type { View } from "../state.ts";
import type { LinkProps } from "./use_link.ts";
import "./door.css";

interface Waiting {
  change: Record<string, unknown>;
  /** Of the place that it is about; empty where it has none. */
  name: string;
}

export interface WhatIf extends LinkProps {
  isOpen: boolean;
  open: () => void;
  close: () => void;
  /** Opens what-if with one change more, such as a lever's. */
  tryChange: (change: Record<string, unknown>, name: string) => void;
  /** Changes that wait to be taken into the scenario. */
  waiting: readonly Waiting[];
  onTaken: () => void;
  /** What the page shows in its rows; nothing while what-if is closed. */
  differences: readonly Difference[];
  setDifferences: (differences: readonly Difference[]) => void;
  map: MapHandle | null;
  setMap: (map: MapHandle | null) => void;
}

/** Whoever signs in, or comes back from another page, finds it open again. */
const OPEN = "commonground-what-if";
const NONE: readonly never[] = [];

export function useWhatIf({ link, onLink }: LinkProps): WhatIf {
  const [isOpen, setIsOpen] = useState(() => link !== null || sessionStorage.getItem(OPEN) === "open");
  const [differences, setDifferences] = useState<readonly Difference[]>(NONE);
  const [waiting, setWaiting] = useState<readonly Waiting[]>(NONE);
  const [map, setMap] = useState<MapHandle | null>(null);
  const open = useCallback(() => {
    sessionStorage.setItem(OPEN, "open");
    setIsOpen(true);
  }, []);
  const close = useCallback(() => {
    sessionStorage.removeItem(OPEN);
    setIsOpen(false);
    setDifferences(NONE);
    if (link !== null) onLink(null);
    requestAnimationFrame(() => document.getElementById("what-if-door")?.focus());
  }, [link, onLink]);
  // A link that is opened while the page is there.
  useEffect(() => {
    if (link !== null) open();
  }, [link]);
  const tryChange = useCallback((change: Record<string, unknown>, name: string) => {
    setWaiting((before) => [...before, { change, name }]);
    open();
  }, []);
  return { link, onLink, isOpen, open, close, tryChange, waiting, onTaken: useCallback(() => setWaiting(NONE), []), differences, setDifferences, map, setMap };
}

/** Stands behind the caption of numbers that are not the real ones. */
export function whatIfNote(words: Words, { differences }: WhatIf): string {
  return differences.length === 0 ? "" : words.say("whatif.table");
}

/** As in the style sheet: one column. */
const NARROW = "(max-width: 900px)";

export function WhatIfButton({ whatIf }: { whatIf: WhatIf }) {
  const words = useWords();
  const toggle = (): void => {
    if (whatIf.isOpen) {
      whatIf.close();
      return;
    }
    whatIf.open();
    // On a small screen the panel covers the lower part: the map goes up to where it stays in sight.
    if (window.matchMedia(NARROW).matches) requestAnimationFrame(() => document.querySelector(".map")?.scrollIntoView({ block: "start" }));
  };
  return (
    <button id="what-if-door" type="button" class="what-if-door" data-covers aria-pressed={whatIf.isOpen} onClick={toggle}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M8 1.8a4.3 4.3 0 0 1 4.3 4.3C12.3 9.3 8 14.2 8 14.2S3.7 9.3 3.7 6.1A4.3 4.3 0 0 1 8 1.8zM8 4.2v3.8M6.1 6.1h3.8" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
      {words.say("whatif.open")}
    </button>
  );
}

export interface WhatIfProps {
  whatIf: WhatIf;
  district: District;
  headings: readonly Heading[];
  gaps: Resource<Feature<Gap>[]>;
  /** Without the scenario. */
  real: Figures;
  view: View & { category: string };
  isLoading: boolean;
}

type Panel = ComponentType<WhatIfProps>;

export function WhatIfSide(props: WhatIfProps) {
  const [code, setCode] = useState<{ Panel: Panel | null; isFailed: boolean }>({ Panel: null, isFailed: false });
  const isGone = useRef(false);
  const load = (): void => {
    withLaterWords(import("./panel.tsx")).then(
      ({ WhatIfPanel }) => !isGone.current && setCode({ Panel: WhatIfPanel, isFailed: false }),
      () => !isGone.current && setCode({ Panel: null, isFailed: true }),
    );
  };
  useEffect(() => {
    load();
    return () => {
      isGone.current = true;
    };
  }, []);
  if (code.Panel !== null) return <code.Panel {...props} />;
  return code.isFailed ? <Failure error={new RequestFailed("offline", "what-if")} retry={load} /> : <Loading />;
}
