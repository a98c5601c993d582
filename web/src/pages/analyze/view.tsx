// The analyst's page: a query that shows its address, the reply as a table, and the reply for other tools.

import { useEffect, useMemo, useState } from "preact/hooks";
import { fetchCollections, fetchColumns, fetchResult, type Column } from "../../api/query.ts";
import type { Language } from "../../lib/text.ts";
import { Select } from "../../shell/fields.tsx";
import type { PageProps } from "../../shell/page.ts";
import { Page, PageHead } from "../../shell/page_head.tsx";
import { useResource } from "../../shell/resource.ts";
import { Failure, Loading } from "../../shell/states.tsx";
import { useWords } from "../../shell/words.ts";
import { pageAddress, wholeAddress, wideColumns } from "./address.ts";
import { ColumnChoice, Order } from "./columns.tsx";
import { Conditions } from "./conditions.tsx";
import { Copy } from "./copy.tsx";
import { EXAMPLES } from "./examples.ts";
import { collectionName } from "./names.ts";
import { Reference, Results } from "./results.tsx";
import { columnIn, inLanguage } from "./server_words.ts";
import { parametersFromView, startOf, viewFromParameters, type Query, type View } from "./state.ts";
import { Downloads, Snippets } from "./take_along.tsx";
import "../../shell/table.css";
import "./analyze.css";

/** The reply waits until the reader stops typing. */
const PAUSE_MS = 350;
const NO_COLUMNS: readonly Column[] = [];

export function AnalyzePage({ district, headings, parameters, onParameters }: PageProps) {
  const words = useWords();
  const view = viewFromParameters(parameters);
  const { query } = view;
  const collections = useResource("collections", fetchCollections);
  const loaded = useResource(query.collection, (signal) => fetchColumns(query.collection, signal));
  const columns = useColumns(words.language, loaded.isLoading ? null : loaded.value, query.isWide);
  const page = useLate(loaded.value === null || loaded.isLoading ? null : pageAddress(query, columns.queryables, view.size, view.token));
  const result = useResource(page, (signal) => fetchResult(page ?? "", signal));
  const onView = (change: Partial<View>): void => onParameters(withKept(parametersFromView({ ...view, ...change }), parameters));
  const onQuery = (change: Partial<Query>): void => onView({ query: { ...query, ...change }, token: null });
  const collection = collections.value?.find(({ id }) => id === query.collection) ?? null;
  const n_matched = result.value?.n_matched ?? null;
  const server = new URL("./", document.baseURI).href;
  const address = wholeAddress(server, query, columns.queryables, n_matched);
  const problem = result.error?.parameter === "filter" ? result.error.message : null;
  const title = collection === null ? query.collection : collectionName(words, collection);
  const isSimulated = district.simulated && /^gaps|^response/.test(query.collection);
  return (
    <Page name="analyze" isBusy={result.isLoading}>
      <PageHead title={words.say("analyze.title")}>
        <p class="page-lead">{words.say("analyze.lead")}</p>
      </PageHead>
      <Examples query={query} onChoose={(chosen) => onView({ query: chosen, token: null })} />
      <form class="builder" aria-label={words.say("analyze.builder")} onSubmit={(event) => event.preventDefault()}>
        <div class="what">
          <div class="part">
            <Select
              label={words.say("analyze.collection")}
              options={(collections.value ?? [{ id: query.collection, title: query.collection }]).map((one) => ({ id: one.id, label: collectionName(words, one) }))}
              chosen={query.collection}
              onChoose={(id) => onView({ query: startOf(id), token: null })}
            />
            {collection !== null && (
              <p class="quiet">{inLanguage(words.language, collection.description)}</p>
            )}
          </div>
          <Order {...{ query, onQuery }} columns={columns.schema} long={columns.long} />
        </div>
        <div class="which">
          <Conditions {...{ query, headings, problem, onQuery }} columns={columns.queryables} />
          <ColumnChoice {...{ query, onQuery }} columns={columns.schema} />
        </div>
      </form>
      <section class="address">
        <h3>{words.say("analyze.address")}</h3>
        <Copy label={words.say("analyze.address")} text={address}>
          <a class="button-line" href={address} target="_blank" rel="noreferrer">
            {words.say("analyze.open")}
          </a>
          <a class="button-line" href={address.replace(/limit=\d+&f=json$/, "f=html")} target="_blank" rel="noreferrer">
            {words.say("analyze.open.page")}
          </a>
        </Copy>
      </section>
      {loaded.error !== null ? (
        <Failure error={loaded.error} retry={loaded.retry} />
      ) : problem !== null ? (
        <p class="nothing">{words.say("analyze.fix")}</p>
      ) : result.error !== null ? (
        <Failure error={result.error} retry={result.retry} />
      ) : result.value === null || loaded.isLoading ? (
        <Loading />
      ) : (
        <>
          <Results {...{ view, title, isSimulated, onView }} columns={columns.schema} result={result.value} />
          <Reference columns={columns.schema} />
          <div class="takes">
            <Downloads query={query} columns={columns.queryables} formats={result.value.formats} access={district.access} />
            <Snippets {...{ address, n_matched }} access={district.access} />
          </div>
        </>
      )}
    </Page>
  );
}

interface Shaped {
  schema: readonly Column[];
  queryables: readonly Column[];
  long: readonly Column[];
}

/** The columns of the shape that is asked for. */
function useColumns(language: Language, loaded: { schema: Column[]; queryables: Column[] } | null, isWide: boolean): Shaped {
  return useMemo(() => {
    if (loaded === null) return { schema: NO_COLUMNS, queryables: NO_COLUMNS, long: NO_COLUMNS };
    const inWords = (columns: readonly Column[]): Column[] => columns.map((column) => columnIn(language, column));
    const [schema, queryables] = [inWords(loaded.schema), inWords(loaded.queryables)];
    if (!isWide) return { schema, queryables, long: schema };
    return { schema: wideColumns(schema), queryables: wideColumns(queryables), long: schema };
  }, [language, loaded, isWide]);
}

/** What other pages show stays in the address, so that the way back leads to it. */
function withKept(parameters: URLSearchParams, before: URLSearchParams): URLSearchParams {
  for (const name of ["category", "wave"]) {
    const value = before.get(name);
    if (value !== null) parameters.set(name, value);
  }
  return parameters;
}

/** A value once it has not changed for a moment; the first one at once. */
function useLate(value: string | null): string | null {
  const [late, setLate] = useState(value);
  useEffect(() => {
    if (late === null) setLate(value);
    const timer = setTimeout(() => setLate(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return late;
}

function Examples({ query, onChoose }: { query: Query; onChoose: (query: Query) => void }) {
  const words = useWords();
  const now = JSON.stringify(query);
  return (
    <div class="examples" role="group" aria-label={words.say("analyze.examples")}>
      <span class="field-label">{words.say("analyze.examples")}</span>
      {EXAMPLES.map((example) => (
        <button
          key={example.name}
          type="button"
          class="example"
          aria-pressed={JSON.stringify(example.query) === now}
          onClick={() => onChoose(example.query)}
        >
          {words.say(example.name)}
        </button>
      ))}
    </div>
  );
}
