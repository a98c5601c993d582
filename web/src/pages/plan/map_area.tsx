// From the chosen view to the scene that the map draws.

import { useMemo } from "preact/hooks";
import { fetchAssets, fetchContext, fetchSchools, fetchSites } from "../../api/client.ts";
import type { Bbox, District, PartnerNearby } from "../../api/types.ts";
import { formatKind } from "../../lib/format.ts";
import { formatValue, type Figures, type Row } from "../../lib/figures.ts";
import { bboxOf } from "../../lib/geometry.ts";
import { areaName } from "../../lib/sentence.ts";
import { areaScene, contextScene, nearScene, NOTHING, placeScene, type Scene } from "../../map/scene.ts";
import { useTheme } from "../../shell/theme.ts";
import { MapStage } from "./map_stage.tsx";
import { useResource, type Resource } from "../../shell/resource.ts";
import { ALL_NEEDS, type View } from "./state.ts";
import { useWords, type Words } from "../../shell/words.ts";

interface MapAreaProps {
  district: District;
  bbox: Bbox;
  view: View & { category: string };
  figures: Figures;
  near: readonly PartnerNearby[];
  onPick: (id: string) => void;
}

export function MapArea({ district, bbox, view, figures, near, onPick }: MapAreaProps) {
  const words = useWords();
  const theme = useTheme();
  const { scene, failed } = useScene(view, figures, near);
  const selected = figures.rows.find(({ id }) => id === view.area);
  const sight = selected?.geometry != null ? bboxOf(selected.geometry) : null;
  const describe = (id: string): { name: string; note: string } | null => {
    const row = figures.rows.find((other) => other.id === id);
    return row === undefined ? null : { name: areaName(words.language, row.gap), note: noteOf(words, view, row) };
  };
  return (
    <div class="map">
      <MapStage {...{ district, bbox, scene, theme, sight, describe, onPick }} />
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

function noteOf(words: Words, view: View & { category: string }, { value, gap }: Row): string {
  if (gap.suppression !== null) return words.say("table.hidden");
  if (value === null) return words.say("table.small");
  const isAll = view.category === ALL_NEEDS;
  const key = view.measure === "families" ? "number.unmet" : "number.unmet_rate";
  return `${formatValue(words.language, view.measure, value)} ${words.say(isAll ? `${key}.all` : key)}`;
}

interface DrawnScene {
  scene: Scene;
  /** Points that could not be loaded. */
  failed: Pick<Resource<unknown>, "retry">[];
}

function useScene(view: View & { category: string }, figures: Figures, near: readonly PartnerNearby[]): DrawnScene {
  const words = useWords();
  const { language } = words;
  const isOn = (kind: View["places"][number]): boolean => view.places.includes(kind);
  const context = useResource("context", fetchContext);
  const sites = useResource(isOn("partners") ? view.category : null, (signal) => fetchSites(view.category, signal));
  const schools = useResource(isOn("schools") && view.geography !== "school" ? "schools" : null, fetchSchools);
  const assets = useResource(isOn("assets") ? "assets" : null, fetchAssets);

  const areas = useMemo(
    () =>
      areaScene(figures.rows, ({ gap, value }) => {
        const name = areaName(language, gap);
        return value === null ? name : `${name}\n${formatValue(language, view.measure, value)}`;
      }),
    [figures, language, view.measure],
  );
  const ground = useMemo(() => contextScene(context.value ?? []), [context.value]);
  const partnerPoints = useMemo(() => placeScene(sites.value ?? [], ({ organization }) => organization), [sites.value]);
  const schoolPoints = useMemo(() => placeScene(schools.value ?? [], () => ""), [schools.value]);
  const assetPoints = useMemo(
    () => placeScene(assets.value ?? [], ({ kind }) => formatKind(language, kind)),
    [assets.value, language],
  );
  const nearPoints = useMemo(() => nearScene(near), [near]);
  const scene = useMemo(
    () => ({
      ...areas,
      context: ground,
      partners: isOn("partners") ? partnerPoints : NOTHING,
      schools: schoolPoints,
      assets: assetPoints,
      near: nearPoints,
      n_classes: figures.counts.length,
      selected: view.area,
    }),
    [areas, ground, partnerPoints, schoolPoints, assetPoints, nearPoints, view.area, figures],
  );
  return { scene, failed: [context, sites, schools, assets].filter(({ error }) => error !== null) };
}
