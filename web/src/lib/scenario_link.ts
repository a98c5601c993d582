// A scenario in an address, so that a link shows somebody else the same what-if. Pure.

import { UnexpectedReply } from "../api/decode.ts";
import type { Scenario } from "./scenario.ts";
import { only, scenario as decodeScenario } from "./scenario_decode.ts";

const VERSION = 1;
/** Letters. Longer addresses are cut by some programs that pass them on. */
export const LONGEST_LINK = 6000;

/** Letters that an address keeps as they are (RFC 4648, section 5); null when there is nothing to tell, or too much. */
export function linkOf(scenario: Scenario): string | null {
  if (scenario.changes.length === 0) return null;
  const bytes = new TextEncoder().encode(JSON.stringify({ version: VERSION, scenario }));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const link = text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  return link.length > LONGEST_LINK ? null : link;
}

/** Throws, with what is wrong, when the link holds no scenario. */
export function scenarioFromLink(link: string): Scenario {
  if (link.length > LONGEST_LINK) throw new UnexpectedReply(`more than ${LONGEST_LINK} letters`);
  const given = only(jsonOf(link), "link", ["version", "scenario"]);
  if (given["version"] !== VERSION) throw new UnexpectedReply("another version");
  return decodeScenario(given["scenario"], "scenario");
}

function jsonOf(link: string): unknown {
  try {
    const letters = atob(link.replaceAll("-", "+").replaceAll("_", "/"));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new UnexpectedReply("the link is not whole");
  }
}
