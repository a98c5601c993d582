// Which rows: conditions on columns, joined by "and" or "or", or a filter written by hand.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Column } from "../../api/query.ts";
import type { Heading } from "../../api/types.ts";
import { Segments, Select } from "../../shell/fields.tsx";
import { useWords } from "../../shell/words.ts";
import { filterText, needsValue, operatorsOf, type Condition } from "./cql.ts";
import { choiceName } from "./names.ts";
import type { Query } from "./state.ts";

interface ConditionsProps {
  query: Query;
  columns: readonly Column[];
  headings: readonly Heading[];
  /** What the server finds fault with in the filter. */
  problem: string | null;
  onQuery: (change: Partial<Query>) => void;
}

export function Conditions(props: ConditionsProps) {
  const { query, columns, onQuery } = props;
  const words = useWords();
  const mode = query.cql === null ? "fields" : "text";
  const change = (chosen: "fields" | "text"): void => {
    if (chosen === mode) return;
    onQuery({ cql: chosen === "fields" ? null : (filterText(query.conditions, query.join, columns) ?? "") });
  };
  return (
    <fieldset class="part">
      <legend>{words.say("analyze.rows")}</legend>
      <Segments
        name="filter-mode"
        legend={words.say("analyze.mode")}
        options={(["fields", "text"] as const).map((id) => ({ id, label: words.say(`analyze.mode.${id}`) }))}
        chosen={mode}
        onChoose={change}
      />
      {query.cql === null ? <List {...props} /> : <Written {...props} cql={query.cql} />}
    </fieldset>
  );
}

function List({ query, columns, headings, problem, onQuery }: ConditionsProps) {
  const words = useWords();
  const list = useRef<HTMLDivElement>(null);
  const [added, setAdded] = useState(0);
  useEffect(() => {
    if (added > 0) list.current?.querySelector<HTMLElement>("li:last-child select")?.focus();
  }, [added]);
  const { conditions } = query;
  const set = (index: number, condition: Condition | null): void =>
    onQuery({ conditions: conditions.flatMap((one, at) => (at !== index ? [one] : condition === null ? [] : [condition])) });
  const add = (): void => {
    const first = columns.find(({ name }) => name !== "id" && name !== "geography") ?? columns[0];
    if (first === undefined) return;
    onQuery({ conditions: [...conditions, { property: first.name, operator: operatorsOf(first)[0] ?? "eq", value: "" }] });
    setAdded(added + 1);
  };
  return (
    <div ref={list}>
      {conditions.length > 1 && (
        <Segments
          name="join"
          legend={words.say("analyze.join")}
          options={(["and", "or"] as const).map((id) => ({ id, label: words.say(`analyze.join.${id}`) }))}
          chosen={query.join}
          onChoose={(join) => onQuery({ join })}
        />
      )}
      {conditions.length === 0 && <p class="quiet">{words.say("analyze.conditions.none")}</p>}
      <ul class="conditions">
        {conditions.map((condition, index) => (
          <li key={index}>
            <One
              {...{ condition, columns, headings }}
              number={index + 1}
              onChange={(next) => set(index, next)}
              onRemove={() => {
                set(index, null);
                list.current?.querySelector<HTMLElement>(".add")?.focus();
              }}
            />
          </li>
        ))}
      </ul>
      <button type="button" class="button-plain add" onClick={add}>
        <span aria-hidden="true">+ </span>
        {words.say("analyze.condition.add")}
      </button>
      {problem !== null && <Problem id="filter-problem" text={problem} />}
    </div>
  );
}

interface OneProps {
  condition: Condition;
  columns: readonly Column[];
  headings: readonly Heading[];
  /** From 1. */
  number: number;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

function One({ condition, columns, headings, number, onChange, onRemove }: OneProps) {
  const words = useWords();
  const column = columns.find(({ name }) => name === condition.property);
  const operators = column === undefined ? [condition.operator] : operatorsOf(column);
  const choose = (name: string): void => {
    const next = columns.find((one) => one.name === name);
    if (next === undefined) return;
    const possible = operatorsOf(next);
    const operator = possible.find((one) => one === condition.operator) ?? possible[0] ?? "eq";
    onChange({ property: name, operator, value: next.kind === column?.kind && next.choices === null ? condition.value : "" });
  };
  return (
    <fieldset class="condition">
      <legend class="for-ears">{words.say("analyze.condition", { n: String(number) })}</legend>
      <Select
        label={words.say("analyze.condition.column")}
        options={columns.map(({ name, title }) => ({ id: name, label: title }))}
        chosen={condition.property}
        onChoose={choose}
      />
      <Select
        label={words.say("analyze.condition.operator")}
        options={operators.map((id) => ({ id, label: words.say(`analyze.operator.${id}`) }))}
        chosen={condition.operator}
        onChoose={(operator) => onChange({ ...condition, operator })}
      />
      {column !== undefined && needsValue(condition.operator) ? (
        <Value {...{ condition, column, headings, onChange }} />
      ) : (
        <span />
      )}
      <button type="button" class="remove" aria-label={words.say("analyze.condition.remove", { n: String(number) })} onClick={onRemove}>
        <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
          <path d="M1.5 1.5l9 9M10.5 1.5l-9 9" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
        </svg>
      </button>
    </fieldset>
  );
}

function Value({ condition, column, headings, onChange }: Pick<OneProps, "condition" | "headings" | "onChange"> & { column: Column }) {
  const words = useWords();
  const label = words.say("analyze.condition.value");
  const set = (value: string): void => onChange({ ...condition, value });
  const choices = column.kind === "flag" ? ["true", "false"] : column.name === "categories" ? headings.flatMap((one) => one.categories.map(({ id }) => id)) : column.choices;
  if (choices !== null) {
    const named = { ...column, name: column.name === "categories" ? "category" : column.name };
    const name = (code: string): string =>
      column.kind === "flag" ? words.say(code === "true" ? "analyze.yes" : "analyze.no") : choiceName(words, headings, named, code);
    const options = [{ id: "", label: words.say("analyze.choose") }, ...choices.map((id) => ({ id, label: name(id) }))];
    return <Select label={label} options={options} chosen={condition.value} onChoose={set} />;
  }
  const shared = { class: "input", value: condition.value, onInput: (event: { currentTarget: HTMLInputElement }) => set(event.currentTarget.value) };
  return (
    <label class="field">
      <span class="field-label">{column.unit === null ? label : words.say("analyze.condition.value.unit", { label, unit: column.unit })}</span>
      {column.kind === "number" ? (
        <input type="number" step="any" {...shared} />
      ) : column.kind === "date" ? (
        <input type="date" {...shared} />
      ) : (
        <input type="text" {...shared} />
      )}
    </label>
  );
}

function Written({ cql, problem, onQuery }: ConditionsProps & { cql: string }) {
  const words = useWords();
  return (
    <div class="written">
      <label class="field">
        <span class="field-label">{words.say("analyze.cql")}</span>
        <textarea
          class="input code-input"
          rows={3}
          spellcheck={false}
          dir="ltr"
          value={cql}
          onInput={(event) => onQuery({ cql: event.currentTarget.value })}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? "cql-help" : "filter-problem cql-help"}
        />
      </label>
      {problem !== null && <Problem id="filter-problem" text={problem} />}
      <p class="quiet" id="cql-help">
        {words.say("analyze.cql.help")} <a href="./docs#asking">{words.say("analyze.cql.docs")}</a>
      </p>
    </div>
  );
}

/** The server speaks English. */
function Problem({ id, text }: { id: string; text: string }) {
  const words = useWords();
  return (
    <p id={id} class="problem" role="status">
      {words.say("error.problem", { detail: text })}
    </p>
  );
}
