// Tests say things in every language.

import { LANGUAGES, loadWords, PSEUDO } from "../lib/text.ts";

await Promise.all(([...LANGUAGES, PSEUDO] as const).map((language) => loadWords(language)));
