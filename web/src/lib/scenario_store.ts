// Scenarios in the browser's storage. What cannot be read is set aside under another key, never thrown away and never in the way.

import * as decode from "../api/decode.ts";
import type { Decoder } from "../api/decode.ts";
import type { Scenario } from "./scenario.ts";
import { only, scenario } from "./scenario_decode.ts";

export interface Saved {
  id: string;
  /** The district's name: one address may show another district later. */
  district: string;
  /** When, as `2026-11-23T15:53:59Z`. */
  at: string;
  scenario: Scenario;
}

export interface Shelf {
  saved: Saved[];
  /** Whether something there could not be read. */
  wasBroken: boolean;
}

type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

const KEY = "commonground-scenarios";
const DRAFT = "commonground-scenario-draft";
const VERSION = 1;

const saved: Decoder<Saved> = (value, at) => {
  const given = only(value, at, ["id", "district", "at", "scenario"]);
  return decode.object<Saved>({ id: decode.text, district: decode.text, at: decode.text, scenario })(given, at);
};

export function readShelf(storage: Storage): Shelf {
  const text = get(storage, KEY);
  if (text === null) return { saved: [], wasBroken: false };
  try {
    const given = only(JSON.parse(text), "scenarios", ["version", "saved"]);
    if (given["version"] !== VERSION) throw new Error("another version");
    const read = decode.list((one, at) => orNothing(() => saved(one, at)))(given["saved"], "scenarios");
    const good = read.filter((one) => one !== null);
    if (good.length < read.length) setAside(storage, KEY, text);
    return { saved: good, wasBroken: good.length < read.length };
  } catch {
    setAside(storage, KEY, text);
    return { saved: [], wasBroken: true };
  }
}

/** Whether it could be kept. */
export function writeShelf(storage: Storage, all: readonly Saved[]): boolean {
  return set(storage, KEY, JSON.stringify({ version: VERSION, saved: all }));
}

/** What somebody was at when the page was left; null when there is nothing, or nothing that can be read. */
export function readDraft(storage: Storage, district: string): Scenario | null {
  const text = get(storage, DRAFT);
  if (text === null) return null;
  const read = orNothing(() => {
    const given = only(JSON.parse(text), "draft", ["version", "district", "scenario"]);
    if (given["version"] !== VERSION) throw new Error("another version");
    return { district: decode.text(given["district"], "draft.district"), scenario: scenario(given["scenario"], "draft.scenario") };
  });
  if (read === null) setAside(storage, DRAFT, text);
  return read?.district === district ? read.scenario : null;
}

export function writeDraft(storage: Storage, district: string, draft: Scenario): void {
  set(storage, DRAFT, JSON.stringify({ version: VERSION, district, scenario: draft }));
}

function setAside(storage: Storage, key: string, text: string): void {
  set(storage, `${key}-set-aside`, text);
  try {
    storage.removeItem(key);
  } catch {
    // A storage that can be read but not written: there is nothing more to do.
  }
}

function orNothing<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

// A browser may refuse its storage altogether, or be out of room.
function get(storage: Storage, key: string): string | null {
  return orNothing(() => storage.getItem(key));
}

function set(storage: Storage, key: string, text: string): boolean {
  return orNothing(() => (storage.setItem(key, text), true)) ?? false;
}
