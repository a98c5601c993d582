import type { FeederPair } from "../../api/types.ts";
import { formatShare } from "../../lib/format.ts";
import { useWords } from "../../shell/words.ts";
import type { FeederContext } from "./use_scene.ts";

/** The feeder lines in words. */
export function FeederList({ feeders, heading: Heading }: { feeders: FeederContext; heading: "h3" | "h4" }) {
  const words = useWords();
  const { schools, isLoading } = feeders;
  const { to, from } = feeders.feeders;
  if (schools.length === 0 || isLoading) return null;
  return (
    <div class="feeder-list">
      <Heading>{words.say("map.feeders.title")}</Heading>
      {to.length + from.length === 0 && <p class="quiet">{words.say("map.feeders.none")}</p>}
      <Pairs label={words.say("map.feeders.to")} pairs={to} name={({ to_name }) => to_name} />
      <Pairs label={words.say("map.feeders.from")} pairs={from} name={({ from_name }) => from_name} />
    </div>
  );
}

function Pairs({ label, pairs, name }: { label: string; pairs: readonly FeederPair[]; name: (pair: FeederPair) => string }) {
  const words = useWords();
  if (pairs.length === 0) return null;
  return (
    <>
      <p class="feeder-label">{label}</p>
      <ul>
        {pairs.map((pair) => (
          <li key={`${pair.from_school_id} ${pair.to_school_id}`}>
            {name(pair)}
            <span class="quiet">
              {pair.share === null
                ? words.say("feeders.share.unknown")
                : words.say(pair.basis === "area" ? "map.feeders.share" : "map.feeders.share.children", { share: formatShare(words.language, pair.share) })}
              {pair.split && `, ${words.say("map.feeders.split")}`}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
