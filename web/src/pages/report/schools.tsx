import { fetchFeeding, type LinkedSchool } from "../../api/one_area.ts";
import type { Gap } from "../../api/types.ts";
import { formatList, formatShare } from "../../lib/format.ts";
import { useResource } from "../../shell/resource.ts";
import { useWords } from "../../shell/words.ts";
import { Part } from "./part.tsx";

/** More would not fit on the page. */
const N_SCHOOLS = 8;

/** Which schools send students here, and where they go on to. */
export function FeederSchools({ gap }: { gap: Gap }) {
  const words = useWords();
  const { geography, geography_id } = gap;
  const feeding = useResource(geography === "neighborhood" ? null : `${geography} ${geography_id}`, (signal) => fetchFeeding(gap, signal));
  const { from, to } = feeding.value ?? { from: [], to: [] };
  return (
    <>
      {from.length > 0 && (
        <Part title={words.say("report.feeders.from")}>
          <Schools schools={from} />
        </Part>
      )}
      {to.length > 0 && (
        <Part title={words.say("report.feeders.to")}>
          <Schools schools={to} />
        </Part>
      )}
    </>
  );
}

/** A school that sends or takes only a part, or nobody knows which, is named with it. */
function Schools({ schools }: { schools: readonly LinkedSchool[] }) {
  const words = useWords();
  const named = schools.slice(0, N_SCHOOLS).map(({ name, share }) => {
    if (share === null) return words.say("report.feeders.share", { name, share: words.say("feeders.share.unknown") });
    return share >= 0.995 ? name : words.say("report.feeders.share", { name, share: formatShare(words.language, share) });
  });
  const n_more = schools.length - named.length;
  const more = n_more > 0 ? [words.count("report.feeders.more", n_more)] : [];
  return <p class="sheet-schools">{formatList(words.language, [...named, ...more])}</p>;
}
