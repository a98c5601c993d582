// The loaded numbers in the chosen measure and classes; of two waves while they are compared.

import { useMemo, useRef } from "preact/hooks";
import { fetchBareAreas, fetchGaps, type GapQuery } from "../../api/client.ts";
import type { District, Feature, Gap } from "../../api/types.ts";
import { commonBreaks, figuresOf, type Choice, type Figures } from "../../lib/figures.ts";
import { withDifferences, type Difference } from "../../lib/scenario_figures.ts";
import { useResource, type Resource } from "../../shell/resource.ts";
import type { View } from "./state.ts";

type ShownView = View & { category: string };

/** What somebody tries out. */
interface Tried {
  differences: readonly Difference[];
  access: District["access"];
}

export interface LoadedFigures {
  figures: Figures;
  /** Without what is tried out. */
  real: Figures;
  /** The earlier wave; null while none is compared, or it is not there yet. */
  before: Figures | null;
  gaps: Resource<Feature<Gap>[]>;
  /** The view that the loaded numbers belong to. */
  shown: ShownView;
  isLoading: boolean;
  /** What could not be loaded. */
  failed: Resource<unknown> | null;
}

export function useFigures(view: ShownView, hasAnswers: boolean, { differences, access }: Tried): LoadedFigures {
  const query = queryOf(view);
  const earlierQuery = view.before === null ? null : { ...query, wave: view.before };
  const gaps = useResource(JSON.stringify(query), (signal) => (hasAnswers ? fetchGaps : fetchBareAreas)(query, signal));
  const earlier = useResource(earlierQuery && JSON.stringify(earlierQuery), (signal) => fetchGaps(earlierQuery ?? query, signal));
  const isLoading = gaps.isLoading || earlier.isLoading;
  const shown = useShown(view, isLoading);
  const { measure, classification, n_classes } = view;
  const { real, before } = useMemo(() => {
    const choice: Choice = { measure, classification, n_classes };
    const [now, then] = [gaps.value ?? [], earlier.value];
    if (then === null) return { real: figuresOf(now, choice), before: null };
    const breaks = commonBreaks([now, then], choice);
    return { real: figuresOf(now, { ...choice, breaks }), before: figuresOf(then, { ...choice, breaks }) };
  }, [gaps.value, earlier.value, measure, classification, n_classes]);
  const figures = useMemo(() => {
    const now = gaps.value ?? [];
    const then = withDifferences(now, differences, access);
    // In the classes of the real numbers, so that colors can be compared.
    return then === now ? real : figuresOf(then, { measure, classification, n_classes, breaks: real.breaks });
  }, [real, differences, access]);
  return { figures, real, before, gaps, shown, isLoading, failed: [gaps, earlier].find(({ error }) => error !== null) ?? null };
}

export function queryOf({ geography, category, level, wave }: ShownView): GapQuery {
  return { geography, category, level: geography === "attendance-zone" ? level : null, wave };
}

/** The address of the same rows as CSV. */
export function csvAddress(view: ShownView): string {
  const { geography, category, level, wave } = queryOf(view);
  const given = Object.entries({ f: "csv", category, wave, level, limit: "10000" }).filter((entry): entry is [string, string] => entry[1] !== null);
  return `collections/gaps-by-${geography}/items?${new URLSearchParams(given).toString()}`;
}

/** Words and numbers change together, when the new numbers are there. */
function useShown(view: ShownView, isLoading: boolean): ShownView {
  const loaded = useRef(view);
  if (!isLoading) loaded.current = view;
  const { geography, category, level, wave, before } = loaded.current;
  // The selected area is one of the areas on the map: another one of other areas waits until they are there.
  const areSame = geography === view.geography && level === view.level;
  const { area, with: other } = areSame ? view : loaded.current;
  return { ...view, geography, category, level, wave, before, area, with: other };
}
