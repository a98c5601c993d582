// The frame of every page: header, language, which page it is, and what all of them need first.

import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { fetchDistrict, fetchHeadings, RequestFailed } from "../api/client.ts";
import { useSession } from "../api/session.ts";
import { directionOf, hasWords, loadWords, preferredLanguage, PSEUDO, say, type Language } from "../lib/text.ts";
import { Header } from "./header.tsx";
import { PAGE_CODE, type PageProps } from "./page.ts";
import { MAIN } from "./page_head.tsx";
import { useResource } from "./resource.ts";
import type { PageName } from "./route.ts";
import { Failure, Loading } from "./states.tsx";
import { useArrival } from "./use_arrival.ts";
import { useRoute } from "./use_route.ts";
import { LanguageContext } from "./words.ts";
import "./shell.css";

export function App() {
  const [route, onRoute] = useRoute();
  const token = useSession();
  const language = useSpoken(route.language ?? preferredLanguage(navigator.languages));
  const who = token === null ? "public" : "staff";
  const district = useResource(`district ${who}`, fetchDistrict);
  const headings = useResource("categories", fetchHeadings);
  const page = usePage(route.page);
  const failed = [district, headings].find(({ error }) => error !== null);
  useEffect(() => {
    document.documentElement.lang = language === PSEUDO ? "en" : language;
    document.documentElement.dir = directionOf(language);
    if (district.value !== null) document.title = say(language, `title.${route.page}`, { district: district.value.name });
  }, [language, district.value, route.page]);
  useArrival(page.name);
  const onLanguage = (chosen: Language): void => onRoute({ ...route, language: chosen });
  return (
    <LanguageContext.Provider value={language}>
      <Header
        route={route}
        district={district.value}
        onLanguage={onLanguage}
        onSkip={() => document.getElementById(MAIN)?.focus()}
      />
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
          // Whoever signs in or out sees every number anew.
          key={who}
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

/** The wanted language once its words are there, until then the one before. */
function useSpoken(wanted: Language): Language {
  const [spoken, setSpoken] = useState<Language>(hasWords(wanted) ? wanted : "en");
  useEffect(() => {
    let isGone = false;
    loadWords(wanted).then(
      () => !isGone && setSpoken(wanted),
      // Without them the page stays in the language it has.
      () => {},
    );
    return () => {
      isGone = true;
    };
  }, [wanted]);
  return hasWords(wanted) ? wanted : spoken;
}

interface LoadedPage {
  name: PageName;
  code: ComponentType<PageProps> | null;
  failure: RequestFailed | null;
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
