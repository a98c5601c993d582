// Where schools and bands stand in the diagram: a layered flow from left to right. Pure; heights in pixels.

import type { Level } from "../../api/types.ts";
import { sum, type Band, type Network } from "./network.ts";

export interface Measures {
  /** Height of one whole elementary school. */
  unit: number;
  /** Between two schools. */
  gap: number;
  /** Between schools that feed different ones, above `gap`. */
  groupGap: number;
}

export interface Node {
  id: string;
  top: number;
  height: number;
}

export interface Ribbon {
  band: Band;
  thickness: number;
  /** Upper edges where the band leaves and arrives. */
  fromTop: number;
  toTop: number;
  /** Upper edge in the middle column, for a band that passes it. */
  viaTop: number | null;
}

export interface Layout {
  nodes: ReadonlyMap<string, Node>;
  /** Ids from top to bottom. */
  order: Readonly<Record<Level, readonly string[]>>;
  ribbons: readonly Ribbon[];
  height: number;
}

/** A step between neighboring columns; a band from elementary to high is two of them, over a place in the middle. */
interface Step {
  from: string;
  to: string;
  thickness: number;
}

type Order = Record<Level, string[]>;

export function layoutOf(network: Pick<Network, "columns" | "bands">, measures: Measures): Layout {
  const heights = new Map<string, number>();
  const thickness = new Map<Band, number>();
  for (const { id } of network.columns.elementary) heights.set(id, measures.unit);
  const drawFrom = (bands: readonly Band[]): void => {
    for (const band of bands) thickness.set(band, band.width * (heights.get(band.from) ?? measures.unit));
  };
  const takeIn = (id: string): void => {
    const flow = sum(network.bands.filter((band) => band.to === id).map((band) => thickness.get(band) ?? 0));
    heights.set(id, Math.max(flow, measures.unit));
  };
  const isFromMiddle = ({ from }: Band): boolean => network.columns.middle.some(({ id }) => id === from);
  drawFrom(network.bands.filter((band) => !isFromMiddle(band)));
  for (const { id } of network.columns.middle) takeIn(id);
  drawFrom(network.bands.filter(isFromMiddle));
  for (const { id } of network.columns.high) takeIn(id);
  const steps = network.bands.flatMap((band): Step[] => stepsOf(band, thickness.get(band) ?? 0));
  for (const band of network.bands) if (band.isStraight) heights.set(passing(band), thickness.get(band) ?? 0);
  const order = orderOf(network, steps);
  const nodes = place(order, steps, heights, measures);
  return {
    nodes,
    order: { ...order, middle: order.middle.filter((id) => !id.startsWith(PASSING)) },
    ribbons: ribbonsOf(network.bands, thickness, nodes),
    height: Math.max(0, ...[...nodes.values()].map((node) => node.top + node.height)),
  };
}

const PASSING = "passing ";

/** The place in the middle column that a band takes which goes past it. */
function passing({ from, to }: Band): string {
  return `${PASSING}${from} ${to}`;
}

function stepsOf(band: Band, thickness: number): Step[] {
  if (!band.isStraight) return [{ from: band.from, to: band.to, thickness }];
  const via = passing(band);
  return [
    { from: band.from, to: via, thickness },
    { from: via, to: band.to, thickness },
  ];
}

const SWEEPS = 6;

/** The order with the fewest crossings that sweeps over the columns find: each school at the mean of its neighbors. */
function orderOf(network: Pick<Network, "columns" | "bands">, steps: readonly Step[]): Order {
  const ids = (level: Level): string[] => network.columns[level].map(({ id }) => id);
  const middle = [...ids("middle"), ...network.bands.filter((band) => band.isStraight).map(passing)];
  let order: Order = { elementary: ids("elementary"), middle, high: ids("high") };
  let best = order;
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    order = sweep % 2 === 0 ? sweepBack(order, steps) : sweepForth(order, steps);
    if (sweep === 0 || crossings(order, steps) < crossings(best, steps)) best = order;
  }
  // Elementary schools always stand beside what they feed, whichever sweep was best.
  const settled = { ...best, elementary: byMean(best.elementary, best.middle, steps, "to") };
  return crossings(settled, steps) <= crossings(best, steps) ? settled : best;
}

function sweepBack(order: Order, steps: readonly Step[]): Order {
  const middle = byMean(order.middle, order.high, steps, "to");
  return { ...order, middle, elementary: byMean(order.elementary, middle, steps, "to") };
}

function sweepForth(order: Order, steps: readonly Step[]): Order {
  const middle = byMean(order.middle, order.elementary, steps, "from");
  return { ...order, middle, high: byMean(order.high, middle, steps, "from") };
}

/** Sorted by the mean place of the neighbors in another column; who has none keeps its place. */
function byMean(ids: readonly string[], beside: readonly string[], steps: readonly Step[], end: "from" | "to"): string[] {
  const other = end === "to" ? "from" : "to";
  const mean = new Map(
    ids.map((id, index) => {
      const near = steps.filter((step) => step[other] === id).map((step) => ({ at: beside.indexOf(step[end]), weight: step.thickness }));
      const weight = sum(near.map((one) => one.weight));
      return [id, weight === 0 ? (index / Math.max(ids.length, 1)) * beside.length : sum(near.map((one) => one.at * one.weight)) / weight];
    }),
  );
  return [...ids].sort((a, b) => (mean.get(a) ?? 0) - (mean.get(b) ?? 0));
}

/** How many pairs of bands cross between neighboring columns. */
export function crossings(order: Order, steps: readonly Pick<Step, "from" | "to">[]): number {
  let n = 0;
  for (const [left, right] of [[order.elementary, order.middle], [order.middle, order.high]] as const) {
    const at = steps
      .map(({ from, to }) => [left.indexOf(from), right.indexOf(to)] as const)
      .filter(([from, to]) => from >= 0 && to >= 0);
    for (const [i, a] of at.entries()) for (const b of at.slice(i + 1)) if ((a[0] - b[0]) * (a[1] - b[1]) < 0) n += 1;
  }
  return n;
}

function place(order: Order, steps: readonly Step[], heights: ReadonlyMap<string, number>, measures: Measures): Map<string, Node> {
  const nodes = new Map<string, Node>();
  const heightOf = (id: string): number => heights.get(id) ?? measures.unit;
  let top = 0;
  let group: string | null = null;
  for (const id of order.elementary) {
    const target = mainTarget(id, steps);
    if (group !== null && target !== group) top += measures.groupGap;
    group = target;
    nodes.set(id, { id, top, height: heightOf(id) });
    top += heightOf(id) + measures.gap;
  }
  for (const level of ["middle", "high"] as const) {
    const wanted = order[level].map((id, index) => ({ height: heightOf(id), center: centerOf(id, steps, nodes) ?? index * (measures.unit + measures.gap) }));
    const tops = stack(wanted, measures.gap);
    for (const [index, id] of order[level].entries()) nodes.set(id, { id, top: tops[index] ?? 0, height: heightOf(id) });
  }
  const least = Math.min(0, ...[...nodes.values()].map((node) => node.top));
  return new Map([...nodes].map(([id, node]) => [id, { ...node, top: node.top - least }]));
}

function mainTarget(id: string, steps: readonly Step[]): string {
  const own = steps.filter(({ from }) => from === id).sort((a, b) => b.thickness - a.thickness);
  // Bands that pass the middle column make one group for each high school.
  return own[0]?.to.replace(/^passing \S+/, PASSING) ?? "";
}

function centerOf(id: string, steps: readonly Step[], nodes: ReadonlyMap<string, Node>): number | null {
  const sources = steps.filter(({ to }) => to === id).flatMap((step) => {
    const node = nodes.get(step.from);
    return node === undefined ? [] : [{ center: node.top + node.height / 2, weight: step.thickness }];
  });
  const weight = sum(sources.map((source) => source.weight));
  return weight === 0 ? null : sum(sources.map((source) => source.center * source.weight)) / weight;
}

/** Upper edges of boxes in a given order that come as near as possible to where they want to be, without overlap. */
export function stack(boxes: readonly { height: number; center: number }[], gap: number): number[] {
  // Without the room that the boxes before take, they only must not run backwards: pool adjacent violators.
  let before = 0;
  const offsets = boxes.map(({ height }) => {
    const offset = before;
    before += height + gap;
    return offset;
  });
  const pools: { mean: number; n: number }[] = [];
  for (const [index, box] of boxes.entries()) {
    let pool = { mean: box.center - box.height / 2 - (offsets[index] ?? 0), n: 1 };
    for (let last = pools.at(-1); last !== undefined && last.mean > pool.mean; last = pools.at(-1)) {
      pool = { mean: (last.mean * last.n + pool.mean * pool.n) / (last.n + pool.n), n: last.n + pool.n };
      pools.pop();
    }
    pools.push(pool);
  }
  return pools.flatMap(({ mean, n }) => Array.from({ length: n }, () => mean)).map((mean, index) => mean + (offsets[index] ?? 0));
}

/** Bands leave and arrive in the order of the schools at their other ends, and fill what is theirs from the middle. */
function ribbonsOf(bands: readonly Band[], thickness: ReadonlyMap<Band, number>, nodes: ReadonlyMap<string, Node>): Ribbon[] {
  const middleOf = (id: string): number => (nodes.get(id)?.top ?? 0) + (nodes.get(id)?.height ?? 0) / 2;
  const edges = (end: "from" | "to"): Map<Band, number> => {
    const other = end === "from" ? "to" : "from";
    const tops = new Map<Band, number>();
    for (const id of new Set(bands.map((band) => band[end]))) {
      const own = bands.filter((band) => band[end] === id).sort((a, b) => middleOf(a[other]) - middleOf(b[other]));
      let at = middleOf(id) - sum(own.map((band) => thickness.get(band) ?? 0)) / 2;
      for (const band of own) {
        tops.set(band, at);
        at += thickness.get(band) ?? 0;
      }
    }
    return tops;
  };
  const [leaving, arriving] = [edges("from"), edges("to")];
  return bands.map((band) => ({
    band,
    thickness: thickness.get(band) ?? 0,
    fromTop: leaving.get(band) ?? 0,
    toTop: arriving.get(band) ?? 0,
    viaTop: band.isStraight ? (nodes.get(passing(band))?.top ?? null) : null,
  }));
}

/** Edges of the columns in percent of the width; bands run between them. */
export const COLUMN_EDGES: Readonly<Record<Level, readonly [number, number]>> = {
  elementary: [0, 30],
  middle: [39, 66],
  high: [75, 100],
};

/** The outline of a band in a picture that is 100 wide. */
export function ribbonPath({ band, thickness, fromTop, toTop, viaTop }: Ribbon, columnOf: (id: string) => Level): string {
  const [, start] = COLUMN_EDGES[columnOf(band.from)];
  const [end] = COLUMN_EDGES[columnOf(band.to)];
  if (viaTop === null) return outline([[start, fromTop], [end, toTop]], thickness);
  const [before, after] = COLUMN_EDGES.middle;
  return outline([[start, fromTop], [before, viaTop], [after, viaTop], [end, toTop]], thickness);
}

function outline(points: readonly (readonly [number, number])[], thickness: number): string {
  const curve = (stops: readonly (readonly [number, number])[]): string =>
    stops.slice(1).map(([x, y], index) => {
      const [x0 = 0, y0 = 0] = stops[index] ?? [];
      const half = round((x0 + x) / 2);
      return `C${half} ${round(y0)} ${half} ${round(y)} ${x} ${round(y)}`;
    }).join("");
  const lower = points.map(([x, y]) => [x, y + thickness] as const).reverse();
  const [x0 = 0, y0 = 0] = points[0] ?? [];
  const [x1 = 0, y1 = 0] = lower[0] ?? [];
  return `M${x0} ${round(y0)}${curve(points)}L${x1} ${round(y1)}${curve(lower)}Z`;
}

function round(y: number): number {
  return Math.round(y * 10) / 10;
}

