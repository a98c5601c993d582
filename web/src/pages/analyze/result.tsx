// The answer: a page of rows, sorted by the server, with every format it comes in.

import type { Cell, Column, ResultPage } from "../../api/query.ts";
import { formatCount, formatDecimal } from "../../lib/format.ts";
import { useWords, type Words } from "../../shell/words.ts";
import { addressOf, type Query } from "./query.ts";

interface ResultProps {
  page: ResultPage;
  isBusy: boolean;
  columns: readonly Column[];
  query: Query;
  onQuery: (query: Query) => void;
  /** Rows on the pages before this one. */
  n_before: number;
  onNext: (token: string) => void;
  onBack: (() => void) | null;
}

export function Result({ page, isBusy, columns, query, onQuery, n_before, onNext, onBack }: ResultProps) {
  const words = useWords();
  const { rows, n_matched, next } = page;
  const shown = columns.filter(({ name }) => name !== "geometry" && rows[0] !== undefined && name in rows[0]);
  const range =
    rows.length === 0
      ? words.say("analyze.nothing")
      : words.say("analyze.range", {
          from: formatCount(words.language, n_before + 1),
          to: formatCount(words.language, n_before + rows.length),
          all: n_matched === null ? "?" : formatCount(words.language, n_matched),
        });
  return (
    <section class="result" aria-labelledby="result-title" aria-busy={isBusy}>
      <div class="result-head">
        <h3 id="result-title">{words.say("analyze.result")}</h3>
        <p role="status">{range}</p>
        <div class="paging">
          <button type="button" class="button button-quiet" disabled={onBack === null} onClick={() => onBack?.()}>
            {words.say("analyze.back")}
          </button>
          <button type="button" class="button button-quiet" disabled={next === null} onClick={() => next !== null && onNext(next)}>
            {words.say("analyze.next")}
          </button>
        </div>
      </div>
      {rows.length > 0 && (
        <div class="table-scroll result-table" tabIndex={0} role="region" aria-label={words.say("analyze.result.table")}>
          <table>
            <thead>
              <tr>
                {shown.map((column) => (
                  <Head key={column.name} column={column} query={query} onQuery={onQuery} />
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={index}>
                  {shown.map(({ name, kind }) => (
                    <td key={name} class={kind === "number" ? "number" : undefined}>
                      {cellWords(words, row, name)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Downloads page={page} query={query} columns={columns} />
    </section>
  );
}

function Head({ column, query, onQuery }: { column: Column; query: Query; onQuery: (query: Query) => void }) {
  const isDown = query.sort === `-${column.name}`;
  const isSorted = isDown || query.sort === column.name;
  const isNumber = column.kind === "number";
  const canSort = column.kind !== "array";
  const choose = (): void => {
    const [first, second] = isNumber ? [`-${column.name}`, column.name] : [column.name, `-${column.name}`];
    onQuery({ ...query, sort: query.sort === first ? second : first });
  };
  const meaning = column.unit === null ? column.description : `${column.description} [${column.unit}]`;
  return (
    <th scope="col" class={isNumber ? "number" : undefined} title={meaning} aria-sort={isSorted ? (isDown ? "descending" : "ascending") : undefined}>
      {canSort ? (
        <button type="button" onClick={choose} aria-description={meaning}>
          {column.title}
          <span aria-hidden="true">{isSorted ? (isDown ? " ↓" : " ↑") : ""}</span>
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}

/** Empty is never left empty: it is hidden, or not known. */
function cellWords(words: Words, row: Record<string, Cell>, name: string) {
  const value = row[name] ?? null;
  if (value === null) {
    const code = row["suppression"];
    const isHidden = typeof code === "string" && name !== "suppression";
    return <span class="no-value">{isHidden ? words.say("analyze.hidden", { code }) : "–"}</span>;
  }
  if (typeof value === "number") return formatDecimal(words.language, value);
  if (typeof value === "boolean") return words.say(value ? "analyze.true" : "analyze.false");
  return value;
}

function Downloads({ page, query, columns }: Pick<ResultProps, "page" | "query" | "columns">) {
  const words = useWords();
  return (
    <p class="downloads">
      <span class="quiet">{words.say("analyze.download")}</span>
      {page.downloads.map(({ address, title }) => (
        <a key={address} href={wholeAddress(query, columns, address)} download="">
          {title.replace(/^.* as /, "")}
        </a>
      ))}
    </p>
  );
}

/**
 * A file has everything that matches, not one page of it. The reply says which forms there are; the question is asked anew,
 * because on a later page it stands in that page's token only.
 */
function wholeAddress(query: Query, columns: readonly Column[], address: string): string {
  const form = new URL(address, document.baseURI).searchParams.get("f") ?? "json";
  return addressOf("./", { ...query, geometry: true }, columns, form);
}
