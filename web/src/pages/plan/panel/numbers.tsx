// The cell's numbers, from those who need it to those who go without.

import type { ComponentChildren } from "preact";
import type { Gap } from "../../../api/types.ts";
import { formatCount, formatShare } from "../../../lib/format.ts";
import { useWords } from "../../../shell/words.ts";

export function Numbers({ gap, isAll }: { gap: Gap; isAll: boolean }) {
  const words = useWords();
  const count = (value: number | null): ComponentChildren =>
    value === null ? <Hidden /> : formatCount(words.language, value);
  const none = <span class="hidden-number">{words.say("number.none")}</span>;
  // Of nothing there is no share.
  const share = gap.unmet_rate === null ? gap.needs === 0 ? none : <Hidden /> : formatShare(words.language, gap.unmet_rate);
  const label = (key: "needs" | "within_reach" | "served" | "unmet" | "unmet_rate"): string =>
    words.say(isAll ? `number.${key}.all` : `number.${key}`);
  return (
    <section aria-labelledby="panel-numbers">
      <h3 id="panel-numbers">{words.say("panel.numbers")}</h3>
      <dl class="numbers">
        <Figure label={label("unmet")} isMain>
          {count(gap.unmet)}
        </Figure>
        <Figure label={label("unmet_rate")} isMain>
          {share}
        </Figure>
        <Figure label={label("needs")}>{count(gap.needs)}</Figure>
        <Figure label={label("within_reach")}>{count(gap.within_reach)}</Figure>
        <Figure label={label("served")}>{count(gap.served)}</Figure>
        <Figure label={words.say("number.responses")}>{count(gap.responses)}</Figure>
      </dl>
      {isAll && <p class="quiet">{words.say("control.need.all.note")}</p>}
    </section>
  );
}

function Figure({ label, isMain, children }: { label: string; isMain?: boolean; children: ComponentChildren }) {
  return (
    <div class={isMain ? "figure figure-main" : "figure"}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Hidden() {
  const words = useWords();
  return <span class="hidden-number">{words.say("number.hidden")}</span>;
}
