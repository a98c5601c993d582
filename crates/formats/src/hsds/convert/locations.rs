//! Locations.

use super::{Conversion, owned};
use crate::geometry::{Guide, Oddity};
use crate::hsds::keys::fault;
use crate::hsds::tables::{Entity, Place, Tables};
use crate::report::{Finding, Severity};
use crate::table::Fault;
use model::LonLat;
use model::directory::{Location, LocationType};
use model::ids::LocationId;
use model::record::Record;
use std::collections::{BTreeSet, HashMap};

impl<'a> Conversion<'a> {
    pub(super) fn convert_locations(&mut self) {
        let tables = self.from.tables;
        let addresses = tables.by(Entity::Address, "location_id");
        let accessibility = tables.by(Entity::Accessibility, "location_id");
        let confidential = self.confidential_locations();
        let places = tables.places(Entity::Location);
        let positions = places.filter_map(|place| coordinates(tables, place).ok()?);
        let guide = Guide::new(self.from.known.extent, positions);
        for place in tables.places(Entity::Location) {
            let Some(id) = self.usable(place) else {
                continue;
            };
            let mut faults = Vec::new();
            let location_type = location_type(tables, place, &mut faults);
            let position = self.position(place, &guide, location_type, &mut faults);
            let Ok(location_id) = LocationId::try_from(id) else {
                continue;
            };
            if !faults.is_empty() {
                self.refuse(place, faults);
                continue;
            }
            let record = Record::Location(Location {
                id: location_id,
                location_type,
                name: owned(tables.cell(place, "name")),
                address: self.address(id, &addresses),
                position,
                accessibility: self.arrangements(id, &accessibility),
                is_confidential: confidential.contains(id) || is_marked(tables, place),
            });
            self.accept(place, id, record);
        }
    }

    /// The locations that are out of the public's sight: those named, those of named services, and without a table all that were so before.
    fn confidential_locations(&mut self) -> BTreeSet<String> {
        let (tables, confidential) = (self.from.tables, self.from.confidential);
        let mut locations = confidential.locations.clone();
        for place in tables.places(Entity::ServiceAtLocation) {
            let service = tables.cell(place, "service_id");
            if service.is_some_and(|id| confidential.services.contains(id)) {
                locations.extend(owned(tables.cell(place, "location_id")));
            }
        }
        if !confidential.is_given {
            locations.extend(self.from.known.confidential_locations.iter().cloned());
        }
        for (entity, ids) in [
            (Entity::Service, &confidential.services),
            (Entity::Location, &confidential.locations),
        ] {
            let present = tables.by(entity, "id");
            for id in ids.iter().filter(|id| !present.contains_key(id.as_str())) {
                let expected = format!(
                    "the id of a row of {}, as the table of confidential records names it",
                    entity.table()
                );
                let file = tables.get(entity).map_or("", |table| table.file.as_str());
                let finding =
                    Finding::new(Severity::Noted, "unknown-confidential", file, &expected);
                self.report.add(finding.about(id));
            }
        }
        locations
    }

    fn position(
        &mut self,
        place: Place,
        guide: &Guide,
        location_type: LocationType,
        faults: &mut Vec<Fault>,
    ) -> Option<LonLat> {
        let position = match coordinates(self.from.tables, place) {
            Ok(Some(position)) => position,
            Ok(None) => {
                if location_type == LocationType::Physical {
                    let expected =
                        "a latitude and longitude; the location is kept without a position";
                    let note = fault("missing-position", "latitude", None, expected.to_owned());
                    self.tell(Severity::Noted, place, note);
                }
                return None;
            }
            Err(fault) => {
                faults.push(*fault);
                return None;
            }
        };
        let [x, y] = position;
        let mut note = |severity, kind, expected: &str| {
            let value = format!("{x}, {y}");
            let note = fault(kind, "longitude", Some(&value), expected.to_owned());
            self.tell(severity, place, note);
        };
        match guide.oddity(position) {
            None => {}
            Some(Oddity::NotDegrees) => {
                let expected = "longitude and latitude in degrees; these numbers look like metres or feet of a projection";
                faults.push(fault("not-degrees", "longitude", None, expected.to_owned()));
                return None;
            }
            Some(Oddity::Null) => {
                let expected = "a position; 0, 0 was read as unknown";
                note(Severity::Repaired, "zero-position", expected);
                return None;
            }
            Some(Oddity::Swapped) => {
                let expected =
                    "longitude and latitude in their own columns; the two were exchanged";
                note(Severity::Repaired, "swapped-lon-lat", expected);
                return LonLat::try_new(y, x).ok();
            }
            Some(Oddity::Far) => {
                let expected = "a position near the others; this one is far away (is a minus sign missing?) and was left as it is";
                note(Severity::Noted, "far-position", expected);
            }
        }
        LonLat::try_new(x, y).ok()
    }

    /// The physical address as one line.
    fn address(&self, id: &str, addresses: &HashMap<&str, Vec<Place>>) -> Option<String> {
        let tables = self.from.tables;
        let rows = addresses.get(id)?;
        let is_physical = |place: &&Place| {
            let kind = tables.cell(**place, "address_type");
            kind.is_none_or(|kind| kind.eq_ignore_ascii_case("physical"))
        };
        let place = *rows.iter().find(is_physical).or_else(|| rows.first())?;
        let cell = |column| tables.cell(place, column);
        let region = [cell("state_province"), cell("postal_code")];
        let region = region.into_iter().flatten().collect::<Vec<_>>().join(" ");
        let parts = [
            cell("address_1"),
            cell("address_2"),
            cell("city"),
            Some(region.as_str()),
        ];
        let parts: Vec<_> = parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        (!parts.is_empty()).then(|| parts.join(", "))
    }

    fn arrangements(&self, id: &str, rows: &HashMap<&str, Vec<Place>>) -> BTreeSet<String> {
        let (tables, keys) = (self.from.tables, self.from.keys);
        let rows = rows.get(id).into_iter().flatten();
        let rows = rows.filter(|place| !keys.faults.contains_key(place));
        // "none" says that no arrangement is offered, so the cell is taken as it stands.
        let descriptions = rows.map(|&place| tables.raw(place, "description").trim());
        let words: BTreeSet<String> = descriptions
            .filter(|description| !description.is_empty())
            .flat_map(|description| self.from.terms.arrangements(description))
            .collect();
        match words.len() {
            // Beside a real arrangement, "none" is a contradiction; what is offered counts.
            2.. => words.into_iter().filter(|word| word != "none").collect(),
            _ => words,
        }
    }
}

/// Whether the directory itself says that a place is confidential, as our own exports do. What is no clear no counts as yes.
fn is_marked(tables: &Tables, place: Place) -> bool {
    let text = tables.cell(place, "is_confidential");
    text.is_some_and(|text| !["false", "no", "0", "f", "n"].contains(&&*text.to_lowercase()))
}

fn location_type(tables: &Tables, place: Place, faults: &mut Vec<Fault>) -> LocationType {
    let text = tables.cell(place, "location_type").unwrap_or("physical");
    match text.to_lowercase().as_str() {
        "physical" => LocationType::Physical,
        "postal" => LocationType::Postal,
        "virtual" => LocationType::Virtual,
        _ => {
            let expected = "a type of location: physical, postal or virtual";
            faults.push(fault(
                "bad-value",
                "location_type",
                Some(text),
                expected.to_owned(),
            ));
            LocationType::Physical
        }
    }
}

/// Longitude and latitude as they stand.
fn coordinates(tables: &Tables, place: Place) -> Result<Option<[f64; 2]>, Box<Fault>> {
    let number = |column: &str| match tables.cell(place, column) {
        None => Ok(None),
        Some(text) => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            _ => {
                let expected = "degrees as a number, such as 38.9072".to_owned();
                Err(Box::new(fault("bad-value", column, Some(text), expected)))
            }
        },
    };
    match (number("longitude")?, number("latitude")?) {
        (Some(x), Some(y)) => Ok(Some([x, y])),
        (None, None) => Ok(None),
        (x, _) => {
            let column = if x.is_none() { "longitude" } else { "latitude" };
            let expected = "longitude and latitude, both or neither".to_owned();
            Err(Box::new(fault("missing-value", column, None, expected)))
        }
    }
}
