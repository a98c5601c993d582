// Feeder patterns: who feeds whom from elementary to high, and how much need stays unmet at each school.

import { useMemo } from "preact/hooks";
import { fetchFeederGaps, fetchFeeders, type FeederGaps, type Feeders } from "../../api/feeders.ts";
import type { Category, Gap } from "../../api/types.ts";
import { formatWave } from "../../lib/format.ts";
import { gapSentence, largestSentence } from "../../lib/sentence.ts";
import { nameIn } from "../../lib/text.ts";
import { SimulatedTag } from "../../shell/header.tsx";
import type { PageProps } from "../../shell/page.ts";
import { Page, PageHead } from "../../shell/page_head.tsx";
import { useResource } from "../../shell/resource.ts";
import { Empty, Failure, Loading } from "../../shell/states.tsx";
import { useMedia } from "../../shell/use_media.ts";
import { useWords } from "../../shell/words.ts";
import { Controls } from "./controls.tsx";
import { Diagram } from "./diagram.tsx";
import { mapAddress } from "./figures.ts";
import { Key } from "./key.tsx";
import { networkOf, patternOf, type Network } from "./network.ts";
import { Outside } from "./outside.tsx";
import { rowsOf, sortFrom } from "./rows.ts";
import { chosenHigh, parametersFromView, settle, unmetOf, viewFromParameters, type View } from "./state.ts";
import { FeederTable } from "./table.tsx";
import { Tree } from "./tree.tsx";
import "../../shell/table.css";
import "./feeders.css";

const FEEDERS_COMMAND = "commonground import zones";

export function FeedersPage({ district, headings, parameters, onParameters, route }: PageProps) {
  const words = useWords();
  const view = viewFromParameters(parameters);
  const { category, wave } = settle(view, district, headings);
  const feeders = useResource("feeders", fetchFeeders);
  const gaps = useResource(`${category} ${wave}`, (signal) => fetchFeederGaps(category, wave, signal));
  const failed = [feeders, gaps].find(({ error }) => error !== null);
  const chosen = headings.flatMap((heading) => heading.categories).find(({ id }) => id === category) ?? null;
  const onChoice = (choice: Partial<View>): void => onParameters(parametersFromView({ ...view, ...choice }));
  const isReady = feeders.value !== null && gaps.value !== null;
  return (
    <Page name="feeders" isBusy={feeders.isLoading || gaps.isLoading}>
      <PageHead title={words.say("feeders.title")}>
        <p class="page-lead">{words.say("feeders.lead")}</p>
      </PageHead>
      {failed?.error != null ? (
        <Failure error={failed.error} retry={failed.retry} />
      ) : !isReady ? (
        <Loading />
      ) : feeders.value?.pairs.length === 0 ? (
        <Empty title={words.say("feeders.empty")}>{words.say("feeders.empty.next", { command: FEEDERS_COMMAND })}</Empty>
      ) : (
        <Content
          {...{ district, headings, route, view, category, wave, chosen, onChoice }}
          feeders={feeders.value ?? NONE}
          gaps={gaps.value ?? NO_GAPS}
        />
      )}
    </Page>
  );
}

const NONE: Feeders = { pairs: [], members: [], schools: [] };
const NO_GAPS: FeederGaps = { schools: [], patterns: [] };
/** Narrower than this, three columns have no room. */
const NARROW = "(max-width: 900px)";
/** More schools than this are shown with one line each. */
const FEW = 30;

interface ContentProps extends Pick<PageProps, "district" | "headings" | "route"> {
  view: View;
  category: string;
  wave: string | null;
  /** Null for all needs together. */
  chosen: Category | null;
  feeders: Feeders;
  gaps: FeederGaps;
  onChoice: (choice: Partial<View>) => void;
}

function Content({ district, headings, route, view, category, wave, chosen, feeders, gaps, onChoice }: ContentProps) {
  const words = useWords();
  const isNarrow = useMedia(NARROW);
  const whole = useMemo(() => networkOf(feeders), [feeders]);
  const high = chosenHigh(view, whole, gaps);
  const network = useMemo(() => patternOf(whole, high), [whole, high]);
  const gapOf = useMemo(() => new Map(gaps.schools.map((gap) => [gap.geography_id, gap])), [gaps]);
  const shown = Object.values(network.columns).flat();
  const most = Math.max(0, ...shown.map(({ id }) => unmetOf(gapOf.get(id) ?? null) ?? 0));
  const marked = shown.find(({ id }) => id === view.school)?.id ?? null;
  const addressOf = (id: string): string =>
    mapAddress(route, whole.schools.get(id) ?? { id, isKnown: true, column: "" }, category);
  const drawing = { network, gaps: gapOf, most, marked, addressOf };
  const isSimulated = district.simulated || gaps.schools.some(({ simulated }) => simulated);
  const caption = words.say("feeders.caption", {
    category: chosen === null ? words.say("control.need.all") : nameIn(words.language, chosen.name),
    wave: wave === null ? "" : formatWave(words.language, wave),
    pattern: high === null ? words.say("feeders.whole") : (whole.schools.get(high)?.name ?? high),
  });
  return (
    <>
      <Controls {...{ district, headings, whole, network, view, category, wave, high, marked, onChoice }} />
      <div class="feeders-said">
        <p class="feeders-sentence" role="status">
          {sentenceOf(words.language, high, gaps.patterns, chosen) ?? caption}
        </p>
        <p class="quiet">
          {summary(words, network)} {isSimulated && <SimulatedTag />}
        </p>
      </div>
      {view.show === "table" ? (
        <FeederTable
          rows={rowsOf(network, gapOf)}
          sort={sortFrom(view.sort)}
          onSort={({ column, isDescending }) => onChoice({ sort: isDescending ? `-${column}` : column })}
          {...{ caption, isSimulated, marked, addressOf }}
        />
      ) : isNarrow ? (
        <Tree {...drawing} />
      ) : (
        <Diagram {...drawing} isDense={shown.length > FEW} />
      )}
      <Key network={network} isTable={view.show === "table"} />
      <Outside network={whole} gaps={gapOf} addressOf={addressOf} />
    </>
  );
}

function sentenceOf(language: Parameters<typeof gapSentence>[0], high: string | null, patterns: readonly Gap[], category: Category | null): string | null {
  if (high !== null) {
    const gap = patterns.find(({ geography_id }) => geography_id === high);
    return gap === undefined ? null : gapSentence(language, gap, category);
  }
  const known = patterns.filter((gap) => unmetOf(gap) !== null && gap.name !== null);
  const [gap] = [...known].sort((a, b) => (unmetOf(b) ?? 0) - (unmetOf(a) ?? 0));
  if (gap === undefined) return null;
  return largestSentence(language, { gap, category, measure: "families", areSomeHidden: known.length < patterns.length });
}

function summary(words: ReturnType<typeof useWords>, { columns }: Network): string {
  const n_split = Object.values(columns).flat().filter(({ isSplit }) => isSplit).length;
  return [
    words.count("feeders.n.elementary", columns.elementary.length),
    words.count("feeders.n.middle", columns.middle.length),
    words.count("feeders.n.high", columns.high.length),
    n_split === 0 ? words.say("feeders.n.split.none") : words.count("feeders.n.split", n_split),
  ].join(" · ");
}
