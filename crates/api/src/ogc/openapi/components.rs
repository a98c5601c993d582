//! What several paths have in common: parameters, replies and schemas.

use super::{ours, parameter, reference};
use crate::Audience;
use crate::live::Snapshot;
use crate::ogc::contents::Contents;
use crate::ogc::crs::Crs;
use crate::ogc::items;
use crate::ogc::query::{DEFAULT_LIMIT, MAX_LIMIT};
use crate::ogc::registry::{COLLECTIONS, Collection};
use crate::ogc::schemas::{self, Aspect};
use serde_json::{Value, json};
pub(super) fn components(snapshot: &Snapshot) -> Value {
    let problem = |description: &str| {
        json!({
            "description": description,
            "content": { "application/problem+json": { "schema": reference("schemas", "problem") } },
        })
    };
    json!({
        "securitySchemes": {
            "staff": { "type": "http", "scheme": "bearer", "description": "The staff token opens raw figures." },
        },
        "parameters": shared_parameters(snapshot),
        "responses": {
            "badRequest": problem("A parameter is unknown or cannot be used; what would be right is said."),
            "unauthorized": problem("The token is not the staff token of this server."),
            "notFound": problem("Nothing is there."),
            "notAcceptable": problem("Nothing that the Accept header allows is offered."),
            "internal": problem("The answer could not be computed."),
        },
        "schemas": component_schemas(snapshot),
    })
}

pub(super) fn shared_parameters(snapshot: &Snapshot) -> Value {
    let uris = json!({ "type": "string", "format": "uri", "enum": Crs::ALL.map(Crs::uri), "default": Crs::default().uri() });
    // No maximum: the standard has a larger limit be taken as the largest one, so none is wrong.
    let limit = json!({ "type": "integer", "minimum": 1, "default": DEFAULT_LIMIT });
    let bbox = json!({ "type": "array", "items": { "type": "number" }, "oneOf": [{ "minItems": 4, "maxItems": 4 }, { "minItems": 6, "maxItems": 6 }] });
    let flag = |default: bool| json!({ "type": "boolean", "default": default });
    let entries = [
        parameter(
            "limit",
            &format!(
                "The most features on a page, at most {MAX_LIMIT}; a larger number is taken as that. Files have everything unless a limit is given."
            ),
            limit,
        ),
        parameter(
            "token",
            "Where a page starts: from a next link, used as it is, with nothing beside it but limit and f.",
            json!({ "type": "string", "format": "page-token", "pattern": "^[A-Za-z0-9_-]+$" }),
        ),
        parameter(
            "bbox",
            "Features that touch a box: west, south, east, north in the coordinates of bbox-crs. West over east crosses the antimeridian.",
            bbox,
        ),
        parameter(
            "bbox-crs",
            "The system of the coordinates of bbox.",
            uris.clone(),
        ),
        parameter(
            "crs",
            "The system of the coordinates in the reply.",
            uris.clone(),
        ),
        parameter(
            "datetime",
            "Features of a time: a day, a moment, or two of them with / between, where .. or nothing is an open end. Those without a time are always there.",
            json!({ "type": "string", "pattern": datetime_pattern() }),
        ),
        parameter(
            "filter",
            "A CQL2 expression over the queryables of the collection.",
            json!({ "type": "string", "format": "cql2", "minLength": 1 }),
        ),
        parameter(
            "filter-lang",
            "The encoding of the filter.",
            json!({ "type": "string", "enum": ["cql2-text", "cql2-json"], "default": "cql2-text" }),
        ),
        parameter(
            "filter-crs",
            "The system of coordinates in the filter.",
            uris,
        ),
        parameter(
            "skipGeometry",
            "Whether features come without geometry.",
            flag(false),
        ),
        parameter(
            "count",
            "Whether the reply says how many features match in all.",
            flag(true),
        ),
        parameter(
            "shape",
            "One feature an area and category, or one an area with the categories side by side.",
            json!({ "type": "string", "enum": ["long", "wide"], "default": "long" }),
        ),
        parameter(
            "wave",
            "The round of the survey; the latest when not given.",
            wave_schema(snapshot),
        ),
    ];
    let entries = entries.into_iter().map(|entry| {
        let name = entry["name"].as_str().unwrap_or_default().to_owned();
        (name, entry)
    });
    Value::Object(entries.collect())
}

/// The waves that there are.
fn wave_schema(snapshot: &Snapshot) -> Value {
    let waves: Vec<_> = snapshot
        .atlas
        .waves()
        .iter()
        .map(|wave| wave.as_str().to_owned())
        .collect();
    if waves.is_empty() {
        json!({ "type": "string" })
    } else {
        json!({ "type": "string", "enum": waves })
    }
}

/// The waves that there are, as a pattern: a body that lists values of one district would make them part of the page's types.
fn wave_pattern(snapshot: &Snapshot) -> Value {
    let escaped = |name: &str| -> String {
        let special = |c: char| r"\^$.|?*+()[]{}/".contains(c);
        name.chars()
            .flat_map(|c| special(c).then_some('\\').into_iter().chain([c]))
            .collect()
    };
    let waves: Vec<_> = snapshot
        .atlas
        .waves()
        .iter()
        .map(|wave| escaped(wave.as_str()))
        .collect();
    json!({ "type": "string", "pattern": format!("^({})$", waves.join("|")) })
}

/// What `datetime` looks like: a day or moment, or two of them of which one may be open. That days are in the calendar and run forward
/// is more than a pattern can say.
fn datetime_pattern() -> String {
    let day = r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])";
    let moment = format!(
        r"{day}(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{{1,9}})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d))?"
    );
    format!(r"^({moment}(/(\.\.|{moment})?)?|(\.\.)?/{moment})$")
}

pub(super) fn component_schemas(snapshot: &Snapshot) -> Value {
    let text = json!({ "type": "string" });
    let links = json!({ "type": "array", "items": reference("schemas", "link") });
    let mut schemas = json!({
        "anything": {},
        "link": {
            "type": "object",
            "required": ["href", "rel", "type"],
            "properties": { "href": text, "rel": text, "type": text, "title": text },
        },
        "landingPage": {
            "type": "object",
            "required": ["links"],
            "properties": { "title": text, "description": text, "links": links },
        },
        "conformance": {
            "type": "object",
            "required": ["conformsTo"],
            "properties": { "conformsTo": { "type": "array", "items": text }, "links": links },
        },
        "collections": {
            "type": "object",
            "required": ["links", "collections"],
            "properties": { "links": links, "crs": { "type": "array", "items": text }, "collections": { "type": "array", "items": reference("schemas", "collection") } },
        },
        "collection": collection_schema(&links),
        "problem": problem_schema(),
        "geometry": geometry_schema(),
    });
    for collection in &COLLECTIONS {
        let contents = items::contents_of(snapshot, collection, false, Audience::Public);
        schemas[collection.id] = feature_schema(collection, &contents, &links);
        schemas[format!("{}-collection", collection.id)] = json!({
            "type": "object",
            "required": ["type", "features", "numberReturned", "timeStamp", "links"],
            "properties": {
                "type": { "const": "FeatureCollection" },
                "features": { "type": "array", "items": { "type": "object", "required": ["type", "id", "geometry", "properties"] } },
                "numberMatched": { "type": "integer", "minimum": 0 },
                "numberReturned": { "type": "integer", "minimum": 0 },
                "timeStamp": { "type": "string", "format": "date-time" },
                "links": links,
            },
        });
    }
    let mut gap_columns =
        schemas["gaps-by-neighborhood"]["properties"]["properties"]["properties"].clone();
    // Staff gets raw figures, which are weighted and so not whole.
    for column in gap_columns
        .as_object_mut()
        .into_iter()
        .flat_map(|columns| columns.values_mut())
    {
        if column["type"] == json!(["integer", "null"]) {
            column["type"] = json!(["number", "null"]);
        }
    }
    for (name, schema) in ours::schemas(&gap_columns, &wave_pattern(snapshot)) {
        schemas[name] = schema;
    }
    schemas
}

pub(super) fn collection_schema(links: &Value) -> Value {
    let text = json!({ "type": "string" });
    let bounds = json!({ "type": "array", "items": { "type": "array", "minItems": 4, "maxItems": 6, "items": { "type": "number" } } });
    let intervals = json!({ "type": "array", "items": { "type": "array", "minItems": 2, "maxItems": 2, "items": { "type": ["string", "null"] } } });
    json!({
        "type": "object",
        "required": ["id", "links"],
        "properties": {
            "id": text, "title": text, "description": text, "links": links,
            "itemType": text, "crs": { "type": "array", "items": text }, "storageCrs": text,
            "extent": {
                "type": "object",
                "properties": {
                    "spatial": { "type": "object", "properties": { "bbox": bounds, "crs": text } },
                    "temporal": { "type": "object", "properties": { "interval": intervals, "trs": text } },
                },
            },
        },
    })
}

pub(super) fn problem_schema() -> Value {
    let text = json!({ "type": "string" });
    json!({
        "type": "object",
        "description": "RFC 9457 problem details.",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": text, "title": text, "status": { "type": "integer" }, "detail": text,
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["detail"],
                    "properties": { "parameter": text, "pointer": text, "detail": text, "given": text, "expected": text },
                },
            },
        },
    })
}

pub(super) fn geometry_schema() -> Value {
    json!({
        "description": "A geometry of RFC 7946.",
        "type": ["object", "null"],
        "required": ["type", "coordinates"],
        "properties": {
            "type": { "enum": ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"] },
            "coordinates": { "type": "array" },
        },
    })
}

pub(super) fn feature_schema(collection: &Collection, contents: &Contents, links: &Value) -> Value {
    let mut properties =
        schemas::document("", collection, contents.schema(), Aspect::Schema)["properties"].take();
    if let Some(properties) = properties.as_object_mut() {
        properties.shift_remove("id");
        properties.shift_remove("geometry");
        for property in properties.values_mut() {
            let kind = property["type"].take();
            property["type"] = json!([kind, "null"]);
            if let Some(codes) = property.get_mut("enum").and_then(Value::as_array_mut) {
                codes.push(Value::Null);
            }
        }
    }
    json!({
        "type": "object",
        "title": collection.title,
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": { "const": "Feature" },
            "id": { "type": "string" },
            "geometry": reference("schemas", "geometry"),
            "properties": { "type": "object", "properties": properties },
            "links": links,
        },
    })
}
