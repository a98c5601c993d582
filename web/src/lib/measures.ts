// What the map can show of an area: unit, direction and value of every measure.

import type { Gap } from "../api/types.ts";
import { formatCount, formatShare } from "./format.ts";
import type { Language } from "./text.ts";

export const MEASURES = ["families", "rate", "reach", "access", "gain"] as const;
export type Measure = (typeof MEASURES)[number];

interface MeasureFacts {
  /** Values are multiples of this. */
  unit: number;
  /** `need`: a strong color is more need. `good`: a strong color is more of something good, in another hue. */
  ramp: "need" | "good";
  /** Which areas a planner looks at first. */
  first: "largest" | "smallest";
  value: (gap: Gap) => number | null;
  format: (language: Language, value: number) => string;
}

const asPercent = (language: Language, value: number): string => formatShare(language, value / 100);

export const MEASURE_FACTS: Record<Measure, MeasureFacts> = {
  families: { unit: 1, ramp: "need", first: "largest", value: ({ unmet }) => whole(unmet), format: formatCount },
  rate: { unit: 1, ramp: "need", first: "largest", value: ({ unmet_rate }) => (unmet_rate === null ? null : whole(unmet_rate * 100)), format: asPercent },
  reach: { unit: 1, ramp: "good", first: "smallest", value: (gap) => percentInReach(gap), format: asPercent },
  access: { unit: 1, ramp: "good", first: "smallest", value: ({ access_score }) => whole(access_score), format: formatCount },
  gain: { unit: 1, ramp: "good", first: "largest", value: ({ coordination_gain }) => whole(coordination_gain), format: formatCount },
};

/** What the measure says of an area: a number, hidden to protect families, or not known to anybody. */
export type Known = { state: "shown"; value: number } | { state: "hidden" | "unknown"; value: null };

export function knownOf(gap: Gap, measure: Measure): Known {
  if (gap.suppression !== null) return { state: "hidden", value: null };
  // Where nobody has answered, 0 would say that nothing is missing.
  if (gap.responses === 0) return { state: "unknown", value: null };
  const value = MEASURE_FACTS[measure].value(gap);
  if (value !== null) return { state: "shown", value };
  return { state: measure === "access" || gap.needs === 0 ? "unknown" : "hidden", value: null };
}

/** Share of the needs that have a partner in reach, in whole percent; rounded counts may not make more than all. */
export function percentInReach({ within_reach, needs }: Gap): number | null {
  if (within_reach === null || needs === null || needs === 0) return null;
  return Math.min(100, Math.round((100 * within_reach) / needs));
}

export function formatValue(language: Language, measure: Measure, value: number): string {
  return MEASURE_FACTS[measure].format(language, value);
}

function whole(value: number | null): number | null {
  return value === null ? null : Math.round(value);
}
