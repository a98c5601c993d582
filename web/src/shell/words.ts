// The reader's language, for every part of the page.

import { createContext } from "preact";
import { useContext, useMemo } from "preact/hooks";
import { say, sayCount, type Language, type TextKey } from "../lib/text.ts";

export const LanguageContext = createContext<Language>("en");

export interface Words {
  language: Language;
  say: (key: TextKey, values?: Readonly<Record<string, string>>) => string;
  count: (key: Parameters<typeof sayCount>[1], n: number, values?: Readonly<Record<string, string>>) => string;
}

export function useWords(): Words {
  const language = useContext(LanguageContext);
  return useMemo(
    () => ({
      language,
      say: (key, values) => say(language, key, values),
      count: (key, n, values) => sayCount(language, key, n, values),
    }),
    [language],
  );
}
