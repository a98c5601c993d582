// One area on one sheet of paper, for a principal: the panel's numbers and words without the map's choices.

import { fetchArea } from "../../api/client.ts";
import { fetchNeeds } from "../../api/one_area.ts";
import type { Category, Gap, Heading } from "../../api/types.ts";
import { nameIn } from "../../lib/text.ts";
import { Select } from "../../shell/fields.tsx";
import type { PageProps } from "../../shell/page.ts";
import { useResource } from "../../shell/resource.ts";
import { hashFromRoute, hashOfPage } from "../../shell/route.ts";
import { Failure, NoRows } from "../../shell/states.tsx";
import { useWords } from "../../shell/words.ts";
import { ALL_NEEDS } from "../plan/state.ts";
import { Sheet } from "./sheet.tsx";
import { choiceFrom, mapParameters, needsOf, type ReportChoice } from "./state.ts";
import "../plan/panel.css";
import "./report.css";

const NOT_FOUND = 404;

export function ReportPage(props: PageProps) {
  const choice = choiceFrom(props.parameters, props.district, props.headings);
  return (
    <main class="report" id="results" tabIndex={-1}>
      {choice === null ? <NoArea route={props.route} isUnknown={false} /> : <Report {...props} choice={choice} />}
    </main>
  );
}

function Report({ district, headings, parameters, onParameters, route, choice }: PageProps & { choice: ReportChoice }) {
  const words = useWords();
  const { geography, id, wave } = choice;
  const needs = useResource(JSON.stringify([geography, id, wave]), (signal) => fetchNeeds({ geography, id, wave }, signal));
  const cells = needs.value ?? [];
  // Until the needs are there nobody can tell which is the largest.
  const category = choice.category ?? (needs.value === null ? null : (needsOf(cells, 1).largest[0]?.category ?? ALL_NEEDS));
  const query = category === null ? null : { geography, id, wave, category, level: null };
  const area = useResource(query && JSON.stringify(query), (signal) => fetchArea(query ?? { ...choice, category: ALL_NEEDS, level: null }, signal));
  const failed = [needs, area].find(({ error }) => error !== null);
  if (failed?.error?.status === NOT_FOUND) return <NoArea route={route} isUnknown />;
  if (failed?.error != null) return <Failure error={failed.error} retry={failed.retry} />;
  const gap = area.value?.gap ?? null;
  if (area.value === null || needs.value === null || category === null) return <Preparing />;
  if (gap === null) return district.waves.length === 0 ? <NoRows hasWaves={false} /> : <NoArea route={route} isUnknown />;
  const back = hashFromRoute({ page: "map", parameters: mapParameters(gap), language: route.language });
  return (
    <>
      <div class="report-bar">
        <a class="report-back" href={back}>
          {words.say("report.back")}
        </a>
        <NeedSelect
          headings={headings}
          chosen={category}
          onChoose={(chosen) => {
            const next = new URLSearchParams(parameters);
            next.set("category", chosen);
            onParameters(next);
          }}
        />
        <button type="button" class="button" onClick={() => window.print()}>
          {words.say("report.print")}
        </button>
      </div>
      <Sheet
        district={district}
        gap={gap}
        category={categoryOf(headings, category)}
        report={area.value}
        cells={cells}
        headings={headings}
      />
    </>
  );
}

function categoryOf(headings: readonly Heading[], id: Gap["category"]): Category | null {
  return headings.flatMap(({ categories }) => categories).find((category) => category.id === id) ?? null;
}

interface NeedSelectProps {
  headings: readonly Heading[];
  chosen: string;
  onChoose: (category: string) => void;
}

function NeedSelect({ headings, chosen, onChoose }: NeedSelectProps) {
  const words = useWords();
  const categories = headings.flatMap((heading) => heading.categories);
  const options = [
    { id: ALL_NEEDS, label: words.say("control.need.all") },
    ...categories.map(({ id, name }) => ({ id, label: nameIn(words.language, name) })),
  ];
  return <Select label={words.say("report.need")} options={options} chosen={chosen} onChoose={onChoose} />;
}

function Preparing() {
  const words = useWords();
  return (
    <div class="state" role="status">
      <span class="spinner" aria-hidden="true" />
      <p>{words.say("report.loading")}</p>
    </div>
  );
}

function NoArea({ route, isUnknown }: Pick<PageProps, "route"> & { isUnknown: boolean }) {
  const words = useWords();
  return (
    <div class="state">
      <h2>{words.say(isUnknown ? "report.unknown" : "report.none")}</h2>
      <p>{words.say("report.none.next")}</p>
      <p>
        <a class="report-back" href={hashOfPage("map", route)}>
          {words.say("report.back")}
        </a>
      </p>
    </div>
  );
}
