//! HSDS JSON as rows: nested objects are taken apart, and each gets the key of the one that holds it.

use crate::ImportError;
use crate::hsds::tables::{Entity, Tables, place_of};
use crate::input::Input;
use crate::report::{Finding, Report, Severity};
use crate::table::{Row, Table};
use ::csv::StringRecord;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, HashMap};

type Object = Map<String, Value>;

/// Reads services, organizations, service_at_locations or locations: one object, a list, a page of an API, lines of objects, or the
/// tables of a tabular JSON.
pub(super) fn read(
    input: Input,
    tables: &mut Tables,
    report: &mut Report,
) -> Result<(), ImportError> {
    let (name, path) = (input.name.clone(), input.path.clone());
    let bytes = input.read_all()?;
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
    let mut reading = Reading::default();
    for document in serde_json::Deserializer::from_slice(text).into_iter::<Value>() {
        let document = document.map_err(|cause| ImportError::Damaged {
            file: path.clone(),
            detail: match cause.is_eof() {
                true => format!("the JSON ends in the middle, in line {}", cause.line()),
                false => format!("the JSON cannot be read: {cause}"),
            },
        })?;
        reading.take_document(&document);
    }
    if reading.entities.is_empty() {
        return Err(ImportError::NotTheFormat {
            file: path,
            expected: "HSDS JSON".to_owned(),
            found: "no organization, service or location is in it".to_owned(),
        });
    }
    if reading.n_contradictions > 0 {
        let expected = format!(
            "the same values wherever an object is repeated; {} values differ from the first, which was taken",
            reading.n_contradictions
        );
        report.add(Finding::new(
            Severity::Noted,
            "contradiction",
            &name,
            &expected,
        ));
    }
    for (entity, growing) in reading.entities {
        tables.add(entity, growing.into_table(&name, &path));
    }
    Ok(())
}

#[derive(Default)]
struct Reading {
    entities: BTreeMap<Entity, Growing>,
    /// The number of the object at the top that is being read.
    number: u64,
    n_contradictions: u64,
}

/// A table under construction; an object that comes again adds what was missing.
#[derive(Default)]
struct Growing {
    columns: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
    by_id: HashMap<String, usize>,
}

/// The keys that a nested object gets from those around it.
type Keys<'a> = &'a [(&'a str, &'a str)];

/// The lists of what a service offers, as a whole or at one place.
const OFFER_LISTS: [(&str, Entity); 6] = [
    ("phones", Entity::Phone),
    ("schedules", Entity::Schedule),
    ("service_areas", Entity::ServiceArea),
    ("languages", Entity::Language),
    ("cost_options", Entity::CostOption),
    ("capacities", Entity::ServiceCapacity),
];

impl Reading {
    fn take_document(&mut self, document: &Value) {
        match document {
            Value::Array(items) => items.iter().for_each(|item| self.take_document(item)),
            Value::Object(object) => match object.get("contents") {
                Some(contents) => self.take_document(contents),
                None if self.take_tables(object) => {}
                None => {
                    self.number += 1;
                    self.take_object(object);
                }
            },
            _ => {}
        }
    }

    /// Reads a tabular JSON: an object of lists, named like tables.
    fn take_tables(&mut self, object: &Object) -> bool {
        let entity = |name: &str| Entity::named(name.strip_suffix(".csv").unwrap_or(name));
        let is_tabular = !object.contains_key("id")
            && object.values().all(Value::is_array)
            && object.keys().any(|name| entity(name).is_some());
        if !is_tabular {
            return false;
        }
        for (name, rows) in object {
            let Some(entity) = entity(name) else { continue };
            for row in rows.as_array().into_iter().flatten() {
                self.number += 1;
                let Value::Object(row) = row else { continue };
                // Rows of the main tables may hold others, as those of an API's answer do.
                match entity {
                    Entity::Organization => drop(self.take_organization(row)),
                    Entity::Service => drop(self.take_service(row, &[])),
                    Entity::Location => drop(self.take_location(row)),
                    Entity::ServiceAtLocation => self.take_service_at_location(row, &[]),
                    _ => self.add(entity, row, &[]),
                }
            }
        }
        true
    }

    /// Reads an object of which only its members tell what it is.
    fn take_object(&mut self, object: &Object) {
        let has = |names: &[&str]| names.iter().any(|name| object.contains_key(*name));
        if has(&["location_type", "latitude"]) {
            self.take_location(object);
        } else if has(&["service", "service_id"]) && has(&["location", "location_id"]) {
            self.take_service_at_location(object, &[]);
        } else if has(&[
            "organization",
            "organization_id",
            "status",
            "service_at_locations",
        ]) {
            self.take_service(object, &[]);
        } else {
            self.take_organization(object);
        }
    }

    fn take_organization(&mut self, object: &Object) -> Option<String> {
        let id = text_of(object, "id");
        self.add(Entity::Organization, object, &[]);
        let id = id?;
        let keys = [("organization_id", id.as_str())];
        self.take_list(object, "phones", Entity::Phone, &keys);
        let identifiers = Entity::OrganizationIdentifier;
        self.take_list(object, "organization_identifiers", identifiers, &keys);
        for service in objects(object, "services") {
            self.take_service(service, &keys);
        }
        for location in objects(object, "locations") {
            self.take_location(location);
        }
        Some(id)
    }

    fn take_service(&mut self, object: &Object, keys: Keys) -> Option<String> {
        let organization = object.get("organization").and_then(Value::as_object);
        let organization_id = organization.and_then(|o| self.take_organization(o));
        let own: Vec<_> = organization_id
            .iter()
            .map(|id| ("organization_id", id.as_str()))
            .collect();
        self.add(
            Entity::Service,
            object,
            if own.is_empty() { keys } else { &own },
        );
        let id = text_of(object, "id")?;
        let keys = [("service_id", id.as_str())];
        for (member, entity) in OFFER_LISTS {
            self.take_list(object, member, entity, &keys);
        }
        self.take_attributes(object, &id, "service");
        for site in objects(object, "service_at_locations") {
            self.take_service_at_location(site, &keys);
        }
        Some(id)
    }

    fn take_service_at_location(&mut self, object: &Object, keys: Keys) {
        let nested = |name: &str| object.get(name).and_then(Value::as_object);
        let service_id = nested("service").and_then(|service| self.take_service(service, &[]));
        let location_id = nested("location").and_then(|location| self.take_location(location));
        let mut own: Vec<(&str, &str)> = keys.to_vec();
        own.extend(service_id.iter().map(|id| ("service_id", id.as_str())));
        own.extend(location_id.iter().map(|id| ("location_id", id.as_str())));
        self.add(Entity::ServiceAtLocation, object, &own);
        let Some(id) = text_of(object, "id") else {
            return;
        };
        let keys = [("service_at_location_id", id.as_str())];
        for (member, entity) in OFFER_LISTS {
            self.take_list(object, member, entity, &keys);
        }
    }

    fn take_location(&mut self, object: &Object) -> Option<String> {
        self.add(Entity::Location, object, &[]);
        let id = text_of(object, "id")?;
        let keys = [("location_id", id.as_str())];
        for (member, entity) in [
            ("addresses", Entity::Address),
            ("phones", Entity::Phone),
            ("languages", Entity::Language),
            ("accessibility", Entity::Accessibility),
            ("schedules", Entity::Schedule),
        ] {
            self.take_list(object, member, entity, &keys);
        }
        Some(id)
    }

    fn take_attributes(&mut self, object: &Object, link_id: &str, link_entity: &str) {
        for attribute in objects(object, "attributes") {
            let term = attribute.get("taxonomy_term").and_then(Value::as_object);
            let term_id = term.and_then(|term| {
                let taxonomy = term.get("taxonomy_detail").and_then(Value::as_object);
                let taxonomy_id = taxonomy.and_then(|taxonomy| {
                    self.add(Entity::Taxonomy, taxonomy, &[]);
                    text_of(taxonomy, "id")
                });
                let keys = taxonomy_id.as_deref().map(|id| ("taxonomy_id", id));
                self.add(Entity::TaxonomyTerm, term, keys.as_slice());
                text_of(term, "id")
            });
            let mut keys = vec![("link_id", link_id), ("link_entity", link_entity)];
            keys.extend(term_id.iter().map(|id| ("taxonomy_term_id", id.as_str())));
            self.add(Entity::Attribute, attribute, &keys);
        }
    }

    fn take_list(&mut self, object: &Object, member: &str, entity: Entity, keys: Keys) {
        for item in objects(object, member) {
            self.add(entity, item, keys);
        }
    }

    /// Adds the plain members of an object and its keys as a row.
    fn add(&mut self, entity: Entity, object: &Object, keys: Keys) {
        let growing = self.entities.entry(entity).or_default();
        let id = text_of(object, "id");
        // Phones and the like may hang on several objects under one id: there the keys are part of what they are.
        let identity = id.map(|id| match entity {
            Entity::Organization
            | Entity::Service
            | Entity::Location
            | Entity::ServiceAtLocation
            | Entity::Taxonomy
            | Entity::TaxonomyTerm => id,
            _ => format!("{id} {keys:?}"),
        });
        let known = identity
            .as_ref()
            .and_then(|id| growing.by_id.get(id).copied());
        let row = known.unwrap_or_else(|| {
            growing.rows.push((self.number, Vec::new()));
            growing.rows.len() - 1
        });
        if let Some(identity) = identity {
            growing.by_id.insert(identity, row);
        }
        let plain = object
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), plain(value)?)));
        let keys = keys.iter().map(|(name, id)| (*name, (*id).to_owned()));
        for (name, value) in plain.chain(keys) {
            let place = place_of(&mut growing.columns, name);
            let cells = &mut growing.rows[row].1;
            if cells.len() <= place {
                cells.resize(place + 1, String::new());
            }
            if cells[place].is_empty() {
                cells[place] = value;
            } else if cells[place] != value && !value.is_empty() {
                self.n_contradictions += 1;
            }
        }
    }
}

impl Growing {
    fn into_table(self, file: &str, path: &str) -> Table {
        let rows = self.rows.into_iter().map(|(number, cells)| Row {
            number,
            cells: StringRecord::from(cells),
            geometry: None,
            faults: Vec::new(),
        });
        Table {
            file: file.to_owned(),
            path: path.to_owned(),
            columns: self.columns,
            rows: rows.collect(),
            has_shapes: false,
            layer: None,
        }
    }
}

fn objects<'a>(object: &'a Object, member: &str) -> impl Iterator<Item = &'a Object> {
    let list = object.get(member).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Value::as_object)
}

fn text_of(object: &Object, member: &str) -> Option<String> {
    plain(object.get(member)?).filter(|text| !text.is_empty())
}

/// A number without an exponent, which tables have no use for.
fn decimal(number: &serde_json::Number) -> String {
    match number.as_f64().filter(|_| number.is_f64()) {
        Some(number) => number.to_string(),
        None => number.to_string(),
    }
}

/// A plain value as text; an object with a GeoJSON type stays JSON text (a service area's extent).
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(number) => Some(decimal(number)),
        Value::Bool(flag) => Some(if *flag { "yes" } else { "no" }.to_owned()),
        Value::Object(object)
            if object.contains_key("type") && object.contains_key("coordinates") =>
        {
            Some(value.to_string())
        }
        Value::Array(_) | Value::Object(_) => None,
    }
}
