//! Records that we exported ourselves come back under the ids that their sources gave them.
//!
//! An export has UUIDs, as the standard wants; where a record's id is none, it stands beside as an external identifier of our own
//! type. Identifiers of any other type are left alone.

use crate::hsds::tables::{Entity, Tables};
use model::hsds::RECORD_ID;
use std::collections::HashMap;

type Ids = HashMap<String, String>;

/// Puts the sources' ids in place of the UUIDs, in every table.
pub(super) fn restore(tables: &mut Tables) {
    let beside = |tables: &Tables, entity| {
        let of = (entity, "id");
        ids(
            tables,
            of,
            "external_identifier",
            "external_identifier_type",
        )
    };
    let identifiers = (Entity::OrganizationIdentifier, "organization_id");
    let organizations = ids(tables, identifiers, "identifier", "identifier_type");
    let services = beside(tables, Entity::Service);
    let locations = beside(tables, Entity::Location);
    let sites = beside(tables, Entity::ServiceAtLocation);
    for (entity, key, ids) in [
        (Entity::Organization, "organization_id", organizations),
        (Entity::Service, "service_id", services),
        (Entity::Location, "location_id", locations),
        (Entity::ServiceAtLocation, "service_at_location_id", sites),
    ] {
        if ids.is_empty() {
            continue;
        }
        tables.rename(entity, "id", &ids);
        for other in Entity::ALL {
            tables.rename(other, key, &ids);
        }
        let is_linked = |tables: &Tables, place| {
            let named = tables.cell(place, "link_entity").and_then(Entity::named);
            named.unwrap_or(Entity::Service) == entity
        };
        tables.rename_where(Entity::Attribute, "link_id", &ids, is_linked);
    }
}

/// The sources' ids by UUID.
fn ids(tables: &Tables, (entity, key): (Entity, &str), id: &str, kind: &str) -> Ids {
    let ours = tables
        .places(entity)
        .filter(|&place| tables.cell(place, kind) == Some(RECORD_ID));
    let pairs = ours.filter_map(|place| {
        let (uuid, own) = (tables.cell(place, key)?, tables.raw(place, id));
        (!own.is_empty()).then(|| (uuid.to_owned(), own.to_owned()))
    });
    pairs.collect()
}
