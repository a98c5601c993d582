// Two waves on one map: the earlier one to the left of a divider, the same part of the district and the same classes on
// both sides.

import { useEffect, useRef, useState } from "preact/hooks";
import type { MapHandle, MapOptions } from "../../map/map.ts";
import type { Scene } from "../../map/scene.ts";
import { formatShare } from "../../lib/format.ts";
import { useWords } from "../../shell/words.ts";
import { dragged, stepped } from "./swipe_position.ts";
import { useMap } from "./use_map.ts";
import type { keepLabelsOff } from "../../map/label_cut.ts";
import "./swipe.css";

type Kept = ReturnType<typeof keepLabelsOff>;

interface SwipeProps {
  main: MapHandle;
  before: { scene: Scene; name: string; now: string };
  options: Omit<MapOptions, "container">;
}

const MIDDLE = 50;

/** On both maps no label stands across the divider. */
function useCutLabels(main: MapHandle, before: MapHandle | null, position: number): void {
  const part = useRef(position / 100);
  const again = useRef<() => void>(() => {});
  useEffect(() => {
    const kept: Kept[] = [];
    let isGone = false;
    void import("../../map/label_cut.ts").then(({ keepLabelsOff }) => {
      if (isGone) return;
      for (const { camera } of [main, ...(before === null ? [] : [before])]) {
        kept.push(keepLabelsOff(camera, () => part.current * camera.getContainer().clientWidth));
      }
    });
    again.current = () => kept.forEach((one) => one.again());
    return () => {
      isGone = true;
      again.current = () => {};
      kept.forEach((one) => one.end());
    };
  }, [main, before]);
  useEffect(() => {
    part.current = position / 100;
    again.current();
  }, [position]);
}

export function Swipe({ main, before, options }: SwipeProps) {
  const words = useWords();
  const [position, setPosition] = useState(MIDDLE);
  const container = useRef<HTMLDivElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const { map } = useMap(container, { ...options, scene: before.scene, label: `${options.label} ${before.name}` });
  useEffect(() => {
    if (map === null) return;
    // One map is enough for the keyboard: the other follows.
    map.camera.getCanvas().tabIndex = -1;
    map.follow(main);
  }, [map, main]);
  useCutLabels(main, map, position);
  const onPointer = (event: PointerEvent): void => {
    const box = frame.current?.getBoundingClientRect();
    const handle = event.currentTarget;
    if (box === undefined || !(handle instanceof HTMLElement)) return;
    if (event.type === "pointerdown") handle.setPointerCapture(event.pointerId);
    if (handle.hasPointerCapture(event.pointerId)) setPosition(dragged(event.clientX, box));
  };
  const onKey = (event: KeyboardEvent): void => {
    const next = stepped(position, event.key);
    if (next === null) return;
    event.preventDefault();
    setPosition(next);
  };
  return (
    <div class="swipe" ref={frame} style={{ "--swipe": `${position}%` }}>
      <div class="swipe-before" ref={container} />
      <p class="swipe-name swipe-name-before">{before.name}</p>
      <p class="swipe-name swipe-name-now">{before.now}</p>
      <div
        class="swipe-handle"
        role="slider"
        tabIndex={0}
        aria-label={words.say("swipe.label", { before: before.name, now: before.now })}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={position}
        aria-valuetext={words.say("swipe.value", { before: before.name, n: formatShare(words.language, position / 100) })}
        onPointerDown={onPointer}
        onPointerMove={onPointer}
        onKeyDown={onKey}
      >
        <svg viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
          <path d="M9 6l-5 6 5 6M15 6l5 6-5 6" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round" />
        </svg>
      </div>
    </div>
  );
}
