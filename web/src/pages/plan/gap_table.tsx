import { useState } from "preact/hooks";
import type { Gap } from "../../api/types.ts";
import { formatCount, formatShare } from "../../lib/format.ts";
import { COLUMNS, sortRows, type Column, type Direction, type Row } from "../../lib/figures.ts";
import { areaName } from "../../lib/sentence.ts";
import { SimulatedTag } from "../../shell/header.tsx";
import { useWords, type Words } from "../../shell/words.ts";

interface GapTableProps {
  rows: readonly Row[];
  caption: string;
  isSimulated: boolean;
  selected: string | null;
  onPick: (id: string) => void;
}

/** The table twin of the map: the same numbers, sortable, usable by keyboard. */
export function GapTable({ rows, caption, isSimulated, selected, onPick }: GapTableProps) {
  const words = useWords();
  const [sort, setSort] = useState<{ column: Column; direction: Direction }>({ column: "unmet", direction: "descending" });
  const sortBy = (column: Column): void =>
    setSort((before) => ({
      column,
      direction: before.column === column ? opposite(before.direction) : column === "name" ? "ascending" : "descending",
    }));
  const geography = rows[0]?.gap.geography ?? "neighborhood";
  const heading = (column: Column): string =>
    column === "name" ? words.say(`geography.one.${geography}`) : words.say(`table.${column}`);
  return (
    <div class="table-frame" role="region" aria-labelledby="table-caption" tabIndex={0}>
      <table>
        <caption id="table-caption">
          <span class="caption-title">{caption}</span> {isSimulated && <SimulatedTag />}
          <span class="caption-hint">{words.say("table.hint")}</span>
        </caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" aria-sort={column === sort.column ? sort.direction : "none"}>
                <button type="button" onClick={() => sortBy(column)}>
                  {heading(column)}
                  <SortMark direction={column === sort.column ? sort.direction : null} />
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sortRows(rows, sort.column, sort.direction).map((row) => (
            <TableRow key={row.id} row={row} isSelected={row.id === selected} onPick={onPick} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TableRow({ row, isSelected, onPick }: { row: Row; isSelected: boolean; onPick: (id: string) => void }) {
  const words = useWords();
  const { gap } = row;
  return (
    <tr class={isSelected ? "is-selected" : ""}>
      <th scope="row">
        <button type="button" aria-pressed={isSelected} onClick={() => onPick(row.id)}>
          {areaName(words.language, gap)}
        </button>
      </th>
      {gap.suppression !== null ? (
        <td colSpan={COLUMNS.length - 1} class="row-hidden">
          <span class="swatch swatch-hidden" /> {words.say("table.hidden")}
        </td>
      ) : (
        COLUMNS.slice(1).map((column) => <td key={column}>{cell(words, gap, column)}</td>)
      )}
    </tr>
  );
}

function cell(words: Words, gap: Gap, column: Column) {
  if (column === "name") return null;
  const value = gap[column];
  if (value === null) return <span class="hidden-number">{words.say("table.small")}</span>;
  return column === "unmet_rate" ? formatShare(words.language, value) : formatCount(words.language, value);
}

function opposite(direction: Direction): Direction {
  return direction === "ascending" ? "descending" : "ascending";
}

function SortMark({ direction }: { direction: Direction | null }) {
  return (
    <svg viewBox="0 0 10 14" width="9" height="13" aria-hidden="true" class="sort-mark">
      <path d="M5 1l3.5 4.5h-7z" opacity={direction === "ascending" ? 1 : 0.28} />
      <path d="M5 13l3.5-4.5h-7z" opacity={direction === "descending" ? 1 : 0.28} />
    </svg>
  );
}
