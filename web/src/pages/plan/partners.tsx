import type { ComponentChildren } from "preact";
import type { PartnerNearby, PotentialPartner } from "../../api/types.ts";
import { formatCost, formatCount, formatDistance, formatKind, formatLanguages } from "../../lib/format.ts";
import { formatHours } from "../../lib/hours.ts";
import { useWords } from "../../shell/words.ts";

export function Partners({ partners }: { partners: readonly PartnerNearby[] }) {
  const words = useWords();
  return (
    <>
      <h3>{words.say("panel.partners")}</h3>
      {partners.length === 0 && <p class="quiet">{words.say("panel.partners.none")}</p>}
      <ol class="partners">
        {partners.map((partner, index) => (
          <li key={partner.site_id}>
            <span class="near-number" aria-hidden="true">
              {index + 1}
            </span>
            <div>
              <p class="partner-name">{partner.name}</p>
              {partner.organization !== partner.name && <p class="quiet">{partner.organization}</p>}
              <p class="partner-way">
                <Way distance_m={partner.distance_m} minutes={partner.minutes} />
              </p>
              <PartnerFacts partner={partner} />
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

export function PotentialPartners({ places }: { places: readonly PotentialPartner[] }) {
  const words = useWords();
  return (
    <>
      <h3>{words.say("panel.potential")}</h3>
      <p class="quiet">{words.say(places.length === 0 ? "panel.potential.none" : "panel.potential.note")}</p>
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
    </>
  );
}

function Way({ distance_m, minutes }: Pick<PartnerNearby, "distance_m" | "minutes">) {
  const words = useWords();
  if (distance_m === null) return <Unstated />;
  const distance = formatDistance(words.language, distance_m);
  if (minutes === null) return <>{distance}</>;
  const n = formatCount(words.language, Math.max(1, minutes));
  return (
    <>
      {distance} · {words.say("minutes.walk", { n })}
    </>
  );
}

function PartnerFacts({ partner }: { partner: PartnerNearby }) {
  const words = useWords();
  const { hours, languages, cost } = partner;
  return (
    <dl class="facts">
      <Fact label={words.say("partner.hours")}>
        {hours === null || hours === "" ? null : formatHours(words.language, hours).map((line) => <span key={line}>{line}</span>)}
      </Fact>
      <Fact label={words.say("partner.languages")}>
        {languages.length === 0 ? null : formatLanguages(words.language, languages)}
      </Fact>
      <Fact label={words.say("partner.cost")}>{cost === null ? null : formatCost(words.language, cost)}</Fact>
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children ?? <Unstated />}</dd>
    </div>
  );
}

function Unstated() {
  const words = useWords();
  return <span class="unstated">{words.say("partner.unstated")}</span>;
}
