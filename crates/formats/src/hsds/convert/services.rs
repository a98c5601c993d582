//! Services.

use super::{Conversion, missing, owned};
use crate::geometry::to_surface;
use crate::hsds::keys::fault;
use crate::hsds::tables::{Entity, Place, Tables};
use crate::import::{MAX_AGE, plain_number};
use crate::report::{Finding, Severity};
use crate::table::Fault;
use model::directory::{Service, ServiceStatus};
use model::geometry::Surface;
use model::ids::{CategoryId, OrganizationId, ServiceId};
use model::record::Record;
use model::units::Micro;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Rows of other tables by the service that they belong to.
struct Lookups<'a> {
    attributes: HashMap<&'a str, Vec<Place>>,
    terms: HashMap<&'a str, Vec<Place>>,
    areas: HashMap<&'a str, Vec<Place>>,
    phones: HashMap<&'a str, Vec<Place>>,
    phones_of_organizations: HashMap<&'a str, Vec<Place>>,
    unmapped: BTreeMap<String, u64>,
    n_fees_in_words: u64,
}

impl<'a> Conversion<'a> {
    pub(super) fn convert_services(&mut self) {
        let tables = self.from.tables;
        let mut lookups = Lookups {
            attributes: tables.by(Entity::Attribute, "link_id"),
            terms: tables.by(Entity::TaxonomyTerm, "id"),
            areas: tables.by(Entity::ServiceArea, "service_id"),
            phones: tables.by(Entity::Phone, "service_id"),
            phones_of_organizations: tables.by(Entity::Phone, "organization_id"),
            unmapped: BTreeMap::new(),
            n_fees_in_words: 0,
        };
        for place in tables.places(Entity::Service) {
            if let Some(id) = self.usable(place) {
                self.convert_service(place, id, &mut lookups);
            }
        }
        self.tell_lookups(&lookups);
    }

    fn convert_service(&mut self, place: Place, id: &'a str, lookups: &mut Lookups<'a>) {
        let tables = self.from.tables;
        let references = [(Entity::Organization, "organization_id")];
        let Some(ids) = self.accepted_references(place, &references) else {
            return;
        };
        let organization_id = ids[0];
        let mut faults = Vec::new();
        let name = tables.cell(place, "name");
        if name.is_none() {
            faults.push(missing("name"));
        }
        let status = status(tables, place, &mut faults);
        let [minimum_age, maximum_age] =
            ["minimum_age", "maximum_age"].map(|column| age(tables, place, column, &mut faults));
        if let (Some(minimum), Some(maximum)) = (minimum_age, maximum_age)
            && minimum > maximum
        {
            let expected = format!("an age of {minimum} or more, the minimum");
            let given = maximum.to_string();
            faults.push(fault("bad-value", "maximum_age", Some(&given), expected));
        }
        if !faults.is_empty() {
            self.refuse(place, faults);
            return;
        }
        let mut read = self.offers.of_service(place, id);
        self.tell_offer(&mut read);
        let fees = tables.cell(place, "fees_description");
        lookups.n_fees_in_words += u64::from(read.offer.cost.is_none() && fees.is_some());
        let interpretation = tables.cell(place, "interpretation_services");
        let offers_interpreter = |text: &str| {
            !["no", "not available", "unavailable"].contains(&text.to_lowercase().as_str())
        };
        let texts: Vec<_> = read
            .hours_text
            .iter()
            .map(|(_, text)| text.as_str())
            .collect();
        let service = Service {
            id: match ServiceId::try_from(id) {
                Ok(id) => id,
                Err(_) => return,
            },
            organization_id: match OrganizationId::try_from(organization_id) {
                Ok(id) => id,
                Err(_) => return,
            },
            name: name.unwrap_or_default().to_owned(),
            description: owned(tables.cell(place, "description")),
            url: owned(
                tables
                    .cell(place, "url_as_given")
                    .or_else(|| tables.cell(place, "url")),
            ),
            status,
            categories: self.categories(id, lookups),
            minimum_age,
            maximum_age,
            eligibility_description: owned(tables.cell(place, "eligibility_description")),
            service_area: self.service_area(id, lookups),
            hours_text: (!texts.is_empty()).then(|| texts.join("; ")),
            has_interpreter: read.has_interpreter || interpretation.is_some_and(offers_interpreter),
            last_verified: self.last_verified(place),
            phone: phone(tables, id, organization_id, lookups),
            offer: read.offer.clone(),
        };
        self.read_offers.insert(id, read);
        self.service_records.insert(id, self.outcome.records.len());
        self.accept(place, id, Record::Service(Box::new(service)));
    }

    fn categories(&mut self, id: &str, lookups: &mut Lookups<'a>) -> BTreeSet<CategoryId> {
        let (tables, keys) = (self.from.tables, self.from.keys);
        let mut categories = BTreeSet::new();
        for &place in lookups.attributes.get(id).into_iter().flatten() {
            let is_of_service = tables
                .cell(place, "link_entity")
                .is_none_or(|entity| Entity::named(entity) == Some(Entity::Service));
            let term = tables.cell(place, "taxonomy_term_id");
            let Some(term) = term.filter(|_| is_of_service && !keys.faults.contains_key(&place))
            else {
                continue;
            };
            match self.from.terms.categories(tables, &lookups.terms, term) {
                Some(found) => categories.extend(found),
                None => {
                    let named = lookups.terms.get(term).and_then(|places| places.first());
                    let name = named.and_then(|&place| tables.cell(place, "name"));
                    *lookups
                        .unmapped
                        .entry(name.unwrap_or(term).to_owned())
                        .or_default() += 1;
                }
            }
        }
        categories
    }

    /// The area of a service when every row about it is an area; a row in words (`citywide`) may mean anywhere.
    fn service_area(&mut self, id: &str, lookups: &Lookups<'a>) -> Option<Surface> {
        let (tables, keys) = (self.from.tables, self.from.keys);
        let rows = lookups.areas.get(id)?.iter().copied();
        let rows: Vec<Place> = rows
            .filter(|place| !keys.faults.contains_key(place))
            .collect();
        let mut polygons = Vec::new();
        for &place in &rows {
            let extent = tables.cell(place, "extent")?;
            let is_geojson = tables
                .cell(place, "extent_type")
                .is_none_or(|kind| kind.eq_ignore_ascii_case("geojson"));
            match is_geojson
                .then(|| crate::geojson::polygons_of(extent))
                .flatten()
            {
                Some(found) => polygons.extend(found),
                None => {
                    let expected = "a GeoJSON polygon as extent; the area counts as not stated";
                    let note = fault("service-area", "extent", None, expected.to_owned());
                    self.tell(Severity::Noted, place, note);
                    return None;
                }
            }
        }
        match to_surface(polygons) {
            Ok((surface, _)) => Some(surface),
            Err(expected) => {
                let note = fault("service-area", "extent", None, expected);
                self.tell(Severity::Noted, *rows.first()?, note);
                None
            }
        }
    }

    /// The day of `assured_date`.
    fn last_verified(&mut self, place: Place) -> Option<String> {
        let text = self.from.tables.cell(place, "assured_date")?;
        let day = text.get(..10).unwrap_or(text);
        let has_form = day.len() == 10
            && day.bytes().enumerate().all(|(place, byte)| match place {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let is_day = has_form && day.parse::<jiff::civil::Date>().is_ok();
        if !is_day {
            let expected = "a day such as 2026-03-31; it counts as not verified";
            let note = fault("bad-date", "assured_date", Some(text), expected.to_owned());
            self.tell(Severity::Noted, place, note);
        }
        is_day.then(|| day.to_owned())
    }

    fn tell_lookups(&mut self, lookups: &Lookups<'a>) {
        let file_of = |entity| {
            self.from
                .tables
                .get(entity)
                .map_or("", |table| table.file.as_str())
        };
        for (term, count) in &lookups.unmapped {
            let expected = format!(
                "a need category, or a line in [categories] of the mapping; {count} services have this term"
            );
            let file = file_of(Entity::TaxonomyTerm);
            let finding = Finding::new(Severity::Noted, "unmapped-term", file, &expected);
            self.report.add(finding.in_column("name").about(term));
        }
        if lookups.n_fees_in_words > 0 {
            let expected = format!(
                "amounts in cost_options, or lines in [fees] of the mapping; {} services say what they cost in words only: unknown",
                lookups.n_fees_in_words
            );
            let file = file_of(Entity::Service);
            let finding = Finding::new(Severity::Noted, "fees-in-words", file, &expected);
            self.report.add(finding.in_column("fees_description"));
        }
    }
}

fn status(tables: &Tables, place: Place, faults: &mut Vec<Fault>) -> ServiceStatus {
    let text = tables.cell(place, "status").unwrap_or("active");
    match text.to_lowercase().replace(['-', '_'], " ").as_str() {
        "active" => ServiceStatus::Active,
        "inactive" => ServiceStatus::Inactive,
        "defunct" => ServiceStatus::Defunct,
        "temporarily closed" => ServiceStatus::TemporarilyClosed,
        _ => {
            let expected = "a status: active, inactive, defunct or temporarily closed";
            faults.push(fault(
                "bad-value",
                "status",
                Some(text),
                expected.to_owned(),
            ));
            ServiceStatus::Active
        }
    }
}

fn age(tables: &Tables, place: Place, column: &str, faults: &mut Vec<Fault>) -> Option<Micro> {
    let text = tables.cell(place, column)?;
    let age = Micro::parse(&plain_number(text)).ok();
    let age = age.filter(|age| *age <= Micro::from_whole(MAX_AGE));
    if age.is_none() {
        let expected = format!("an age in years, 0 to {MAX_AGE}");
        faults.push(fault("bad-value", column, Some(text), expected));
    }
    age
}

/// A telephone of the service, else of its organization; one for voice before others.
fn phone(tables: &Tables, id: &str, organization_id: &str, lookups: &Lookups) -> Option<String> {
    let of_service = lookups.phones.get(id);
    let rows = of_service.or_else(|| lookups.phones_of_organizations.get(organization_id))?;
    let is_voice = |place: &&Place| {
        let kind = tables.cell(**place, "type");
        kind.is_none_or(|kind| kind.eq_ignore_ascii_case("voice"))
    };
    let place = rows.iter().find(is_voice).or_else(|| rows.first())?;
    owned(tables.cell(*place, "number"))
}
