// Undo and redo: the scenarios before and after the one that shows.

import type { Scenario } from "./scenario.ts";

export interface History {
  past: readonly Scenario[];
  now: Scenario;
  /** Nearest first. */
  future: readonly Scenario[];
}

/** Steps that can be undone. */
const LONGEST = 200;

export function startHistory(now: Scenario): History {
  return { past: [], now, future: [] };
}

/** A new step; whatever was undone before is gone. */
export function put(history: History, next: Scenario): History {
  if (next === history.now) return history;
  return { past: [...history.past, history.now].slice(-LONGEST), now: next, future: [] };
}

export function undo(history: History): History {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] };
}

export function redo(history: History): History {
  const [next, ...future] = history.future;
  return next === undefined ? history : { past: [...history.past, history.now], now: next, future };
}
