// The planner's first view: where need stays unmet, what stands in the way, and who is near.

import { useMemo, useRef } from "preact/hooks";
import { fetchArea, fetchGaps, type GapQuery } from "../../api/client.ts";
import { OUTSIDE, type Category, type District, type Gap, type Heading, type PartnerNearby } from "../../api/types.ts";
import { formatWave } from "../../lib/format.ts";
import { figuresOf, type Figures } from "../../lib/figures.ts";
import { nameIn } from "../../lib/text.ts";
import { Segments } from "../../shell/fields.tsx";
import { Controls } from "./controls.tsx";
import { GapTable } from "./gap_table.tsx";
import { Legend } from "./legend.tsx";
import { MapArea } from "./map_area.tsx";
import { Overview } from "./overview.tsx";
import { Panel } from "./panel.tsx";
import type { PageProps } from "../../shell/page.ts";
import { useResource } from "../../shell/resource.ts";
import { Failure, NoDistrict, NoRows } from "../../shell/states.tsx";
import { useTheme } from "../../shell/theme.ts";
import { useWords } from "../../shell/words.ts";
import { choose, parametersFromView, settle, viewFromParameters, type View } from "./state.ts";
import "./plan.css";

export function PlanPage({ district, headings, parameters, onParameters }: PageProps) {
  const given = viewFromParameters(parameters);
  const onChoice = (choice: Partial<View>): void => onParameters(parametersFromView(choose(given, choice)));
  return <Plan district={district} headings={headings} view={settle(given, district, headings)} onChoice={onChoice} />;
}

/** As in the style sheet: one column. */
const NARROW = "(max-width: 900px)";

interface PlanProps {
  district: District;
  headings: readonly Heading[];
  view: View & { category: string };
  onChoice: (choice: Partial<View>) => void;
}

function Plan({ district, headings, view, onChoice }: PlanProps) {
  const query = queryOf(view);
  const gaps = useResource(JSON.stringify(query), (signal) => fetchGaps(query, signal));
  const shown = useShown(view, gaps.isLoading);
  const { area } = shown;
  const figures = useMemo(() => figuresOf(gaps.value ?? [], view.measure), [gaps.value, view.measure]);
  const areaQuery = area === null || area === OUTSIDE ? null : { ...queryOf(shown), id: area };
  const report = useResource(areaQuery && JSON.stringify(areaQuery), (signal) =>
    fetchArea(areaQuery ?? { ...query, id: "" }, signal),
  );
  const chosen = headings.flatMap((heading) => heading.categories).find(({ id }) => id === shown.category) ?? null;
  const gap = figures.rows.find(({ id }) => id === area)?.gap ?? null;
  const onPick = usePick(onChoice);
  const theme = useTheme();
  const isEmpty = gaps.value !== null && !gaps.isLoading && figures.rows.length === 0;
  return (
    <main class="plan" data-selected={gap !== null}>
      <Controls view={view} district={district} headings={headings} onChoice={onChoice} />
      <div class="stage" id="stage" data-show={view.show} aria-busy={gaps.isLoading}>
        <ViewSwitch view={view} onChoice={onChoice} />
        {district.bbox === null ? (
          <NoDistrict />
        ) : (
          <MapArea
            district={district}
            bbox={district.bbox}
            view={shown}
            figures={figures}
            near={report.isLoading || gap === null ? NOBODY : (report.value?.partners ?? NOBODY)}
            onPick={onPick.pick}
          />
        )}
        {view.show === "table" && <Table {...{ district, view: shown, figures, category: chosen }} onPick={onPick.pick} />}
        {view.show === "map" && figures.rows.length > 0 && (
          <Legend {...{ figures, view: shown, onChoice }} theme={theme} isSimulated={district.simulated} />
        )}
        {isEmpty && district.bbox !== null && <NoRows hasWaves={district.waves.length > 0} />}
        {gaps.error !== null && <Failure error={gaps.error} retry={gaps.retry} />}
      </div>
      <aside class="side" id="results" tabIndex={-1}>
        {gap !== null ? (
          <Panel {...{ district, gap, category: chosen, report }} isPicked={onPick.isPicked()} onClose={onPick.close} />
        ) : figures.rows.length > 0 ? (
          <Overview {...{ district, figures, category: chosen, view: shown }} onPick={onPick.pick} />
        ) : null}
      </aside>
      <Status figures={figures} category={chosen} view={shown} isLoading={gaps.isLoading} />
    </main>
  );
}

const NOBODY: readonly PartnerNearby[] = [];

function queryOf({ geography, category, level, wave }: PlanProps["view"]): GapQuery {
  return { geography, category, level: geography === "attendance-zone" ? level : null, wave };
}

/** The view that the loaded numbers belong to: words and numbers change together, when the new numbers are there. */
function useShown(view: PlanProps["view"], isLoading: boolean): PlanProps["view"] {
  const loaded = useRef(view);
  if (!isLoading) loaded.current = view;
  const { geography, category, level, wave } = loaded.current;
  return { ...view, geography, category, level, wave };
}

/** Picking an area, and giving the focus back to where the pick was made. */
function usePick(onChoice: PlanProps["onChoice"]): {
  pick: (id: string) => void;
  close: () => void;
  isPicked: () => boolean;
} {
  const opener = useRef<HTMLElement | null>(null);
  const pick = (id: string): void => {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    onChoice({ area: id });
    // On a small screen the panel covers the lower part: the map goes up to where it stays in sight.
    if (window.matchMedia(NARROW).matches) {
      requestAnimationFrame(() => document.getElementById("stage")?.scrollIntoView({ block: "start" }));
    }
  };
  const close = (): void => {
    onChoice({ area: null });
    const before = opener.current;
    requestAnimationFrame(() => (before?.isConnected ? before : document.getElementById("results"))?.focus());
  };
  return { pick, close, isPicked: () => opener.current !== null };
}

function ViewSwitch({ view, onChoice }: Pick<PlanProps, "view" | "onChoice">) {
  const words = useWords();
  const options = (["map", "table"] as const).map((id) => ({ id, label: words.say(`control.${id}`) }));
  return (
    <Segments
      name="show"
      legend={words.say("control.view")}
      options={options}
      chosen={view.show}
      onChoose={(show) => onChoice({ show })}
    />
  );
}

interface TableProps extends Pick<PlanProps, "district" | "view"> {
  figures: Figures;
  category: Category | null;
  onPick: (id: string) => void;
}

function Table({ district, view, figures, category, onPick }: TableProps) {
  const words = useWords();
  const caption = words.say("table.caption", {
    category: category === null ? words.say("control.need.all") : nameIn(words.language, category.name),
    by: words.say(`by.${view.geography}`),
    wave: view.wave === null ? "" : formatWave(words.language, view.wave),
  });
  const isSimulated = district.simulated || figures.rows.some(({ gap }: { gap: Gap }) => gap.simulated);
  return (
    <GapTable rows={figures.rows} caption={caption} isSimulated={isSimulated} selected={view.area} onPick={onPick} />
  );
}

interface StatusProps extends Pick<PlanProps, "view"> {
  figures: Figures;
  category: Category | null;
  isLoading: boolean;
}

/** Says aloud what the map shows once it has changed. */
function Status({ figures, category, view, isLoading }: StatusProps) {
  const words = useWords();
  const n_shown = figures.counts.reduce((sum, count) => sum + count, 0);
  const text = isLoading
    ? words.say("state.loading")
    : words.say("status.shown", {
        category: category === null ? words.say("control.need.all") : nameIn(words.language, category.name),
        by: words.say(`by.${view.geography}`),
        shown: words.count("overview.shown", n_shown),
        hidden: words.count("overview.hidden", figures.n_hidden),
      });
  return (
    <p class="for-ears" role="status">
      {text}
    </p>
  );
}
