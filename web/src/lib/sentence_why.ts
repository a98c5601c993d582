// The reason that stands in the way of most, in one sentence.

import type { Anatomy } from "./anatomy.ts";
import { formatCount, formatList, uncapitalize } from "./format.ts";
import { say, type Language } from "./text.ts";

/** Null when no reason has a number that can be shown. Reasons that are as common are named together. */
export function whySentence(language: Language, { parts, total }: Pick<Anatomy, "parts" | "total">): string | null {
  const most = parts[0]?.families;
  if (most === undefined) return null;
  const causes = parts.filter(({ families }) => families === most).map(({ cause }) => uncapitalize(say(language, `cause.${cause}`)));
  const values = { cause: formatList(language, causes), n: formatCount(language, most), total: formatCount(language, total) };
  if (most >= total && causes.length === 1) return say(language, "panel.why.only", values);
  return say(language, causes.length === 1 ? "panel.why.most" : "panel.why.most.equal", values);
}
