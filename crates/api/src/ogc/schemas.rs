//! What features look like and what can be asked of them, as JSON Schema: `schema`, `queryables`, `sortables` (OGC API - Features Parts 3, 5 and 8).

use super::html::{self, language::Language};
use super::items;
use super::link::base_of;
use super::media_type::{HTML, PAGE, Representation, SCHEMA, negotiate};
use super::parameters::Parameters;
use super::registry::Collection;
use super::sorting::is_sortable;
use crate::body::Body;
use crate::problem::Problem;
use crate::{Audience, Settings};
use actix_web::{HttpRequest, HttpResponse, web};
use model::feature::{Field, FieldKind, GeometryKind, Schema};
use serde_json::{Map, Value, json};

/// The conformance classes.
pub(crate) const CONFORMANCE: &[&str] = &[
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/queryables-query-parameters",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/filter",
    "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/features-filter",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/schemas",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/core-roles-features",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/returnables-and-receivables",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/queryables",
    "http://www.opengis.net/spec/ogcapi-features-5/1.0/conf/sortables",
];

pub(crate) const REPRESENTATIONS: [Representation; 2] = [Representation::json(SCHEMA), PAGE];

/// Which of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Aspect {
    /// What features look like.
    Schema,
    /// What can be filtered by.
    Queryables,
    /// What can be sorted by.
    Sortables,
}

impl Aspect {
    /// All three.
    pub(crate) const ALL: [Self; 3] = [Self::Schema, Self::Queryables, Self::Sortables];

    /// Its word in addresses.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Schema => "schema",
            Self::Queryables => "queryables",
            Self::Sortables => "sortables",
        }
    }

    fn title(self) -> &'static str {
        match self {
            Self::Schema => "columns",
            Self::Queryables => "what can be filtered by",
            Self::Sortables => "what can be sorted by",
        }
    }

    /// Whether a column is part of it.
    pub(super) fn has(self, field: &Field) -> bool {
        match self {
            Self::Schema => true,
            Self::Queryables => field.kind != FieldKind::Nested,
            Self::Sortables => is_sortable(field),
        }
    }
}

pub(super) async fn get_schema(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    items::served(&request, &settings, audience, |snapshot| {
        let collection = Collection::find(&path.0)?;
        let aspect = Aspect::ALL
            .into_iter()
            .find(|aspect| aspect.word() == path.1);
        let aspect = aspect.ok_or_else(|| {
            Problem::not_found(format!(
                "A collection has no {:?}. It has items, schema, queryables, sortables and tiles.",
                path.1
            ))
        })?;
        let given = Parameters::parse(request.query_string(), &["f"])?;
        let representation = negotiate(&request, given.get("f"), &REPRESENTATIONS)?;
        let contents = items::contents_of(snapshot, collection, false, audience);
        let address = format!(
            "{}/collections/{}/{}",
            base_of(&request),
            collection.id,
            aspect.word()
        );
        Ok(match representation.word {
            "html" => Body::new(
                HTML,
                html::schema(
                    Language::of(&request),
                    collection,
                    contents.schema(),
                    aspect,
                ),
            ),
            _ => Body::new(
                SCHEMA,
                document(&address, collection, contents.schema(), aspect).to_string(),
            ),
        })
    })
}

/// The JSON Schema of a collection.
pub(crate) fn document(
    address: &str,
    collection: &Collection,
    schema: &Schema,
    aspect: Aspect,
) -> Value {
    let mut properties = Map::new();
    if aspect != Aspect::Sortables {
        let mut id = json!({ "type": "string", "title": "Id", "description": "The feature's id.", "readOnly": true });
        if aspect == Aspect::Schema {
            id["x-ogc-role"] = json!("id");
        }
        properties.insert("id".to_owned(), id);
    }
    if let (Some(kind), true) = (schema.geometry, aspect != Aspect::Sortables) {
        let format = match kind {
            GeometryKind::Point => "geometry-point",
            GeometryKind::Lines => "geometry-linestring-or-multilinestring",
            GeometryKind::Surface => "geometry-polygon-or-multipolygon",
            GeometryKind::Mixed => "geometry-any",
        };
        let mut geometry = json!({ "title": "Geometry", "description": "Where the feature is, in longitude and latitude (WGS 84).", "format": format });
        if aspect == Aspect::Schema {
            geometry["x-ogc-role"] = json!("primary-geometry");
        }
        properties.insert("geometry".to_owned(), geometry);
    }
    for (number, field) in schema
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| aspect.has(field))
    {
        let mut property = property(field);
        property["x-ogc-propertySeq"] = json!(number + 1);
        properties.insert(field.name.to_string(), property);
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": address,
        "title": format!("{}: {}", collection.title, aspect.title()),
        "description": collection.description,
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn property(field: &Field) -> Value {
    let mut property = match field.kind {
        FieldKind::Text => json!({ "type": "string" }),
        FieldKind::Integer => json!({ "type": "integer" }),
        FieldKind::Number => json!({ "type": "number" }),
        FieldKind::Boolean => json!({ "type": "boolean" }),
        FieldKind::Date => json!({ "type": "string", "format": "date" }),
        FieldKind::Timestamp => json!({ "type": "string", "format": "date-time" }),
        FieldKind::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        FieldKind::Nested => json!({ "type": "array", "items": { "type": "object" } }),
    };
    property["title"] = json!(field.title);
    property["description"] = json!(field.description);
    if let Some(unit) = field.unit {
        property["x-ogc-unit"] = json!(unit);
    }
    if !field.codes.is_empty() {
        property["enum"] = json!(field.codes);
    }
    property
}
