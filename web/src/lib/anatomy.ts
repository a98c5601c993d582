// The anatomy of a gap as the parts of one bar.

import { CAUSES, type Cause, type Gap } from "../api/types.ts";

export interface Part {
  cause: Cause;
  /** Whole families. */
  families: number;
}

export interface Anatomy {
  /** Largest first. */
  parts: Part[];
  /** Not in the way of anybody. */
  none: Cause[];
  /** Causes whose number is hidden. */
  hidden: Cause[];
  /** What is left of the total for the hidden causes together. */
  rest: number;
  total: number;
  /** What the parts and the rest add up to: the length of the bar. */
  sum: number;
}

/** The parts of a gap that shows its number. Each is rounded as it is shown, so that a reader who adds them up gets `sum`. */
export function anatomyOf(gap: Pick<Gap, "unmet_by">, unmet: number): Anatomy {
  const total = Math.round(unmet);
  const parts: Part[] = [];
  const none: Cause[] = [];
  const hidden: Cause[] = [];
  for (const cause of CAUSES) {
    const families = gap.unmet_by[cause];
    if (families === null) hidden.push(cause);
    else if (Math.round(families) === 0) none.push(cause);
    else parts.push({ cause, families: Math.round(families) });
  }
  parts.sort((a, b) => b.families - a.families);
  const shown = parts.reduce((sum, { families }) => sum + families, 0);
  const rest = hidden.length === 0 ? 0 : Math.max(0, total - shown);
  return { parts, none, hidden, rest, total, sum: shown + rest };
}
