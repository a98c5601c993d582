// Going from one page to another puts the reader at the new page's heading, where a screen reader reads on.

import { useEffect, useRef } from "preact/hooks";
import type { PageName } from "./route.ts";
import { MAIN } from "./page_head.tsx";

/** How long a page may take to show its heading. */
const PATIENCE_MS = 8000;

/** Moves the focus to the heading of a page that the reader went to; the first page of a visit leaves it alone. */
export function useArrival(page: PageName): void {
  const before = useRef(page);
  useEffect(() => {
    if (before.current === page) return undefined;
    before.current = page;
    window.scrollTo(0, 0);
    const start = document.activeElement;
    const arrive = (): boolean => {
      // The reader has gone elsewhere meanwhile.
      if (document.activeElement !== start && document.activeElement !== document.body) return true;
      const heading = headingOf();
      if (heading === null) return false;
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
      return true;
    };
    if (arrive()) return undefined;
    const observer = new MutationObserver(() => arrive() && observer.disconnect());
    observer.observe(document.getElementById("page") ?? document.body, { childList: true, subtree: true });
    const giveUp = setTimeout(() => observer.disconnect(), PATIENCE_MS);
    return () => {
      observer.disconnect();
      clearTimeout(giveUp);
    };
  }, [page]);
}

/** The heading of the page itself, not that of a state which will go away. */
function headingOf(): HTMLElement | null {
  return document.querySelector<HTMLElement>(`#${MAIN} h2:not(.state h2)`);
}
