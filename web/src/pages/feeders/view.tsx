// The feeder patterns: which school feeds which, by how much, and how much need stays unmet at each.

import { useMemo } from "preact/hooks";
import { fetchFeederGaps, fetchFeeders, type FeederGaps } from "../../api/feeders.ts";
import type { District, Heading } from "../../api/types.ts";
import { capitalize, formatWave } from "../../lib/format.ts";
import { CategorySelect, Segments, Select } from "../../shell/fields.tsx";
import { SimulatedTag } from "../../shell/header.tsx";
import type { PageProps } from "../../shell/page.ts";
import { useResource } from "../../shell/resource.ts";
import { Failure, Loading } from "../../shell/states.tsx";
import { useWords } from "../../shell/words.ts";
import { Diagram } from "./diagram.tsx";
import { networkOf, patternOf, type Network } from "./network.ts";
import { patternSentence, unmetOf } from "./sentences.ts";
import { parametersFromView, viewFromParameters, WHOLE_DISTRICT, type FeederView } from "./state.ts";
import { FeederTable } from "./table.tsx";
import "./feeders.css";

export function FeedersPage({ district, headings, parameters, onParameters }: PageProps) {
  const words = useWords();
  const view = viewFromParameters(parameters, headings);
  const onChoice = (choice: Partial<FeederView>): void => onParameters(parametersFromView({ ...view, ...choice }));
  const feeders = useResource("feeders", fetchFeeders);
  const wave = district.waves.find((one) => one === view.wave) ?? district.waves.at(-1) ?? null;
  const gaps = useResource(`${view.category} ${wave}`, (signal) => fetchFeederGaps(view.category, wave, signal));
  const network = useMemo(() => (feeders.value === null ? null : networkOf(feeders.value)), [feeders.value]);
  const failed = [feeders, gaps].find(({ error }) => error !== null);
  return (
    <main class="page feeders" id="results" tabIndex={-1}>
      <h2>{words.say("feeders.heading")}</h2>
      {failed?.error != null ? (
        <Failure error={failed.error} retry={failed.retry} />
      ) : network === null || gaps.value === null ? (
        <Loading />
      ) : network.bands.length === 0 ? (
        <p class="page-lead">{words.say("feeders.none")}</p>
      ) : (
        <Patterns {...{ network, district, headings, view, wave, onChoice }} gaps={gaps.value} isBusy={gaps.isLoading} />
      )}
    </main>
  );
}

interface PatternsProps {
  network: Network;
  gaps: FeederGaps;
  district: District;
  headings: readonly Heading[];
  view: FeederView;
  wave: string | null;
  isBusy: boolean;
  onChoice: (choice: Partial<FeederView>) => void;
}

function Patterns({ network, gaps, district, headings, view, wave, isBusy, onChoice }: PatternsProps) {
  const words = useWords();
  const highs = network.columns.high;
  const high = view.high === WHOLE_DISTRICT ? WHOLE_DISTRICT : (highs.find(({ id }) => id === view.high) ?? highs[0])?.id ?? WHOLE_DISTRICT;
  const shown = useMemo(() => patternOf(network, high === WHOLE_DISTRICT ? null : high), [network, high]);
  const category = headings.flatMap(({ categories }) => categories).find(({ id }) => id === view.category) ?? null;
  const unmet = useMemo(() => unmetOf(gaps.schools), [gaps]);
  const isSimulated = district.simulated;
  const pattern = gaps.patterns.find(({ geography_id }) => geography_id === high) ?? null;
  return (
    <>
      <p class="page-lead">
        {patternSentence(words.language, shown, high === WHOLE_DISTRICT ? null : (network.schools.get(high) ?? null), pattern, category)}{" "}
        {isSimulated && <SimulatedTag />}
      </p>
      <form class="controls feeders-controls" aria-label={words.say("page.controls")} onSubmit={(event) => event.preventDefault()}>
        <Segments
          name="show"
          legend={words.say("control.view")}
          options={(["diagram", "table"] as const).map((id) => ({ id, label: words.say(`feeders.show.${id}`) }))}
          chosen={view.show}
          onChoose={(show) => onChoice({ show })}
        />
        <Select
          label={words.say("feeders.pattern")}
          options={[...highs.map(({ id, name }) => ({ id, label: name })), { id: WHOLE_DISTRICT, label: words.say("feeders.whole") }]}
          chosen={high}
          onChoose={(id) => onChoice({ high: id })}
        />
        <CategorySelect chosen={view.category} headings={headings} onChoose={(id) => onChoice({ category: id })} />
        {district.waves.length > 1 && (
          <Select
            label={words.say("control.wave")}
            options={[...district.waves].reverse().map((id) => ({ id, label: capitalize(formatWave(words.language, id)) }))}
            chosen={wave}
            onChoose={(id) => onChoice({ wave: id })}
          />
        )}
      </form>
      <div aria-busy={isBusy}>
        {view.show === "table" ? (
          <FeederTable network={shown} unmet={unmet} category={view.category} wave={view.wave} />
        ) : (
          <Diagram network={shown} unmet={unmet} category={view.category} wave={view.wave} />
        )}
      </div>
      <p class="quiet feeders-how">{words.say("feeders.how")}</p>
    </>
  );
}
