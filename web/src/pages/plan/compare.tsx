// Two areas side by side: the same numbers, and by how much they differ.

import { useEffect, useRef, useState } from "preact/hooks";
import { OUTSIDE, type Gap } from "../../api/types.ts";
import { formatCount, formatShare, formatSigned } from "../../lib/format.ts";
import { NUMBERS, numberIn, type NumberColumn, type Row } from "../../lib/figures.ts";
import { areaName } from "../../lib/sentence.ts";
import { SimulatedTag } from "../../shell/header.tsx";
import { useWords, type Words } from "../../shell/words.ts";
import "./compare.css";

interface CompareWithProps {
  rows: readonly Row[];
  area: string;
  onChoose: (id: string) => void;
}

/** Starts a comparison from the panel. */
export function CompareWith({ rows, area, onChoose }: CompareWithProps) {
  const words = useWords();
  const [chosen, setChosen] = useState("");
  const others = rows
    .filter(({ id }) => id !== area && id !== OUTSIDE)
    .map(({ id, gap }) => ({ id, name: areaName(words.language, gap) }))
    .sort((a, b) => a.name.localeCompare(b.name, words.language, { numeric: true }));
  const compare = (event: Event): void => {
    event.preventDefault();
    if (chosen !== "") onChoose(chosen);
  };
  return (
    <form class="compare-with" onSubmit={compare}>
      <label for="compare-with">{words.say("compare.with")}</label>
      <div>
        <select id="compare-with" value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
          <option value="">{words.say("compare.choose")}</option>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
        <button type="submit" class="button" disabled={chosen === ""}>
          {words.say("compare.row")}
        </button>
      </div>
    </form>
  );
}

interface ComparePanelProps {
  a: Gap;
  b: Gap;
  isSimulated: boolean;
  isPicked: boolean;
  onStop: () => void;
}

export function ComparePanel({ a, b, isSimulated, isPicked, onStop }: ComparePanelProps) {
  const words = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isPicked) title.current?.focus({ preventScroll: true });
  }, [a.geography_id, b.geography_id]);
  const names = { a: areaName(words.language, a), b: areaName(words.language, b) };
  return (
    <section class="compare" aria-labelledby="compare-title" onKeyDown={(event) => event.key === "Escape" && onStop()}>
      <div class="panel-head">
        <p class="kicker">{words.say("compare.kicker")}</p>
        <h2 id="compare-title" class="title" tabIndex={-1} ref={title}>
          {words.say("compare.title", names)}
        </h2>
        <button type="button" class="close" aria-label={words.say("compare.stop")} title={words.say("compare.stop")} onClick={onStop}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M3 3l10 10M13 3 3 13" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
          </svg>
        </button>
      </div>
      {isSimulated && <SimulatedTag />}
      <table>
        <caption class="for-ears">{words.say("compare.caption", names)}</caption>
        <thead>
          <tr>
            <th scope="col">
              <Letter letter="A" /> {names.a}
            </th>
            <th scope="col">
              <Letter letter="B" /> {names.b}
            </th>
            <th scope="col">{words.say("compare.difference")}</th>
          </tr>
        </thead>
        {NUMBERS.map((column) => (
          <tbody key={column}>
            <tr>
              <th scope="rowgroup" colSpan={3}>
                {numberLabel(words, column)}
              </th>
            </tr>
            <tr>
              <td>{numberText(words, a, column)}</td>
              <td>{numberText(words, b, column)}</td>
              <td>{differenceText(words, a, b, column)}</td>
            </tr>
          </tbody>
        ))}
      </table>
    </section>
  );
}

function Letter({ letter }: { letter: string }) {
  return <span class="compare-letter">{letter}</span>;
}

/** The heading of a column of the table, or of a row of the comparison. */
export function numberLabel(words: Words, column: NumberColumn): string {
  switch (column) {
    case "reach":
    case "access_score":
    case "coordination_gain":
    case "unmet_strict":
      return words.say(`map.table.${column}`);
    default:
      return words.say(`table.${column}`);
  }
}

/** A number of a row as text; why there is none where there is none. */
export function numberText(words: Words, gap: Gap, column: NumberColumn) {
  const value = numberIn(gap, column);
  if (value !== null) return formatNumber(words, column, value);
  const isUnknown = column === "access_score" && gap.suppression === null;
  return <span class="hidden-number">{words.say(isUnknown ? "map.unknown" : "table.small")}</span>;
}

export function formatNumber({ language }: Words, column: NumberColumn, value: number): string {
  if (column === "unmet_rate") return formatShare(language, value);
  if (column === "reach") return formatShare(language, value / 100);
  return formatCount(language, value);
}

function differenceText(words: Words, a: Gap, b: Gap, column: NumberColumn): string {
  const [first, second] = [numberIn(a, column), numberIn(b, column)];
  if (first === null || second === null) return "–";
  const factor = column === "unmet_rate" ? 100 : 1;
  const difference = Math.round((second - first) * factor * 10) / 10;
  if (difference === 0) return words.say("compare.same");
  const n = formatSigned(words.language, difference);
  return column === "unmet_rate" || column === "reach" ? words.say("map.points", { n }) : n;
}
