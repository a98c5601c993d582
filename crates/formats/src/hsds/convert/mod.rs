//! Records from the tables of a directory.

mod locations;
mod services;

use crate::hsds::confidential::Confidential;
use crate::hsds::keys::{Keys, fault};
use crate::hsds::offers::{Offers, ReadOffer};
use crate::hsds::tables::{Entity, Place, Tables};
use crate::hsds::terms::Terms;
use crate::import::{Known, RejectedRow, rejected_row};
use crate::report::{Finding, Report, Severity};
use crate::table::Fault;
use model::directory::{Organization, ServiceAtLocation};
use model::ids::{LocationId, OrganizationId, ServiceId, SiteId};
use model::record::{Record, RecordKind};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Everything that a conversion reads.
#[derive(Clone, Copy)]
pub(super) struct Sources<'a> {
    pub(super) tables: &'a Tables,
    pub(super) keys: &'a Keys,
    pub(super) terms: &'a Terms,
    pub(super) confidential: &'a Confidential,
    pub(super) known: &'a Known,
}

/// What became of the tables.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) records: Vec<Record>,
    pub(super) kept: BTreeSet<(RecordKind, String)>,
    pub(super) rejected: Vec<RejectedRow>,
    pub(super) has_nameless_refusal: bool,
}

/// The tables on their way to records.
pub(super) struct Conversion<'a> {
    from: Sources<'a>,
    offers: Offers<'a>,
    report: &'a mut Report,
    outcome: Outcome,
    accepted: BTreeMap<Entity, BTreeSet<&'a str>>,
    /// What each accepted service offers, for its sites.
    read_offers: HashMap<&'a str, ReadOffer>,
    /// Places of the services' records, for hours in words that stand at their sites.
    service_records: HashMap<&'a str, usize>,
    unknown_languages: BTreeMap<String, u64>,
}

impl<'a> Conversion<'a> {
    pub(super) fn new(from: Sources<'a>, report: &'a mut Report) -> Self {
        Self {
            from,
            offers: Offers::new(from.tables, from.terms, &from.keys.faults),
            report,
            outcome: Outcome::default(),
            accepted: BTreeMap::new(),
            read_offers: HashMap::new(),
            service_records: HashMap::new(),
            unknown_languages: BTreeMap::new(),
        }
    }

    /// Converts everything: first what others refer to.
    pub(super) fn run(mut self) -> Outcome {
        self.convert_organizations();
        self.convert_services();
        self.convert_locations();
        self.convert_sites();
        self.refuse_details();
        for (name, count) in std::mem::take(&mut self.unknown_languages) {
            let expected = format!(
                "a language that [languages] of the mapping translates; {count} times it counts as not stated"
            );
            let file = &self
                .from
                .tables
                .get(Entity::Language)
                .map_or("", |t| &t.file);
            let finding = Finding::new(Severity::Noted, "unknown-language", file, &expected);
            self.report.add(finding.in_column("name").about(&name));
        }
        self.outcome
    }

    fn convert_organizations(&mut self) {
        let tables = self.from.tables;
        for place in tables.places(Entity::Organization) {
            let Some(id) = self.usable(place) else {
                continue;
            };
            let Some(name) = tables.cell(place, "name") else {
                self.refuse(place, vec![missing("name")]);
                continue;
            };
            let url = ["website_as_given", "website", "url"];
            let url = url.iter().find_map(|column| tables.cell(place, column));
            let Ok(organization_id) = OrganizationId::try_from(id) else {
                continue;
            };
            self.accept(
                place,
                id,
                Record::Organization(Organization {
                    id: organization_id,
                    name: name.to_owned(),
                    description: owned(tables.cell(place, "description")),
                    url: owned(url),
                }),
            );
        }
    }

    fn convert_sites(&mut self) {
        let tables = self.from.tables;
        for place in tables.places(Entity::ServiceAtLocation) {
            let Some(id) = self.usable(place) else {
                continue;
            };
            let references = [
                (Entity::Service, "service_id"),
                (Entity::Location, "location_id"),
            ];
            let Some(ids) = self.accepted_references(place, &references) else {
                continue;
            };
            let (service_id, location_id) = (ids[0], ids[1]);
            let Some(of_service) = self.read_offers.get(service_id) else {
                continue;
            };
            let mut read = self.offers.of_site((place, id), location_id, of_service);
            self.tell_offer(&mut read);
            self.add_hours_text(service_id, &read);
            let ids = (SiteId::try_from(id), ServiceId::try_from(service_id));
            if let ((Ok(id_of_site), Ok(service)), Ok(location)) =
                (ids, LocationId::try_from(location_id))
            {
                self.accept(
                    place,
                    id,
                    Record::ServiceAtLocation(ServiceAtLocation {
                        id: id_of_site,
                        service_id: service,
                        location_id: location,
                        offer: read.offer,
                    }),
                );
            }
        }
    }

    /// Hours in words that stand at a site are kept with its service.
    fn add_hours_text(&mut self, service_id: &str, read: &ReadOffer) {
        let place = self.service_records.get(service_id).copied();
        let record = place.and_then(|place| self.outcome.records.get_mut(place));
        if let Some(Record::Service(service)) = record {
            for (_, text) in &read.hours_text {
                let present = service.hours_text.get_or_insert_default();
                if !present.contains(text.as_str()) {
                    *present = [present.as_str(), text]
                        .join("; ")
                        .trim_start_matches("; ")
                        .to_owned();
                }
            }
        }
    }

    /// Refuses the rows of addresses, phones and the like that cannot be used.
    fn refuse_details(&mut self) {
        let keys = self.from.keys;
        for (&place, faults) in &keys.faults {
            let is_detail = record_kind(place.0).is_none();
            if is_detail {
                self.refuse(place, faults.clone());
            }
        }
    }

    /// The id of a row that has no fault so far; a faulty one is refused, a repeated one dropped, both with a finding.
    fn usable(&mut self, place: Place) -> Option<&'a str> {
        let keys = self.from.keys;
        if let Some(faults) = keys.faults.get(&place) {
            self.refuse(place, faults.clone());
            return None;
        }
        let id = self.from.tables.cell(place, "id")?;
        if let Some(row) = keys.repeats.get(&place) {
            let expected =
                format!("each id once; row {row} says the same, so this one was dropped");
            self.tell(
                Severity::Repaired,
                place,
                fault("repeated-row", "id", Some(id), expected),
            );
            return None;
        }
        Some(id)
    }

    /// References to rows that were accepted; when one of those was refused, this row is too.
    fn accepted_references(
        &mut self,
        place: Place,
        references: &[(Entity, &str)],
    ) -> Option<Vec<&'a str>> {
        let tables = self.from.tables;
        let (mut ids, mut faults) = (Vec::new(), Vec::new());
        for &(entity, column) in references {
            let id = tables.cell(place, column)?;
            if self
                .accepted
                .get(&entity)
                .is_some_and(|accepted| accepted.contains(id))
            {
                ids.push(id);
                continue;
            }
            let expected = format!("a row of {} that is not refused itself", entity.table());
            faults.push(fault("refused-key", column, Some(id), expected));
        }
        if faults.is_empty() {
            return Some(ids);
        }
        self.refuse(place, faults);
        None
    }

    fn accept(&mut self, place: Place, id: &'a str, record: Record) {
        self.accepted.entry(place.0).or_default().insert(id);
        self.outcome.records.push(record);
    }

    fn refuse(&mut self, place: Place, faults: Vec<Fault>) {
        let tables = self.from.tables;
        let id = tables.cell(place, "id");
        if let Some(kind) = record_kind(place.0) {
            match id {
                Some(id) => {
                    self.outcome.kept.insert((kind, id.to_owned()));
                }
                None => self.outcome.has_nameless_refusal = true,
            }
        }
        let row = rejected_row(tables.table_of(place), tables.row(place), &faults);
        self.outcome.rejected.push(row);
        for fault in faults {
            self.tell(Severity::Refused, place, fault);
        }
    }

    fn tell(&mut self, severity: Severity, place: Place, fault: Fault) {
        let table = self.from.tables.table_of(place);
        let number = self.from.tables.row(place).number;
        let mut finding = Finding::new(severity, fault.kind, &table.file, &fault.expected);
        finding.column = fault.column;
        if let Some(value) = &fault.value {
            finding = finding.about(value);
        }
        self.report.add(finding.at(number));
    }

    fn tell_offer(&mut self, read: &mut ReadOffer) {
        let tables = self.from.tables;
        for (kind, place, column, expected) in std::mem::take(&mut read.notes) {
            let value = tables.cell(place, column);
            let fault = fault(kind, column, value, expected.to_owned());
            self.tell(Severity::Noted, place, fault);
        }
        for (place, text) in &read.hours_text {
            let expected = "hours such as \"9:00 am - 5:00 pm, Monday - Friday\"; kept as text, they count as unknown";
            let fault = fault("hours-text", "description", Some(text), expected.to_owned());
            self.tell(Severity::Noted, *place, fault);
        }
        for name in std::mem::take(&mut read.unknown_languages) {
            *self.unknown_languages.entry(name).or_default() += 1;
        }
    }
}

/// The kind of record that the rows of a table become; details become parts of others.
fn record_kind(entity: Entity) -> Option<RecordKind> {
    match entity {
        Entity::Organization => Some(RecordKind::Organization),
        Entity::Service => Some(RecordKind::Service),
        Entity::Location => Some(RecordKind::Location),
        Entity::ServiceAtLocation => Some(RecordKind::ServiceAtLocation),
        _ => None,
    }
}

fn missing(column: &str) -> Fault {
    let expected = "a value; this field may not be empty";
    fault("missing-value", column, None, expected.to_owned())
}

fn owned(cell: Option<&str>) -> Option<String> {
    cell.map(str::to_owned)
}
