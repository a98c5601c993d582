// Both ways to share the places out: as families come, and by plan over the whole district.

import type { Gap } from "../../../api/types.ts";
import { formatCount } from "../../../lib/format.ts";
import { sharingSentence } from "../../../lib/sentence_sure.ts";
import { useWords } from "../../../shell/words.ts";

export function Sharing({ gap }: { gap: Gap }) {
  const words = useWords();
  const { served, served_coordinated, needs } = gap;
  const rows = [
    { id: "nearest", n: served },
    { id: "coordinated", n: served_coordinated },
  ] as const;
  return (
    <section aria-labelledby="panel-sharing">
      <h3 id="panel-sharing">{words.say("panel.sharing")}</h3>
      <p>{sharingSentence(words.language, gap)}</p>
      {served !== null && served_coordinated !== null && (
        <dl class="sharing">
          {rows.map(({ id, n }) => (
            <div key={id}>
              <dt>{words.say(`panel.sharing.${id}`)}</dt>
              <dd>
                <span
                  class={`bar sharing-${id}`}
                  style={{ "--part": String((n ?? 0) / Math.max(1, needs ?? 0, served, served_coordinated)) }}
                />
                <span class="sharing-value">{words.say("panel.sharing.served", { n: formatCount(words.language, n ?? 0) })}</span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
