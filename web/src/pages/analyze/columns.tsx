// Which columns, in which order the rows come, and how they look.

import type { Column } from "../../api/query.ts";
import { Segments, Select } from "../../shell/fields.tsx";
import { useWords } from "../../shell/words.ts";
import { columnsOf, hasWide, ID, isHidden } from "./address.ts";
import type { Query } from "./state.ts";

interface ColumnsProps {
  query: Query;
  /** The columns of the shape that is asked for. */
  columns: readonly Column[];
  /** The columns of the long shape. */
  long: readonly Column[];
  onQuery: (change: Partial<Query>) => void;
}

export function ColumnChoice({ query, columns, onQuery }: Omit<ColumnsProps, "long">) {
  const words = useWords();
  const all = columns.filter(({ name }) => name !== ID);
  const asked = columnsOf(query, columns) ?? all.map(({ name }) => name);
  const toggle = (name: string, isOn: boolean): void => {
    const next = all.map((column) => column.name).filter((one) => (one === name ? isOn : asked.includes(one)));
    onQuery({ columns: next.length === all.length ? null : next });
  };
  return (
    <details class="part columns">
      <summary>
        {words.say("analyze.columns", { n: String(asked.length), all: String(all.length) })}
      </summary>
      <p class="columns-buttons">
        <button type="button" class="button-plain" onClick={() => onQuery({ columns: null })}>
          {words.say("analyze.columns.all")}
        </button>
        <button type="button" class="button-plain" onClick={() => onQuery({ columns: all.slice(0, 1).map(({ name }) => name) })}>
          {words.say("analyze.columns.none")}
        </button>
      </p>
      <ul class="column-list">
        {all.map(({ name, title, unit }) => {
          const comesAlong = isHidden(name) && asked.includes(name) && query.columns?.includes(name) !== true && query.columns !== null;
          return (
            <li key={name}>
              <label>
                <input type="checkbox" checked={asked.includes(name)} disabled={comesAlong} onChange={(event) => toggle(name, event.currentTarget.checked)} />
                <span>
                  {title} {unit !== null && <small>({unit})</small>}
                </span>
              </label>
            </li>
          );
        })}
      </ul>
      {all.some(({ name }) => isHidden(name)) && <p class="quiet">{words.say("analyze.columns.hidden")}</p>}
    </details>
  );
}

export function Order({ query, columns, long, onQuery }: ColumnsProps) {
  const words = useWords();
  const column = query.sort?.replace(/^-/, "") ?? "";
  const isDescending = query.sort?.startsWith("-") === true;
  const options = columns.filter(isSortable).map(({ name, title }) => ({ id: name, label: title }));
  return (
    <div class="part order">
      <Select
        label={words.say("analyze.sort")}
        options={[{ id: "", label: words.say("analyze.sort.none") }, ...options]}
        chosen={column}
        onChoose={(name) => onQuery({ sort: name === "" ? null : isDescending ? `-${name}` : name })}
      />
      {query.sort !== null && (
        <Segments
          name="direction"
          legend={words.say("analyze.direction")}
          options={(["up", "down"] as const).map((id) => ({ id, label: words.say(`analyze.direction.${id}`) }))}
          chosen={isDescending ? "down" : "up"}
          onChoose={(direction) => onQuery({ sort: direction === "down" ? `-${column}` : column })}
        />
      )}
      {hasWide(long) && (
        <Segments
          name="shape"
          legend={words.say("analyze.shape")}
          options={(["long", "wide"] as const).map((id) => ({ id, label: words.say(`analyze.shape.${id}`) }))}
          chosen={query.isWide ? "wide" : "long"}
          // The shapes have columns of different names.
          onChoose={(shape) => onQuery({ isWide: shape === "wide", columns: null, sort: null, cql: null, conditions: [] })}
        />
      )}
      <label class="check">
        <input type="checkbox" checked={query.hasGeometry} onChange={(event) => onQuery({ hasGeometry: event.currentTarget.checked })} />
        <span>{words.say("analyze.geometry")}</span>
      </label>
    </div>
  );
}

export function isSortable({ name, kind }: Column): boolean {
  return name !== ID && kind !== "list" && kind !== "nested";
}
