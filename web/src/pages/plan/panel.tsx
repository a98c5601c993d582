import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { OUTSIDE, type AreaReport, type Category, type District, type Gap } from "../../api/types.ts";
import { formatCount, formatShare, formatWave } from "../../lib/format.ts";
import { areaName, gapSentence } from "../../lib/sentence.ts";
import { nameIn } from "../../lib/text.ts";
import { Anatomy } from "./anatomy.tsx";
import { SimulatedTag } from "../../shell/header.tsx";
import { Partners, PotentialPartners } from "./partners.tsx";
import type { Resource } from "../../shell/resource.ts";
import { Failure } from "../../shell/states.tsx";
import { useWords } from "../../shell/words.ts";
import "./panel.css";

interface PanelProps {
  district: District;
  gap: Gap;
  category: Category | null;
  report: Resource<AreaReport>;
  /** Whether the reader picked the area just now; not so when the address named it. */
  isPicked: boolean;
  onClose: () => void;
}

/** What is known of the selected area: the sentence first. */
export function Panel({ district, gap, category, report, isPicked, onClose }: PanelProps) {
  const words = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isPicked) title.current?.focus({ preventScroll: true });
  }, [gap.geography, gap.geography_id]);
  const need = category === null ? words.say("control.need.all") : nameIn(words.language, category.name);
  const wave = gap.wave === null ? "" : `, ${formatWave(words.language, gap.wave)}`;
  return (
    <section class="panel" aria-labelledby="panel-title" onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <div class="panel-head">
        <p class="kicker">
          {words.say(`geography.one.${gap.geography}`)}
          {gap.level !== null && ` (${words.say(`level.${gap.level}`)})`}
        </p>
        <h2 id="panel-title" class="title" tabIndex={-1} ref={title}>
          {areaName(words.language, gap)}
        </h2>
        <button type="button" class="close" aria-label={words.say("panel.close")} onClick={onClose}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
            <path d="M3 3l10 10M13 3 3 13" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
          </svg>
        </button>
      </div>
      <p class="lead">{gapSentence(words.language, gap, category)}</p>
      <p class="panel-about">
        {need}
        {wave} {(gap.simulated || district.simulated) && <SimulatedTag />}
      </p>
      {gap.suppression === null ? <Numbers gap={gap} isAll={category === null} /> : <WhyHidden />}
      {gap.unmet !== null && gap.unmet > 0 && <Anatomy gap={gap} access={district.access} />}
      {gap.geography_id !== OUTSIDE && <Near report={report} />}
      <p class="quiet">{words.say(district.access === "public" ? "notice.public" : "notice.staff")}</p>
    </section>
  );
}

function WhyHidden() {
  const words = useWords();
  return (
    <div class="why-hidden">
      <span class="swatch swatch-hidden" />
      <p>
        {words.say("hidden.why")} {words.say("hidden.next")}
      </p>
    </div>
  );
}

function Numbers({ gap, isAll }: { gap: Gap; isAll: boolean }) {
  const words = useWords();
  const count = (value: number | null): ComponentChildren =>
    value === null ? <Hidden /> : formatCount(words.language, value);
  const share = gap.unmet_rate === null ? <Hidden /> : formatShare(words.language, gap.unmet_rate);
  const label = (key: "needs" | "within_reach" | "served" | "unmet" | "unmet_rate"): string =>
    words.say(isAll ? `number.${key}.all` : `number.${key}`);
  return (
    <>
      <h3>{words.say("panel.numbers")}</h3>
      <dl class="numbers">
        <Figure label={words.say("number.responses")}>{count(gap.responses)}</Figure>
        <Figure label={label("needs")}>{count(gap.needs)}</Figure>
        <Figure label={label("within_reach")}>{count(gap.within_reach)}</Figure>
        <Figure label={label("served")}>{count(gap.served)}</Figure>
        <Figure label={label("unmet")} isMain>
          {count(gap.unmet)}
        </Figure>
        <Figure label={label("unmet_rate")} isMain>
          {share}
        </Figure>
      </dl>
      {isAll && <p class="quiet">{words.say("control.need.all.note")}</p>}
      {gap.unmet_strict !== null && gap.unmet !== null && gap.unmet_strict > gap.unmet && (
        <p class="quiet">{words.say("number.strict", { n: formatCount(words.language, gap.unmet_strict) })}</p>
      )}
    </>
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

function Near({ report }: { report: Resource<AreaReport> }) {
  const words = useWords();
  if (report.error !== null) return <Failure error={report.error} retry={report.retry} />;
  if (report.isLoading || report.value === null) {
    return (
      <p class="quiet" role="status">
        {words.say("panel.loading")}
      </p>
    );
  }
  return (
    <>
      <Partners partners={report.value.partners} />
      <PotentialPartners places={report.value.potential_partners} />
    </>
  );
}
