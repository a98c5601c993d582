import type { Category, District, Geography } from "../../api/types.ts";
import { formatWave } from "../../lib/format.ts";
import { formatValue, ranking, type Figures } from "../../lib/figures.ts";
import { MEASURE_FACTS } from "../../lib/measures.ts";
import { areaName } from "../../lib/sentence.ts";
import { nameIn } from "../../lib/text.ts";
import { SimulatedTag } from "../../shell/header.tsx";
import { leadSentence } from "./measure_words.ts";
import type { View } from "./state.ts";
import { useWords } from "../../shell/words.ts";

interface OverviewProps {
  district: District;
  figures: Figures;
  category: Category | null;
  view: View;
  onPick: (id: string) => void;
}

const N_RANKED = 6;

/** What stands beside the map while no area is selected. */
export function Overview({ district, figures, category, view, onPick }: OverviewProps) {
  const words = useWords();
  const { measure } = view;
  const ranked = ranking(figures.rows, MEASURE_FACTS[measure].first);
  const [first] = ranked;
  const most = Math.max(1, ...ranked.map(({ value }) => value));
  /** Nobody is first where all are the same. */
  const areEqual = ranked.length > 1 && ranked.every(({ value }) => value === first?.value);
  const lead = first === undefined ? null : leadSentence(words, measure, first, category, figures.n_hidden > 0);
  const title = category === null ? words.say("control.need.all") : nameIn(words.language, category.name);
  return (
    <section class="overview" aria-labelledby="overview-title">
      <p class="kicker">
        {view.wave !== null && `${formatWave(words.language, view.wave)}, `}
        {words.say(`by.${view.geography}`)}
      </p>
      <h2 id="overview-title" class="title">
        {title}
      </h2>
      <p class="lead">{lead ?? words.say(measure === "access" && figures.n_unknown > 0 ? "overview.nothing.access" : "overview.nothing")}</p>
      {district.simulated && <SimulatedTag />}
      {ranked.length > 0 && <h3>{words.say(areEqual ? "overview.ranking.equal" : measure === "families" ? "overview.ranking" : `map.ranking.${measure}`)}</h3>}
      <ol class="ranking">
        {ranked.slice(0, N_RANKED).map((row) => (
          <li key={row.id}>
            <button type="button" onClick={() => onPick(row.id)}>
              <span class="ranking-name">{areaName(words.language, row.gap)}</span>
              <span class="ranking-value">{formatValue(words.language, measure, row.value)}</span>
              <span class={`bar bar-${MEASURE_FACTS[measure].ramp}`} style={{ "--part": String(Math.max(0, row.value) / most) }} />
            </button>
          </li>
        ))}
      </ol>
      <Reading district={district} figures={figures} geography={view.geography} n_shown={ranked.length} />
    </section>
  );
}

interface ReadingProps {
  district: District;
  figures: Figures;
  geography: Geography;
  n_shown: number;
}

function Reading({ district, figures, geography, n_shown }: ReadingProps) {
  const words = useWords();
  return (
    <>
      <p class="quiet">
        {words.count(geography === "school" ? "overview.shown.schools" : "overview.shown", n_shown)}
        {figures.n_hidden > 0 && `, ${words.count("overview.hidden", figures.n_hidden)}`}
        {figures.n_unknown > 0 && `, ${words.count("map.areas.unknown", figures.n_unknown)}`}.
      </p>
      <h3>{words.say("overview.how")}</h3>
      <p class="quiet">{words.say("overview.how.unmet")}</p>
      <p class="quiet">{words.say("overview.how.pick")}</p>
      <p class="quiet">{words.say(district.access === "public" ? "notice.public" : "notice.staff")}</p>
    </>
  );
}
