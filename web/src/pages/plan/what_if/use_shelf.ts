// The scenarios that the browser keeps for this district.

import { useState } from "preact/hooks";
import type { Scenario } from "../../../lib/scenario.ts";
import { readShelf, writeShelf, type Saved } from "../../../lib/scenario_store.ts";

export interface Shelf {
  /** Of this district, newest first. */
  saved: readonly Saved[];
  /** Something there could not be read; it is set aside. */
  wasBroken: boolean;
  /** The browser would not keep the last one. */
  isFull: boolean;
  /** The one that was deleted last, until it is restored or another step is made. */
  deleted: Saved | null;
  /** Replaces one of the same name. */
  save: (scenario: Scenario) => void;
  remove: (one: Saved) => void;
  restore: () => void;
}

export function useShelf(district: string, onSaved: (name: string) => void): Shelf {
  const [{ saved, wasBroken }, setShelf] = useState(() => readShelf(localStorage));
  const [deleted, setDeleted] = useState<Saved | null>(null);
  const [isFull, setIsFull] = useState(false);
  // Another window may have saved meanwhile: what is in the storage counts.
  const write = (change: (all: readonly Saved[]) => Saved[]): boolean => {
    const all = change(readShelf(localStorage).saved);
    const isKept = writeShelf(localStorage, all);
    setIsFull(!isKept);
    if (isKept) setShelf((before) => ({ ...before, saved: all }));
    return isKept;
  };
  const isOther = (name: string) => (one: Saved) => one.district !== district || one.scenario.name !== name;
  return {
    saved: saved.filter((one) => one.district === district),
    wasBroken,
    isFull,
    deleted,
    save: (scenario) => {
      const one: Saved = { id: `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 6)}`, district, at: new Date().toISOString(), scenario };
      setDeleted(null);
      if (write((all) => [one, ...all.filter(isOther(scenario.name))])) onSaved(scenario.name);
    },
    remove: (one) => {
      if (write((all) => all.filter(({ id }) => id !== one.id))) setDeleted(one);
    },
    restore: () => {
      if (deleted !== null && write((all) => [deleted, ...all.filter(({ id }) => id !== deleted.id)])) setDeleted(null);
    },
  };
}
