// Which partner to change: a click on its point, or its name.

import { useLayoutEffect, useMemo, useState } from "preact/hooks";
import type { Partner } from "../../../api/scenarios.ts";
import type { Entry } from "../../../lib/search.ts";
import type { MapHandle } from "../../../map/map.ts";
import { pickPartner } from "../../../map/site_drag.ts";
import { Failure } from "../../../shell/states.tsx";
import { useWords } from "../../../shell/words.ts";
import { ALL_NEEDS } from "../state.ts";
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
  /** Partners at the position that was clicked, when there are several. */
  const [here, setHere] = useState<readonly Partner[]>([]);
  // Before the button's click has come to its end: the next click may follow at once.
  useLayoutEffect(() => {
    if (map === null) return undefined;
    return pickPartner(map.camera, (id) => {
      const found = byId.get(id);
      if (found === undefined) return;
      const beside = [...byId.values()].filter((other) => isBeside(found, other, category));
      if (beside.length > 1) setHere(beside);
      else onPartner(found);
    });
  }, [map, byId, category]);
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
    <>
      <Combobox
        label={words.say("whatif.partner.label")}
        hint={words.say("whatif.partner.hint")}
        entries={entries}
        isLoading={all.isLoading}
        onPick={({ target }) => onPartner(target)}
      />
      <div class="also-here" role="status">
        {here.length > 0 && (
          <>
            <p class="field-label">{words.say("whatif.partner.here")}</p>
            <ul>
              {here.map((partner) => (
                <li key={partner.id}>
                  <button type="button" onClick={() => onPartner(partner)}>
                    {partner.name}
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </>
  );
}

/** Whether the map has both in one marker. */
function isBeside({ fields: { position } }: Partner, { fields }: Partner, category: string): boolean {
  const isShown = category === ALL_NEEDS || fields.categories.includes(category);
  return isShown && position !== null && fields.position?.[0] === position[0] && fields.position[1] === position[1];
}
