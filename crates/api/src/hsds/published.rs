//! The public directory of a snapshot, with what searches need.

use super::fold::folded;
use super::moment;
use super::parameters::List;
use super::query::Query;
use atlas::data::Records;
use disclosure::Published;
use disclosure::views::PublicDirectory;
use formats::hsds::write::{Detail, Nested, Services};
use model::LonLat;
use model::geometry::Surface;
use model::hsds::describe::{Id, Moment, Number};
use model::hsds::objects::{Location, Service};
use model::hsds::{Directory, Setting, address};
use serde::Serialize;
use serde_json::json;
use std::collections::{BTreeSet, HashMap};
use store::Origins;

/// The public directory, ready to be asked.
#[derive(Debug, Default)]
pub struct PreparedDirectory {
    nested: Nested,
    taxonomies: Vec<String>,
    terms: Vec<String>,
    /// Services with what changed only.
    minimal: Vec<String>,
    entries: [Vec<Entry>; 5],
    numbers: [HashMap<String, usize>; 5],
    places: Vec<Option<LonLat>>,
    areas: Vec<Option<Surface>>,
    /// The mean position of the locations of each postal code.
    centers: HashMap<String, LonLat>,
}

/// What searches look at.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) text: String,
    /// Ids of terms and of those above them, in small letters.
    pub(super) terms: BTreeSet<String>,
    pub(super) taxonomies: BTreeSet<String>,
    pub(super) organization: String,
    /// Of a term: the one above it.
    pub(super) parent: Option<String>,
    /// Seconds since 1970.
    pub(super) changed_at: Option<i64>,
}

impl PreparedDirectory {
    /// Prepares the public part of a district's directory.
    pub(crate) fn new(records: &Records, origins: &Origins) -> Self {
        let district = records.district.as_ref();
        let origin = |kind, id: &str| origins.get(kind, id);
        let setting = Setting {
            publisher: district.map(|district| district.name.as_str()),
            time_zone: district.map(|district| district.time_zone.as_str()),
            origin: &origin,
        };
        let directory = PublicDirectory::open(&records.directory(), setting);
        Self::of(&directory, records)
    }

    fn of(directory: &Published<Directory>, records: &Records) -> Self {
        let directory = directory.get();
        let nested = Nested::new(directory);
        let above = terms_above(directory);
        let services: Vec<_> = directory
            .services
            .iter()
            .map(|s| service_entry(s, &above))
            .collect();
        let mut prepared = Self {
            taxonomies: texts(&directory.taxonomies),
            terms: texts(&directory.taxonomy_terms),
            minimal: directory.services.iter().map(minimal).collect(),
            places: directory.locations.iter().map(position).collect(),
            areas: directory
                .services
                .iter()
                .map(|s| area(s, records))
                .collect(),
            centers: centers(&directory.locations),
            nested,
            ..Self::default()
        };
        let organizations = prepared.organization_entries(directory, &services);
        let services = prepared.with_organizations(services, directory);
        let sites = prepared.site_entries(directory, &services);
        let entries = &mut prepared.entries;
        entries[List::Organizations as usize] = organizations;
        entries[List::Services as usize] = services;
        entries[List::Sites as usize] = sites;
        entries[List::Taxonomies as usize] = taxonomy_entries(directory);
        entries[List::Terms as usize] = term_entries(directory);
        prepared.number_all(directory);
        prepared
    }

    fn number_all(&mut self, directory: &Directory) {
        fn numbered<'a>(ids: impl Iterator<Item = &'a Id>) -> HashMap<String, usize> {
            ids.map(small).zip(0..).collect()
        }
        let numbers = &mut self.numbers;
        numbers[List::Organizations as usize] =
            numbered(directory.organizations.iter().map(|o| &o.id));
        numbers[List::Services as usize] = numbered(directory.services.iter().map(|s| &s.id));
        numbers[List::Sites as usize] =
            numbered(directory.service_at_locations.iter().map(|s| &s.id));
        numbers[List::Taxonomies as usize] = numbered(directory.taxonomies.iter().map(|t| &t.id));
        numbers[List::Terms as usize] = numbered(directory.taxonomy_terms.iter().map(|t| &t.id));
    }

    fn organization_entries(&self, directory: &Directory, services: &[Entry]) -> Vec<Entry> {
        let entry = |(number, organization): (usize, &model::hsds::objects::Organization)| {
            let own = self
                .nested
                .services_of(number)
                .iter()
                .map(|&service| &services[service]);
            Entry {
                text: folded(&format!(
                    "{}\n{}",
                    organization.name, organization.description
                )),
                terms: own
                    .clone()
                    .flat_map(|service| service.terms.clone())
                    .collect(),
                taxonomies: own.flat_map(|service| service.taxonomies.clone()).collect(),
                organization: small(&organization.id),
                changed_at: changed_at(organization.last_modified.as_ref()),
                parent: None,
            }
        };
        directory
            .organizations
            .iter()
            .enumerate()
            .map(entry)
            .collect()
    }

    fn with_organizations(&self, services: Vec<Entry>, directory: &Directory) -> Vec<Entry> {
        let with_organization = |(number, mut entry): (usize, Entry)| {
            let organization = self.nested.organization_of(number);
            entry.text.push('\n');
            entry
                .text
                .push_str(&folded(&directory.organizations[organization].name));
            entry
        };
        services
            .into_iter()
            .enumerate()
            .map(with_organization)
            .collect()
    }

    fn site_entries(&self, directory: &Directory, services: &[Entry]) -> Vec<Entry> {
        let entry = |(number, site): (usize, &model::hsds::objects::ServiceAtLocation)| {
            let (service, location) = self.nested.place_of(number);
            let location = &directory.locations[location];
            let lines = location.addresses.iter().flat_map(|a| {
                let region = format!("{} {}", a.state_province, a.postal_code);
                [
                    Some(a.address_1.clone()),
                    a.address_2.clone(),
                    Some(a.city.clone()),
                    Some(region),
                ]
            });
            let words = location.name.iter().cloned().chain(lines.flatten());
            let words = folded(&words.collect::<Vec<_>>().join("\n"));
            let of_service = &services[service];
            Entry {
                text: [of_service.text.as_str(), &words].join("\n"),
                terms: of_service.terms.clone(),
                taxonomies: of_service.taxonomies.clone(),
                organization: of_service.organization.clone(),
                // What a service says is part of what its sites say, and so is what a location says.
                changed_at: [
                    changed_at(site.last_modified.as_ref()),
                    changed_at(location.last_modified.as_ref()),
                    of_service.changed_at,
                ]
                .into_iter()
                .max()
                .flatten(),
                parent: None,
            }
        };
        directory
            .service_at_locations
            .iter()
            .enumerate()
            .map(entry)
            .collect()
    }

    pub(super) fn entries(&self, list: List) -> &[Entry] {
        &self.entries[list as usize]
    }

    /// The number of the object with this id.
    pub(super) fn number(&self, list: List, id: &str) -> Option<usize> {
        self.numbers[list as usize]
            .get(&id.to_ascii_lowercase())
            .copied()
    }

    /// Where a site is.
    pub(super) fn position_of(&self, site: usize) -> Option<LonLat> {
        self.places[self.nested.place_of(site).1]
    }

    /// Where families must live to use a site; anywhere when nothing is said.
    pub(super) fn area_of(&self, site: usize) -> Option<&Surface> {
        self.areas[self.nested.place_of(site).0].as_ref()
    }

    /// The center of a postal code.
    pub(super) fn center(&self, postcode: &str) -> Option<LonLat> {
        self.centers
            .get(&address::folded_postal_code(postcode))
            .copied()
    }

    /// Writes an object as one of a list.
    pub(super) fn write_in_list(&self, list: List, number: usize, query: &Query, out: &mut String) {
        let detail = if query.is_full {
            Detail::Full
        } else {
            Detail::Basic
        };
        match list {
            List::Services if query.is_minimal => out.push_str(&self.minimal[number]),
            List::Services => self.nested.service(number, detail, out),
            List::Sites => self.nested.site(number, detail, out),
            List::Organizations => {
                let services = match (query.has_full_services, query.is_full) {
                    (true, _) => Services::Full,
                    (false, true) => Services::Basic,
                    (false, false) => Services::No,
                };
                self.nested.organization(number, detail, services, out);
            }
            List::Taxonomies => out.push_str(&self.taxonomies[number]),
            List::Terms => out.push_str(&self.terms[number]),
        }
    }

    /// Writes an object by itself.
    pub(super) fn write_item(&self, list: List, number: usize, query: &Query, out: &mut String) {
        let services = if query.has_full_services {
            Services::Full
        } else {
            Services::Basic
        };
        match list {
            List::Organizations => self
                .nested
                .organization(number, Detail::Full, services, out),
            _ => {
                let full = Query {
                    is_full: true,
                    ..Query::default()
                };
                self.write_in_list(list, number, &full, out);
            }
        }
    }
}

fn small(id: &Id) -> String {
    id.as_str().to_ascii_lowercase()
}

fn changed_at(moment: Option<&Moment>) -> Option<i64> {
    moment.and_then(|moment| moment::seconds(moment.as_str()))
}

fn texts<T: Serialize>(objects: &[T]) -> Vec<String> {
    let texts = objects
        .iter()
        .map(|object| serde_json::to_string(object).unwrap_or_default());
    texts.collect()
}

/// The term above each term that has one.
fn terms_above(directory: &Directory) -> HashMap<&Id, &Id> {
    let terms = directory.taxonomy_terms.iter();
    terms
        .filter_map(|term| Some((&term.id, term.parent_id.as_ref()?)))
        .collect()
}

fn service_entry(service: &Service, above: &HashMap<&Id, &Id>) -> Entry {
    let terms = service
        .attributes
        .iter()
        .filter_map(|attribute| attribute.taxonomy_term.as_deref());
    let mut text = vec![service.name.as_str()];
    text.extend(service.description.as_deref());
    text.extend(service.eligibility_description.as_deref());
    let mut entry = Entry {
        organization: service
            .organization_id
            .as_ref()
            .map(small)
            .unwrap_or_default(),
        changed_at: changed_at(service.last_modified.as_ref()),
        ..Entry::default()
    };
    for term in terms {
        text.extend([term.name.as_str(), term.description.as_str()]);
        entry
            .taxonomies
            .extend(term.taxonomy_id.as_ref().map(small));
        let mut next = Some(&term.id);
        while let Some(id) = next {
            entry.terms.insert(small(id));
            next = above.get(id).copied();
        }
    }
    entry.text = folded(&text.join("\n"));
    entry
}

fn taxonomy_entries(directory: &Directory) -> Vec<Entry> {
    let entry = |taxonomy: &model::hsds::objects::Taxonomy| Entry {
        text: folded(&format!("{}\n{}", taxonomy.name, taxonomy.description)),
        ..Entry::default()
    };
    directory.taxonomies.iter().map(entry).collect()
}

fn term_entries(directory: &Directory) -> Vec<Entry> {
    let entry = |term: &model::hsds::objects::TaxonomyTerm| {
        let code = term.code.as_deref().unwrap_or_default();
        Entry {
            text: folded(&[&term.name, code, &term.description].join("\n")),
            taxonomies: term.taxonomy_id.iter().map(small).collect(),
            parent: term.parent_id.as_ref().map(small),
            ..Entry::default()
        }
    };
    directory.taxonomy_terms.iter().map(entry).collect()
}

/// What a client that follows changes needs. Name and status are there because no service is valid without them.
fn minimal(service: &Service) -> String {
    let mut object = json!({ "id": service.id, "name": service.name, "status": service.status });
    if let Some(moment) = &service.last_modified {
        object["modified_date"] = json!(moment);
    }
    object.to_string()
}

fn position(location: &Location) -> Option<LonLat> {
    match (location.longitude, location.latitude) {
        (Some(Number::Degrees(lon)), Some(Number::Degrees(lat))) => LonLat::try_new(lon, lat).ok(),
        _ => None,
    }
}

/// The area of a published service, from its record.
fn area(service: &Service, records: &Records) -> Option<Surface> {
    service.service_areas.first()?;
    let own_id = service
        .external_identifier
        .as_deref()
        .unwrap_or(service.id.as_str());
    let services = &records.services;
    let place = services
        .binary_search_by(|record| record.id.as_str().cmp(own_id))
        .ok()?;
    services[place].service_area.clone()
}

/// The mean position of the locations of each postal code, taken on the sphere so that no meridian is an edge.
fn centers(locations: &[Location]) -> HashMap<String, LonLat> {
    let mut sums: HashMap<String, [f64; 3]> = HashMap::new();
    for location in locations {
        let codes = location
            .addresses
            .iter()
            .map(|address| &address.postal_code);
        let Some(position) = position(location) else {
            continue;
        };
        for code in codes.filter(|code| !code.is_empty()) {
            let (lon, lat) = (position.lon().to_radians(), position.lat().to_radians());
            let sum = sums.entry(address::folded_postal_code(code)).or_default();
            sum[0] += lat.cos() * lon.cos();
            sum[1] += lat.cos() * lon.sin();
            sum[2] += lat.sin();
        }
    }
    let center = |(code, [x, y, z]): (String, [f64; 3])| {
        let lat = z.atan2(x.hypot(y)).to_degrees();
        Some((code, LonLat::try_new(y.atan2(x).to_degrees(), lat).ok()?))
    };
    sums.into_iter().filter_map(center).collect()
}
