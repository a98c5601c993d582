// The color scheme that the reader's browser asks for.

import { useEffect, useState } from "preact/hooks";
import type { Theme } from "../map/style.ts";

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
