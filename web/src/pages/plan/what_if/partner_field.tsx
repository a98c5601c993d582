// Which partner to change: a click on its point, or its name.

import { useLayoutEffect, useMemo } from "preact/hooks";
import type { Partner } from "../../../api/scenarios.ts";
import type { Entry } from "../../../lib/search.ts";
import type { MapHandle } from "../../../map/map.ts";
import { pickPartner } from "../../../map/site_drag.ts";
import { Failure } from "../../../shell/states.tsx";
import { useWords } from "../../../shell/words.ts";
import { Combobox } from "./combobox.tsx";
import type { Partners } from "./use_partners.ts";

interface PartnerFieldProps {
  map: MapHandle | null;
  partners: Partners;
  /** Partners that offer it come first. */
  category: string;
  onPartner: (partner: Partner) => void;
}

export function PartnerField({ map, partners, category, onPartner }: PartnerFieldProps) {
  const words = useWords();
  const { all, byId } = partners;
  // Before the button's click has come to its end: the next click may follow at once.
  useLayoutEffect(() => {
    if (map === null) return undefined;
    return pickPartner(map.camera, (id) => {
      const found = byId.get(id);
      if (found !== undefined) onPartner(found);
    });
  }, [map, byId]);
  const entries = useMemo(
    () =>
      (all.value ?? []).map((partner): Entry<Partner> => {
        const { name, organization, service, fields } = partner;
        const about = [service, organization === name ? null : organization].filter((part) => part !== null).join(" · ");
        return { name, about, target: partner, group: fields.categories.includes(category) ? 0 : 1 };
      }),
    [all.value, category],
  );
  if (all.error !== null) return <Failure error={all.error} retry={all.retry} />;
  return (
    <Combobox
      label={words.say("whatif.partner.label")}
      hint={words.say("whatif.partner.hint")}
      entries={entries}
      isLoading={all.isLoading}
      onPick={({ target }) => onPartner(target)}
    />
  );
}
