// The diagram: schools from elementary to high, bands as wide as the real shares. Every school is a link to the map.

import { useMemo, useState } from "preact/hooks";
import { LEVELS, type Level } from "../../api/types.ts";
import { formatShare } from "../../lib/format.ts";
import { useWords } from "../../shell/words.ts";
import { COLUMN_EDGES, layoutOf, ribbonPath } from "./layout.ts";
import { mapAddress } from "./map_address.ts";
import { pathOf, type Network, type School } from "./network.ts";
import { feedsWords, unmetShort, unmetWords, type Unmet } from "./sentences.ts";

interface DiagramProps {
  network: Network;
  unmet: (schoolId: string) => Unmet;
  category: string;
  wave: string | null;
}

const MEASURES = { unit: 38, gap: 8, groupGap: 14 };

export function Diagram({ network, unmet, category, wave }: DiagramProps) {
  const words = useWords();
  const layout = useMemo(() => layoutOf(network, MEASURES), [network]);
  const [pointed, setPointed] = useState<string | null>(null);
  const path = useMemo(() => (pointed === null ? null : pathOf(network, pointed)), [network, pointed]);
  const columnOf = (id: string): Level => network.schools.get(id)?.column ?? "elementary";
  const isFaint = (...ids: string[]): boolean => path !== null && !ids.every((id) => path.has(id));
  return (
    <div class="diagram">
      <div class="diagram-heads" aria-hidden="true">
        {LEVELS.map((level) => (
          <span key={level} style={edges(level)}>
            {words.say(`level.${level}`)}
          </span>
        ))}
      </div>
      <div class="diagram-body" style={{ height: `${layout.height}px` }}>
        <svg viewBox={`0 0 100 ${layout.height}`} preserveAspectRatio="none" aria-hidden="true" class="ribbons">
          {layout.ribbons.map((ribbon) => (
            <path
              key={`${ribbon.band.from} ${ribbon.band.to}`}
              d={ribbonPath(ribbon, columnOf)}
              class={network.schools.get(ribbon.band.from)?.isSplit === true ? "ribbon ribbon-split" : "ribbon"}
              data-faint={isFaint(ribbon.band.from, ribbon.band.to)}
            />
          ))}
        </svg>
        {LEVELS.map((level) => (
          <section key={level} aria-label={words.say(`level.${level}`)}>
            <ul>
              {layout.order[level].flatMap((id) => {
                const [school, node] = [network.schools.get(id), layout.nodes.get(id)];
                if (school === undefined || node === undefined) return [];
                return [
                  <li key={id} class="node" style={{ ...edges(level), top: `${node.top}px`, minHeight: `${node.height}px` }} data-faint={isFaint(id)}>
                    <Node {...{ network, school, category, wave }} unmet={unmet(id)} onPoint={setPointed} />
                  </li>,
                ];
              })}
            </ul>
          </section>
        ))}
      </div>
    </div>
  );
}

function edges(level: Level): { insetInlineStart: string; width: string } {
  const [start, end] = COLUMN_EDGES[level];
  return { insetInlineStart: `${start}%`, width: `${end - start}%` };
}

interface NodeProps extends Pick<DiagramProps, "network" | "category" | "wave"> {
  school: School;
  unmet: Unmet;
  onPoint: (id: string | null) => void;
}

function Node({ network, school, unmet, category, wave, onPoint }: NodeProps) {
  const words = useWords();
  const { language } = words;
  const label = [
    school.name,
    unmetWords(language, unmet),
    school.isSplit ? words.say("feeders.split.long") : null,
    feedsWords(language, network, school),
  ].filter((part) => part !== null);
  const point = { onMouseEnter: () => onPoint(school.id), onMouseLeave: () => onPoint(null), onFocus: () => onPoint(school.id), onBlur: () => onPoint(null) };
  return (
    <a class="node-link" href={mapAddress(school.id, { category, wave, language })} aria-label={label.join(". ")} title={feedsWords(language, network, school) ?? ""} {...point}>
      <span class="node-name">{school.name}</span>
      <span class="node-facts">
        {school.isSplit && (
          <span class="split-mark">
            <SplitMark /> {words.say("feeders.split")} {formatShare(language, Math.max(...school.feeds.map(({ share }) => share)))}
          </span>
        )}
        <span class={unmet.kind === "hidden" ? "node-unmet node-hidden" : "node-unmet"}>{unmetShort(language, unmet)}</span>
      </span>
    </a>
  );
}

function SplitMark() {
  return (
    <svg viewBox="0 0 16 16" width="13" height="13" aria-hidden="true">
      <path d="M2 8h4l4-5h4M6 8l4 5h4" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" />
    </svg>
  );
}
