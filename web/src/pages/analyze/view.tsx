// The analyst's page: a question to a layer, its address, its answer, and the same in other tools.

import { useEffect, useState } from "preact/hooks";
import { fetchCollections, fetchColumns, fetchResult, type Collection, type Column } from "../../api/query.ts";
import { SimulatedTag } from "../../shell/header.tsx";
import type { PageProps } from "../../shell/page.ts";
import { useResource } from "../../shell/resource.ts";
import { Failure, Loading } from "../../shell/states.tsx";
import { useWords } from "../../shell/words.ts";
import { Builder } from "./builder.tsx";
import { ColumnReference } from "./column_reference.tsx";
import { EXAMPLES, freshQuery, parametersFromQuery, parametersOf, queryFromParameters, type Query } from "./query.ts";
import { Result } from "./result.tsx";
import { Snippets, TheAddress } from "./snippets.tsx";
import "./analyze.css";

export function AnalyzePage({ district, parameters, onParameters }: PageProps) {
  const words = useWords();
  const layers = useResource("collections", fetchCollections);
  const given = parameters.toString() === "" ? EXAMPLES[0].query : queryFromParameters(parameters);
  const onQuery = (query: Query): void => onParameters(parametersFromQuery(query));
  return (
    <main class="page analyze" id="results" tabIndex={-1}>
      <h2>{words.say("analyze.heading")}</h2>
      <p class="page-lead">
        {words.say("analyze.lead")} {district.simulated && <SimulatedTag />}
      </p>
      <Examples onQuery={onQuery} />
      {layers.error !== null ? (
        <Failure error={layers.error} retry={layers.retry} />
      ) : layers.value === null ? (
        <Loading />
      ) : (
        <Question layers={layers.value} query={settle(given, layers.value)} onQuery={onQuery} />
      )}
    </main>
  );
}

/** A layer that does not exist is the first one. */
function settle(query: Query, layers: readonly Collection[]): Query {
  return layers.some(({ id }) => id === query.collection) ? query : freshQuery(layers[0]?.id ?? query.collection);
}

function Examples({ onQuery }: { onQuery: (query: Query) => void }) {
  const words = useWords();
  return (
    <div class="examples" role="group" aria-label={words.say("analyze.examples")}>
      <span class="quiet">{words.say("analyze.examples")}</span>
      {EXAMPLES.map(({ id, query }) => (
        <button key={id} type="button" class="chip" onClick={() => onQuery(query)}>
          {words.say(`analyze.example.${id}`)}
        </button>
      ))}
    </div>
  );
}

interface QuestionProps {
  layers: readonly Collection[];
  query: Query;
  onQuery: (query: Query) => void;
}

const NO_COLUMNS: readonly Column[] = [];

function Question({ layers, query, onQuery }: QuestionProps) {
  const words = useWords();
  const columns = useResource(query.collection, (signal) => fetchColumns(query.collection, signal));
  const known = columns.isLoading ? NO_COLUMNS : (columns.value ?? NO_COLUMNS);
  const asked = parametersOf({ ...query, geometry: false }, known);
  asked.set("limit", String(query.limit));
  // Another question starts on its first page.
  const question = `${query.collection}?${asked.toString()}`;
  const [pages, setPages] = useState<{ question: string; tokens: string[] }>({ question, tokens: [] });
  const tokens = pages.question === question ? pages.tokens : [];
  useEffect(() => setPages({ question, tokens: [] }), [question]);
  const page = tokens.at(-1) ?? asked.toString();
  const isReady = !columns.isLoading && columns.value !== null;
  const result = useResource(isReady ? `${query.collection}?${page}` : null, (signal) =>
    fetchResult(query.collection, new URLSearchParams(page), signal),
  );
  const base = new URL(".", document.baseURI).href;
  return (
    <>
      <Builder layers={layers} columns={known} query={query} onQuery={onQuery} problem={result.error} />
      <TheAddress base={base} query={query} columns={known} />
      {columns.error !== null && <Failure error={columns.error} retry={columns.retry} />}
      {result.error !== null && result.error.parameter !== "filter" && <Failure error={result.error} retry={result.retry} />}
      {(!isReady || (result.isLoading && result.value === null)) && columns.error === null && <Loading />}
      {result.value !== null && (
        <Result
          page={result.value}
          isBusy={result.isLoading}
          columns={known}
          query={query}
          onQuery={onQuery}
          n_before={tokens.length * query.limit}
          onNext={(token) => setPages({ question, tokens: [...tokens, token] })}
          onBack={tokens.length === 0 ? null : () => setPages({ question, tokens: tokens.slice(0, -1) })}
        />
      )}
      <Snippets base={base} query={query} columns={known} />
      <ColumnReference columns={known} title={words.say("analyze.columns.reference")} />
    </>
  );
}
