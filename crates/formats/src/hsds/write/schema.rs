//! JSON Schemas and table schemas of the objects, made from what they tell of their fields.

use model::hsds::describe::{Entity, Field, Kind, Object};
use model::hsds::objects::{
    Accessibility, Address, Attribute, CostOption, Language, Location, Metadata, Organization,
    OrganizationIdentifier, Phone, Schedule, Service, ServiceArea, ServiceAtLocation,
    ServiceCapacity, Taxonomy, TaxonomyTerm, Unit,
};
use serde_json::{Map, Value, json};

/// Every kind of object, in the order of the standard's tables.
pub const ENTITIES: [Entity; 18] = [
    Organization::ENTITY,
    Service::ENTITY,
    Attribute::ENTITY,
    ServiceAtLocation::ENTITY,
    Location::ENTITY,
    Phone::ENTITY,
    Address::ENTITY,
    Schedule::ENTITY,
    ServiceArea::ENTITY,
    Language::ENTITY,
    Accessibility::ENTITY,
    TaxonomyTerm::ENTITY,
    Metadata::ENTITY,
    CostOption::ENTITY,
    OrganizationIdentifier::ENTITY,
    Taxonomy::ENTITY,
    ServiceCapacity::ENTITY,
    Unit::ENTITY,
];

/// The JSON Schema of an object; `reference` says where the schema of an object within it is.
pub fn json_schema(entity: &Entity, reference: &dyn Fn(&str) -> String) -> Value {
    let required: Vec<_> = entity
        .fields
        .iter()
        .filter(|field| field.is_required)
        .map(|field| field.name)
        .collect();
    let properties: Map<_, _> = entity
        .fields
        .iter()
        .map(|field| (field.name.to_owned(), property(field, reference)))
        .collect();
    json!({
        "title": entity.name,
        "description": entity.description,
        "type": "object",
        "properties": properties,
        "required": required,
    })
}

/// The JSON Schema of one field.
pub fn property(field: &Field, reference: &dyn Fn(&str) -> String) -> Value {
    let mut property = match field.kind {
        Kind::Id => json!({ "type": "string", "format": "uuid" }),
        Kind::Text | Kind::Clock => json!({ "type": "string" }),
        Kind::Uri => json!({ "type": "string", "format": "uri" }),
        Kind::Number => json!({ "type": "number" }),
        Kind::Boolean => json!({ "type": "boolean" }),
        Kind::Day => json!({ "type": "string", "format": "date" }),
        Kind::Moment => json!({ "type": "string", "format": "date-time" }),
        Kind::Word(words) => json!({ "type": "string", "enum": words }),
        Kind::One(entity) => return one(field, &reference(entity().name)),
        Kind::Many(entity) => {
            json!({ "type": "array", "items": { "$ref": reference(entity().name) } })
        }
    };
    property["description"] = json!(field.description);
    property
}

fn one(field: &Field, reference: &str) -> Value {
    json!({ "$ref": reference, "description": field.description })
}

/// Our profile's change of the standard's schema of an object, as an RFC 7386 merge patch; nothing where we add nothing.
pub fn merge_patch(entity: &Entity) -> Option<Value> {
    let reference = |name: &str| format!("{name}.json");
    let ours = entity.fields.iter().filter(|field| field.is_ours);
    let properties: Map<_, _> = ours
        .map(|field| (field.name.to_owned(), property(field, &reference)))
        .collect();
    (!properties.is_empty()).then(|| json!({ "properties": properties }))
}

/// The Table Schema of an object's table.
pub(super) fn table_schema(entity: &Entity, tables: &[&str]) -> Value {
    let fields: Vec<_> = entity.columns().map(column).collect();
    let keys = entity.columns().filter_map(|field| {
        let target = target(field.name)?;
        let resource = if target == entity.name { "" } else { target };
        let is_there = tables.contains(&target);
        is_there.then(|| {
            json!({ "fields": field.name, "reference": { "resource": resource, "fields": "id" } })
        })
    });
    let keys: Vec<_> = keys.collect();
    let mut schema = json!({ "fields": fields, "primaryKey": "id", "missingValues": [""] });
    if !keys.is_empty() {
        schema["foreignKeys"] = json!(keys);
    }
    schema
}

/// The kind of object that a key names.
fn target(key: &str) -> Option<&'static str> {
    Some(match key {
        "organization_id" => "organization",
        "service_id" => "service",
        "location_id" => "location",
        "service_at_location_id" => "service_at_location",
        "unit_id" => "unit",
        "taxonomy_term_id" | "parent_id" => "taxonomy_term",
        "taxonomy_id" => "taxonomy",
        _ => return None,
    })
}

fn column(field: &'static Field) -> Value {
    let (kind, format) = match field.kind {
        Kind::Id => ("string", Some("uuid")),
        Kind::Uri => ("string", Some("uri")),
        Kind::Number => ("number", None),
        Kind::Boolean => ("boolean", None),
        Kind::Day => ("date", None),
        Kind::Moment => ("datetime", None),
        Kind::Clock => ("time", Some("%H:%M")),
        _ => ("string", None),
    };
    // A text that must be there may still be empty, which a cell cannot tell from missing.
    let is_text = matches!(field.kind, Kind::Text) && field.name != "name";
    let mut constraints = json!({ "required": field.is_required && !is_text });
    if field.name == "id" {
        constraints["unique"] = json!(true);
    }
    if let Kind::Word(words) = field.kind {
        constraints["enum"] = json!(words);
    }
    let mut column = json!({
        "name": field.name,
        "type": kind,
        "description": field.description,
        "constraints": constraints,
    });
    if let Some(format) = format {
        column["format"] = json!(format);
    }
    column
}
