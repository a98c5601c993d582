import { useState } from "preact/hooks";
import { OUTSIDE } from "../../api/types.ts";
import { changesOf, NUMBERS, sortRows, type Column, type Direction, type Figures, type Row } from "../../lib/figures.ts";
import { formatWave } from "../../lib/format.ts";
import { areaName } from "../../lib/sentence.ts";
import { SimulatedTag } from "../../shell/header.tsx";
import { useWords, type Words } from "../../shell/words.ts";
import { numberLabel, numberText } from "./compare.tsx";
import { classLabel, formatChange } from "./measure_words.ts";
import type { View } from "./state.ts";
import "./gap_table.css";

interface GapTableProps {
  figures: Figures;
  /** The earlier wave while two are compared. */
  before: Figures | null;
  view: View;
  caption: string;
  isSimulated: boolean;
  /** The colors of the classes. */
  colors: readonly string[];
  /** Address of the same rows as CSV. */
  csv: string;
  onPick: (id: string) => void;
  onCompare: (id: string) => void;
}

/** The table twin of the map: the same numbers, sortable, usable by keyboard. */
export function GapTable(props: GapTableProps) {
  const { figures, before, view, caption, isSimulated, csv } = props;
  const words = useWords();
  const [sort, setSort] = useState<{ column: Column; direction: Direction }>({ column: "unmet", direction: "descending" });
  const sortBy = (column: Column): void =>
    setSort((last) => ({
      column,
      direction: last.column === column ? opposite(last.direction) : column === "name" ? "ascending" : "descending",
    }));
  const columns: Column[] = ["name", ...NUMBERS, "class", ...(before === null ? [] : (["change"] as const))];
  const changes = before === null ? new Map<string, number>() : changesOf(figures.rows, before.rows);
  return (
    <div class="table-frame" role="region" aria-labelledby="table-caption" tabIndex={0}>
      <table>
        <caption id="table-caption">
          <span class="caption-title">{caption}</span> {isSimulated && <SimulatedTag />}
          <span class="caption-hint">
            {words.say("table.hint")}{" "}
            <a href={csv} download>
              {words.say("map.table.csv")}
            </a>
          </span>
        </caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" aria-sort={column === sort.column ? sort.direction : "none"}>
                <button type="button" onClick={() => sortBy(column)}>
                  {heading(words, view, column)}
                  <SortMark direction={column === sort.column ? sort.direction : null} />
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sortRows(figures.rows, sort.column, sort.direction, changes).map((row) => (
            <TableRow key={row.id} row={row} n_columns={columns.length} change={before === null ? null : (changes.get(row.id) ?? "none")} {...props} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function heading(words: Words, view: View, column: Column): string {
  if (column === "name") return words.say(`geography.one.${view.geography}`);
  if (column === "class") return words.say("map.table.class");
  if (column !== "change") return numberLabel(words, column);
  return words.say("map.table.change", { wave: formatWave(words.language, view.before ?? "") });
}

interface TableRowProps extends GapTableProps {
  row: Row;
  n_columns: number;
  /** Null while there is no column for it. */
  change: number | "none" | null;
}

function TableRow({ row, n_columns, change, figures, view, colors, onPick, onCompare }: TableRowProps) {
  const words = useWords();
  const { gap } = row;
  const isSelected = row.id === view.area || row.id === view.with;
  const name = areaName(words.language, gap);
  const other = figures.rows.find(({ id }) => id === view.area);
  const canCompare = other !== undefined && other !== row && row.id !== OUTSIDE && view.area !== OUTSIDE && row.id !== view.with;
  return (
    <tr class={isSelected ? "is-selected" : ""}>
      <th scope="row">
        <button type="button" aria-pressed={isSelected} onClick={() => onPick(row.id)}>
          {name}
        </button>
        {canCompare && (
          <button
            type="button"
            class="row-compare"
            aria-label={words.say("compare.row.label", { name, other: areaName(words.language, other.gap) })}
            onClick={() => onCompare(row.id)}
          >
            {words.say("compare.row")}
          </button>
        )}
      </th>
      {gap.suppression !== null ? (
        <td colSpan={n_columns - 1} class="row-hidden">
          <span class="swatch swatch-hidden" /> {words.say("table.hidden")}
        </td>
      ) : (
        <>
          {NUMBERS.map((column) => (
            <td key={column}>{numberText(words, gap, column)}</td>
          ))}
          <td class="cell-class">
            {row.id === OUTSIDE ? "–" : <ClassCell row={row} figures={figures} view={view} colors={colors} />}
          </td>
          {change !== null && <td>{change === "none" ? "–" : formatChange(words, view.measure, change)}</td>}
        </>
      )}
    </tr>
  );
}

function ClassCell({ row, figures, view, colors }: Pick<TableRowProps, "row" | "figures" | "view" | "colors">) {
  const words = useWords();
  if (row.class_index === null) {
    const [mark, text] = row.state === "unknown" ? ["swatch-unknown", "map.unknown" as const] : ["swatch-hidden", "table.small" as const];
    return (
      <>
        <span class={`swatch ${mark}`} /> {words.say(text)}
      </>
    );
  }
  return (
    <>
      <span class="swatch" style={{ background: colors[row.class_index] ?? "" }} /> {classLabel(words, view.measure, figures, row.class_index)}
    </>
  );
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
