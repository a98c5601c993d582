// The feeder patterns as a table: the twin of the diagram, with the same numbers.

import { useState } from "preact/hooks";
import { LEVELS } from "../../api/types.ts";
import { formatShare } from "../../lib/format.ts";
import { useWords } from "../../shell/words.ts";
import { mapAddress } from "./map_address.ts";
import type { Network } from "./network.ts";
import { COLUMNS, rowsOf, sortRows, type Column } from "./rows.ts";
import { unmetShort, type Unmet } from "./sentences.ts";

interface FeederTableProps {
  network: Network;
  unmet: (schoolId: string) => Unmet;
  category: string;
  wave: string | null;
}

export function FeederTable({ network, unmet, category, wave }: FeederTableProps) {
  const words = useWords();
  const [sort, setSort] = useState<{ column: Column; isDown: boolean }>({ column: "level", isDown: false });
  const rows = sortRows(rowsOf(network, unmet), sort.column, sort.isDown);
  const choose = (column: Column): void =>
    setSort((before) => ({ column, isDown: before.column === column ? !before.isDown : column === "unmet" || column === "share" }));
  return (
    <div class="table-scroll" tabIndex={0} role="region" aria-label={words.say("feeders.heading")}>
      <table class="feeder-table">
        <caption class="for-ears">{words.say("feeders.heading")}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" class={column === "unmet" || column === "share" ? "number" : undefined} aria-sort={sort.column === column ? (sort.isDown ? "descending" : "ascending") : "none"}>
                <button type="button" onClick={() => choose(column)}>
                  {words.say(`feeders.column.${column}`)}
                  <span aria-hidden="true">{sort.column === column ? (sort.isDown ? " ↓" : " ↑") : ""}</span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.school.id} ${row.band?.to ?? ""}`}>
              <th scope="row">
                <a href={mapAddress(row.school.id, { category, wave, language: words.language })}>{row.school.name}</a>
              </th>
              <td>{LEVELS.filter((level) => level === row.school.column).map((level) => words.say(`level.${level}`))}</td>
              <td>{row.band === null ? words.say("feeders.end") : row.to}</td>
              <td class="number">{row.band === null ? "" : formatShare(words.language, row.band.share)}</td>
              <td>{row.band === null ? "" : words.say(`feeders.basis.${row.band.basis}`)}</td>
              <td>{row.school.isSplit ? words.say("feeders.yes") : ""}</td>
              <td class="number">{unmetShort(words.language, row.unmet)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
