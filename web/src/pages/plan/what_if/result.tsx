// What the scenario brings: the sentence first, then area by area.

import { useState } from "preact/hooks";
import type { ScenarioReply } from "../../../api/scenarios.ts";
import { OUTSIDE, type Category, type Feature, type Gap, type Heading } from "../../../api/types.ts";
import { formatCount, formatList } from "../../../lib/format.ts";
import { otherCategories, type Layer } from "../../../lib/scenario_figures.ts";
import { areaName } from "../../../lib/sentence.ts";
import { nameIn } from "../../../lib/text.ts";
import { SimulatedTag } from "../../../shell/header.tsx";
import { useWords } from "../../../shell/words.ts";
import { formatSigned } from "../../../lib/format.ts";
import { categoriesOf } from "./site_words.ts";
import { resultSentence, splitOf, type Split } from "./result_words.ts";

interface ResultProps {
  reply: ScenarioReply;
  layer: Layer;
  features: readonly Feature<Gap>[];
  headings: readonly Heading[];
  category: Category | null;
  isSimulated: boolean;
  /** The selected area of the map. */
  area: string | null;
  /** Whether the map shows a measure that scenarios do not compute. */
  isOtherMeasure: boolean;
}

export function Result(props: ResultProps) {
  const { reply, layer, features, category, isSimulated } = props;
  const words = useWords();
  const split = splitOf(reply, layer, features);
  return (
    <section class="whatif-result" aria-labelledby="whatif-result-title">
      <h3 id="whatif-result-title" class="for-ears">
        {words.say("whatif.result.title")}
      </h3>
      <p class="lead">{resultSentence(words, reply, layer, category, split)}</p>
      {(isSimulated || reply.simulated) && <SimulatedTag />}
      {props.isOtherMeasure && <p class="quiet">{words.say("whatif.result.measure")}</p>}
      <Areas split={split} layer={layer} />
      <Others {...props} />
      <Selected {...props} />
    </section>
  );
}

const N_FIRST = 5;

function Areas({ split, layer }: { split: Split; layer: Layer }) {
  const words = useWords();
  const [areAll, setAreAll] = useState(false);
  const { shown, rest } = split;
  const most = Math.max(1, ...shown.map(({ served }) => Math.abs(served)));
  const listed = areAll ? shown : shown.slice(0, N_FIRST);
  return (
    <>
      {shown.length > 0 && (
        <ul class="whatif-areas" aria-label={words.say("whatif.result.areas")}>
          {listed.map(({ id, name, served }) => (
            <li key={id}>
              <span>{areaName(words.language, { geography: layer.geography, geography_id: id, name })}</span>
              <span class="whatif-n" data-loss={served < 0}>
                {formatSigned(words.language, Math.round(served))}
              </span>
              <span class="bar" data-loss={served < 0} style={{ "--part": String(Math.abs(served) / most) }} />
            </li>
          ))}
        </ul>
      )}
      {shown.length > N_FIRST && (
        <button type="button" class="whatif-small" aria-expanded={areAll} onClick={() => setAreAll(!areAll)}>
          {areAll ? words.say("whatif.result.few") : words.say("whatif.result.all", { n: formatCount(words.language, shown.length) })}
        </button>
      )}
      {Math.round(rest) !== 0 && <p class="quiet">{words.say("whatif.result.rest", { n: formatSigned(words.language, Math.round(rest)) })}</p>}
    </>
  );
}

function Others({ reply, layer, headings }: ResultProps) {
  const words = useWords();
  const others = layer.category === "all" ? [] : otherCategories(reply.differences, layer.category);
  if (others.length === 0) return null;
  const all = categoriesOf(headings);
  const parts = others.map(({ category, served }) => {
    const found = all.find(({ id }) => id === category);
    return `${found === undefined ? category : nameIn(words.language, found.name)} ${formatSigned(words.language, Math.round(served))}`;
  });
  return <p class="quiet">{words.say("whatif.result.categories", { parts: formatList(words.language, parts) })}</p>;
}

/** The area that is selected on the map: before and with the scenario. */
function Selected({ reply, layer, features, area }: ResultProps) {
  const words = useWords();
  const gap = features.find(({ properties }) => properties.geography_id === area)?.properties;
  if (gap === undefined || gap.geography_id === OUTSIDE || gap.served === null) return null;
  const served = reply.differences.find(
    (one) => one.geography === layer.geography && one.category === layer.category && one.geography_id === area,
  )?.change.served;
  const name = areaName(words.language, gap);
  const n = formatSigned(words.language, Math.round(served ?? 0));
  return <p class="quiet">{Math.round(served ?? 0) === 0 ? words.say("whatif.result.selected.none", { name }) : words.say("whatif.result.selected", { name, n })}</p>;
}
