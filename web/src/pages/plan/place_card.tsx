// A card about one partner, school or potential partner.

import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { RequestFailed } from "../../api/client.ts";
import type { PlaceDetail, PlaceKind } from "../../api/places.ts";
import type { Category } from "../../api/types.ts";
import { formatCost, formatCount, formatDate, formatKind, formatLanguages, formatList } from "../../lib/format.ts";
import { formatHours } from "../../lib/hours.ts";
import { nameIn } from "../../lib/text.ts";
import type { Resource } from "../../shell/resource.ts";
import { useWords } from "../../shell/words.ts";
import { AlsoHere } from "./also_here.tsx";
import { FeederList } from "./feeder_list.tsx";
import type { FeederContext } from "./use_scene.ts";
import "./place_card.css";

interface PlaceCardProps {
  detail: Resource<PlaceDetail>;
  categories: readonly Category[];
  feeders: FeederContext;
  /** The category that is looked at. */
  category: string;
  /** Whether the reader opened it just now; not so when the address named it. */
  isPicked: boolean;
  onSchool: (id: string) => void;
  onPlace: (kind: PlaceKind, id: string) => void;
  onClose: () => void;
}

export function PlaceCard({ detail, categories, feeders, category, isPicked, onSchool, onPlace, onClose }: PlaceCardProps) {
  const words = useWords();
  const title = useRef<HTMLHeadingElement>(null);
  const place = detail.isLoading ? null : detail.value;
  const id = place?.feature.properties.id;
  useEffect(() => {
    if (isPicked && id !== undefined) title.current?.focus({ preventScroll: true });
  }, [id]);
  return (
    <section class="place-card" aria-labelledby="place-title" onKeyDown={(event) => event.key === "Escape" && onClose()}>
      <button type="button" class="close" aria-label={words.say("map.place.close")} onClick={onClose}>
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="M3 3l10 10M13 3 3 13" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
        </svg>
      </button>
      {detail.error !== null ? (
        <NoPlace error={detail.error} retry={detail.retry} />
      ) : place === null ? (
        <h2 id="place-title" class="quiet">
          {words.say("map.place.loading")}
        </h2>
      ) : (
        <>
          <p class="kicker">{words.say(`map.place.${place.kind}`)}</p>
          <h2 id="place-title" tabIndex={-1} ref={title}>
            {place.feature.properties.name}
          </h2>
          {place.feature.geometry === null && <p class="quiet">{words.say("map.place.confidential")}</p>}
          <Facts place={place} categories={categories} />
          <AlsoHere {...{ place, category, onPlace }} />
          {place.kind === "school" && (
            <>
              <FeederList feeders={feeders} heading="h3" />
              <button type="button" class="place-numbers" onClick={() => onSchool(place.feature.properties.id)}>
                {words.say("map.place.numbers")}
              </button>
            </>
          )}
        </>
      )}
    </section>
  );
}

const MISSING = 404;

/** A place that is gone needs no second try. */
function NoPlace({ error, retry }: { error: RequestFailed; retry: () => void }) {
  const words = useWords();
  const isMissing = error.status === MISSING;
  return (
    <div role="alert">
      <h2 id="place-title">{words.say(isMissing ? "map.place.missing" : "map.place.failed")}</h2>
      <p class="quiet">{isMissing ? words.say("map.place.missing.next") : words.say(`error.${error.reason}`, { detail: error.message })}</p>
      {!isMissing && (
        <button type="button" class="place-numbers" onClick={retry}>
          {words.say("error.retry")}
        </button>
      )}
    </div>
  );
}

function Facts({ place, categories }: { place: PlaceDetail; categories: readonly Category[] }) {
  const words = useWords();
  const { language } = words;
  if (place.kind === "school") {
    const { grades, enrollment } = place.feature.properties;
    return (
      <dl class="facts">
        {grades !== null && <Fact label={words.say("map.place.grades")}>{grades}</Fact>}
        {enrollment !== null && <Fact label={words.say("map.place.enrollment")}>{formatCount(language, enrollment)}</Fact>}
      </dl>
    );
  }
  if (place.kind === "asset") {
    const { kind, address, url } = place.feature.properties;
    return (
      <dl class="facts">
        <Fact label={words.say("map.place.kind")}>{formatKind(language, kind)}</Fact>
        {address !== null && <Fact label={words.say("map.place.address")}>{address}</Fact>}
        <Website url={url} />
      </dl>
    );
  }
  const site = place.feature.properties;
  const offers = site.categories.flatMap((id) => {
    const known = categories.find((category) => category.id === id);
    return known === undefined ? [] : [nameIn(language, known.name)];
  });
  return (
    <>
      {site.organization !== site.name && <p class="quiet">{site.organization}</p>}
      <dl class="facts">
        {offers.length > 0 && <Fact label={words.say("map.place.offers")}>{formatList(language, offers)}</Fact>}
        {site.service !== null && site.service !== site.name && <Fact label={words.say("map.place.service")}>{site.service}</Fact>}
        {site.hours !== null && site.hours !== "" && (
          <Fact label={words.say("partner.hours")}>
            {formatHours(language, site.hours).map((line) => (
              <span key={line}>{line}</span>
            ))}
          </Fact>
        )}
        {site.languages.length > 0 && <Fact label={words.say("partner.languages")}>{formatLanguages(language, site.languages)}</Fact>}
        {site.cost !== null && <Fact label={words.say("partner.cost")}>{formatCost(language, site.cost)}</Fact>}
        {site.phone !== null && (
          <Fact label={words.say("map.place.phone")}>
            <a href={`tel:${site.phone.replace(/[^\d+]/g, "")}`}>{site.phone}</a>
          </Fact>
        )}
        <Website url={site.url} />
        {site.last_verified !== null && <Fact label={words.say("map.place.verified")}>{formatDate(language, site.last_verified)}</Fact>}
      </dl>
    </>
  );
}

/** Only an address of the web becomes a link: it comes from a file that somebody else wrote. */
function Website({ url }: { url: string | null }) {
  const words = useWords();
  if (url === null || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  return (
    <Fact label={words.say("map.place.site")}>
      <a href={url} rel="noreferrer noopener" target="_blank">
        {new URL(url).hostname.replace(/^www\./, "")}
      </a>
    </Fact>
  );
}

function Fact({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
