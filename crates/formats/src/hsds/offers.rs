//! Hours, languages, prices and places of services and sites.

use crate::hsds::schedule;
use crate::hsds::tables::{Entity, Place, Tables};
use crate::hsds::terms::Terms;
use crate::import::plain_number;
use model::directory::Offer;
use model::hours::WeekHours;
use model::language::Language;
use model::units::Micro;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The rows that say something about services and sites, by what they belong to.
pub(super) struct Offers<'a> {
    tables: &'a Tables,
    terms: &'a Terms,
    schedules: [HashMap<&'a str, Vec<Place>>; 3],
    languages: [HashMap<&'a str, Vec<Place>>; 3],
    /// Prices and places of services, and those of sites, which our profile adds.
    costs: [HashMap<&'a str, Vec<Place>>; 2],
    capacities: [HashMap<&'a str, Vec<Place>>; 2],
    refused: &'a BTreeMap<Place, Vec<crate::table::Fault>>,
}

/// An offer, with what could not be read of it.
#[derive(Debug, Default)]
pub(super) struct ReadOffer {
    pub(super) offer: Offer,
    pub(super) has_interpreter: bool,
    /// Hours in words, each with the schedule that has them.
    pub(super) hours_text: Vec<(Place, String)>,
    /// What there is to say: a short name, the row, the column, and what was done.
    pub(super) notes: Vec<(&'static str, Place, &'static str, &'static str)>,
    /// Names of languages that nobody knows.
    pub(super) unknown_languages: Vec<String>,
}

const BY_SERVICE: usize = 0;
const BY_LOCATION: usize = 1;
const BY_SITE: usize = 2;

impl<'a> Offers<'a> {
    pub(super) fn new(
        tables: &'a Tables,
        terms: &'a Terms,
        refused: &'a BTreeMap<Place, Vec<crate::table::Fault>>,
    ) -> Self {
        let columns = ["service_id", "location_id", "service_at_location_id"];
        Self {
            tables,
            terms,
            schedules: columns.map(|column| tables.by(Entity::Schedule, column)),
            languages: columns.map(|column| tables.by(Entity::Language, column)),
            costs: [columns[0], columns[2]].map(|column| tables.by(Entity::CostOption, column)),
            capacities: [columns[0], columns[2]]
                .map(|column| tables.by(Entity::ServiceCapacity, column)),
            refused,
        }
    }

    /// What a service offers wherever it is.
    pub(super) fn of_service(&self, service: Place, id: &str) -> ReadOffer {
        let mut read = ReadOffer::default();
        let schedules = self.of_service_alone(&self.schedules[BY_SERVICE], id);
        self.read_hours(schedules, &mut read);
        read.offer.languages = self.read_languages(BY_SERVICE, id, &mut read);
        let costs = self.of_service_alone(&self.costs[0], id);
        let described = || self.terms.fee(self.tables.raw(service, "fees_description"));
        read.offer.cost = self
            .read_cost(service, &costs, &mut read)
            .or_else(described);
        let capacities = self.of_service_alone(&self.capacities[0], id);
        read.offer.capacity = self.read_capacity(&capacities, &mut read);
        read
    }

    /// What differs at one location.
    pub(super) fn of_site(
        &self,
        (site, id): (Place, &str),
        location_id: &str,
        service: &ReadOffer,
    ) -> ReadOffer {
        let mut read = ReadOffer::default();
        let own: Vec<_> = self.rows(&self.schedules[BY_SITE], id).collect();
        let has_own = !own.is_empty();
        self.read_hours(own, &mut read);
        if !has_own && service.offer.hours.is_none() && service.hours_text.is_empty() {
            let of_place = self.rows(&self.schedules[BY_LOCATION], location_id);
            self.read_hours(of_place.collect(), &mut read);
        }
        let costs: Vec<_> = self.rows(&self.costs[1], id).collect();
        read.offer.cost = self.read_cost(site, &costs, &mut read);
        let capacities: Vec<_> = self.rows(&self.capacities[1], id).collect();
        read.offer.capacity = self.read_capacity(&capacities, &mut read);
        read.offer.languages = self.read_languages(BY_SITE, id, &mut read);
        if !read.offer.languages.is_empty() {
            return read;
        }
        let spoken_there = self.read_languages(BY_LOCATION, location_id, &mut read);
        if !spoken_there.is_empty() {
            read.offer.languages = spoken_there;
            let everywhere = service.offer.languages.iter().cloned();
            read.offer.languages.extend(everywhere);
        }
        read
    }

    fn rows<'s>(
        &'s self,
        index: &'s HashMap<&'a str, Vec<Place>>,
        id: &str,
    ) -> impl Iterator<Item = Place> + 's {
        let rows = index.get(id).into_iter().flatten().copied();
        rows.filter(|place| !self.refused.contains_key(place))
    }

    /// The rows of a service that are not of one of its sites: a row that names a site as well is the site's.
    fn of_service_alone(&self, index: &HashMap<&'a str, Vec<Place>>, id: &str) -> Vec<Place> {
        let own = self.rows(index, id);
        own.filter(|&row| self.tables.cell(row, "service_at_location_id").is_none())
            .collect()
    }

    fn read_hours(&self, schedules: Vec<Place>, read: &mut ReadOffer) {
        let mut entries = Vec::new();
        let mut texts: Vec<String> = Vec::new();
        let mut n_seasonal = 0;
        for &place in &schedules {
            let schedule = schedule::read(self.tables, place, self.terms);
            if schedule.has_offset {
                let expected =
                    "a time without offset; the clock time was taken as local, the offset ignored";
                read.notes
                    .push(("time-offset", place, "opens_at", expected));
            }
            n_seasonal += usize::from(schedule.is_seasonal);
            entries.extend(schedule.entries);
            texts.extend(schedule.hours.map(|hours| hours.to_string()));
            if let Some(text) = schedule.text {
                read.hours_text.push((place, text));
            }
        }
        if n_seasonal > 1 {
            let expected = "one week for the whole year; schedules of several seasons were joined";
            read.notes
                .push(("seasonal-schedules", schedules[0], "valid_from", expected));
        }
        let weekly = WeekHours::from_entries(&entries).ok().flatten();
        texts.extend(weekly.map(|hours| hours.to_string()));
        read.offer.hours = WeekHours::parse(&texts.join(";")).ok().flatten();
    }

    fn read_languages(&self, of: usize, id: &str, read: &mut ReadOffer) -> BTreeSet<Language> {
        let mut languages = BTreeSet::new();
        for place in self.rows(&self.languages[of], id) {
            let [name, code] = ["name", "code"].map(|column| self.tables.cell(place, column));
            match self.terms.spoken(name, code) {
                Some(spoken) => {
                    languages.extend(spoken.languages);
                    read.has_interpreter |= spoken.has_interpreter;
                }
                None => read
                    .unknown_languages
                    .extend(name.or(code).map(str::to_owned)),
            }
        }
        languages
    }

    /// The lowest amount.
    fn read_cost(&self, of: Place, costs: &[Place], read: &mut ReadOffer) -> Option<Micro> {
        let mut lowest: Option<Micro> = None;
        let mut currencies = BTreeSet::new();
        for &place in costs {
            let Some(text) = self.tables.cell(place, "amount") else {
                continue;
            };
            match Micro::parse(&plain_number(text)) {
                Ok(amount) => {
                    currencies.insert(
                        self.tables
                            .cell(place, "currency")
                            .unwrap_or_default()
                            .to_lowercase(),
                    );
                    lowest = Some(lowest.map_or(amount, |lowest| lowest.min(amount)));
                }
                Err(_) => {
                    let expected = "an amount such as 12.50; it counts as unknown";
                    read.notes.push(("bad-amount", place, "amount", expected));
                }
            }
        }
        if currencies.len() > 1 {
            let expected = "one currency for all prices; the lowest number was taken";
            read.notes.push(("currencies", of, "id", expected));
        }
        lowest
    }

    /// The places, added up over its rows of one unit; the fewest where units differ.
    fn read_capacity(&self, capacities: &[Place], read: &mut ReadOffer) -> Option<Micro> {
        let mut by_unit: BTreeMap<&str, u64> = BTreeMap::new();
        let mut first = None;
        for &place in capacities {
            let Some(text) = self.tables.cell(place, "available") else {
                continue;
            };
            first.get_or_insert(place);
            match Micro::parse(&plain_number(text)) {
                Ok(places) => {
                    let unit = self.tables.cell(place, "unit_id").unwrap_or_default();
                    *by_unit.entry(unit).or_default() += places.millionths();
                }
                Err(_) => {
                    let expected = "a number of places, 0 or more; it counts as unknown";
                    read.notes
                        .push(("bad-amount", place, "available", expected));
                }
            }
        }
        if let Some(place) = first.filter(|_| by_unit.len() > 1) {
            let expected = "places in one unit; of several the fewest were taken";
            read.notes.push(("units", place, "unit_id", expected));
        }
        by_unit.values().min().copied().map(Micro::from_millionths)
    }
}
