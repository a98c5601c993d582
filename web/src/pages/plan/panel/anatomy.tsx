// What stands in the way of the families that go without: one bar that is the whole, and its parts in words.

import type { Cause, Gap } from "../../../api/types.ts";
import { anatomyOf, type Anatomy as Parts } from "../../../lib/anatomy.ts";
import { formatCount, formatList, uncapitalize } from "../../../lib/format.ts";
import { whySentence } from "../../../lib/sentence_why.ts";
import { useWords, type Words } from "../../../shell/words.ts";
import { CauseIcon } from "./icon.tsx";

interface AnatomyProps {
  gap: Gap;
  /** Above 0. */
  unmet: number;
  /** How many causes are told in full, where there is little room; the smaller ones by name and number. */
  nMeanings?: number;
}

export function Anatomy({ gap, unmet, nMeanings = Infinity }: AnatomyProps) {
  const words = useWords();
  const anatomy = anatomyOf(gap, unmet);
  const { parts, none, hidden, rest, total, sum } = anatomy;
  const lead = whySentence(words.language, anatomy);
  return (
    <div class="anatomy">
      {lead !== null && <p class="anatomy-lead">{lead}</p>}
      <Bar anatomy={anatomy} />
      <ul class="anatomy-list">
        {parts.map(({ cause, families }, index) => (
          <li key={cause}>
            <span class={`anatomy-key cause-${cause}`}>
              <CauseIcon cause={cause} />
            </span>
            <span class="anatomy-cause">{words.say(`cause.${cause}`)}</span>
            <span class="anatomy-value">{formatCount(words.language, families)}</span>
            {index < nMeanings && <span class="anatomy-meaning">{words.say(`panel.why.${cause}`)}</span>}
          </li>
        ))}
        {hidden.length > 0 && (
          <li class="anatomy-hidden">
            <span class="anatomy-key cause-hidden" aria-hidden="true" />
            <span class="anatomy-cause">{words.say("panel.why.hidden")}</span>
            {rest > 0 && (
              <span class="anatomy-value">
                {words.say("panel.why.hidden.value", { n: formatCount(words.language, rest) })}
              </span>
            )}
            <span class="anatomy-meaning">{named(words, hidden)}</span>
          </li>
        )}
      </ul>
      {none.length > 0 && <p class="quiet anatomy-none">{words.say("panel.anatomy.none", { causes: named(words, none, true) })}</p>}
      {sum !== total && (
        <p class="quiet">
          {words.say("panel.why.sum", { sum: formatCount(words.language, sum), total: formatCount(words.language, total) })}
        </p>
      )}
    </div>
  );
}

/** For the eye: the list below says the same. A part that is too narrow for its mark is known by its color and place. */
function Bar({ anatomy: { parts, rest } }: { anatomy: Parts }) {
  const words = useWords();
  return (
    <div class="anatomy-bar" aria-hidden="true">
      {parts.map(({ cause, families }) => (
        <span key={cause} class={`anatomy-part cause-${cause}`} style={{ flexGrow: families }} title={words.say(`cause.${cause}`)}>
          <span class="anatomy-part-mark">
            <CauseIcon cause={cause} />
            <span class="anatomy-part-number">{formatCount(words.language, families)}</span>
          </span>
        </span>
      ))}
      {rest > 0 && <span class="anatomy-part cause-hidden" style={{ flexGrow: rest }} />}
    </div>
  );
}

function named(words: Words, causes: readonly Cause[], isInSentence = false): string {
  const names = causes.map((cause) => uncapitalize(words.say(`cause.${cause}`)));
  const list = formatList(words.language, names);
  return isInSentence ? list : list.charAt(0).toUpperCase() + list.slice(1);
}
