//! The paths of collections and our own.

use super::tiles::tiles_of;
use super::{content, format_parameter, operation, parameter, reference};
use crate::ogc::contents::Contents;
use crate::ogc::query::is_parameter;
use crate::ogc::registry::{Collection, Kind};
use crate::ogc::schemas::{self, Aspect};
use crate::ogc::{collections, items};
use model::category::categories;
use model::feature::{Field, FieldKind};
use serde_json::{Value, json};
pub(super) fn of_collection(
    collection: &'static Collection,
    contents: &Contents,
) -> Vec<(String, Value)> {
    let of = format!("/collections/{}", collection.id);
    let word = camel(collection.id);
    let describe = |what: &str| format!("{}: {what}", collection.title);
    let mut paths = vec![(
        of.clone(),
        operation(
            (
                &format!("describe{word}"),
                &describe("what it is"),
                "Features",
            ),
            &[format_parameter(&collections::REPRESENTATIONS)],
            &content(
                &collections::REPRESENTATIONS,
                &reference("schemas", "collection"),
            ),
        ),
    )];
    for aspect in Aspect::ALL {
        let id = format!("get{word}{}", camel(aspect.word()));
        paths.push((
            format!("{of}/{}", aspect.word()),
            operation(
                (&id, &describe(aspect.word()), "Features"),
                &[format_parameter(&schemas::REPRESENTATIONS)],
                &content(&schemas::REPRESENTATIONS, &json!({ "type": "object" })),
            ),
        ));
    }
    paths.push((
        format!("{of}/items"),
        operation(
            (&format!("get{word}"), &describe("features"), "Features"),
            &items_parameters(collection, contents),
            &content(
                &items::REPRESENTATIONS,
                &reference("schemas", &format!("{}-collection", collection.id)),
            ),
        ),
    ));
    paths.extend(tiles_of(collection, contents));
    let id = json!({
        "name": "featureId", "in": "path", "required": true,
        "description": "The feature's id.", "schema": { "type": "string" },
    });
    paths.push((
        format!("{of}/items/{{featureId}}"),
        operation(
            (
                &format!("get{word}Feature"),
                &describe("one feature"),
                "Features",
            ),
            &[
                id,
                format_parameter(&items::ITEM_REPRESENTATIONS),
                reference("parameters", "crs"),
            ],
            &content(
                &items::ITEM_REPRESENTATIONS,
                &reference("schemas", collection.id),
            ),
        ),
    ));
    paths
}

/// `gaps-by-school` as `GapsBySchool`.
pub(super) fn camel(id: &str) -> String {
    let capital = |word: &str| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    };
    id.split('-').map(capital).collect()
}

pub(super) fn items_parameters(collection: &Collection, contents: &Contents) -> Vec<Value> {
    let schema = contents.schema();
    let mut parameters = vec![format_parameter(&items::REPRESENTATIONS)];
    for name in [
        "limit",
        "token",
        "bbox",
        "bbox-crs",
        "crs",
        "datetime",
        "filter",
        "filter-lang",
        "filter-crs",
        "skipGeometry",
        "count",
    ] {
        parameters.push(reference("parameters", name));
    }
    let list = |names: Vec<String>, is_set: bool| json!({ "type": "array", "minItems": 1, "uniqueItems": is_set, "items": { "type": "string", "enum": names } });
    let sortable = schema
        .fields
        .iter()
        .filter(|field| crate::ogc::sorting::is_sortable(field));
    let sortable = sortable.flat_map(|field| [field.name.to_string(), format!("-{}", field.name)]);
    parameters.push(parameter(
        "sortby",
        "Columns to sort by, separated by commas, each with - before it for the largest first.",
        list(sortable.collect(), true),
    ));
    let names = schema
        .fields
        .iter()
        .map(|field| field.name.to_string())
        .collect();
    parameters.push(parameter(
        "properties",
        "The columns of the reply, separated by commas.",
        list(names, false),
    ));
    if collection.has_shapes() {
        parameters.push(reference("parameters", "shape"));
    }
    parameters.push(parameter(
        "id",
        "Only the feature of this id.",
        json!({ "type": "string" }),
    ));
    if collection.kind == Kind::Sites {
        parameters.push(parameter(
            "category",
            "Only sites that answer this category.",
            category_schema(),
        ));
    }
    for field in schema.fields.iter().filter(|field| is_parameter(field)) {
        let description = format!("Only features with this value. {}", field.description);
        parameters.push(parameter(&field.name, &description, value_schema(field)));
    }
    parameters
}

pub(super) fn category_schema() -> Value {
    let ids: Vec<_> = categories()
        .map(|category| category.id)
        .chain(["all"])
        .collect();
    json!({ "type": "string", "enum": ids })
}

pub(super) fn value_schema(field: &Field) -> Value {
    if !field.codes.is_empty() {
        return json!({ "type": "string", "enum": field.codes });
    }
    match field.kind {
        FieldKind::Integer => {
            json!({ "type": "integer", "format": "int64", "minimum": i64::MIN, "maximum": i64::MAX })
        }
        FieldKind::Number => json!({ "type": "number" }),
        FieldKind::Boolean => json!({ "type": "boolean" }),
        FieldKind::Date => json!({ "type": "string", "format": "date" }),
        FieldKind::Timestamp => json!({ "type": "string", "format": "date-time" }),
        _ => json!({ "type": "string" }),
    }
}
