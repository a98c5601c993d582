// What is known of the selected area: the sentence first, then how sure it is, why, who is near and what would close it.

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { ScenarioChange } from "../../api/levers.ts";
import { OUTSIDE, type AreaReport, type Category, type District, type Gap } from "../../api/types.ts";
import { formatWave } from "../../lib/format.ts";
import { areaName, gapSentence } from "../../lib/sentence.ts";
import { nameIn } from "../../lib/text.ts";
import { SimulatedTag } from "../../shell/header.tsx";
import type { Resource } from "../../shell/resource.ts";
import { Failure } from "../../shell/states.tsx";
import { useWords } from "../../shell/words.ts";
import { Anatomy } from "./panel/anatomy.tsx";
import { Levers } from "./panel/levers.tsx";
import { AreaActions, DataLinks } from "./panel/links.tsx";
import { Numbers } from "./panel/numbers.tsx";
import { Partners, PotentialPartners } from "./panel/partners.tsx";
import { Sharing } from "./panel/sharing.tsx";
import { Sure } from "./panel/sure.tsx";
import "./panel.css";

interface PanelProps {
  district: District;
  gap: Gap;
  /** Null for all needs together. */
  category: Category | null;
  report: Resource<AreaReport>;
  /** Whether the reader picked the area just now; not so when the address named it. */
  isPicked: boolean;
  onClose: () => void;
  /** Hands a change to the what-if; without it the changes are read only. */
  onTry?: (change: ScenarioChange, name: string) => void;
  /** More that can be done with the area, beside printing it. */
  actions?: ComponentChildren;
}

export function Panel({ district, gap, category, report, isPicked, onClose, onTry, actions }: PanelProps) {
  const words = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isPicked) title.current?.focus({ preventScroll: true });
  }, [gap.geography, gap.geography_id]);
  const { access } = district;
  const hasPlace = gap.geography_id !== OUTSIDE;
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
        <CloseButton onClose={onClose} />
      </div>
      <p class="lead">{gapSentence(words.language, gap, category)}</p>
      <About gap={gap} category={category} isSimulated={gap.simulated || district.simulated} />
      <Sure gap={gap} access={access} />
      <AreaActions gap={gap}>{actions}</AreaActions>
      {gap.suppression !== null ? <WhyHidden /> : gap.responses !== 0 && <Numbers gap={gap} isAll={category === null} />}
      {gap.unmet !== null && gap.unmet > 0 && (
        <section aria-labelledby="panel-anatomy">
          <h3 id="panel-anatomy">{words.say("panel.anatomy")}</h3>
          <Anatomy gap={gap} unmet={gap.unmet} />
          <p class="quiet">{words.say("panel.anatomy.note")}</p>
        </section>
      )}
      {hasPlace && <Near report={report} gap={gap} />}
      {hasPlace && gap.suppression === null && gap.unmet !== 0 && gap.responses !== 0 && (
        <WhatHelps gap={gap} category={category} access={access} onTry={onTry} />
      )}
      <DataLinks gap={gap} access={access} />
      <p class="quiet panel-end">{words.say(access === "public" ? "notice.public" : "notice.staff")}</p>
    </section>
  );
}

function CloseButton({ onClose }: Pick<PanelProps, "onClose">) {
  const words = useWords();
  return (
    <button type="button" class="close" aria-label={words.say("panel.close")} onClick={onClose}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path d="M3 3l10 10M13 3 3 13" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
      </svg>
    </button>
  );
}

function About({ gap, category, isSimulated }: Pick<PanelProps, "gap" | "category"> & { isSimulated: boolean }) {
  const words = useWords();
  const need = category === null ? words.say("control.need.all") : nameIn(words.language, category.name);
  return (
    <p class="panel-about">
      <span>
        {need}
        {gap.wave !== null && `, ${formatWave(words.language, gap.wave)}`}
      </span>
      {isSimulated && <SimulatedTag />}
    </p>
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

interface WhatHelpsProps extends Pick<PanelProps, "gap" | "category"> {
  access: District["access"];
  onTry: PanelProps["onTry"];
}

/** What would close the gap. Of all needs together no single change can be told. */
function WhatHelps({ gap, category, access, onTry }: WhatHelpsProps) {
  const words = useWords();
  return (
    <>
      {category === null ? (
        <section aria-labelledby="panel-levers">
          <h3 id="panel-levers">{words.say("levers.title")}</h3>
          <p class="quiet">{words.say("levers.all")}</p>
        </section>
      ) : (
        <Levers gap={gap} access={access} onTry={onTry} />
      )}
      {gap.served !== null && <Sharing gap={gap} />}
    </>
  );
}

function Near({ report, gap }: Pick<PanelProps, "report" | "gap">) {
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
      <Partners partners={report.value.partners} geography={gap.geography} />
      <PotentialPartners places={report.value.potential_partners} />
    </>
  );
}
