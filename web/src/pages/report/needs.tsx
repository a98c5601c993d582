import type { Gap, Heading } from "../../api/types.ts";
import { capitalize, formatCount } from "../../lib/format.ts";
import { needSentence } from "../../lib/sentence.ts";
import { useWords } from "../../shell/words.ts";
import type { Needs } from "./state.ts";

interface NeedListProps {
  needs: Needs;
  /** The category that the page looks at more closely. */
  chosen: Gap["category"];
  headings: readonly Heading[];
}

/** What families of the area go without, most first. */
export function NeedList({ needs: { largest, n_hidden }, chosen, headings }: NeedListProps) {
  const words = useWords();
  const most = Math.max(1, largest[0]?.unmet ?? 1);
  const categories = headings.flatMap((heading) => heading.categories);
  return (
    <>
      {largest.length === 0 && <p>{words.say("report.needs.none")}</p>}
      <ol class="need-list">
        {largest.map(({ category, unmet }) => {
          const known = categories.find(({ id }) => id === category);
          return (
            <li key={category} class={category === chosen ? "is-chosen" : ""}>
              <span class="need-sentence">
                {known === undefined ? capitalize(category) : needSentence(words.language, unmet, known)}
              </span>
              <span class="need-value">{formatCount(words.language, unmet)}</span>
              <span class="bar" aria-hidden="true" style={{ "--part": String(unmet / most) }} />
            </li>
          );
        })}
      </ol>
      {n_hidden > 0 && <p class="quiet">{words.count("report.needs.hidden", n_hidden)}</p>}
    </>
  );
}
