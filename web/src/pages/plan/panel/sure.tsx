// How sure the number is: what stands behind it, and how high it could be.

import type { District, Gap } from "../../../api/types.ts";
import { supportOf, SUPPORT, sureSentences } from "../../../lib/sentence_sure.ts";
import { useWords } from "../../../shell/words.ts";

export function Sure({ gap, access }: { gap: Gap; access: District["access"] }) {
  const words = useWords();
  const sentences = sureSentences(words.language, gap, access);
  if (sentences.length === 0) return null;
  const support = gap.responses === null ? null : supportOf(gap.responses);
  return (
    <div class="sure">
      {support !== null && (
        <span class="sure-level" role="img" aria-label={words.say(`panel.sure.level.${support}`)} title={words.say(`panel.sure.level.${support}`)}>
          {SUPPORT.map((level, index) => (
            <span key={level} class={index <= SUPPORT.indexOf(support) ? "is-on" : ""} />
          ))}
        </span>
      )}
      <p>
        <span class="for-ears">{words.say("panel.sure")}: </span>
        {sentences.join(" ")}
      </p>
    </div>
  );
}
