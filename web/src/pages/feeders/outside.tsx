// Schools that no feeder pattern has: charters and others without an attendance zone.

import type { Gap } from "../../api/types.ts";
import { useWords } from "../../shell/words.ts";
import { unmetWords } from "./figures.ts";
import { byName, type Network } from "./network.ts";

interface OutsideProps {
  network: Network;
  gaps: ReadonlyMap<string, Gap>;
  addressOf: (id: string) => string;
}

export function Outside({ network, gaps, addressOf }: OutsideProps) {
  const words = useWords();
  const dead = [...network.columns.elementary, ...network.columns.middle].filter(({ feeds }) => feeds.length === 0);
  const schools = [...network.outside, ...dead].sort(byName);
  if (schools.length === 0) return null;
  return (
    <details class="outside">
      <summary>{words.count("feeders.outside", schools.length)}</summary>
      <p class="quiet">{words.say("feeders.outside.why")}</p>
      <ul>
        {schools.map(({ id, name }) => (
          <li key={id}>
            <a href={addressOf(id)}>{name}</a> <span class="quiet">{unmetWords(words, gaps.get(id) ?? null)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
