// Changes that come from elsewhere on the page, such as a lever: they are taken into the scenario once.

import { useEffect, useState } from "preact/hooks";
import { freeId, withChange, type Scenario } from "../../../lib/scenario.ts";
import { changeFrom } from "../../../lib/scenario_decode.ts";
import type { WhatIf } from "./what_if.tsx";

/** Whether one of them could not be read. */
export function useWaiting({ waiting, onTaken }: WhatIf, put: (change: (before: Scenario) => Scenario) => void): boolean {
  const [isBad, setIsBad] = useState(false);
  useEffect(() => {
    if (waiting.length === 0) return;
    put((before) =>
      waiting.reduce((scenario: Scenario, { change: given, name }) => {
        try {
          const change = changeFrom(given, "change", () => freeId(scenario));
          return withChange(scenario, change, name);
        } catch {
          setIsBad(true);
          return scenario;
        }
      }, before),
    );
    onTaken();
  }, [waiting]);
  return isBad;
}
