// The diagram: three columns of schools, and bands between them as wide as the shares.

import { useMemo, useState } from "preact/hooks";
import type { Gap, Level } from "../../api/types.ts";
import { LEVELS } from "../../api/types.ts";
import { formatShare } from "../../lib/format.ts";
import { useMedia } from "../../shell/use_media.ts";
import { useWords } from "../../shell/words.ts";
import { CardBody } from "./card.tsx";
import { COLUMN_EDGES, layoutOf, ribbonPath, type Layout, type Ribbon } from "./layout.ts";
import { isWhole, pathOf, type Network } from "./network.ts";

export interface DiagramProps {
  network: Network;
  gaps: ReadonlyMap<string, Gap>;
  /** The largest unmet number in sight. */
  most: number;
  /** The school whose way is marked. */
  marked: string | null;
  /** More schools than fit with two lines each. */
  isDense: boolean;
  addressOf: (id: string) => string;
}

const ROOMY = { unit: 56, gap: 8, groupGap: 14 };
/** A school of several levels says so in a line of its own, and where columns are narrow its number takes two. */
const ROOMIER = { ...ROOMY, unit: 70 };
const TIGHT = "(max-width: 1100px)";
const DENSE = { unit: 34, gap: 5, groupGap: 12 };

export function Diagram({ network, gaps, most, marked, isDense, addressOf }: DiagramProps) {
  const isTight = useMedia(TIGHT);
  const layout = useMemo(() => {
    const hasLevels = network.columns.elementary.some(({ levels }) => levels.length > 1);
    return layoutOf(network, isDense ? DENSE : hasLevels || isTight ? ROOMIER : ROOMY);
  }, [network, isDense, isTight]);
  const [pointed, setPointed] = useState<string | null>(null);
  const active = pointed ?? marked;
  const path = useMemo(() => (active === null ? null : pathOf(network, active)), [network, active]);
  return (
    <div class="flow" data-dense={isDense} data-active={path !== null}>
      <Bands network={network} layout={layout} path={path} />
      {LEVELS.map((level) => (
        <Column
          key={level}
          {...{ level, network, gaps, most, isDense, layout, path, marked, addressOf }}
          onPoint={setPointed}
        />
      ))}
    </div>
  );
}

interface ColumnProps extends DiagramProps {
  level: Level;
  layout: Layout;
  path: ReadonlySet<string> | null;
  onPoint: (id: string | null) => void;
}

function Column({ level, network, gaps, most, isDense, layout, path, marked, addressOf, onPoint }: ColumnProps) {
  const words = useWords();
  const order = layout.order[level];
  const heading = `flow-${level}`;
  return (
    <section class="flow-column" data-level={level} aria-labelledby={heading}>
      <h3 id={heading}>
        {words.say(`level.${level}`)} <span class="flow-count">{words.count("feeders.schools", order.length)}</span>
      </h3>
      <ol style={{ blockSize: `${layout.height}px` }}>
        {order.map((id) => {
          const [school, node] = [network.schools.get(id), layout.nodes.get(id)];
          if (school === undefined || node === undefined) return null;
          return (
            <li
              key={id}
              id={`school-${id}`}
              class="school"
              data-on={path?.has(id)}
              data-marked={id === marked}
              style={{ insetBlockStart: `${node.top}px`, blockSize: `${node.height}px` }}
              onMouseEnter={() => onPoint(id)}
              onMouseLeave={() => onPoint(null)}
              onFocusIn={() => onPoint(id)}
              onFocusOut={() => onPoint(null)}
            >
              <CardBody
                school={school}
                network={network}
                gap={gaps.get(id) ?? null}
                most={most}
                address={addressOf(id)}
                isShort={isDense}
              />
            </li>
          );
        })}
      </ol>
    </section>
  );
}

interface BandsProps {
  network: Network;
  layout: Layout;
  path: ReadonlySet<string> | null;
}

/** Readers who do not see the bands have their shares in the names of the schools, and in the table. */
function Bands({ network, layout, path }: BandsProps) {
  const words = useWords();
  const columnOf = (id: string): Level => network.schools.get(id)?.column ?? "elementary";
  const isOn = ({ band }: Ribbon): boolean | undefined => path === null ? undefined : path.has(band.from) && path.has(band.to);
  return (
    <div class="flow-bands" aria-hidden="true" style={{ blockSize: `${layout.height}px` }}>
      <svg viewBox={`0 0 100 ${Math.max(layout.height, 1)}`} preserveAspectRatio="none">
        {layout.ribbons.map((ribbon) => (
          <path
            key={`${ribbon.band.from} ${ribbon.band.to}`}
            d={ribbonPath(ribbon, columnOf)}
            data-on={isOn(ribbon)}
            data-straight={ribbon.band.isStraight}
          />
        ))}
      </svg>
      {layout.ribbons
        .filter(({ band }) => !isWhole(band))
        .map((ribbon) => (
          <span
            key={`${ribbon.band.from} ${ribbon.band.to}`}
            class="flow-share"
            data-on={isOn(ribbon)}
            style={{
              insetBlockStart: `${ribbon.fromTop + ribbon.thickness / 2}px`,
              insetInlineStart: `${COLUMN_EDGES[columnOf(ribbon.band.from)][1]}%`,
            }}
          >
            {ribbon.band.share === null ? "?" : formatShare(words.language, ribbon.band.share)}
          </span>
        ))}
    </div>
  );
}
