// What the page takes from the browser: the address, the color scheme.

import { useEffect, useState } from "preact/hooks";
import { preferredLanguage } from "../../lib/text.ts";
import type { Theme } from "../../map/style.ts";
import { choose, hashFromView, viewFromHash, type View } from "./state.ts";

/** The view in the address, and the way to change it. */
export function useView(): [View, (choice: Partial<View>) => void] {
  const [view, setView] = useState(readView);
  useEffect(() => {
    const onHashChange = (): void => setView(readView());
    window.addEventListener("hashchange", onHashChange);
    return () => window.removeEventListener("hashchange", onHashChange);
  }, []);
  const onChoice = (choice: Partial<View>): void => {
    setView((before) => {
      const next = choose(before, choice);
      history.replaceState(null, "", hashFromView(next));
      return next;
    });
  };
  return [view, onChoice];
}

export function useTheme(): Theme {
  const query = window.matchMedia("(prefers-color-scheme: dark)");
  const [isDark, setIsDark] = useState(query.matches);
  useEffect(() => {
    const onChange = (): void => setIsDark(query.matches);
    query.addEventListener("change", onChange);
    return () => query.removeEventListener("change", onChange);
  }, []);
  return isDark ? "dark" : "light";
}

function readView(): View {
  return viewFromHash(window.location.hash, preferredLanguage(navigator.languages));
}
