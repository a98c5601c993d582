// The diagram where there is no room for columns: each high school with the schools that feed it below it.

import { useWords } from "../../shell/words.ts";
import { CardBody } from "./card.tsx";
import type { DiagramProps } from "./diagram.tsx";
import { shareWords } from "./figures.ts";
import { isWhole, patternOf, type Band, type Network } from "./network.ts";

type TreeProps = Omit<DiagramProps, "isDense">;

export function Tree(props: TreeProps) {
  const { network } = props;
  const words = useWords();
  const highs = network.columns.high;
  if (highs.length === 1 && highs[0] !== undefined) return <Branch {...props} id={highs[0].id} />;
  return (
    <div class="trees">
      {highs.map(({ id, name }) => {
        const pattern = patternOf(network, id);
        return (
          <details key={id} open={props.marked !== null && upstreamHas(pattern, props.marked)}>
            <summary>
              <strong>{name}</strong>{" "}
              <span class="quiet">{words.count("feeders.schools", pattern.columns.elementary.length + pattern.columns.middle.length + 1)}</span>
            </summary>
            <Branch {...props} network={pattern} id={id} />
          </details>
        );
      })}
    </div>
  );
}

function upstreamHas({ columns }: Network, id: string): boolean {
  return Object.values(columns).some((schools) => schools.some((school) => school.id === id));
}

/** A school, and under it those that feed it. */
function Branch(props: TreeProps & { id: string; band?: Band }) {
  const { network, gaps, most, marked, addressOf, id, band } = props;
  const words = useWords();
  const school = network.schools.get(id);
  if (school === undefined) return null;
  const feeding = network.bands.filter(({ to }) => to === id);
  const through = feeding.filter(({ isStraight }) => !isStraight);
  const straight = feeding.filter(({ isStraight }) => isStraight);
  return (
    <div class="branch" data-level={school.column}>
      <div class="school" data-marked={id === marked}>
        {band !== undefined && !isWhole(band) && (
          <p class="branch-share">
            {band.share !== null && (
              <span class="share-bar" aria-hidden="true">
                <i style={{ inlineSize: `${band.share * 100}%` }} />
              </span>
            )}
            {words.say(band.share === null ? "feeders.part.unknown" : `feeders.part.${band.basis}`, { share: shareWords(words, band) })}
          </p>
        )}
        <CardBody school={school} network={network} gap={gaps.get(id) ?? null} most={most} address={addressOf(id)} isShort={false} />
      </div>
      <Branches {...props} bands={through} title={null} />
      {straight.length > 0 && <Branches {...props} bands={straight} title={words.say("feeders.straight")} />}
    </div>
  );
}

function Branches({ bands, title, ...props }: TreeProps & { bands: readonly Band[]; title: string | null }) {
  if (bands.length === 0) return null;
  return (
    <>
      {title !== null && <p class="branch-title">{title}</p>}
      <ul class="branches">
        {bands.map((band) => (
          <li key={band.from}>
            <Branch {...props} id={band.from} band={band} />
          </li>
        ))}
      </ul>
    </>
  );
}
