// The scenario, and what it brings, as a file for the reader's own disk.

import type { Feature, Gap } from "../../../api/types.ts";
import type { Scenario } from "../../../lib/scenario.ts";
import { fileName, fileOf, type Result } from "../../../lib/scenario_file.ts";
import { areaChanges, totalChange } from "../../../lib/scenario_figures.ts";
import { areasWithNumbers } from "./result_words.ts";
import type { Live } from "./use_live.ts";
import type { Partners } from "./use_partners.ts";

interface Parts {
  scenario: Scenario;
  partners: Partners;
  live: Live;
  features: readonly Feature<Gap>[];
}

export function downloadScenario({ scenario, partners, live, features }: Parts): void {
  const sites = new Map([...partners.byId].map(([id, { fields }]) => [id, fields]));
  const file = fileOf(scenario, sites, resultOf(live, features), features);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(file)], { type: "application/geo+json" }));
  link.download = fileName(scenario.name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

function resultOf({ reply, layer }: Live, features: readonly Feature<Gap>[]): Result | null {
  if (reply === null) return null;
  const known = areasWithNumbers(features);
  const { wave, snapshot, simulated, differences } = reply;
  return {
    wave,
    snapshot,
    simulated,
    layer,
    newly_served: totalChange(differences, layer.category).served,
    areas: areaChanges(differences, layer).filter(({ id }) => known.has(id)),
  };
}
