// The frame of every page: header, language, which page it is, and what all of them need first.

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { fetchDistrict, fetchHeadings, RequestFailed } from "../api/client.ts";
import { useSession } from "../api/session.ts";
import { directionOf, loadWords, preferredLanguage, PSEUDO, say, spoken, type Language } from "../lib/text.ts";
import { Header } from "./header.tsx";
import { PAGE_CODE, type PageProps } from "./page.ts";
import { MAIN } from "./page_head.tsx";
import { useResource } from "./resource.ts";
import { hashFromRoute, type PageName } from "./route.ts";
import { Failure, Loading, Stale } from "./states.tsx";
import { useArrival } from "./use_arrival.ts";
import { useRoute } from "./use_route.ts";
import { useStale } from "./use_stale.ts";
import { LanguageContext } from "./words.ts";
import "./shell.css";

export function App() {
  const [route, onRoute] = useRoute();
  const token = useSession();
  const wanted = route.language ?? preferredLanguage(navigator.languages);
  const words = useResource(`words ${wanted}`, () => loadWords(wanted).catch(unreachable));
  const language = spoken(wanted);
  const who = token === null ? "public" : "staff";
  const [generation, setGeneration] = useState(0);
  const of = `${who} ${generation}`;
  const district = useResource(`district ${of}`, fetchDistrict);
  const headings = useResource("categories", fetchHeadings);
  const page = usePage(route.page);
  const failed = [words, district, headings].find(({ error }) => error !== null);
  useEffect(() => {
    if (language === null) return;
    document.documentElement.lang = language === PSEUDO ? "en" : language;
    document.documentElement.dir = directionOf(language);
    if (district.value !== null) document.title = say(language, `title.${route.page}`, { district: district.value.name });
  }, [language, district.value, route.page]);
  const isStale = useStale(district.isLoading ? null : (district.value?.snapshot ?? null), hashFromRoute(route));
  useArrival(page.name);
  const onLanguage = (chosen: Language): void => onRoute({ ...route, language: chosen });
  if (language === null) return <Wordless retry={words.error === null ? null : words.retry} />;
  return (
    <LanguageContext.Provider value={language}>
      <Header
        route={route}
        district={district.value}
        onLanguage={onLanguage}
        onSkip={() => document.getElementById(MAIN)?.focus()}
      />
      {isStale && <Stale onShow={() => setGeneration(generation + 1)} />}
      {failed?.error != null ? (
        <main class="whole">
          <Failure error={failed.error} retry={failed.retry} />
        </main>
      ) : page.failure !== null ? (
        <main class="whole">
          <Failure error={page.failure} retry={() => window.location.reload()} />
        </main>
      ) : district.value === null || district.isLoading || headings.value === null || page.name !== route.page || page.code === null ? (
        <main class="whole">
          <Loading />
        </main>
      ) : (
        <page.code
          // Whoever signs in or out, or wants the newest, sees every number anew.
          key={of}
          district={district.value}
          headings={headings.value}
          parameters={route.parameters}
          onParameters={(parameters) => onRoute({ ...route, parameters })}
          route={route}
        />
      )}
    </LanguageContext.Provider>
  );
}

/** Before the first words are there; when they do not come, a sign that asks for them again. */
function Wordless({ retry }: { retry: (() => void) | null }) {
  return (
    <main class="whole">
      <div class="state">
        {retry === null ? (
          <span class="spinner" aria-hidden="true" />
        ) : (
          <button type="button" class="button" onClick={retry}>
            ↻ {document.title}
          </button>
        )}
      </div>
    </main>
  );
}

interface LoadedPage {
  name: PageName;
  code: ComponentType<PageProps> | null;
  failure: RequestFailed | null;
}

function unreachable(error: unknown): never {
  throw new RequestFailed("offline", String(error));
}

/** The code of a page; the page before stays until it is there. */
function usePage(name: PageName): LoadedPage {
  const [loaded, setLoaded] = useState<LoadedPage>({ name, code: null, failure: null });
  useEffect(() => {
    let isGone = false;
    PAGE_CODE[name]().then(
      (code) => !isGone && setLoaded({ name, code, failure: null }),
      (error: unknown) => !isGone && setLoaded({ name, code: null, failure: new RequestFailed("offline", String(error)) }),
    );
    return () => {
      isGone = true;
    };
  }, [name]);
  return loaded;
}
