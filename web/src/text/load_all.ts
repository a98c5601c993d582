// For tests: the words of every language, which a page loads one at a time.

import { LANGUAGES, loadWords } from "../lib/text.ts";

await Promise.all(LANGUAGES.map(loadWords));
