// Pins for the sites of a scenario, numbered as in the list, and for a partner that is about to be changed.

import { useEffect, useRef } from "preact/hooks";
import type { Feature, Gap, Position } from "../../../api/types.ts";
import { changeOf, idOf, type Change, type Scenario } from "../../../lib/scenario.ts";
import type { Partners } from "./use_partners.ts";
import type { MapHandle } from "../../../map/map.ts";
import { bringIntoSight, putPin, type Pin } from "../../../map/site_drag.ts";
import { useWords } from "../../../shell/words.ts";
import { siteName, whereOf } from "./site_words.ts";
import "./pins.css";

interface PinsInput {
  map: MapHandle | null;
  scenario: Scenario;
  partners: Partners;
  features: readonly Feature<Gap>[];
  active: string | null;
  /** While two scenarios are compared, nothing is moved. */
  areFixed: boolean;
  onMove: (id: string, at: Position, isDone: boolean) => void;
  onSelect: (id: string) => void;
}

interface Kept {
  pin: Pin;
  key: string;
  at: Position;
}

export function usePins(input: PinsInput): void {
  const { map, scenario, partners, features, active, areFixed } = input;
  const words = useWords();
  const kept = useRef(new Map<string, Kept>());
  const latest = useRef(input);
  latest.current = input;
  useEffect(
    () => () => {
      for (const { pin } of kept.current.values()) pin.remove();
      kept.current.clear();
    },
    [map],
  );
  useEffect(() => {
    if (map === null) return;
    const wanted = new Set<string>();
    // A partner that is open and still as it is today can be moved, too: it would be the next of the list.
    const isOpen = active !== null && changeOf(scenario, active) === null && partners.byId.has(active);
    const untouched: Change[] = isOpen ? [{ op: "change", site_id: active, set: {} }] : [];
    [...scenario.changes, ...untouched].forEach((change, index) => {
      const id = idOf(change);
      const said = change.op === "add" ? change.site.position : change.op === "change" ? change.set.position : undefined;
      const at = said ?? partners.byId.get(id)?.fields.position ?? null;
      if (at === null) return;
      wanted.add(id);
      const kind = areFixed ? "fixed" : change.op === "add" ? "new" : change.op === "change" ? "changed" : "closed";
      const name = siteName(words, scenario, change, partners);
      const label = (here: Position): string =>
        words.say(`whatif.pin.${untouched.includes(change) ? "new" : kind}`, { number: String(index + 1), name, where: whereOf(words, latest.current.features, here) });
      const before = kept.current.get(id);
      const key = `${kind} ${change.op}`;
      if (before !== undefined && before.key !== key) before.pin.remove();
      const is = before !== undefined && before.key === key ? before : null;
      const pin =
        is?.pin ??
        putPin(map.camera, {
          at,
          text: String(index + 1),
          label: label(at),
          kind,
          onMove: (to, isDone) => {
            const here = kept.current.get(id);
            if (here !== undefined) here.at = to;
            pin.setLabel(label(to));
            latest.current.onMove(id, to, isDone);
          },
          onSelect: () => !latest.current.areFixed && latest.current.onSelect(id),
        });
      if (is !== null && (is.at[0] !== at[0] || is.at[1] !== at[1])) pin.set(at);
      pin.setText(String(index + 1));
      pin.setLabel(label(at));
      pin.setActive(id === active);
      kept.current.set(id, { pin, key, at });
    });
    for (const [id, { pin }] of kept.current) {
      if (wanted.has(id)) continue;
      pin.remove();
      kept.current.delete(id);
    }
  }, [map, scenario, partners.byId, features, active, areFixed, words]);
  useEffect(() => {
    const at = active === null ? undefined : kept.current.get(active)?.at;
    if (map !== null && at !== undefined) bringIntoSight(map.camera, at);
  }, [map, active]);
}
