// What else is at the place of the open card: one marker stands for all of them.

import { fetchPlacesAt, type PlaceDetail, type PlaceKind } from "../../api/places.ts";
import { useResource } from "../../shell/resource.ts";
import { useWords } from "../../shell/words.ts";

interface AlsoHereProps {
  place: PlaceDetail;
  category: string;
  onPlace: (kind: PlaceKind, id: string) => void;
}

export function AlsoHere({ place: { kind, feature }, category, onPlace }: AlsoHereProps) {
  const words = useWords();
  const [lon, lat] = feature.geometry?.type === "Point" ? feature.geometry.coordinates : [];
  const isKnown = lon !== undefined && lat !== undefined;
  const { value, isLoading, error, retry } = useResource(isKnown ? `${lon} ${lat} ${category}` : null, (signal) =>
    fetchPlacesAt([lon ?? 0, lat ?? 0], category, signal),
  );
  if (error !== null) {
    return (
      <p class="also-here" role="alert">
        {words.say("error.places")}{" "}
        <button type="button" onClick={retry}>
          {words.say("error.retry")}
        </button>
      </p>
    );
  }
  // What was at the place before is not here.
  const others = (isLoading ? null : value)?.filter((other) => other.kind !== kind || other.id !== feature.properties.id) ?? [];
  if (others.length === 0) return null;
  return (
    <div class="also-here">
      <h3>{words.say("map.place.here")}</h3>
      <ul>
        {others.map((other) => (
          <li key={`${other.kind}:${other.id}`}>
            <button type="button" onClick={() => onPlace(other.kind, other.id)}>
              {other.name}
            </button>
            {other.kind !== kind && <span class="quiet"> {words.say(`map.place.${other.kind}`)}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
