// Who is near and what each offers, and who is near and could start.

import { useMemo } from "preact/hooks";
import { fetchSiteDetails, type SiteDetails, type SitesById } from "../../../api/sites.ts";
import type { Geography, PartnerNearby, PotentialPartner } from "../../../api/types.ts";
import { formatDistance, formatKind } from "../../../lib/format.ts";
import { partnerFacts, phoneLink, verifiedWords, websiteLink } from "../../../lib/sentence_partner.ts";
import { useResource } from "../../../shell/resource.ts";
import { useWords } from "../../../shell/words.ts";
import { CauseIcon } from "./icon.tsx";

/** The first ones are in sight, the others a click away. */
const N_PARTNERS = 3;
const N_PLACES = 4;

export function useSiteDetails(ids: readonly string[]): { sites: SitesById; hasFailed: boolean } {
  const key = useMemo(() => [...new Set(ids)].sort(), [ids.join("\n")]);
  const { value, error } = useResource(key.length === 0 ? null : key.join("\n"), (signal) => fetchSiteDetails(key, signal));
  return { sites: value ?? NO_SITES, hasFailed: error !== null };
}

const NO_SITES: SitesById = new Map();

export function Partners({ partners, geography }: { partners: readonly PartnerNearby[]; geography: Geography }) {
  const words = useWords();
  const { sites, hasFailed } = useSiteDetails(partners.map(({ site_id }) => site_id));
  const [first, others] = [partners.slice(0, N_PARTNERS), partners.slice(N_PARTNERS)];
  const list = (some: readonly PartnerNearby[], from: number) => (
    <ol class="partners" start={from}>
      {some.map((partner, index) => (
        <Partner key={partner.site_id} number={from + index} partner={partner} site={sites.get(partner.site_id) ?? null} />
      ))}
    </ol>
  );
  return (
    <section aria-labelledby="panel-partners">
      <h3 id="panel-partners">{words.say("panel.partners")}</h3>
      {partners.length === 0 ? (
        <p class="quiet">{words.say("panel.partners.none")}</p>
      ) : (
        <p class="quiet">{words.say(geography === "school" ? "panel.near.order.school" : "panel.near.order")}</p>
      )}
      {first.length > 0 && list(first, 1)}
      {others.length > 0 && (
        <details class="more">
          <summary>{words.count("panel.near.more", others.length)}</summary>
          {list(others, N_PARTNERS + 1)}
        </details>
      )}
      {hasFailed && <p class="quiet">{words.say("panel.near.failed")}</p>}
    </section>
  );
}

interface PartnerProps {
  number: number;
  partner: PartnerNearby;
  site: SiteDetails | null;
}

function Partner({ number, partner, site }: PartnerProps) {
  const words = useWords();
  const verified = verifiedWords(words.language, site?.last_verified ?? null);
  return (
    <li>
      <span class="near-number" aria-hidden="true">
        {number}
      </span>
      <div>
        <p class="partner-name">{partner.name}</p>
        {partner.organization !== partner.name && <p class="quiet">{partner.organization}</p>}
        <ul class="reasons">
          {partnerFacts(words.language, partner, site).map(({ about, words: said, isKnown }) => (
            <li key={about} class={isKnown ? "" : "is-unknown"}>
              <CauseIcon cause={about} /> {said}
            </li>
          ))}
        </ul>
        {site !== null && <Contact site={site} />}
        {verified !== null && <p class="quiet">{verified}</p>}
      </div>
    </li>
  );
}

function Contact({ site }: { site: SiteDetails }) {
  const words = useWords();
  const website = site.url === null ? null : websiteLink(site.url);
  const phone = site.phone === null ? null : phoneLink(site.phone);
  if (website === null && site.phone === null) return null;
  return (
    <p class="contact">
      {site.phone !== null && (phone === null ? <span>{site.phone}</span> : <a href={phone}>{site.phone}</a>)}
      {website !== null && (
        <a href={website} rel="external noreferrer" aria-label={words.say("panel.near.website.of", { name: site.name })}>
          {words.say("panel.near.website")}
        </a>
      )}
    </p>
  );
}

export function PotentialPartners({ places }: { places: readonly PotentialPartner[] }) {
  const words = useWords();
  const [first, others] = [places.slice(0, N_PLACES), places.slice(N_PLACES)];
  return (
    <section aria-labelledby="panel-potential">
      <h3 id="panel-potential">{words.say("panel.potential")}</h3>
      <p class="quiet">{words.say(places.length === 0 ? "panel.potential.none" : "panel.potential.note")}</p>
      {first.length > 0 && <PlaceList places={first} />}
      {others.length > 0 && (
        <details class="more">
          <summary>{words.count("panel.potential.more", others.length)}</summary>
          <PlaceList places={others} />
        </details>
      )}
    </section>
  );
}

function PlaceList({ places }: { places: readonly PotentialPartner[] }) {
  const words = useWords();
  return (
    <ul class="potential">
      {places.map((place) => (
        <li key={place.asset_id}>
          <span class="place-mark place-assets" aria-hidden="true" />
          <span>
            {place.name}
            <span class="quiet potential-kind">{formatKind(words.language, place.kind)}</span>
          </span>
          <span class="quiet potential-way">
            {place.distance_m !== null && formatDistance(words.language, place.distance_m)}
          </span>
        </li>
      ))}
    </ul>
  );
}
