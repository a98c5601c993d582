// Tests say things in every language.

import { LANGUAGES, loadWords, PSEUDO, withLaterWords } from "../lib/text.ts";

await withLaterWords(Promise.resolve());
await Promise.all(([...LANGUAGES, PSEUDO] as const).map((language) => loadWords(language)));
