// The question, choice by choice.

import type { RequestFailed } from "../../api/client.ts";
import type { Collection, Column } from "../../api/query.ts";
import { Segments, Select } from "../../shell/fields.tsx";
import { useWords } from "../../shell/words.ts";
import { filterOf, freshQuery, LIMITS, operatorsOf, type Condition, type Query } from "./query.ts";

interface BuilderProps {
  layers: readonly Collection[];
  columns: readonly Column[];
  query: Query;
  onQuery: (query: Query) => void;
  /** What the server says against the question. */
  problem: RequestFailed | null;
}

export function Builder({ layers, columns, query, onQuery, problem }: BuilderProps) {
  const words = useWords();
  const layer = layers.find(({ id }) => id === query.collection);
  const set = (change: Partial<Query>): void => onQuery({ ...query, ...change });
  const isBuilt = query.text === null;
  return (
    <form class="builder" aria-label={words.say("analyze.question")} onSubmit={(event) => event.preventDefault()}>
      <div class="builder-row">
        <Select
          label={words.say("analyze.layer")}
          options={layers.map(({ id, title }) => ({ id, label: title }))}
          chosen={query.collection}
          onChoose={(id) => onQuery(freshQuery(id))}
        />
        <Select
          label={words.say("analyze.limit")}
          options={LIMITS.map((n) => ({ id: String(n), label: String(n) }))}
          chosen={String(query.limit)}
          onChoose={(n) => set({ limit: Number(n) as Query["limit"] })}
        />
        <Segments
          name="mode"
          legend={words.say("analyze.mode")}
          options={[
            { id: "built", label: words.say("analyze.mode.built") },
            { id: "text", label: words.say("analyze.mode.text") },
          ]}
          chosen={isBuilt ? "built" : "text"}
          onChoose={(mode) => set({ text: mode === "built" ? null : (filterOf(query, columns) ?? "") })}
        />
      </div>
      {layer !== undefined && <p class="quiet">{layer.description}</p>}
      {isBuilt ? (
        <Conditions columns={columns} query={query} set={set} />
      ) : (
        <FilterText text={query.text ?? ""} problem={problem} onText={(text) => set({ text })} />
      )}
      <Columns columns={columns} query={query} set={set} />
    </form>
  );
}

interface PartProps {
  columns: readonly Column[];
  query: Query;
  set: (change: Partial<Query>) => void;
}

function Conditions({ columns, query, set }: PartProps) {
  const words = useWords();
  const { conditions } = query;
  const change = (index: number, condition: Condition): void =>
    set({ conditions: conditions.map((one, at) => (at === index ? condition : one)) });
  const usable = columns.filter(({ kind }) => kind !== "geometry");
  const add = (): void => {
    const column = usable.find(({ name }) => name !== "id") ?? usable[0];
    if (column !== undefined) set({ conditions: [...conditions, { column: column.name, operator: operatorsOf(column)[0] ?? "=", value: column.values[0] ?? "" }] });
  };
  return (
    <fieldset class="conditions">
      <legend>{words.say("analyze.conditions")}</legend>
      {conditions.map((condition, index) => (
        <ConditionRow
          key={index}
          columns={usable}
          condition={condition}
          number={index + 1}
          onChange={(changed) => change(index, changed)}
          onRemove={() => set({ conditions: conditions.filter((_, at) => at !== index) })}
        />
      ))}
      <div class="builder-row">
        <button type="button" class="button button-quiet" onClick={add}>
          {words.say("analyze.condition.add")}
        </button>
        {conditions.length > 1 && (
          <Segments
            name="joint"
            legend={words.say("analyze.joint")}
            options={(["and", "or"] as const).map((id) => ({ id, label: words.say(`analyze.joint.${id}`) }))}
            chosen={query.joint}
            onChoose={(joint) => set({ joint })}
          />
        )}
      </div>
    </fieldset>
  );
}

interface ConditionRowProps {
  columns: readonly Column[];
  condition: Condition;
  number: number;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}

function ConditionRow({ columns, condition, number, onChange, onRemove }: ConditionRowProps) {
  const words = useWords();
  const column = columns.find(({ name }) => name === condition.column);
  const chooseColumn = (name: string): void => {
    const chosen = columns.find((one) => one.name === name);
    onChange({ column: name, operator: operatorsOf(chosen)[0] ?? "=", value: chosen?.values[0] ?? "" });
  };
  const hasValue = condition.operator !== "null" && condition.operator !== "filled";
  return (
    <div class="builder-row" role="group" aria-label={words.say("analyze.condition", { n: String(number) })}>
      <Select
        label={words.say("analyze.column")}
        options={columns.map(({ name, title }) => ({ id: name, label: title }))}
        chosen={condition.column}
        onChoose={chooseColumn}
      />
      <Select
        label={words.say("analyze.operator")}
        options={operatorsOf(column).map((id) => ({ id, label: words.say(`analyze.operator.${id}`) }))}
        chosen={condition.operator}
        onChoose={(operator) => onChange({ ...condition, operator })}
      />
      {hasValue && <Value column={column} value={condition.value} onValue={(value) => onChange({ ...condition, value })} />}
      <button type="button" class="remove" onClick={onRemove} aria-label={words.say("analyze.condition.remove", { n: String(number) })}>
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="M3 3l10 10M13 3 3 13" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
        </svg>
      </button>
    </div>
  );
}

function Value({ column, value, onValue }: { column: Column | undefined; value: string; onValue: (value: string) => void }) {
  const words = useWords();
  const choices = column?.kind === "boolean" ? ["true", "false"] : (column?.values ?? []);
  if (choices.length > 0) {
    return <Select label={words.say("analyze.value")} options={choices.map((id) => ({ id, label: id }))} chosen={value} onChoose={onValue} />;
  }
  const unit = column?.unit ?? null;
  return (
    <label class="field">
      <span class="field-label">
        {words.say("analyze.value")} {unit !== null && `(${unit})`}
      </span>
      <input
        class="text-input"
        type="text"
        inputMode={column?.kind === "number" ? "decimal" : "text"}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value)}
      />
    </label>
  );
}

function FilterText({ text, problem, onText }: { text: string; problem: RequestFailed | null; onText: (text: string) => void }) {
  const words = useWords();
  const isWrong = problem?.parameter === "filter";
  return (
    <label class="field filter-text">
      <span class="field-label">{words.say("analyze.filter")}</span>
      <textarea
        rows={3}
        spellcheck={false}
        value={text}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? "filter-problem" : undefined}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      {isWrong && (
        <span id="filter-problem" class="filter-problem" role="alert">
          {problem.message}
        </span>
      )}
    </label>
  );
}

function Columns({ columns, query, set }: PartProps) {
  const words = useWords();
  const all = columns.filter(({ name, kind }) => kind !== "geometry" && name !== "id").map(({ name }) => name);
  const chosen = query.columns.length === 0 ? all : query.columns;
  const toggle = (name: string): void => {
    const next = chosen.includes(name) ? chosen.filter((one) => one !== name) : all.filter((one) => one === name || chosen.includes(one));
    set({ columns: next.length === all.length || next.length === 0 ? [] : next });
  };
  return (
    <details class="columns">
      <summary>{words.say("analyze.columns", { n: String(chosen.length), all: String(all.length) })}</summary>
      <div class="column-choices">
        {columns
          .filter(({ name }) => all.includes(name))
          .map(({ name, title }) => (
            <label key={name} class="toggle">
              <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} />
              <span>{title}</span>
            </label>
          ))}
        <label class="toggle">
          <input type="checkbox" checked={query.geometry} onChange={() => set({ geometry: !query.geometry })} />
          <span>{words.say("analyze.geometry")}</span>
        </label>
      </div>
    </details>
  );
}
