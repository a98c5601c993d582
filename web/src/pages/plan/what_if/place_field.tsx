// Where a new site is: a click on the map, or a place by its name or coordinates.

import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import { fetchAssets, fetchSchools } from "../../../api/places.ts";
import type { Bbox, Feature, Gap, Geometry, Position } from "../../../api/types.ts";
import { OUTSIDE } from "../../../api/types.ts";
import { formatKind } from "../../../lib/format.ts";
import { middleOf, positionFrom, rounded } from "../../../lib/scenario_place.ts";
import type { Entry } from "../../../lib/search.ts";
import { areaName } from "../../../lib/sentence.ts";
import type { MapHandle } from "../../../map/map.ts";
import { pickPlace } from "../../../map/site_drag.ts";
import { useResource } from "../../../shell/resource.ts";
import { useWords } from "../../../shell/words.ts";
import { Combobox } from "./combobox.tsx";

export interface Place {
  at: Position;
  /** Of a school or potential partner, for the name of the site. */
  name: string | null;
}

interface PlaceFieldProps {
  map: MapHandle | null;
  bbox: Bbox;
  features: readonly Feature<Gap>[];
  onPlace: (place: Place) => void;
}

export function PlaceField({ map, bbox, features, onPlace }: PlaceFieldProps) {
  const words = useWords();
  const [isWanted, setIsWanted] = useState(false);
  const [isBad, setIsBad] = useState(false);
  // Before the button's click has come to its end: the next click may follow at once.
  useLayoutEffect(() => {
    if (map === null) return undefined;
    return pickPlace(map.camera, (at) => onPlace({ at: rounded(at), name: null }));
  }, [map]);
  const schools = useResource(isWanted ? "schools" : null, fetchSchools);
  const assets = useResource(isWanted ? "assets" : null, fetchAssets);
  const entries = useMemo(() => {
    const areas = features.flatMap(({ properties: gap, geometry }) => {
      if (gap.geography_id === OUTSIDE || gap.geography === "school") return [];
      return entry(areaName(words.language, gap), words.say(`whatif.place.middle.${gap.geography}`), geometry, null, 0);
    });
    const points = [
      ...(schools.value ?? []).flatMap(({ properties, geometry }) => entry(properties.name, words.say("search.kind.school"), geometry, properties.name, 1)),
      ...(assets.value ?? []).flatMap(({ properties, geometry }) => entry(properties.name, formatKind(words.language, properties.kind), geometry, properties.name, 2)),
    ];
    return [...areas, ...points];
  }, [features, schools.value, assets.value, words]);
  const onText = (text: string): void => {
    const at = positionFrom(text, bbox);
    setIsBad(at === null);
    if (at !== null) onPlace({ at: rounded(at), name: null });
  };
  return (
    <Combobox
      label={words.say("whatif.place.label")}
      hint={words.say("whatif.place.hint")}
      problem={isBad ? words.say("whatif.place.bad") : null}
      entries={entries}
      isLoading={schools.isLoading || assets.isLoading}
      onFocus={() => setIsWanted(true)}
      onPick={({ target }) => onPlace(target)}
      onText={onText}
    />
  );
}

function entry(name: string, about: string, geometry: Geometry | null, siteName: string | null, group: number): Entry<Place>[] {
  const at = geometry === null ? null : middleOf(geometry);
  return at === null ? [] : [{ name, about, target: { at: rounded(at), name: siteName }, group }];
}
