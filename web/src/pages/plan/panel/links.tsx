// From the panel to the data behind it, to paper, and to somebody else.

import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { OUTSIDE, type District, type Gap } from "../../../api/types.ts";
import type { TextKey } from "../../../lib/text.ts";
import { FileLink } from "../../../shell/file_link.tsx";
import { useWords } from "../../../shell/words.ts";
import { cellAddress, FORMAT_NAMES, FORMATS, geographyAddress, reportAddress } from "./addresses.ts";

/** What a reader does with an area: print it, send it. */
export function AreaActions({ gap, children }: { gap: Gap; children?: ComponentChildren }) {
  const words = useWords();
  return (
    <div class="area-actions">
      {gap.geography_id !== OUTSIDE && (
        <a class="action" href={reportAddress(gap, words.language)}>
          {words.say("panel.print")}
        </a>
      )}
      <CopyLink />
      {children}
    </div>
  );
}

function CopyLink() {
  const words = useWords();
  const [outcome, setOutcome] = useState<TextKey | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      setOutcome("panel.copied");
    } catch {
      setOutcome("panel.copy.failed");
    }
  };
  return (
    <>
      <button type="button" class="action" onClick={() => void copy()}>
        {words.say("panel.copy")}
      </button>
      <span class="quiet" role="status">
        {outcome !== null && words.say(outcome)}
      </span>
    </>
  );
}

export function DataLinks({ gap, access }: { gap: Gap; access: District["access"] }) {
  const words = useWords();
  return (
    <section aria-labelledby="panel-data">
      <h3 id="panel-data">{words.say("panel.data")}</h3>
      <p class="data-label" id="panel-data-area">
        {words.say("panel.data.area")}
      </p>
      <ul class="formats" aria-labelledby="panel-data-area">
        {FORMATS.map((format) => (
          <li key={format}>
            <FileLink address={cellAddress(gap, format)} name={`gaps-by-${gap.geography}`} format={format} opens={format === "json"}>
              {FORMAT_NAMES[format]}
            </FileLink>
          </li>
        ))}
      </ul>
      <ul class="data-links">
        <li>
          <a href={cellAddress(gap, "html")}>{words.say("panel.data.page")}</a>
        </li>
        <li>
          <FileLink address={geographyAddress(gap)} name={`gaps-by-${gap.geography}`} format="csv">
            {words.say("panel.data.all")}
          </FileLink>
        </li>
        <li>
          <a href="docs">{words.say("panel.data.docs")}</a>
        </li>
      </ul>
      {access === "staff" && <p class="quiet">{words.say("panel.data.public")}</p>}
    </section>
  );
}
