// A link may name a need, a survey or an area that these data do not have: a reader is told instead of shown something else.

import { OUTSIDE } from "../../api/types.ts";
import type { Row } from "../../lib/figures.ts";
import { useWords } from "../../shell/words.ts";
import type { View } from "./state.ts";

interface GoneProps {
  /** As the link says. */
  given: View;
  /** As this district has it. */
  settled: View;
  /** The areas of the settled view; null while they are on their way. */
  rows: readonly Row[] | null;
}

export function Gone({ given, settled, rows }: GoneProps) {
  const words = useWords();
  const isMissing = (id: string | null): boolean => id !== null && id !== OUTSIDE && rows !== null && !rows.some((row) => row.id === id);
  const gone = [
    ...(given.category !== null && given.category !== settled.category ? (["category"] as const) : []),
    // Before the first survey the page says so itself.
    ...(settled.wave !== null && [given.wave, given.before].some((wave) => wave !== null && wave !== settled.wave && wave !== settled.before) ? (["wave"] as const) : []),
    ...(isMissing(settled.area) || isMissing(settled.with) ? (["area"] as const) : []),
  ];
  if (gone.length === 0) return null;
  return (
    <div class="gone" role="status">
      {gone.map((what) => (
        <p key={what}>{words.say(`plan.gone.${what}`)}</p>
      ))}
    </div>
  );
}
