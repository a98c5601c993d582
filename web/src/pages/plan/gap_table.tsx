// The table twin of the map: the same numbers, sortable, usable by keyboard.

import { useState } from "preact/hooks";
import { OUTSIDE, type Gap } from "../../api/types.ts";
import { changesOf, numberIn, NUMBERS, sortRows, type Column, type Direction, type Figures, type NumberColumn, type Row } from "../../lib/figures.ts";
import { formatWave } from "../../lib/format.ts";
import { areaName } from "../../lib/sentence.ts";
import { SimulatedTag } from "../../shell/header.tsx";
import { FileLink } from "../../shell/file_link.tsx";
import { useWords, type Words } from "../../shell/words.ts";
import { formatNumber, numberLabel } from "./compare.tsx";
import { classLabel, formatChange } from "./measure_words.ts";
import type { View } from "./state.ts";
import { useScrollEdges } from "./use_scroll_edges.ts";
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

export function GapTable(props: GapTableProps) {
  const { figures, before, view, caption, isSimulated, csv } = props;
  const words = useWords();
  const [sort, setSort] = useState<{ column: Column; direction: Direction }>({ column: "unmet", direction: "descending" });
  const sortBy = (column: Column): void =>
    setSort((last) => ({
      column,
      direction: last.column === column ? opposite(last.direction) : column === "name" ? "ascending" : "descending",
    }));
  const frame = useScrollEdges();
  const rows = figures.rows.filter(({ id, gap }) => id !== OUTSIDE || gap.responses !== 0);
  // What nobody knows anything about needs no column.
  const numbers = NUMBERS.filter((column) => rows.some(({ gap }) => numberIn(gap, column) !== null));
  const columns: Column[] = ["name", ...numbers, "class", ...(before === null ? [] : (["change"] as const))];
  const changes = before === null ? new Map<string, number>() : changesOf(figures.rows, before.rows);
  return (
    <div class="table-twin">
      <div class="table-frame" role="region" aria-labelledby="table-caption" tabIndex={0} ref={frame}>
        <table>
          <caption id="table-caption">
            <span class="caption-title">{caption}</span> {isSimulated && <SimulatedTag />}
            <span class="caption-hint">
              {words.say("table.hint")}{" "}
              <FileLink address={csv} name={`gaps-by-${view.geography}`} format="csv">
                {words.say("map.table.csv")}
              </FileLink>
            </span>
          </caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col" class={column === "class" ? "head-class" : ""} aria-sort={column === sort.column ? sort.direction : "none"}>
                  <button type="button" title={heading(words, view, column)} onClick={() => sortBy(column)}>
                    {shortHeading(words, view, column)}
                    <SortMark direction={column === sort.column ? sort.direction : null} />
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sortRows(rows, sort.column, sort.direction, changes).map((row) => (
              <TableRow key={row.id} row={row} numbers={numbers} change={before === null ? null : (changes.get(row.id) ?? "none")} {...props} />
            ))}
          </tbody>
        </table>
        <Notes rows={rows} numbers={numbers} />
      </div>
      <span class="table-edge" aria-hidden="true" />
    </div>
  );
}

/** What the signs in the cells mean. */
function Notes({ rows, numbers }: { rows: readonly Row[]; numbers: readonly NumberColumn[] }) {
  const words = useWords();
  const has = (why: Why): boolean => rows.some((row) => row.gap.suppression === null && (whyOf(row) === why || numbers.some((column) => whyNot(row.gap, column) === why)));
  return (
    <ul class="table-notes">
      {has("hidden") && (
        <li>
          <Sign why="hidden" /> {words.say("map.table.note.hidden")}
        </li>
      )}
      {has("unknown") && (
        <li>
          <Sign why="unknown" /> {words.say("map.table.note.unknown")}
        </li>
      )}
      {rows.some(({ id }) => id === OUTSIDE) && <li>{words.say("map.table.note.outside")}</li>}
    </ul>
  );
}

function heading(words: Words, view: View, column: Column): string {
  if (column === "name") return words.say(`geography.one.${view.geography}`);
  if (column === "class") return words.say("map.table.class");
  if (column !== "change") return numberLabel(words, column);
  return words.say("map.table.change", { wave: formatWave(words.language, view.before ?? "") });
}

function shortHeading(words: Words, view: View, column: Column): string {
  return column === "name" || column === "change" ? heading(words, view, column) : words.say(`map.head.${column}`);
}

interface TableRowProps extends GapTableProps {
  row: Row;
  numbers: readonly NumberColumn[];
  /** Null while there is no column for it. */
  change: number | "none" | null;
}

function TableRow({ row, numbers, change, figures, view, colors, onPick, onCompare }: TableRowProps) {
  const words = useWords();
  const { gap } = row;
  const isSelected = row.id === view.area || row.id === view.with;
  const name = areaName(words.language, gap);
  const other = figures.rows.find(({ id }) => id === view.area);
  const canCompare = other !== undefined && other !== row && row.id !== OUTSIDE && view.area !== OUTSIDE && row.id !== view.with;
  const compare = canCompare ? words.say("compare.row.label", { name, other: areaName(words.language, other.gap) }) : null;
  return (
    <tr class={isSelected ? "is-selected" : ""}>
      <th scope="row">
        <span class="row-name">
          <button type="button" title={name} aria-pressed={isSelected} onClick={() => onPick(row.id)}>
            <span class="row-name-text">{name}</span>
          </button>
          {compare !== null && (
            <button type="button" class="row-compare" aria-label={compare} title={compare} onClick={() => onCompare(row.id)}>
              <svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true">
                <path d="M2.5 5.5h10M9.5 2.5l3 3-3 3M13.5 10.5h-10M6.5 7.5l-3 3 3 3" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
              </svg>
            </button>
          )}
        </span>
      </th>
      {gap.suppression !== null ? (
        <td colSpan={numbers.length + 1 + (change === null ? 0 : 1)} class="row-hidden">
          <span class="swatch swatch-hidden" /> {words.say("table.hidden")}
        </td>
      ) : (
        <>
          {numbers.map((column) => (
            <NumberCell key={column} gap={gap} column={column} />
          ))}
          <td class="cell-class">
            <ClassCell row={row} figures={figures} view={view} colors={colors} />
          </td>
          {change !== null && <td>{change === "none" ? "–" : formatChange(words, view.measure, change)}</td>}
        </>
      )}
    </tr>
  );
}

type Why = "hidden" | "unknown";

/** Why a row has no number in a column; null where it has one. */
function whyNot(gap: Gap, column: NumberColumn): Why | null {
  if (numberIn(gap, column) !== null) return null;
  const isOfNothing = gap.responses === 0 || ((column === "unmet_rate" || column === "reach") && gap.needs === 0);
  return (column === "access_score" || isOfNothing) && gap.suppression === null ? "unknown" : "hidden";
}

/** Why an area has no class; null where it has one. */
function whyOf({ class_index, state }: Row): Why | null {
  return class_index !== null ? null : state === "unknown" ? "unknown" : "hidden";
}

function NumberCell({ gap, column }: { gap: Gap; column: NumberColumn }) {
  const words = useWords();
  const [value, why] = [numberIn(gap, column), whyNot(gap, column)];
  return <td>{value === null ? why !== null && <Sign why={why} /> : formatNumber(words, column, value)}</td>;
}

/** In the place of a number: a dash on the pattern that the map has, and words for ears. */
function Sign({ why }: { why: Why }) {
  const words = useWords();
  const text = words.say(why === "hidden" ? "table.small" : "map.unknown");
  return (
    <span class={`sign swatch-${why}`} title={text}>
      <span class="for-ears">{text}</span>
    </span>
  );
}

function ClassCell({ row, figures, view, colors }: Pick<TableRowProps, "row" | "figures" | "view" | "colors">) {
  const words = useWords();
  const why = whyOf(row);
  if (row.id === OUTSIDE) return <span class="cell-quiet">{words.say("map.table.nowhere")}</span>;
  if (why !== null || row.class_index === null) return <Sign why={why ?? "hidden"} />;
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
