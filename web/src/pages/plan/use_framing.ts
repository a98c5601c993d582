// Keeps the whole district where no card covers it, whatever room the page gives.

import { useEffect } from "preact/hooks";
import { frame, type Box, type Outline } from "../../lib/framing.ts";
import type { MapHandle } from "../../map/map.ts";

/** Cards above the map say so by this attribute. */
const COVERS = "[data-covers]";
/** A stage that is folded away, or a table in its place. */
const LEAST = 80;

export function useFraming(map: MapHandle | null, container: { current: HTMLElement | null }, outline: Outline | null): void {
  useEffect(() => {
    const canvas = container.current;
    const stage = canvas?.closest(".stage");
    if (map === null || canvas === null || stage == null || outline === null) return undefined;
    const fit = (): void => {
      const here = canvas.getBoundingClientRect();
      if (here.width < LEAST || here.height < LEAST) return;
      const covers = [...stage.querySelectorAll(COVERS)].flatMap((card) => coveredBy(card.getBoundingClientRect(), here));
      map.setFrame(outline.bbox, frame(outline, here, covers), covers);
    };
    const observer = new ResizeObserver(fit);
    for (const element of [canvas, ...stage.querySelectorAll(COVERS)]) observer.observe(element);
    map.camera.on("resize", fit);
    fit();
    return () => {
      observer.disconnect();
      map.camera.off("resize", fit);
    };
  }, [map, outline]);
}

/** The part of the map that a card lies on; none when it stands beside or below. */
function coveredBy(card: DOMRect, map: DOMRect): Box[] {
  const box = { left: card.left - map.left, top: card.top - map.top, right: card.right - map.left, bottom: card.bottom - map.top };
  return box.right > 0 && box.bottom > 0 && box.left < map.width && box.top < map.height ? [box] : [];
}
