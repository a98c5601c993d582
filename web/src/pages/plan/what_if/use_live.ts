// What the server says to a scenario, while it is dragged about and when it rests: painted on the map at once, told to the
// page when it rests.

import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { postScenario, ScenarioFailed, type ScenarioReply } from "../../../api/scenarios.ts";
import { wireChanges, type Scenario } from "../../../lib/scenario.ts";
import type { Layer } from "../../../lib/scenario_figures.ts";
import { Newest } from "../../../lib/scenario_queue.ts";
import { queryOf } from "../use_figures.ts";
import { usePaint } from "./use_paint.ts";
import type { WhatIfProps } from "./what_if.tsx";

export interface Live {
  /** Null while there is nothing to answer, or no answer. */
  reply: ScenarioReply | null;
  /** What the reply is about: the page may have gone on to another need. */
  layer: Layer;
  /** Whether the reply is that of the scenario at rest. */
  isAtRest: boolean;
  failure: ScenarioFailed | null;
  /** Whether the data changed on the server since what-if was opened. */
  isAnew: boolean;
  /** Shows a scenario that is still on its way. */
  preview: (scenario: Scenario) => void;
  retry: () => void;
}

interface Asked {
  scenario: Scenario;
  wave: string | null;
  layer: Layer;
  isAtRest: boolean;
}

/** Milliseconds of a pause within a drag after which the page follows, too. */
const PAUSE = 400;
/** Milliseconds from one change of the panel to the next, within a drag. */
const PANEL_REST = 150;

interface Answer {
  reply: ScenarioReply | null;
  layer: Layer;
  isAtRest: boolean;
  failure: ScenarioFailed | null;
}

export function useLive(props: WhatIfProps, scenario: Scenario): Live {
  const { whatIf, gaps, view, isLoading } = props;
  const { wave, ...query } = queryOf(view);
  const [answer, setAnswer] = useState<Answer>({ reply: null, layer: query, isAtRest: true, failure: null });
  const [isAnew, setIsAnew] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const paint = usePaint(props);
  const latest = useRef({ paint, gaps, whatIf, wave, query });
  latest.current = { paint, gaps, whatIf, wave, query };
  const snapshot = useRef<number | null>(null);

  const queue = useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let telling: ReturnType<typeof setTimeout> | undefined;
    let next: Answer | null = null;
    /** The map is drawn before the panel, and more often. */
    const tell = (reached: Answer): void => {
      next = reached;
      if (reached.isAtRest) tellNext();
      else telling ??= setTimeout(tellNext, PANEL_REST);
    };
    const tellNext = (): void => {
      clearTimeout(telling);
      telling = undefined;
      if (next !== null) setAnswer(next);
      next = null;
    };
    const commit = (reply: ScenarioReply): void => latest.current.whatIf.setDifferences(reply.differences);
    const onReply = (reply: ScenarioReply, asked: Asked): void => {
      mark("reply");
      latest.current.paint(reply, asked.layer);
      mark("painted");
      clearTimeout(timer);
      tell({ reply, layer: asked.layer, isAtRest: asked.isAtRest, failure: null });
      if (asked.isAtRest) commit(reply);
      else timer = setTimeout(() => commit(reply), PAUSE);
      if (snapshot.current !== null && snapshot.current !== reply.snapshot) {
        setIsAnew(true);
        latest.current.gaps.retry();
      }
      snapshot.current = reply.snapshot;
    };
    const onFailure = (reason: unknown): void => {
      clearTimeout(timer);
      const failure = reason instanceof ScenarioFailed ? reason : new ScenarioFailed("failed", String(reason));
      tell({ reply: null, layer: latest.current.query, isAtRest: true, failure });
      latest.current.paint(null, null);
      latest.current.whatIf.setDifferences([]);
    };
    const ask = ({ scenario: wanted, wave: of, layer, isAtRest }: Asked, signal: AbortSignal): Promise<ScenarioReply> => {
      mark("request");
      return postScenario({ wave: of, category: isAtRest ? null : layer.category, changes: wireChanges(wanted) }, layer, signal);
    };
    return { put: new Newest(ask, onReply, onFailure), tell, stop: () => clearTimeout(timer) };
  }, []);
  useEffect(
    () => () => {
      queue.stop();
      queue.put.drop();
    },
    [],
  );

  useEffect(() => {
    if (isLoading || gaps.value === null) return;
    if (scenario.changes.length === 0) {
      queue.stop();
      queue.put.drop();
      queue.tell({ reply: null, layer: query, isAtRest: true, failure: null });
      paint(null, null);
      whatIf.setDifferences([]);
      return;
    }
    queue.put.put({ scenario, wave, layer: query, isAtRest: true });
  }, [scenario.changes, wave, query.geography, query.level, query.category, isLoading, gaps.value, attempt]);

  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  useEffect(() => {
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, []);
  const preview = useCallback((wanted: Scenario) => {
    mark("move");
    queue.stop();
    const { wave: of, query: layer } = latest.current;
    queue.put.put({ scenario: wanted, wave: of, layer, isAtRest: false });
  }, []);
  return { ...answer, isAnew, preview, retry };
}

/** For whoever looks at the time line of the browser; the last of each kind is kept. */
function mark(name: "move" | "request" | "reply" | "painted"): void {
  performance.clearMarks(`what-if-${name}`);
  performance.mark(`what-if-${name}`);
}
