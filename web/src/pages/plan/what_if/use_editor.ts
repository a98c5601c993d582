// The scenario that somebody works on: every step can be undone, and the browser keeps it until the next visit.

import { useCallback, useEffect, useState } from "preact/hooks";
import { NO_SCENARIO, type Scenario } from "../../../lib/scenario.ts";
import { put, redo, startHistory, undo, type History } from "../../../lib/scenario_history.ts";
import { readDraft, writeDraft } from "../../../lib/scenario_store.ts";

export interface Editor {
  scenario: Scenario;
  canUndo: boolean;
  canRedo: boolean;
  undo: () => void;
  redo: () => void;
  /** One more step. */
  put: (change: (before: Scenario) => Scenario) => void;
  /** No step of its own: letters are not undone one by one. */
  rename: (name: string) => void;
}

export function useEditor(district: string): Editor {
  const [history, setHistory] = useState<History>(() => startHistory(readDraft(localStorage, district) ?? NO_SCENARIO));
  useEffect(() => writeDraft(localStorage, district, history.now), [district, history.now]);
  const back = useCallback(() => setHistory(undo), []);
  const forth = useCallback(() => setHistory(redo), []);
  useKeys(back, forth);
  return {
    scenario: history.now,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    undo: back,
    redo: forth,
    put: useCallback((change) => setHistory((before) => put(before, change(before.now))), []),
    rename: useCallback((name) => setHistory((before) => ({ ...before, now: { ...before.now, name } })), []),
  };
}

/** Ctrl+Z and Ctrl+Shift+Z, except in a text, which has its own. */
function useKeys(back: () => void, forth: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      if (key !== "z" && key !== "y") return;
      const at = event.target;
      if (at instanceof HTMLElement && at.matches("input:not([type=radio], [type=checkbox], [type=time]), textarea")) return;
      if (document.querySelector("dialog[open]") !== null) return;
      event.preventDefault();
      if (key === "y" || event.shiftKey) forth();
      else back();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [back, forth]);
}
