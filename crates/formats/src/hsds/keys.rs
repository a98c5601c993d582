//! Ids and references between the tables: each id once, each reference to something that is there.

use crate::hsds::tables::{Entity, Place, Tables};
use crate::table::Fault;
use std::collections::{BTreeMap, HashMap, HashSet};

/// A reference: from which table and column to which table, and whether a row without it is useless.
type Reference = (Entity, &'static str, Entity, bool);

const REFERENCES: [Reference; 24] = [
    (
        Entity::Service,
        "organization_id",
        Entity::Organization,
        true,
    ),
    (
        Entity::Location,
        "organization_id",
        Entity::Organization,
        false,
    ),
    (
        Entity::ServiceAtLocation,
        "service_id",
        Entity::Service,
        true,
    ),
    (
        Entity::ServiceAtLocation,
        "location_id",
        Entity::Location,
        true,
    ),
    (Entity::Address, "location_id", Entity::Location, false),
    (Entity::Phone, "service_id", Entity::Service, false),
    (Entity::Phone, "location_id", Entity::Location, false),
    (
        Entity::Phone,
        "organization_id",
        Entity::Organization,
        false,
    ),
    (
        Entity::Phone,
        "service_at_location_id",
        Entity::ServiceAtLocation,
        false,
    ),
    (Entity::Schedule, "service_id", Entity::Service, false),
    (Entity::Schedule, "location_id", Entity::Location, false),
    (
        Entity::Schedule,
        "service_at_location_id",
        Entity::ServiceAtLocation,
        false,
    ),
    (Entity::Language, "service_id", Entity::Service, false),
    (Entity::Language, "location_id", Entity::Location, false),
    (
        Entity::Accessibility,
        "location_id",
        Entity::Location,
        false,
    ),
    (Entity::CostOption, "service_id", Entity::Service, true),
    (Entity::ServiceCapacity, "service_id", Entity::Service, true),
    (Entity::ServiceArea, "service_id", Entity::Service, false),
    (
        Entity::ServiceArea,
        "service_at_location_id",
        Entity::ServiceAtLocation,
        false,
    ),
    (
        Entity::Language,
        "service_at_location_id",
        Entity::ServiceAtLocation,
        false,
    ),
    (
        Entity::CostOption,
        "service_at_location_id",
        Entity::ServiceAtLocation,
        false,
    ),
    (
        Entity::ServiceCapacity,
        "service_at_location_id",
        Entity::ServiceAtLocation,
        false,
    ),
    (
        Entity::OrganizationIdentifier,
        "organization_id",
        Entity::Organization,
        false,
    ),
    (
        Entity::Attribute,
        "taxonomy_term_id",
        Entity::TaxonomyTerm,
        false,
    ),
];

/// Tables whose rows others refer to.
const REFERRED: [Entity; 5] = [
    Entity::Organization,
    Entity::Service,
    Entity::Location,
    Entity::ServiceAtLocation,
    Entity::TaxonomyTerm,
];

/// What looking at the keys showed.
#[derive(Debug, Default)]
pub(super) struct Keys {
    /// Rows that cannot be used, with every reason.
    pub(super) faults: BTreeMap<Place, Vec<Fault>>,
    /// Rows that repeat an earlier one, with the number of that one.
    pub(super) repeats: BTreeMap<Place, u64>,
}

impl Keys {
    pub(super) fn check(tables: &Tables) -> Self {
        let mut keys = Self::default();
        for entity in Entity::ALL {
            for place in tables.places(entity) {
                for fault in &tables.row(place).faults {
                    keys.refuse(place, fault.clone());
                }
            }
        }
        for entity in REFERRED {
            keys.check_ids(tables, entity);
        }
        let ids: HashMap<Entity, HashSet<&str>> = REFERRED
            .iter()
            .map(|&entity| (entity, tables.by(entity, "id").into_keys().collect()))
            .collect();
        for reference in REFERENCES {
            keys.check_reference(tables, &ids, reference);
        }
        keys.check_links(tables, &ids);
        keys
    }

    fn check_ids(&mut self, tables: &Tables, entity: Entity) {
        for place in tables.places(entity) {
            if tables.cell(place, "id").is_none() {
                self.refuse(
                    place,
                    fault("missing-value", "id", None, "an id".to_owned()),
                );
            }
        }
        for (id, places) in tables.by(entity, "id") {
            let first = &tables.row(places[0]).cells;
            let is_one = places
                .iter()
                .all(|&place| tables.row(place).cells == *first);
            for (nth, &place) in places.iter().enumerate() {
                let other = places[usize::from(nth == 0 && places.len() > 1)];
                let row = tables.row(other).number;
                if is_one && nth > 0 {
                    self.repeats.insert(place, row);
                } else if !is_one {
                    let expected = format!("each id once; row {row} says something else under it");
                    self.refuse(place, fault("repeated-id", "id", Some(id), expected));
                }
            }
        }
    }

    fn check_reference(
        &mut self,
        tables: &Tables,
        ids: &HashMap<Entity, HashSet<&str>>,
        (entity, column, target, is_required): Reference,
    ) {
        // A taxonomy that is not in the files cannot be pointed into; its terms are then known by their ids alone.
        if target == Entity::TaxonomyTerm && ids[&target].is_empty() {
            return;
        }
        for place in tables.places(entity) {
            match tables.cell(place, column) {
                Some(id) if ids[&target].contains(id) => {}
                None if !is_required => {}
                id => {
                    let expected = format!("the id of a row of {}", target.table());
                    let kind = if id.is_some() {
                        "dangling-key"
                    } else {
                        "missing-value"
                    };
                    self.refuse(place, fault(kind, column, id, expected));
                }
            }
        }
    }

    /// The link of an attribute goes to the table that `link_entity` names.
    fn check_links(&mut self, tables: &Tables, ids: &HashMap<Entity, HashSet<&str>>) {
        for place in tables.places(Entity::Attribute) {
            let target = tables.cell(place, "link_entity").and_then(Entity::named);
            let Some((target, link)) = target.zip(tables.cell(place, "link_id")) else {
                continue;
            };
            if ids.get(&target).is_some_and(|ids| !ids.contains(link)) {
                let expected = format!("the id of a row of {}", target.table());
                self.refuse(
                    place,
                    fault("dangling-key", "link_id", Some(link), expected),
                );
            }
        }
    }

    fn refuse(&mut self, place: Place, fault: Fault) {
        self.faults.entry(place).or_default().push(fault);
    }
}

pub(super) fn fault(
    kind: &'static str,
    column: &str,
    value: Option<&str>,
    expected: String,
) -> Fault {
    Fault {
        kind,
        column: Some(column.to_owned()),
        value: value.map(str::to_owned),
        expected,
    }
}
