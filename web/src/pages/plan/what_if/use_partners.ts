// Partners that exist, for those that a scenario changes. They are loaded when somebody wants to change one.

import { useMemo } from "preact/hooks";
import { fetchPartners, type Partner } from "../../../api/scenarios.ts";
import { useResource, type Resource } from "../../../shell/resource.ts";

export interface Partners {
  byId: ReadonlyMap<string, Partner>;
  all: Resource<Partner[]>;
}

export function usePartners(isWanted: boolean): Partners {
  const all = useResource(isWanted ? "partners" : null, (signal) => fetchPartners("all", signal));
  const byId = useMemo(() => new Map((all.value ?? []).map((partner) => [partner.id, partner])), [all.value]);
  return useMemo(() => ({ byId, all }), [byId, all.isLoading, all.error]);
}
