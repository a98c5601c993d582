// Two scenarios side by side, area by area; each can be shown on the map in turn.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { postScenario, ScenarioFailed, type ScenarioReply } from "../../../api/scenarios.ts";
import type { Feature, Gap } from "../../../api/types.ts";
import { wireChanges, type Scenario } from "../../../lib/scenario.ts";
import { compared, totalChange, type Layer } from "../../../lib/scenario_figures.ts";
import { areaName } from "../../../lib/sentence.ts";
import { Segments } from "../../../shell/fields.tsx";
import { SimulatedTag } from "../../../shell/header.tsx";
import { Loading } from "../../../shell/states.tsx";
import { useWords } from "../../../shell/words.ts";
import { formatSigned } from "../../../lib/format.ts";
import { splitOf } from "./result_words.ts";
import { Trouble } from "./trouble.tsx";

export interface Choice {
  id: string;
  name: string;
  scenario: Scenario;
}

interface CompareProps {
  choices: readonly Choice[];
  wave: string | null;
  layer: Layer;
  features: readonly Feature<Gap>[];
  isSimulated: boolean;
  /** The scenario that the map shows. */
  onShow: (scenario: Scenario) => void;
  onClose: () => void;
}

type Side = "a" | "b";

export function Compare({ choices, wave, layer, features, isSimulated, onShow, onClose }: CompareProps) {
  const words = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  const [ids, setIds] = useState<Record<Side, string>>({ a: choices[0]?.id ?? "", b: choices[1]?.id ?? "" });
  const [side, setSide] = useState<Side>("a");
  const of = (which: Side): Choice | undefined => choices.find(({ id }) => id === ids[which]) ?? choices[0];
  const [a, b] = [of("a"), of("b")];
  const { replies, failure, retry } = useBoth(a?.scenario, b?.scenario, wave, layer);
  useEffect(() => title.current?.focus({ preventScroll: true }), []);
  const shown = side === "a" ? a : b;
  useEffect(() => {
    if (shown !== undefined) onShow(shown.scenario);
  }, [shown?.id]);
  if (a === undefined || b === undefined) return null;
  return (
    <section class="whatif-compare" aria-labelledby="whatif-compare-title">
      <h3 id="whatif-compare-title" tabIndex={-1} ref={title}>
        {words.say("whatif.compare.title")}
      </h3>
      <div class="whatif-pair">
        <Choose label={words.say("whatif.compare.a")} choices={choices} chosen={ids.a} onChoose={(id) => setIds({ ...ids, a: id })} />
        <Choose label={words.say("whatif.compare.b")} choices={choices} chosen={ids.b} onChoose={(id) => setIds({ ...ids, b: id })} />
      </div>
      <Segments
        name="whatif-side"
        legend={words.say("whatif.compare.show")}
        options={[
          { id: "a", label: words.say("whatif.compare.a") },
          { id: "b", label: words.say("whatif.compare.b") },
        ]}
        chosen={side}
        onChoose={setSide}
      />
      {failure !== null ? (
        <Trouble failure={failure} retry={retry} />
      ) : replies === null ? (
        <Loading />
      ) : (
        <Table {...{ a, b, replies, layer, features }} isSimulated={isSimulated || replies[0].simulated} />
      )}
      <button type="button" class="button" onClick={onClose}>
        {words.say("whatif.compare.stop")}
      </button>
    </section>
  );
}

interface ChooseProps {
  label: string;
  choices: readonly Choice[];
  chosen: string;
  onChoose: (id: string) => void;
}

function Choose({ label, choices, chosen, onChoose }: ChooseProps) {
  const id = useId();
  return (
    <div class="whatif-field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <select id={id} value={chosen} onChange={(event) => onChoose(event.currentTarget.value)}>
        {choices.map(({ id: value, name }) => (
          <option key={value} value={value} selected={value === chosen}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

type Replies = readonly [ScenarioReply, ScenarioReply];

interface TableProps {
  a: Choice;
  b: Choice;
  replies: Replies;
  layer: Layer;
  features: readonly Feature<Gap>[];
  isSimulated: boolean;
}

function Table({ a, b, replies, layer, features, isSimulated }: TableProps) {
  const words = useWords();
  const [left, right] = [splitOf(replies[0], layer, features), splitOf(replies[1], layer, features)];
  const rows = compared(left.shown, right.shown);
  const n = (served: number): string => formatSigned(words.language, Math.round(served));
  const [total, other] = [totalChange(replies[0].differences, layer.category).served, totalChange(replies[1].differences, layer.category).served];
  return (
    <div class="whatif-table" role="region" aria-label={words.say("whatif.compare.table")} tabIndex={0}>
      <table>
        <caption>
          {words.say("whatif.compare.caption", { a: a.name, b: b.name })} {isSimulated && <SimulatedTag />}
        </caption>
        <thead>
          <tr>
            <th scope="col">{words.say(`geography.one.${layer.geography}`)}</th>
            <th scope="col">{words.say("whatif.compare.a")}</th>
            <th scope="col">{words.say("whatif.compare.b")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{areaName(words.language, { geography: layer.geography, geography_id: row.id, name: row.name })}</th>
              <td>{n(row.a)}</td>
              <td>{n(row.b)}</td>
            </tr>
          ))}
          {(Math.round(left.rest) !== 0 || Math.round(right.rest) !== 0) && (
            <tr>
              <th scope="row">{words.say("whatif.compare.rest")}</th>
              <td>{n(left.rest)}</td>
              <td>{n(right.rest)}</td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.say("whatif.compare.total")}</th>
            <td>{n(total)}</td>
            <td>{n(other)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function useBoth(a: Scenario | undefined, b: Scenario | undefined, wave: string | null, layer: Layer) {
  const [state, setState] = useState<{ replies: Replies | null; failure: ScenarioFailed | null }>({ replies: null, failure: null });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (a === undefined || b === undefined) return undefined;
    const abort = new AbortController();
    const ask = (scenario: Scenario): Promise<ScenarioReply> =>
      postScenario({ wave, category: layer.category, changes: wireChanges(scenario) }, layer, abort.signal);
    Promise.all([ask(a), ask(b)]).then(
      ([left, right]) => !abort.signal.aborted && setState({ replies: [left, right], failure: null }),
      (reason: unknown) => {
        if (abort.signal.aborted) return;
        setState({ replies: null, failure: reason instanceof ScenarioFailed ? reason : new ScenarioFailed("failed", String(reason)) });
      },
    );
    return () => abort.abort();
  }, [a?.changes, b?.changes, wave, layer.geography, layer.level, layer.category, attempt]);
  return { ...state, retry: () => setAttempt((n) => n + 1) };
}
