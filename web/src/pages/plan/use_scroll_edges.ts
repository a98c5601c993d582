// Whether there is more to see beside what is in sight of a scrolling box: its style shows an edge there.

import { useEffect, useRef } from "preact/hooks";

/** Sets `data-before` and `data-after` on the element. */
export function useScrollEdges(): { current: HTMLDivElement | null } {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const look = (): void => {
      // From right to left the way is negative.
      const gone = Math.abs(element.scrollLeft);
      element.dataset["before"] = String(gone > 1);
      element.dataset["after"] = String(element.scrollWidth - element.clientWidth - gone > 1);
    };
    const observer = new ResizeObserver(look);
    for (const part of [element, ...element.children]) observer.observe(part);
    element.addEventListener("scroll", look, { passive: true });
    look();
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
  return frame;
}
