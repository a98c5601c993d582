// The planner's first view: where need stays unmet, what stands in the way, and who is near.

import { useState } from "preact/hooks";
import { fetchArea } from "../../api/client.ts";
import { fetchPlace, type PlaceKind } from "../../api/places.ts";
import { OUTSIDE, type District, type Heading, type PartnerNearby, type Position } from "../../api/types.ts";
import { formatWave } from "../../lib/format.ts";
import { holds } from "../../lib/scenario_place.ts";
import { whereIs } from "../../lib/sentence.ts";
import { nameIn } from "../../lib/text.ts";
import { CompareWith, ComparePanel } from "./compare.tsx";
import { Controls } from "./controls.tsx";
import { FeederList } from "./feeder_list.tsx";
import { GapTable } from "./gap_table.tsx";
import { Gone } from "./gone.tsx";
import { Legend, swatches } from "./legend.tsx";
import { MapArea } from "./map_area.tsx";
import { Overview } from "./overview.tsx";
import { Panel } from "./panel.tsx";
import { WhereContext } from "./panel/levers.tsx";
import { PlaceCard } from "./place_card.tsx";
import { Search } from "./search.tsx";
import type { SearchTarget } from "./search_entries.ts";
import type { PageProps } from "../../shell/page.ts";
import { useResource } from "../../shell/resource.ts";
import { Failure, NoDistrict, NoRows } from "../../shell/states.tsx";
import { useTheme } from "../../shell/theme.ts";
import { useWords } from "../../shell/words.ts";
import { choose, parametersFromView, PLACES, settle, viewFromParameters, type Places, type View } from "./state.ts";
import { Status } from "./status.tsx";
import { csvAddress, queryOf, useFigures } from "./use_figures.ts";
import { usePick } from "./use_pick.ts";
import { useFeeders } from "./use_scene.ts";
import { useWhatIf, WhatIfButton, whatIfNote, WhatIfSide } from "./what_if/what_if.tsx";
import "./plan.css";

export function PlanPage({ district, headings, parameters, onParameters }: PageProps) {
  const given = viewFromParameters(parameters);
  const onChoice = (choice: Partial<View>): void => onParameters(parametersFromView(choose(given, choice)));
  return <Plan {...{ district, headings, given, onChoice }} view={settle(given, district, headings)} />;
}

interface PlanProps {
  district: District;
  headings: readonly Heading[];
  /** What the address says, and what of it this district has. */
  given: View;
  view: View & { category: string };
  onChoice: (choice: Partial<View>) => void;
}

function Plan({ district, headings, given, view, onChoice }: PlanProps) {
  const words = useWords();
  const theme = useTheme();
  const whatIf = useWhatIf({ link: view.whatIf, onLink: (link) => onChoice({ whatIf: link }) });
  const { figures, real, before, shown, isLoading, failed, gaps } = useFigures(view, district.waves.length > 0, { differences: whatIf.differences, access: district.access });
  const { area } = shown;
  const areaQuery = area === null || area === OUTSIDE ? null : { ...queryOf(shown), id: area };
  const report = useResource(areaQuery && JSON.stringify(areaQuery), (signal) =>
    fetchArea(areaQuery ?? { ...queryOf(shown), id: "" }, signal),
  );
  const place = usePlace(view);
  const feeders = useFeeders(shown);
  const [wanted, setWanted] = useState<string | null>(null);
  const categories = headings.flatMap((heading) => heading.categories);
  const category = categories.find(({ id }) => id === shown.category) ?? null;
  const gapOf = (id: string | null) => figures.rows.find((row) => row.id === id)?.gap ?? null;
  const [gap, other] = [gapOf(area), gapOf(shown.with)];
  const pick = usePick(view, gap !== null, onChoice);
  const isSimulated = district.simulated || figures.rows.some((row) => row.gap.simulated);
  const hasAccess = figures.rows.some((row) => row.gap.access_score !== null);
  const isEmpty = gaps.value !== null && !isLoading && figures.rows.length === 0;
  const where = (at: Position): string | null => {
    const row = figures.rows.find(({ geometry }) => geometry !== null && holds(geometry, at));
    return row === undefined ? null : whereIs(words.language, row.gap);
  };
  const onFound = (target: SearchTarget): void => {
    pick.remember();
    setWanted(`${target.kind}:${target.id}`);
    if (target.kind !== "area") onChoice({ place: { kind: target.kind, id: target.id }, show: "map", places: withLayerOf(target.kind, view.places) });
    else onChoice({ geography: target.geography, ...(target.level === null ? {} : { level: target.level }), area: target.id, with: null });
  };
  return (
    <main class="plan" data-selected={gap !== null || whatIf.isOpen} data-alone={failed?.error != null && figures.rows.length === 0}>
      <Controls hasAccess={hasAccess} view={view} district={district} headings={headings} onChoice={onChoice} />
      <div class="stage" id="stage" data-show={view.show} aria-busy={isLoading}>
        {district.waves.length > 0 && <WhatIfButton whatIf={whatIf} />}
        <Search onFound={onFound} />
        {district.bbox === null ? (
          <NoDistrict />
        ) : (
          <MapArea
            {...{ district, headings, figures, before, feeders, wanted }}
            bbox={district.bbox}
            view={shown}
            near={report.isLoading || gap === null || other !== null ? NOBODY : (report.value?.partners ?? NOBODY)}
            chosen={place.position}
            onPick={pick.area}
            onPlace={pick.place}
            onMap={whatIf.setMap}
            onCamera={(camera) => (camera ?? view.camera) !== null && onChoice({ camera })}
          />
        )}
        {view.place !== null && view.show === "map" && (
          <PlaceCard
            {...{ detail: place.detail, categories, feeders }}
            category={shown.category}
            isPicked={pick.isPicked()}
            onSchool={(id) => onChoice({ geography: "school", area: id, place: null })}
            onPlace={(kind, id) => onChoice({ place: { kind, id } })}
            onClose={() => pick.close({ place: null })}
          />
        )}
        {view.show === "table" && (
          <GapTable
            {...{ figures, before, isSimulated }}
            view={shown}
            caption={words.say("table.caption", {
              category: category === null ? words.say("control.need.all") : nameIn(words.language, category.name),
              by: words.say(`by.${shown.geography}`),
              wave: shown.wave === null ? "" : formatWave(words.language, shown.wave),
            }).replace(/, $/, "") + whatIfNote(words, whatIf)}
            colors={swatches(theme, view, figures)}
            csv={csvAddress(shown)}
            onPick={pick.area}
            onCompare={pick.compare}
          />
        )}
        {view.show === "map" && figures.rows.length > 0 && (
          <Legend {...{ figures, before, headings, theme, isSimulated, onChoice }} view={shown} />
        )}
        {isEmpty && district.bbox !== null && <NoRows hasWaves={district.waves.length > 0} />}
        {failed?.error != null && <Failure error={failed.error} retry={failed.retry} />}
      </div>
      <aside class="side" id="results" tabIndex={-1}>
        <Gone given={given} settled={view} rows={isLoading || figures.rows.length === 0 ? null : figures.rows} />
        {whatIf.isOpen ? (
          <WhatIfSide {...{ whatIf, district, headings, gaps, real, isLoading }} view={shown} />
        ) : gap !== null && other !== null ? (
          <ComparePanel a={gap} b={other} {...{ isSimulated }} isPicked={pick.isPicked()} onStop={() => pick.close({ with: null })} />
        ) : gap !== null ? (
          <>
            <WhereContext.Provider value={where}>
              <Panel {...{ district, gap, category, report }} onTry={whatIf.tryChange} isPicked={pick.isPicked()} onClose={() => pick.close({ area: null })} />
            </WhereContext.Provider>
            {shown.place === null && <FeederList feeders={feeders} heading="h3" />}
            {gap.geography_id !== OUTSIDE && <CompareWith rows={figures.rows} area={gap.geography_id} onChoose={pick.compare} />}
          </>
        ) : figures.rows.length === 0 ? null : district.waves.length > 0 ? (
          <Overview {...{ district, figures, category, view: shown }} onPick={pick.area} />
        ) : (
          <NoRows hasWaves={false} />
        )}
      </aside>
      <Status figures={figures} category={category} view={shown} isLoading={isLoading} />
    </main>
  );
}

const LAYERS = { partner: "partners", school: "schools", asset: "assets" } as const;

/** What is looked for shows on the map, whatever was switched off. */
function withLayerOf(kind: PlaceKind, shown: readonly Places[]): Places[] {
  return PLACES.filter((one) => one === LAYERS[kind] || shown.includes(one));
}

const NOBODY: readonly PartnerNearby[] = [];

/** The place whose card is open, and where it is. */
function usePlace({ place }: View) {
  const key = place === null ? null : `${place.kind}:${place.id}`;
  const detail = useResource(key, (signal) => fetchPlace(place?.kind ?? "partner", place?.id ?? "", signal));
  const geometry = detail.isLoading ? null : (detail.value?.feature.geometry ?? null);
  const [lon, lat] = geometry?.type === "Point" ? geometry.coordinates : [];
  const position: Position | null = lon === undefined || lat === undefined ? null : [lon, lat];
  return { detail, position };
}
