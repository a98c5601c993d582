//! Records as objects.

use super::describe::{Clock, Day, FrequencyWord, Id, Moment, Number};
use super::details::{
    attributes, is_day, metadata, moment, phone, place_word, places, said_language, service_area,
    status,
};
use super::objects::{
    Accessibility, CostOption, Language, Location, Metadata, Organization, OrganizationIdentifier,
    Schedule, Service, ServiceAtLocation, ServiceCapacity, Taxonomy, TaxonomyTerm,
};
use super::{RECORD_ID, address, ids, taxonomy, uri, week};
use crate::directory::{self, Offer};
use crate::hours::WeekHours;
use crate::record::{Origin, RecordKind};
use std::collections::{BTreeMap, BTreeSet};

/// The records of a directory.
#[derive(Debug, Clone, Default)]
pub struct Parts<'a> {
    /// Organizations.
    pub organizations: Vec<&'a directory::Organization>,
    /// Services.
    pub services: Vec<&'a directory::Service>,
    /// Locations.
    pub locations: Vec<&'a directory::Location>,
    /// Services at locations.
    pub services_at_locations: Vec<&'a directory::ServiceAtLocation>,
}

/// What is said of all records alike, and where each comes from.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// Who publishes the directory: the district.
    pub publisher: Option<&'a str>,
    /// The IANA name of the district's time zone.
    pub time_zone: Option<&'a str>,
    /// Where a record comes from and when it last changed.
    pub origin: &'a dyn Fn(RecordKind, &str) -> Option<&'a Origin>,
}

/// A directory. Objects name each other by their keys; nested answers are put together from them.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Directory {
    /// Organizations by name, then id.
    pub organizations: Vec<Organization>,
    /// Services by name, then id.
    pub services: Vec<Service>,
    /// Locations by name, then id.
    pub locations: Vec<Location>,
    /// Services at locations by the names of service and location, then id.
    pub service_at_locations: Vec<ServiceAtLocation>,
    /// Taxonomies.
    pub taxonomies: Vec<Taxonomy>,
    /// Their terms.
    pub taxonomy_terms: Vec<TaxonomyTerm>,
}

impl Directory {
    /// Says records in the words of HSDS. Records that refer to one that is not among them are left out.
    pub fn build<'a>(parts: &Parts<'a>, setting: Setting<'a>) -> Self {
        let parts = parts.without_dangling();
        let maker = Maker::new(&parts, setting);
        let mut directory = Self {
            organizations: parts
                .organizations
                .iter()
                .map(|o| maker.organization(o))
                .collect(),
            services: parts.services.iter().map(|s| maker.service(s)).collect(),
            locations: parts.locations.iter().map(|l| maker.location(l)).collect(),
            service_at_locations: parts
                .services_at_locations
                .iter()
                .map(|s| maker.site(s))
                .collect(),
            taxonomies: taxonomy::taxonomies(),
            taxonomy_terms: taxonomy::terms(),
        };
        directory.sort();
        directory
    }

    fn sort(&mut self) {
        self.organizations
            .sort_by_cached_key(|o| (o.name.to_lowercase(), o.id.clone()));
        self.services
            .sort_by_cached_key(|s| (s.name.to_lowercase(), s.id.clone()));
        self.locations.sort_by_cached_key(|l| {
            (
                l.name.as_ref().map(|name| name.to_lowercase()),
                l.id.clone(),
            )
        });
        fn ranks<'a>(ids: impl Iterator<Item = &'a Id>) -> BTreeMap<Id, usize> {
            ids.cloned().zip(0..).collect()
        }
        let services = ranks(self.services.iter().map(|s| &s.id));
        let locations = ranks(self.locations.iter().map(|l| &l.id));
        let rank = |ranks: &BTreeMap<Id, usize>, id: &Option<Id>| {
            id.as_ref().and_then(|id| ranks.get(id).copied())
        };
        self.service_at_locations.sort_by_cached_key(|site| {
            (
                rank(&services, &site.service_id),
                rank(&locations, &site.location_id),
                site.id.clone(),
            )
        });
    }
}

impl Parts<'_> {
    fn without_dangling(&self) -> Self {
        let mut parts = self.clone();
        let organizations: BTreeSet<_> = self.organizations.iter().map(|o| &o.id).collect();
        parts
            .services
            .retain(|service| organizations.contains(&service.organization_id));
        let services: BTreeSet<_> = parts.services.iter().map(|s| &s.id).collect();
        let locations: BTreeSet<_> = self.locations.iter().map(|l| &l.id).collect();
        parts.services_at_locations.retain(|site| {
            services.contains(&site.service_id) && locations.contains(&site.location_id)
        });
        parts
    }
}

/// Makes objects; knows of the directory as a whole what a single record does not say.
struct Maker<'a> {
    setting: Setting<'a>,
    /// For each location the languages of every service offered there, where each states its own.
    spoken: BTreeMap<&'a str, BTreeSet<crate::language::Language>>,
}

/// What a record's own key and origin make of it.
struct Record {
    id: Id,
    /// The record's id where that is no UUID.
    own_id: Option<String>,
    source: Option<String>,
    publisher: Option<String>,
    last_modified: Option<Moment>,
    metadata: Vec<Metadata>,
}

impl<'a> Maker<'a> {
    fn new(parts: &Parts<'a>, setting: Setting<'a>) -> Self {
        let mut spoken: BTreeMap<&str, BTreeSet<_>> = BTreeMap::new();
        for site in &parts.services_at_locations {
            let languages = &site.offer.languages;
            spoken
                .entry(site.location_id.as_str())
                .and_modify(|known| known.retain(|language| languages.contains(language)))
                .or_insert_with(|| languages.clone());
        }
        Self { setting, spoken }
    }

    fn id(&self, kind: RecordKind, id: &str) -> Id {
        let origin = (self.setting.origin)(kind, id);
        ids::of_record(
            origin.map_or("", |origin| &origin.source),
            kind.as_str(),
            id,
        )
    }

    fn record(&self, kind: RecordKind, own_id: &str, entity: &str) -> Record {
        let origin = (self.setting.origin)(kind, own_id);
        let id = self.id(kind, own_id);
        Record {
            own_id: (id.as_str() != own_id).then(|| own_id.to_owned()),
            source: origin.map(|origin| origin.source.to_string()),
            publisher: self.setting.publisher.map(str::to_owned),
            last_modified: origin.map(|origin| moment(&origin.changed_at)),
            metadata: origin
                .map(|origin| metadata(origin, &id, entity))
                .into_iter()
                .collect(),
            id,
        }
    }

    fn organization(&self, organization: &directory::Organization) -> Organization {
        let directory::Organization {
            id,
            name,
            description,
            url,
        } = organization;
        let record = self.record(RecordKind::Organization, id.as_str(), "organization");
        let (website, website_as_given) = url.as_deref().map(uri::of_address).unwrap_or_default();
        let identifier = record.own_id.map(|own_id| OrganizationIdentifier {
            id: ids::derived(&["identifier", record.id.as_str()]),
            organization_id: Some(record.id.clone()),
            identifier_scheme: record.source.clone(),
            identifier_type: RECORD_ID.to_owned(),
            identifier: own_id,
        });
        Organization {
            id: record.id,
            name: name.clone(),
            description: description.clone().unwrap_or_default(),
            website,
            website_as_given,
            source: record.source,
            publisher: record.publisher,
            last_modified: record.last_modified,
            organization_identifiers: identifier.into_iter().collect(),
            metadata: record.metadata,
            services: Vec::new(),
        }
    }

    fn service(&self, service: &directory::Service) -> Service {
        let record = self.record(RecordKind::Service, service.id.as_str(), "service");
        let (url, url_as_given) = service
            .url
            .as_deref()
            .map(uri::of_address)
            .unwrap_or_default();
        let owner = Owner {
            service_id: record.id.clone(),
            site_id: None,
        };
        let offer = self.offer(&service.offer, &owner, record.last_modified.as_ref());
        let mut schedules = offer.schedules;
        schedules.extend(service.hours_text.as_ref().map(|text| Schedule {
            description: Some(text.clone()),
            ..owner.schedule("in-words")
        }));
        let interpreters = "Interpreters are offered for other languages.";
        Service {
            organization_id: Some(
                self.id(RecordKind::Organization, service.organization_id.as_str()),
            ),
            name: service.name.clone(),
            description: service.description.clone(),
            url,
            url_as_given,
            status: status(service.status),
            interpretation_services: service.has_interpreter.then(|| interpreters.to_owned()),
            eligibility_description: service.eligibility_description.clone(),
            minimum_age: service.minimum_age.map(Number::Exact),
            maximum_age: service.maximum_age.map(Number::Exact),
            assured_date: service
                .last_verified
                .as_ref()
                .filter(|day| is_day(day))
                .map(Day::new),
            last_modified: record.last_modified,
            source: record.source,
            publisher: record.publisher,
            external_identifier_type: record.own_id.as_ref().map(|_| RECORD_ID.to_owned()),
            external_identifier: record.own_id,
            phones: service
                .phone
                .iter()
                .map(|number| phone(number, &record.id))
                .collect(),
            schedules,
            service_areas: service
                .service_area
                .iter()
                .map(|area| service_area(area, &record.id))
                .collect(),
            service_at_locations: Vec::new(),
            languages: offer.languages,
            organization: None,
            cost_options: offer.cost_options,
            capacities: offer.capacities,
            attributes: service
                .categories
                .iter()
                .flat_map(|category| attributes(category, &record.id))
                .collect(),
            metadata: record.metadata,
            id: record.id,
        }
    }

    fn location(&self, location: &directory::Location) -> Location {
        let directory::Location {
            id,
            location_type,
            name,
            address,
            position,
            accessibility,
            is_confidential,
        } = location;
        let spoken = self.spoken.get(id.as_str()).into_iter().flatten();
        let record = self.record(RecordKind::Location, id.as_str(), "location");
        let owned = |language| Language {
            location_id: Some(record.id.clone()),
            ..said_language(language, &["location-language", record.id.as_str()])
        };
        let arrangement = |word: &String| Accessibility {
            id: ids::derived(&["accessibility", record.id.as_str(), word]),
            location_id: Some(record.id.clone()),
            description: Some(word.clone()),
        };
        Location {
            location_type: place_word(*location_type),
            name: name.clone(),
            latitude: position.map(|position| Number::Degrees(position.lat())),
            longitude: position.map(|position| Number::Degrees(position.lon())),
            external_identifier_type: record.own_id.as_ref().map(|_| RECORD_ID.to_owned()),
            external_identifier: record.own_id,
            is_confidential: is_confidential.then_some(true),
            source: record.source,
            publisher: record.publisher,
            last_modified: record.last_modified,
            languages: spoken.map(owned).collect(),
            addresses: address
                .iter()
                .map(|line| address::of_line(line, &record.id))
                .collect(),
            accessibility: accessibility.iter().map(arrangement).collect(),
            metadata: record.metadata,
            id: record.id,
        }
    }

    fn site(&self, site: &directory::ServiceAtLocation) -> ServiceAtLocation {
        let directory::ServiceAtLocation {
            id,
            service_id,
            location_id,
            offer,
        } = site;
        let record = self.record(
            RecordKind::ServiceAtLocation,
            id.as_str(),
            "service_at_location",
        );
        let owner = Owner {
            service_id: self.id(RecordKind::Service, service_id.as_str()),
            site_id: Some(record.id.clone()),
        };
        let offer = self.offer(offer, &owner, record.last_modified.as_ref());
        ServiceAtLocation {
            service_id: Some(owner.service_id),
            location_id: Some(self.id(RecordKind::Location, location_id.as_str())),
            source: record.source,
            publisher: record.publisher,
            last_modified: record.last_modified,
            external_identifier_type: record.own_id.as_ref().map(|_| RECORD_ID.to_owned()),
            external_identifier: record.own_id,
            schedules: offer.schedules,
            languages: offer.languages,
            cost_options: offer.cost_options,
            capacities: offer.capacities,
            location: None,
            service: None,
            metadata: record.metadata,
            id: record.id,
        }
    }

    fn offer(&self, offer: &Offer, owner: &Owner, updated: Option<&Moment>) -> SaidOffer {
        let Offer {
            hours,
            languages,
            cost,
            capacity,
        } = offer;
        let [kind, id] = owner.key();
        let language = |language| {
            let said = said_language(language, &["language", kind, id]);
            let (service_id, site_id) = (owner.service_id.clone(), owner.site_id.clone());
            Language {
                service_id: site_id.is_none().then_some(service_id),
                service_at_location_id: site_id,
                ..said
            }
        };
        let cost_option = cost.map(|amount| CostOption {
            id: ids::derived(&["cost", kind, id]),
            service_id: Some(owner.service_id.clone()),
            service_at_location_id: owner.site_id.clone(),
            amount: Some(Number::Exact(amount)),
            amount_description: (amount.millionths() == 0).then(|| "Free".to_owned()),
        });
        let places = capacity.map(|available| ServiceCapacity {
            id: ids::derived(&["capacity", kind, id]),
            service_id: Some(owner.service_id.clone()),
            service_at_location_id: owner.site_id.clone(),
            unit_id: Some(places().id),
            unit: Box::new(places()),
            available: Number::Exact(available),
            updated: updated
                .cloned()
                .unwrap_or_else(|| Moment::new("1970-01-01T00:00:00Z")),
        });
        SaidOffer {
            schedules: hours
                .iter()
                .flat_map(|hours| self.schedules(hours, owner))
                .collect(),
            languages: languages.iter().map(language).collect(),
            cost_options: cost_option.into_iter().collect(),
            capacities: places.into_iter().collect(),
        }
    }

    fn schedules(&self, hours: &WeekHours, owner: &Owner) -> Vec<Schedule> {
        let said = week::daily(hours).into_iter().map(|daily| Schedule {
            freq: Some(FrequencyWord("WEEKLY")),
            interval: Some(Number::Count(1)),
            time_zone: self.setting.time_zone.map(str::to_owned),
            ..owner
                .schedule(&format!(
                    "{} {}-{}",
                    daily.days, daily.opens_at, daily.closes_at
                ))
                .at(daily)
        });
        said.collect()
    }
}

/// What an offer says.
struct SaidOffer {
    schedules: Vec<Schedule>,
    languages: Vec<Language>,
    cost_options: Vec<CostOption>,
    capacities: Vec<ServiceCapacity>,
}

/// Whose offer it is: a service's, or that of one of its sites.
struct Owner {
    service_id: Id,
    site_id: Option<Id>,
}

impl Owner {
    /// What tells its parts from those of any other owner, also of one that has the same id in another table.
    fn key(&self) -> [&str; 2] {
        match &self.site_id {
            Some(id) => ["site", id.as_str()],
            None => ["service", self.service_id.as_str()],
        }
    }

    /// A schedule that says nothing yet. Like prices and places, that of a site names its service too, as the standard asks.
    fn schedule(&self, what: &str) -> Schedule {
        let [kind, id] = self.key();
        Schedule {
            id: ids::derived(&["schedule", kind, id, what]),
            service_id: Some(self.service_id.clone()),
            service_at_location_id: self.site_id.clone(),
            freq: None,
            interval: None,
            byday: None,
            opens_at: None,
            closes_at: None,
            time_zone: None,
            description: None,
        }
    }
}

impl Schedule {
    fn at(self, daily: week::DailyHours) -> Self {
        Self {
            byday: Some(daily.days),
            opens_at: Some(Clock::new(daily.opens_at)),
            closes_at: Some(Clock::new(daily.closes_at)),
            ..self
        }
    }
}
