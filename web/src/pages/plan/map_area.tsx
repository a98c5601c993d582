// The map with what floats on it: tooltip, divider, buttons.

import { useMemo } from "preact/hooks";
import type { PlaceKind } from "../../api/places.ts";
import type { Bbox, Camera, District, Geometry, Position } from "../../api/types.ts";
import { formatCount, formatWave } from "../../lib/format.ts";
import { changesOf, type Figures, type Row } from "../../lib/figures.ts";
import { outlineOf } from "../../lib/framing.ts";
import { bboxOf } from "../../lib/geometry.ts";
import { areaName } from "../../lib/sentence.ts";
import { useTheme } from "../../shell/theme.ts";
import { useWords, type Words } from "../../shell/words.ts";
import { swatches } from "./legend.tsx";
import { MapStage, type Described, type MapStageProps, type Sight } from "./map_stage.tsx";
import { formatChange, valueNote } from "./measure_words.ts";
import { ALL_NEEDS, type View } from "./state.ts";
import { useScene, type SceneInput } from "./use_scene.ts";

interface MapAreaProps extends SceneInput {
  district: District;
  bbox: Bbox;
  /** What the reader has looked for: the map goes near to it. `area` or the place's kind, and the id. */
  wanted: string | null;
  onPick: (id: string) => void;
  onPlace: (kind: PlaceKind, id: string) => void;
  onCamera: (camera: Camera | null) => void;
  onMap: MapStageProps["onMap"];
}

export function MapArea(props: MapAreaProps) {
  const { district, bbox, view, figures, before, onPick, onPlace, onCamera, onMap } = props;
  const words = useWords();
  const theme = useTheme();
  const { scene, before: earlier, failed } = useScene(props);
  const outline = useMemo(() => {
    const shapes = scene.areas.features.map(({ geometry }) => geometry as Geometry);
    const schools = scene.schoolGaps.features.map(({ geometry }) => withRoom(geometry as Geometry, bbox));
    return outlineOf([...shapes, ...schools]) ?? outlineOf([cornersOf(bbox)]);
  }, [scene.areas, scene.schoolGaps, ...bbox]);
  const describe = useDescriptions(view, figures, before, swatches(theme, view, figures));
  const name = (wave: string | null): string => (wave === null ? "" : formatWave(words.language, wave));
  return (
    <div class="map" style={{ "--aspect": String(outline?.aspect ?? 1) }}>
      <MapStage
        {...{ district, bbox, scene, outline, theme, describe, onPick, onPlace, onCamera, onMap }}
        camera={view.camera}
        sight={sightOf(props)}
        before={earlier === null ? null : { scene: earlier, name: name(view.before), now: name(view.wave) }}
      />
      {failed.length > 0 && (
        <p class="map-failed" role="alert">
          {words.say("error.places")}{" "}
          <button type="button" onClick={() => failed.forEach(({ retry }) => retry())}>
            {words.say("error.retry")}
          </button>
        </p>
      )}
    </div>
  );
}

/** What has to be in sight: the place of the open card, else the selected area. */
function sightOf({ view, figures, chosen, wanted }: MapAreaProps): Sight | null {
  if (view.place !== null && chosen !== null) {
    const key = `${view.place.kind}:${view.place.id}`;
    return { key, target: chosen, isWanted: key === wanted };
  }
  const { geometry = null } = figures.rows.find(({ id }) => id === (view.with ?? view.area)) ?? {};
  const box: Bbox | null = geometry === null ? null : bboxOf(geometry);
  const key = `area:${view.with ?? view.area}`;
  return box === null ? null : { key, target: box, isWanted: key === wanted };
}

/** Part of the district that is kept free around an area that is a point: its disk and number have to be in sight. */
const ROOM = 0.035;

function withRoom(geometry: Geometry, [west, south, east, north]: Bbox): Geometry {
  if (geometry.type !== "Point") return geometry;
  const [lon = 0, lat = 0] = geometry.coordinates;
  const [dx, dy] = [(east - west) * ROOM, (north - south) * ROOM];
  return { type: "MultiPoint", coordinates: [[lon - dx, lat - dy], [lon + dx, lat - dy], [lon - dx, lat + dy], [lon + dx, lat + dy]] };
}

function cornersOf([west, south, east, north]: Bbox): Geometry {
  return { type: "MultiPoint", coordinates: [[west, south] as Position, [east, north] as Position].map((at) => [...at]) };
}

/** The words beside the pointer. */
function useDescriptions(
  view: View & { category: string },
  figures: Figures,
  before: Figures | null,
  colors: readonly string[],
): (id: string, isBefore: boolean) => Described | null {
  const words = useWords();
  return useMemo(() => {
    const byId = (rows: readonly Row[]): Map<string, Row> => new Map(rows.map((row) => [row.id, row]));
    const [now, then] = [byId(figures.rows), byId(before?.rows ?? [])];
    const changes = before === null ? null : changesOf(figures.rows, before.rows);
    return (id, isBefore) => {
      const row = (isBefore ? then : now).get(id);
      if (row === undefined) return null;
      const change = changes?.get(id);
      const notes = [valueNote(words, view.measure, view.category === ALL_NEEDS, row), ...reachNote(words, view, row)];
      if (change !== undefined && view.before !== null) {
        const wave = formatWave(words.language, view.before);
        notes.push(words.say("map.tip.change", { change: formatChange(words, view.measure, change), wave }));
      }
      return { name: areaName(words.language, row.gap), notes, color: colors[row.class_index ?? -1] ?? null };
    };
  }, [words, view.measure, view.category, view.before, figures, before, colors.join()]);
}

function reachNote(words: Words, { measure }: View, { gap, value }: Row): string[] {
  if (measure !== "reach" || value === null || gap.within_reach === null || gap.needs === null) return [];
  const n = formatCount(words.language, gap.within_reach);
  return [words.say("map.tip.reach.count", { n, all: formatCount(words.language, gap.needs) })];
}
