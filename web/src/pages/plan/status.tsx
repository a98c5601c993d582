import type { Category } from "../../api/types.ts";
import type { Figures } from "../../lib/figures.ts";
import { nameIn } from "../../lib/text.ts";
import { useWords } from "../../shell/words.ts";
import type { View } from "./state.ts";

interface StatusProps {
  view: View;
  figures: Figures;
  category: Category | null;
  isLoading: boolean;
}

/** Says aloud what the map shows once it has changed. */
export function Status({ figures, category, view, isLoading }: StatusProps) {
  const words = useWords();
  const n_shown = figures.counts.reduce((sum, count) => sum + count, 0);
  const text = isLoading
    ? words.say("state.loading")
    : words.say("status.shown", {
        category: category === null ? words.say("control.need.all") : nameIn(words.language, category.name),
        by: words.say(`by.${view.geography}`),
        shown: words.count(view.geography === "school" ? "overview.shown.schools" : "overview.shown", n_shown),
        hidden: words.count("overview.hidden", figures.n_hidden),
      });
  return (
    <p class="for-ears" role="status">
      {text}
    </p>
  );
}
