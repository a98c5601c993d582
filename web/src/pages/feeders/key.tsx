// How to read the diagram.

import { useWords } from "../../shell/words.ts";
import { SplitMark } from "./card.tsx";
import type { Network } from "./network.ts";

export function Key({ network, isTable }: { network: Network; isTable: boolean }) {
  const words = useWords();
  const bases = (["table", "children", "area"] as const).filter((basis) => network.bands.some((band) => band.basis === basis));
  const hasUnknown = network.bands.some(({ share }) => share === null);
  const hasStraight = network.bands.some(({ isStraight }) => isStraight);
  return (
    <div class="key">
      <h3>{words.say("overview.how")}</h3>
      <ul>
        {!isTable && <li>{words.say("feeders.key.width")}</li>}
        {bases.map((basis) => (
          <li key={basis}>{words.say(`feeders.key.${basis}`)}</li>
        ))}
        {hasUnknown && <li>{words.say(isTable ? "feeders.part.unknown" : "feeders.key.unknown")}</li>}
        {hasStraight && <li>{words.say("feeders.key.straight")}</li>}
        <li>
          <SplitMark /> {words.say("feeders.key.split")}
        </li>
        <li>
          <span class="swatch swatch-hidden" /> {words.say("feeders.key.hidden")}
        </li>
        <li>{words.say("feeders.key.unmet")}</li>
        <li>{words.say("feeders.key.who")}</li>
      </ul>
    </div>
  );
}
