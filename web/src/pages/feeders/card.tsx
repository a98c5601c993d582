// A school in the diagram and in the tree: name, marks and unmet need, as one link to the map.

import type { Gap } from "../../api/types.ts";
import { formatCount } from "../../lib/format.ts";
import { useWords } from "../../shell/words.ts";
import { knownOf, spokenWords, unmetWords } from "./figures.ts";
import type { Network, School } from "./network.ts";
import { unmetOf } from "./state.ts";

export interface CardProps {
  school: School;
  network: Network;
  gap: Gap | null;
  /** The largest unmet number in sight; the bar is a part of it. */
  most: number;
  /** Where the school is on the map. */
  address: string;
  /** One line only. */
  isShort: boolean;
}

export function CardBody({ school, network, gap, most, address, isShort }: CardProps) {
  const words = useWords();
  const known = knownOf(gap);
  const unmet = unmetOf(gap);
  return (
    <a class="school-link" href={address}>
      <span class="school-name">
        <span class="school-title" title={school.name}>
          {school.name}
        </span>
        {school.isSplit && <SplitMark />}
        {school.levels.length > 1 && !isShort && (
          <span class="school-levels">{school.levels.map((level) => words.say(`level.${level}`)).join(" + ")}</span>
        )}
      </span>
      <span class="school-unmet" data-known={known} aria-hidden="true">
        {known === "number" && unmet !== null ? (
          <span class="school-bar">
            <i style={{ inlineSize: `${most === 0 ? 0 : Math.max(0, (100 * unmet) / most)}%` }} />
          </span>
        ) : (
          <span class="swatch swatch-hidden" />
        )}
        <span class="school-number">{isShort && known === "number" && unmet !== null ? formatCount(words.language, unmet) : unmetWords(words, gap)}</span>
      </span>
      <span class="for-ears">. {spokenWords(words, school, network, gap)}</span>
    </a>
  );
}

/** A fork and a word: the school's children go different ways. */
export function SplitMark() {
  const words = useWords();
  return (
    <span class="split-mark">
      <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true">
        <path d="M1.5 8H6c3 0 3-4.5 6.5-4.5M6 8c3 0 3 4.5 6.5 4.5M10.5 1.5l2.5 2-2.5 2M10.5 10.5l2.5 2-2.5 2" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" />
      </svg>
      {words.say("feeders.split.short")}
    </span>
  );
}
