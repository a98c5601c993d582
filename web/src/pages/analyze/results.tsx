// The reply as a table: sorted by the server, page by page.

import { useRef } from "preact/hooks";
import type { Column, Result } from "../../api/query.ts";
import { formatCount } from "../../lib/format.ts";
import { Select } from "../../shell/fields.tsx";
import { SimulatedTag } from "../../shell/header.tsx";
import { SortHead } from "../../shell/sort_head.tsx";
import { useWords } from "../../shell/words.ts";
import { columnsOf, ID } from "./address.ts";
import { Cell } from "./cell.tsx";
import { isSortable } from "./columns.tsx";
import { SIZES, type View } from "./state.ts";

interface ResultsProps {
  view: View;
  columns: readonly Column[];
  result: Result;
  title: string;
  isSimulated: boolean;
  onView: (change: Partial<View>) => void;
}

export function Results({ view, columns, result, title, isSimulated, onView }: ResultsProps) {
  const words = useWords();
  const shown = shownColumns(view, columns);
  const { sort } = view.query;
  const sortBy = ({ name, kind }: Column): void => {
    const next = sort === name ? `-${name}` : sort === `-${name}` ? name : kind === "number" ? `-${name}` : name;
    onView({ query: { ...view.query, sort: next }, token: null });
  };
  const n = result.n_matched;
  return (
    <>
      <div class="data-title">
        <h3 id="result-title">{title}</h3> {isSimulated && <SimulatedTag />}
        <p class="quiet" role="status">
          {n === null ? words.count("analyze.shown", result.rows.length) : words.count("analyze.matched", n)}
        </p>
      </div>
      <div class="data-frame" role="region" aria-labelledby="result-title" tabIndex={0}>
        <table class="data-table result" aria-labelledby="result-title">
          <thead>
            <tr>
              {shown.map((column) =>
                isSortable(column) ? (
                  <SortHead
                    key={column.name}
                    label={column.title}
                    note={noteOf(column)}
                    direction={sort === column.name ? "ascending" : sort === `-${column.name}` ? "descending" : null}
                    isNumber={column.kind === "number"}
                    describedBy={`about-${column.name}`}
                    onSort={() => sortBy(column)}
                  />
                ) : (
                  <th key={column.name} scope="col">
                    <span class="plain-head">
                      {column.title} {noteOf(column) !== null && <small>{noteOf(column)}</small>}
                    </span>
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {result.rows.map(({ id, values }) => (
              <tr key={id}>
                {shown.map((column, index) =>
                  index === 0 ? (
                    <th key={column.name} scope="row">
                      <Cell {...{ id, column, values }} />
                    </th>
                  ) : (
                    <td key={column.name} class={column.kind === "number" ? "is-number" : ""}>
                      <Cell {...{ id, column, values }} />
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {result.rows.length === 0 && <p class="nothing">{words.say("analyze.nothing")}</p>}
      <Paging {...{ view, result, onView }} />
    </>
  );
}

/** A reader goes back the way that led here: the server's pages know what comes next. */
function Paging({ view, result, onView }: Pick<ResultsProps, "view" | "result" | "onView">) {
  const words = useWords();
  const way = useRef<(string | null)[]>([]);
  if (view.token === null) way.current = [];
  const before = way.current.at(-1);
  const forth = (token: string): void => {
    way.current = [...way.current, view.token];
    onView({ token });
  };
  const back = (): void => {
    way.current = way.current.slice(0, -1);
    onView({ token: before ?? result.prev });
  };
  const first = way.current.length * Number(view.size) + 1;
  const isKnown = view.token === null || way.current.length > 0;
  const last = first + result.rows.length - 1;
  const canGoBack = before !== undefined || result.prev !== null;
  return (
    <nav class="paging" aria-label={words.say("analyze.pages")}>
      <button type="button" class="button-line" disabled={view.token === null} onClick={() => onView({ token: null })}>
        {words.say("analyze.page.first")}
      </button>
      <button type="button" class="button-line" disabled={!canGoBack} onClick={back}>
        {words.say("analyze.page.prev")}
      </button>
      <span class="paging-place" role="status">
        {isKnown && result.rows.length > 0 && words.say("analyze.page.place", { from: formatCount(words.language, first), to: formatCount(words.language, last) })}
      </span>
      <button
        type="button"
        class="button-line"
        disabled={result.next === null}
        onClick={() => result.next !== null && forth(result.next)}
      >
        {words.say("analyze.page.next")}
      </button>
      <Select
        label={words.say("analyze.size")}
        options={SIZES.map((id) => ({ id, label: id }))}
        chosen={view.size}
        onChoose={(size) => onView({ size, token: null })}
      />
    </nav>
  );
}

function shownColumns({ query }: View, columns: readonly Column[]): Column[] {
  const asked = columnsOf(query, columns);
  return columns.filter(({ name }) => name !== ID && (asked === null || asked.includes(name)));
}

/** A column of answers that is called so has said its unit. */
function noteOf({ title, unit }: Column): string | null {
  return unit === null || unit.toLowerCase() === title.toLowerCase() ? null : `(${unit})`;
}

/** What every column means, for people and as descriptions of the table's heads. */
export function Reference({ columns }: { columns: readonly Column[] }) {
  const words = useWords();
  return (
    <details class="reference">
      <summary>{words.say("analyze.reference")}</summary>
      <div class="data-frame" role="region" aria-label={words.say("analyze.reference")} tabIndex={0}>
        <table class="data-table">
          <thead>
            <tr>
              {(["name", "title", "meaning", "unit"] as const).map((head) => (
                <th key={head} scope="col">
                  <span class="plain-head">{words.say(`analyze.reference.${head}`)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {columns.map(({ name, title, description, unit, choices }) => (
              <tr key={name}>
                <th scope="row">
                  <code>{name}</code>
                </th>
                <td>{title}</td>
                <td>
                  <span id={`about-${name}`}>{description}</span>
                  {choices !== null && <span class="choices">{choices.join(", ")}</span>}
                </td>
                <td>{unit ?? ""}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
