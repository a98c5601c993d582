// Whether the server has other data than those that the page was opened with: somebody has imported a file meanwhile.

import { useEffect, useState } from "preact/hooks";
import { fetchDistrict } from "../api/client.ts";

/** Milliseconds between two looks while the page is in sight ... */
const PERIOD = 60_000;
/** ... and the least between two of them when the reader does something. */
const LEAST = 5_000;

/** `snapshot` is what the page shows, null while nothing is there; `occasion` changes with everything that the reader chooses. */
export function useStale(snapshot: number | null, occasion: string): boolean {
  const [newest, setNewest] = useState<number | null>(null);
  useEffect(() => {
    if (snapshot === null) return undefined;
    const abort = new AbortController();
    const look = (): void => {
      if (document.visibilityState === "hidden" || !isTime()) return;
      // A server that does not answer is told of by whoever needs it.
      fetchDistrict(abort.signal).then((found) => !abort.signal.aborted && setNewest(found.snapshot), () => undefined);
    };
    look();
    const timer = setInterval(look, PERIOD);
    window.addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      abort.abort();
      clearInterval(timer);
      window.removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [snapshot, occasion]);
  return snapshot !== null && newest !== null && newest !== snapshot;
}

/** The page has just been opened: its own data are new. */
let last = performance.now();

function isTime(): boolean {
  const now = performance.now();
  if (now - last < LEAST) return false;
  last = now;
  return true;
}
