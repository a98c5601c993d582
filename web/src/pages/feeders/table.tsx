// The table twin of the diagram: the same bands and the same numbers.

import type { Gap } from "../../api/types.ts";
import { formatCount } from "../../lib/format.ts";
import { SimulatedTag } from "../../shell/header.tsx";
import { SortHead } from "../../shell/sort_head.tsx";
import { useWords, type Words } from "../../shell/words.ts";
import { SplitMark } from "./card.tsx";
import { knownOf, shareWords } from "./figures.ts";
import { COLUMNS, sortRows, type Column, type Row, type Sort } from "./rows.ts";

interface TableProps {
  rows: readonly Row[];
  caption: string;
  isSimulated: boolean;
  marked: string | null;
  sort: Sort | null;
  onSort: (sort: Sort) => void;
  addressOf: (id: string) => string;
}

export function FeederTable({ rows, caption, isSimulated, marked, sort, onSort, addressOf }: TableProps) {
  const words = useWords();
  const choose = (column: Column): void =>
    onSort({ column, isDescending: sort?.column === column ? !sort.isDescending : isNumber(column) });
  return (
    <>
    <div class="data-title">
      <h3 id="feeders-title">{caption}</h3> {isSimulated && <SimulatedTag />}
    </div>
    <div class="data-frame" role="region" aria-labelledby="feeders-title" tabIndex={0}>
      <table class="data-table" aria-labelledby="feeders-title">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <SortHead
                key={column}
                label={words.say(`feeders.column.${column}`)}
                direction={sort?.column !== column ? null : sort.isDescending ? "descending" : "ascending"}
                isNumber={isNumber(column)}
                onSort={() => choose(column)}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {sortRows(rows, sort).map((row) => (
            <tr key={`${row.school.id} ${row.target?.id ?? ""}`} data-marked={row.school.id === marked}>
              <th scope="row">
                <a href={addressOf(row.school.id)}>{row.school.name}</a>
              </th>
              <td>{words.say(`level.${row.school.column}`)}</td>
              <td>{row.target === null ? <Nothing /> : <a href={addressOf(row.target.id)}>{row.target.name}</a>}</td>
              <td class="is-number">{row.band === null ? <Nothing /> : shareWords(words, row.band)}</td>
              <td>{row.band === null ? <Nothing /> : words.say(`feeders.basis.${row.band.basis}`)}</td>
              <td>{row.school.isSplit ? <SplitMark /> : <Nothing />}</td>
              <td class="is-number">{number(words, row.gap, row.gap?.needs ?? null)}</td>
              <td class="is-number">{number(words, row.gap, row.gap?.unmet ?? null)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    </>
  );
}

function isNumber(column: Column): boolean {
  return column === "share" || column === "needs" || column === "unmet";
}

function Nothing() {
  const words = useWords();
  return (
    <>
      <span aria-hidden="true">–</span>
      <span class="for-ears">{words.say("feeders.nothing")}</span>
    </>
  );
}

function number(words: Words, gap: Gap | null, value: number | null) {
  if (gap !== null && gap.suppression === null && value !== null) return formatCount(words.language, value);
  const known = knownOf(gap);
  return (
    <span class="no-number">
      {known !== "none" && <span class="swatch swatch-hidden" />} {words.say(`feeders.unmet.${known === "number" ? "small" : known}`)}
    </span>
  );
}
