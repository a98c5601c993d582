import type { PartnerNearby } from "../../api/types.ts";
import { partnerFacts } from "../../lib/sentence_partner.ts";
import { useWords } from "../../shell/words.ts";
import { useSiteDetails } from "../plan/panel/partners.tsx";

/** Facts that fit on paper; what nobody stated is left to the phone call. */
const PRINTED = ["distance", "hours", "language", "cost"];

/** Who is near, with the number to call. The numbers are those of the map beside. */
export function NearList({ partners }: { partners: readonly PartnerNearby[] }) {
  const words = useWords();
  const { sites } = useSiteDetails(partners.map(({ site_id }) => site_id));
  if (partners.length === 0) return <p>{words.say("panel.partners.none")}</p>;
  return (
    <ol class="near-list">
      {partners.map((partner, index) => {
        const phone = sites.get(partner.site_id)?.phone ?? null;
        const facts = partnerFacts(words.language, partner, null).filter(({ about }) => PRINTED.includes(about));
        return (
          <li key={partner.site_id}>
            <span class="near-number">{index + 1}</span>
            <div>
              <p class="partner-name">{partner.name}</p>
              {phone !== null && <p class="near-phone">{phone}</p>}
              <p class="near-facts">
                {facts.map(({ about, words: said }) => (
                  <span key={about}>{said}</span>
                ))}
              </p>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
