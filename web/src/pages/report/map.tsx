// The area in its district, drawn as an SVG so that it prints as sharp as the letters.

import { useMemo } from "preact/hooks";
import type { Surroundings } from "../../api/one_area.ts";
import type { Bbox, District, Feature, Gap, PartnerNearby, Position } from "../../api/types.ts";
import { bboxOf, labelPoint } from "../../lib/geometry.ts";
import { areaName } from "../../lib/sentence.ts";
import type { Resource } from "../../shell/resource.ts";
import { useWords } from "../../shell/words.ts";
import { boxAround, frameOf, isInFrame, pathOf, union, type Frame } from "./small_map.ts";

const SIZE = { width: 340, height: 200 };
/** Width of a letter of a label, near enough to tell whether a name fits. */
const LETTER = 5.2;

interface AreaMapProps {
  gap: Gap;
  district: District;
  /** Its shape among its neighbors. */
  around: Resource<Surroundings>;
  /** In the order of their numbers. */
  partners: readonly PartnerNearby[];
}

export function AreaMap({ gap, district, around, partners }: AreaMapProps) {
  const words = useWords();
  const places = partners.map(({ position }) => position);
  const drawn = useMemo(
    () => (around.value === null ? null : draw(around.value, district.bbox, places)),
    [around.value, district.bbox, JSON.stringify(places)],
  );
  // The page says everything in words too: without shapes it has no map.
  if (around.error !== null || (around.value !== null && drawn === null)) return null;
  const keys = keysOf(gap.geography === "school", drawn);
  return (
    <figure class="sheet-map">
      <svg
        viewBox={`0 0 ${SIZE.width} ${SIZE.height}`}
        role="img"
        aria-label={words.say("report.map", { name: areaName(words.language, gap) })}
      >
        {drawn !== null && <Shapes drawn={drawn} />}
      </svg>
      <figcaption>
        {keys.map((key) => (
          <span key={key} class="map-key-item">
            <span class={`map-key map-key-${key}`} />
            {words.say(`report.map.${key}`)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

const KEYS = ["school", "zone", "own", "others", "partners"] as const;

/** The marks that the map has. */
function keysOf(isSchool: boolean, drawn: Drawn | null): (typeof KEYS)[number][] {
  const has = {
    school: isSchool,
    zone: isSchool && drawn !== null && drawn.own.length > 0,
    own: !isSchool,
    others: true,
    partners: drawn !== null && drawn.partners.length > 0,
  };
  return KEYS.filter((key) => has[key]);
}

interface Drawn {
  others: string[];
  own: string[];
  labels: { name: string; x: number; y: number }[];
  /** The place of a school. */
  points: [number, number][];
  partners: { number: number; x: number; y: number }[];
}

function draw({ own, others }: Surroundings, district: Bbox | null, places: readonly (Position | null)[]): Drawn | null {
  // A school stands where its partners are to be found; its zone may be far larger.
  const points = own.filter(({ geometry }) => geometry?.type === "Point");
  const box = boxAround(points.length > 0 ? points : own);
  if (box === null) return null;
  const known = places.flatMap((position) => (position === null ? [] : [position]));
  const sight = known.reduce<Bbox>((all, [lon, lat]) => union(all, [lon, lat, lon, lat]), box);
  const frame = frameOf(sight, district ?? box, SIZE);
  const paths = (features: readonly Feature<unknown>[]): string[] =>
    features.map(({ geometry }) => pathOf(geometry, frame)).filter((path) => path !== "");
  return {
    others: paths(others),
    own: paths(own),
    labels: others.flatMap((feature) => labelOf(feature, frame)).filter((label) => !known.some((at) => isOn(label, frame.place(at)))),
    points: points.flatMap(({ geometry }) =>
      geometry?.type === "Point" ? [frame.place([geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0])] : [],
    ),
    partners: places.flatMap((position, index) => {
      if (position === null) return [];
      const [x, y] = frame.place(position);
      return [{ number: index + 1, x, y }];
    }),
  };
}

/** Whether a partner's number would stand on the name. */
function isOn({ name, x, y }: Drawn["labels"][number], [px, py]: readonly [number, number]): boolean {
  return Math.abs(px - x) < (name.length * LETTER) / 2 + 9 && Math.abs(py - y) < 15;
}

/** The name of a neighbor, where it fits inside. */
function labelOf({ properties, geometry }: Feature<Gap>, frame: Frame): Drawn["labels"] {
  const box = geometry === null ? null : bboxOf(geometry);
  const middle = geometry === null ? null : labelPoint(geometry);
  if (box === null || middle === null || properties.name === null) return [];
  const name = properties.name.split(/[,/]/)[0]?.trim() ?? "";
  const [west] = frame.place([box[0], box[1]]);
  const [east] = frame.place([box[2], box[3]]);
  const place = frame.place(middle);
  const half = (name.length * LETTER) / 2;
  const fits = east - west > half * 2 && isInFrame(place, frame, 10) && place[0] - half > 2 && place[0] + half < frame.width - 2;
  return fits ? [{ name, x: place[0], y: place[1] }] : [];
}

function Shapes({ drawn: { others, own, labels, points, partners } }: { drawn: Drawn }) {
  return (
    <>
      {others.map((path) => (
        <path key={path} class="map-others" d={path} />
      ))}
      {own.map((path) => (
        <path key={path} class="map-own" d={path} />
      ))}
      {labels.map(({ name, x, y }) => (
        <text key={`${name} ${x}`} class="map-label" x={x} y={y}>
          {name}
        </text>
      ))}
      {points.map(([x, y]) => (
        <rect key={`${x} ${y}`} class="map-school" x={x - 5} y={y - 5} width={10} height={10} />
      ))}
      {[...partners].reverse().map(({ number, x, y }) => (
        <g key={number} class="map-partner">
          <circle cx={x} cy={y} r={8} />
          <text x={x} y={y + 3.4}>
            {number}
          </text>
        </g>
      ))}
    </>
  );
}
