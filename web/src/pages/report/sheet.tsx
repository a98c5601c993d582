// The sheet of paper. It holds as much as fits on one page of Letter or A4.

import { useRef } from "preact/hooks";
import { fetchSurroundings } from "../../api/one_area.ts";
import type { AreaReport, Category, District, Feature, Gap, Heading, Position } from "../../api/types.ts";
import { formatCount, formatToday, formatWave } from "../../lib/format.ts";
import { areaName, gapSentence, whereIs } from "../../lib/sentence.ts";
import { holds } from "../../lib/scenario_place.ts";
import { sharingSentence, sureSentences } from "../../lib/sentence_sure.ts";
import { nameIn } from "../../lib/text.ts";
import { SimulatedTag } from "../../shell/header.tsx";
import { useResource } from "../../shell/resource.ts";
import { useWords } from "../../shell/words.ts";
import { Anatomy } from "../plan/panel/anatomy.tsx";
import { LeverList, useLevers, WhereContext } from "../plan/panel/levers.tsx";
import { useFit } from "./fit.ts";
import { Footer } from "./footer.tsx";
import { AreaMap } from "./map.tsx";
import { NearList } from "./near.tsx";
import { NeedList } from "./needs.tsx";
import { Part } from "./part.tsx";
import { FeederSchools } from "./schools.tsx";
import { needsOf } from "./state.ts";

const N_NEEDS = 5;
const N_NEAR = 3;
const N_LEVERS = 3;
/** Causes with their meaning in full; the smaller ones have their name only. */
const N_MEANINGS = 3;

interface SheetProps {
  district: District;
  gap: Gap;
  /** Null for all needs together. */
  category: Category | null;
  report: AreaReport;
  /** The area's cells of all categories. */
  cells: readonly Gap[];
  headings: readonly Heading[];
}

export function Sheet({ district, gap, category, report, cells, headings }: SheetProps) {
  const words = useWords();
  const sheet = useRef<HTMLElement>(null);
  useFit(sheet);
  const { geography, geography_id, wave } = gap;
  const around = useResource(JSON.stringify([geography, geography_id, wave]), (signal) => fetchSurroundings(gap, signal));
  const where = (at: Position): string | null => {
    const isHere = ({ geometry }: Feature<unknown>): boolean => geometry !== null && holds(geometry, at);
    const { own = [], others = [] } = around.value ?? {};
    const found = own.some(isHere) ? gap : others.find(isHere)?.properties;
    // Nobody looks for the place of a school in a school.
    return found === undefined || found.geography === "school" ? null : whereIs(words.language, found);
  };
  const near = report.partners.slice(0, N_NEAR);
  const need = category === null ? words.say("control.need.all") : nameIn(words.language, category.name);
  return (
    <article class="sheet" aria-labelledby="sheet-title" ref={sheet}>
      <header class="sheet-head">
        <p class="kicker">
          {district.name} · {words.say(`geography.one.${gap.geography}`)}
          {gap.level !== null && ` (${words.say(`level.${gap.level}`)})`} · {formatToday(words.language)}
        </p>
        <h2 id="sheet-title" class="title">
          {areaName(words.language, gap)} {(gap.simulated || district.simulated) && <SimulatedTag />}
        </h2>
        <p class="lead">{gapSentence(words.language, gap, category)}</p>
        <p class="sheet-based">
          {gap.wave !== null && words.say("report.based", { wave: formatWave(words.language, gap.wave) })}{" "}
          {sureSentences(words.language, gap, district.access).join(" ")}
        </p>
      </header>
      <div class="sheet-columns">
        <div class="sheet-main">
          <Part title={words.say("report.needs")}>
            <NeedList needs={needsOf(cells, N_NEEDS)} chosen={gap.category} headings={headings} />
          </Part>
          <Part title={words.say("report.closer", { need })}>
            <CloserLook gap={gap} />
          </Part>
          {gap.coordination_gain !== null && (
            <Part title={words.say("panel.sharing")}>
              <p>{sharingSentence(words.language, gap)}</p>
            </Part>
          )}
        </div>
        <div class="sheet-side">
          <AreaMap {...{ gap, district, around }} partners={near} />
          <Part title={words.say("report.near")}>
            <NearList partners={near} />
          </Part>
          <FeederSchools gap={gap} />
        </div>
      </div>
      {category !== null && (
        <WhereContext.Provider value={where}>
          <ClosingPart gap={gap} access={district.access} />
        </WhereContext.Provider>
      )}
      <Footer gap={gap} access={district.access} />
    </article>
  );
}

/** How many need it and are served, and what stands in the way of the others. */
function CloserLook({ gap }: { gap: Gap }) {
  const words = useWords();
  const { needs, served, unmet } = gap;
  const count = (n: number): string => formatCount(words.language, n);
  if (gap.suppression !== null) return <p>{words.say("hidden.why")}</p>;
  return (
    <>
      {needs !== null && served !== null && unmet !== null && (
        <p class="sheet-numbers">
          {words.say(gap.category === "all" ? "report.numbers.all" : "report.numbers", {
            needs: count(needs),
            served: count(served),
            unmet: count(unmet),
          })}
        </p>
      )}
      {unmet === null && <p>{words.say("hidden.why")}</p>}
      {unmet !== null && unmet > 0 && <Anatomy gap={gap} unmet={unmet} nMeanings={N_MEANINGS} />}
    </>
  );
}

/** What would close the gap, where the reader may see it and there is something. */
function ClosingPart({ gap, access }: { gap: Gap; access: District["access"] }) {
  const words = useWords();
  const hasGap = gap.suppression === null && gap.unmet !== 0;
  const levers = useLevers(gap, access, hasGap, N_LEVERS);
  if (!hasGap || levers.error !== null) return null;
  if (levers.isLoading) {
    return (
      <Part title={words.say("levers.title")}>
        <p class="quiet" role="status">
          {words.say("levers.loading")}
        </p>
      </Part>
    );
  }
  if (levers.value === null) return null;
  return (
    <Part title={words.say("levers.title")}>
      {levers.value.length === 0 ? (
        <p class="quiet">{words.say("levers.none")}</p>
      ) : (
        <LeverList levers={levers.value.slice(0, N_LEVERS)} unmet={gap.unmet} />
      )}
    </Part>
  );
}
