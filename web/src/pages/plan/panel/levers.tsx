// What would close the gap: single changes, each tried by giving out the places anew.

import { createContext } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import { fetchLevers, type Lever, type ScenarioChange } from "../../../api/levers.ts";
import type { SiteDetails } from "../../../api/sites.ts";
import type { District, Gap, Position } from "../../../api/types.ts";
import { effectSentence, leverDetail, leverSentence } from "../../../lib/sentence_lever.ts";
import { useResource, type Resource } from "../../../shell/resource.ts";
import { useWords } from "../../../shell/words.ts";
import { useSiteDetails } from "./partners.tsx";

const N_LEVERS = 5;
const [REFUSED, MISSING] = [401, 404];

/** In which area a place is, in words. */
export const WhereContext = createContext<(at: Position) => string | null>(() => null);

interface LeversProps {
  gap: Gap;
  access: District["access"];
  /** Hands a change to the what-if, with the name of the place that it is about. */
  onTry?: ((change: ScenarioChange, name: string) => void) | undefined;
}

export function Levers({ gap, access, onTry }: LeversProps) {
  const words = useWords();
  const section = useRef<HTMLElement>(null);
  const isSeen = useSeen(section);
  const levers = useLevers(gap, access, isSeen);
  // A server that does not know levers has none to show.
  if (levers.error?.status === MISSING) return null;
  return (
    <section aria-labelledby="panel-levers" ref={section} aria-busy={levers.isLoading}>
      <h3 id="panel-levers">{words.say("levers.title")}</h3>
      {!mayAsk(gap, access) || levers.error?.status === REFUSED ? (
        <p class="quiet">{words.say("levers.staff")}</p>
      ) : levers.error !== null ? (
        <p class="quiet" role="alert">
          {words.say("levers.failed")}{" "}
          <button type="button" class="link-button" onClick={levers.retry}>
            {words.say("error.retry")}
          </button>
        </p>
      ) : levers.value === null || levers.isLoading ? (
        <p class="quiet waiting" role="status">
          <span class="spinner" aria-hidden="true" />
          {words.say("levers.loading")}
        </p>
      ) : levers.value.length === 0 ? (
        <p class="quiet">{words.say("levers.none")}</p>
      ) : (
        <>
          <LeverList levers={levers.value} unmet={gap.unmet} onTry={onTry} />
          <p class="quiet">{words.say("levers.note")}</p>
        </>
      )}
    </section>
  );
}

/** Changes over real answers are tried for staff only: the public need not ask to learn that. */
export function mayAsk(gap: Gap, access: District["access"]): boolean {
  return access === "staff" || gap.simulated;
}

/** The changes that would help most; nothing is asked for before `isWanted`. */
export function useLevers(gap: Gap, access: District["access"], isWanted: boolean, top = N_LEVERS): Resource<Lever[]> {
  const { category, wave, geography, geography_id } = gap;
  const key = isWanted && mayAsk(gap, access) ? JSON.stringify([category, wave, geography, geography_id, top]) : null;
  return useResource(key, (signal) => fetchLevers(gap, top, signal));
}

interface LeverListProps {
  levers: readonly Lever[];
  /** The gap that they would close a part of; null when it cannot be shown. */
  unmet: number | null;
  onTry?: ((change: ScenarioChange, name: string) => void) | undefined;
}

export function LeverList({ levers, unmet, onTry }: LeverListProps) {
  const { sites } = useSiteDetails(levers.map(({ id }) => id));
  return (
    <ol class="levers">
      {levers.map((lever) => (
        <LeverItem
          key={`${lever.kind} ${lever.id}`}
          lever={lever}
          before={sites.get(lever.id) ?? null}
          unmet={unmet}
          onTry={onTry}
        />
      ))}
    </ol>
  );
}

interface LeverItemProps extends Pick<LeverListProps, "unmet" | "onTry"> {
  lever: Lever;
  before: SiteDetails | null;
}

function LeverItem({ lever, before, unmet, onTry }: LeverItemProps) {
  const words = useWords();
  const where = useContext(WhereContext);
  const change = leverSentence(words.language, lever, before, lever.position === null ? null : where(lever.position));
  const detail = leverDetail(words.language, lever);
  const { scenario_change: scenario, newly_served } = lever;
  // Where the gap itself is hidden, a part of it is too.
  const here = unmet === null ? null : lever.newly_served_here;
  return (
    <li>
      <div class="lever">
        <p class="lever-change">{change}</p>
        {detail !== null && <p class="quiet">{detail}</p>}
        <p class="lever-effect">{effectSentence(words.language, { newly_served, newly_served_here: here })}</p>
        {here !== null && unmet !== null && (
          <span class="bar lever-part" aria-hidden="true" style={{ "--part": String(Math.min(1, Math.max(0, here) / Math.max(1, unmet))) }} />
        )}
      </div>
      {onTry !== undefined && scenario !== null && (
        <button type="button" class="try" aria-label={words.say("levers.try.of", { change })} onClick={() => onTry(scenario, lever.name)}>
          {words.say("levers.try")}
        </button>
      )}
    </li>
  );
}

/** Whether an element has come near the part of the page that is in sight: what costs seconds is not asked for unseen. */
function useSeen(element: { current: HTMLElement | null }): boolean {
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (current === null || isSeen) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setIsSeen(true);
      },
      { rootMargin: "120px" },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [isSeen]);
  return isSeen;
}
