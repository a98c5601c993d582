// From the chosen view and the loaded numbers to the scene that the map draws.

import { useMemo, useRef } from "preact/hooks";
import { fetchContext } from "../../api/client.ts";
import { fetchAssets, fetchFeederPairs, fetchSchools, fetchSites, fetchZones } from "../../api/places.ts";
import type { Feature, FeederPair, Geometry, Heading, PartnerNearby, Position, School, Zone } from "../../api/types.ts";
import { formatKind } from "../../lib/format.ts";
import { colorSteps, formatValue, type Figures } from "../../lib/figures.ts";
import { MEASURE_FACTS } from "../../lib/measures.ts";
import { areaName } from "../../lib/sentence.ts";
import {
  contextScene,
  lineScene,
  markScene,
  NOTHING,
  numberScene,
  placeScene,
  pointScene,
  shapeScene,
  shapesScene,
  type Scene,
} from "../../map/scene.ts";
import { useResource, type Resource } from "../../shell/resource.ts";
import { useWords } from "../../shell/words.ts";
import { feedersOf, linesOf, schoolsInFocus, type Feeders } from "./feeder_lines.ts";
import { headingOf, lettersOf } from "./letters.ts";
import { ALL_NEEDS, type View } from "./state.ts";

type ShownView = View & { category: string };

export interface SceneInput {
  view: ShownView;
  headings: readonly Heading[];
  figures: Figures;
  /** The earlier wave, while two are compared. */
  before: Figures | null;
  near: readonly PartnerNearby[];
  /** Where the place of the open card is. */
  chosen: Position | null;
  feeders: FeederContext;
}

export interface DrawnScene {
  scene: Scene;
  before: Scene | null;
  /** Points that could not be loaded. */
  failed: Pick<Resource<unknown>, "retry">[];
}

export function useScene({ view, headings, figures, before, near, chosen, feeders }: SceneInput): DrawnScene {
  const shapes = useShapes(view, figures);
  const numbers = useNumbers(view, figures);
  const numbersBefore = useNumbers(view, before ?? NO_FIGURES);
  const points = usePoints(view, headings);
  const context = useResource("context", fetchContext);
  const ground = useMemo(() => contextScene(context.value ?? []), [context.value]);
  const chosenPoint = useMemo(() => pointScene(chosen), [chosen?.[0], chosen?.[1]]);
  const marks = useMarks(view, figures);
  const scene = useMemo(
    (): Scene => ({
      ...shapes,
      ...numbers,
      ...points.scene,
      ...marks,
      ...feeders.scene,
      context: ground,
      near,
      chosen: chosenPoint,
      ramp: MEASURE_FACTS[view.measure].ramp,
      n_classes: colorSteps(figures),
    }),
    [shapes, numbers, points.scene, marks, feeders.scene, ground, near, chosenPoint, view.measure, figures],
  );
  const hasBefore = before !== null;
  const earlier = useMemo(
    () => (hasBefore ? { ...scene, ...numbersBefore, near: NOBODY } : null),
    [scene, numbersBefore, hasBefore],
  );
  return { scene, before: earlier, failed: [context, ...points.loaded].filter(({ error }) => error !== null) };
}

const NOBODY: readonly PartnerNearby[] = [];
const NO_FIGURES: Figures = { rows: [], breaks: [], counts: [], n_hidden: 0, n_unknown: 0 };

/** Shapes stay the same while the areas do, whatever is shown of them. */
function useShapes({ geography, level }: ShownView, { rows }: Figures): Pick<Scene, "areas" | "schoolGaps"> {
  const kept = useRef<{ key: string; shapes: Pick<Scene, "areas" | "schoolGaps"> } | null>(null);
  return useMemo(() => {
    const key = JSON.stringify([geography, level, rows.map(({ id }) => id)]);
    if (kept.current?.key !== key) kept.current = { key, shapes: shapeScene(rows) };
    return kept.current.shapes;
  }, [geography, level, rows]);
}

function useNumbers({ measure }: ShownView, { rows }: Figures): ReturnType<typeof numberScene> {
  const { language } = useWords();
  return useMemo(
    () =>
      numberScene(rows, ({ gap, value }) => ({
        name: areaName(language, gap),
        value: value === null ? "" : formatValue(language, measure, value),
      })),
    [rows, language, measure],
  );
}

function useMarks({ area, with: other }: ShownView, { rows }: Figures): Pick<Scene, "marked" | "marks"> {
  return useMemo(() => {
    const geometry = (id: string | null): Geometry | null => rows.find((row) => row.id === id)?.geometry ?? null;
    const both = [
      { letter: "A", geometry: geometry(area) },
      { letter: "B", geometry: geometry(other) },
    ];
    return { marked: [area, other].filter((id) => id !== null), marks: other === null ? NOTHING : markScene(both) };
  }, [area, other, rows]);
}

interface Points {
  scene: Pick<Scene, "partners" | "schools" | "assets" | "hasLetters">;
  loaded: Resource<unknown>[];
}

function usePoints(view: ShownView, headings: readonly Heading[]): Points {
  const { language } = useWords();
  const isAll = view.category === ALL_NEEDS;
  const isOn = (kind: View["places"][number]): boolean => view.places.includes(kind);
  const sites = useResource(isOn("partners") ? view.category : null, (signal) => fetchSites(view.category, signal));
  const schools = useResource(isOn("schools") && view.geography !== "school" ? "schools" : null, fetchSchools);
  const assets = useResource(isOn("assets") ? "assets" : null, fetchAssets);
  const partnerPoints = useMemo(() => {
    const letters = lettersOf(language, headings);
    return placeScene("partner", sites.value ?? [], ({ organization, categories }) => {
      const heading = isAll ? headingOf(headings, categories) : -1;
      return { note: organization, heading, letter: letters[heading] ?? "" };
    });
  }, [sites.value, language, isAll, headings]);
  const schoolPoints = useMemo(() => placeScene("school", schools.value ?? [], () => ({ note: "" })), [schools.value]);
  const assetPoints = useMemo(
    () => placeScene("asset", assets.value ?? [], ({ kind }) => ({ note: formatKind(language, kind) })),
    [assets.value, language],
  );
  const scene = useMemo(
    () => ({ partners: partnerPoints, schools: schoolPoints, assets: assetPoints, hasLetters: isAll }),
    [partnerPoints, schoolPoints, assetPoints, isAll],
  );
  return { scene, loaded: [sites, schools, assets] };
}

export interface FeederContext {
  /** The schools that are looked at; none while feeder lines are off. */
  schools: readonly string[];
  feeders: Feeders;
  scene: Pick<Scene, "zones" | "feeders">;
  isLoading: boolean;
}

const NO_ZONES: readonly Feature<Zone>[] = [];
const NO_SCHOOLS: readonly Feature<School>[] = [];
const NO_PAIRS: readonly FeederPair[] = [];

/** Zones and feeder lines of the schools in focus; nothing is loaded before there is one. */
export function useFeeders(view: ShownView): FeederContext {
  const isWanted = view.place?.kind === "school" || (view.area !== null && (view.geography === "school" || view.places.includes("feeders")));
  const zones = useResource(isWanted ? "zones" : null, fetchZones);
  const schools = useResource(isWanted ? "schools" : null, fetchSchools);
  const pairs = useResource(isWanted ? "feeders" : null, fetchFeederPairs);
  return useMemo(() => {
    const [allZones, all] = [zones.value ?? NO_ZONES, pairs.value ?? NO_PAIRS];
    const focus = isWanted ? schoolsInFocus(view, allZones) : [];
    const feeders = feedersOf(all, focus);
    const outlines = allZones.flatMap(({ geometry, properties }) =>
      geometry !== null && properties.school_id !== null && focus.includes(properties.school_id) ? [geometry] : [],
    );
    return {
      schools: focus,
      feeders,
      scene: {
        zones: outlines.length === 0 ? NOTHING : shapesScene(outlines),
        feeders: focus.length === 0 ? NOTHING : lineScene(linesOf(feeders, schools.value ?? NO_SCHOOLS)),
      },
      isLoading: pairs.isLoading || zones.isLoading,
    };
  }, [isWanted, zones.value, schools.value, pairs.value, view.place?.id, view.place?.kind, view.area, view.geography, view.places.join()]);
}
