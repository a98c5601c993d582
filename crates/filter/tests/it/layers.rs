//! The official test layers as collections.

use filter::{Filter, Names, Prepared};
use model::feature::{
    Feature, FeatureCollection, Field, FieldKind, Geometry, GeometryKind, Schema, Value,
};
use model::geometry::Surface;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

/// The folder of the official material, where the checkout has it beside itself.
pub(crate) fn material() -> Option<PathBuf> {
    let folder =
        PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/standards/ogc-cql2-1.0");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: ../shared/standards/ogc-cql2-1.0 is not beside this checkout");
    None
}

/// A layer by its name. Each is read once.
pub(crate) fn layer(name: &str) -> &'static Prepared {
    static LAYERS: LazyLock<BTreeMap<&'static str, Prepared>> = LazyLock::new(|| {
        [
            "ne_110m_admin_0_countries",
            "ne_110m_populated_places_simple",
            "ne_110m_rivers_lake_centerlines",
        ]
        .into_iter()
        .map(|name| (name, read(name)))
        .collect()
    });
    &LAYERS[name]
}

/// How a filter in a test is called.
pub(crate) fn names(prepared: &Prepared) -> Names<'_> {
    Names::new(&prepared.collection().schema).with_geometry_name("geom")
}

/// How many features a predicate selects.
pub(crate) fn count(filter: &Filter, prepared: &Prepared) -> usize {
    filter.select(prepared).count()
}

fn read(name: &str) -> Prepared {
    let data = material().unwrap().join("data");
    let text =
        |ending: &str| std::fs::read_to_string(data.join(format!("{name}.{ending}"))).unwrap();
    let queryables: Json = serde_json::from_str(&text("json")).unwrap();
    let properties = queryables["properties"].as_object().unwrap();
    let fields: Vec<Field> = properties
        .iter()
        .filter(|(name, _)| *name != "geom")
        .map(field)
        .collect();
    let layer: Json = serde_json::from_str(&text("geojson")).unwrap();
    let features = layer["features"].as_array().unwrap();
    let features = features
        .iter()
        .enumerate()
        .map(|(place, one)| feature(place, one, &fields))
        .collect();
    let schema = Arc::new(Schema {
        fields,
        geometry: Some(GeometryKind::Mixed),
    });
    Prepared::new(Arc::new(FeatureCollection { schema, features }))
}

fn field((name, queryable): (&String, &Json)) -> Field {
    let kind = match (queryable["type"].as_str(), queryable["format"].as_str()) {
        (_, Some("date")) => FieldKind::Date,
        (_, Some("date-time")) => FieldKind::Timestamp,
        (Some("integer"), _) => FieldKind::Integer,
        (Some("number"), _) => FieldKind::Number,
        (Some("boolean"), _) => FieldKind::Boolean,
        _ => FieldKind::Text,
    };
    Field {
        name: name.clone().into(),
        title: "".into(),
        description: "".into(),
        kind,
        unit: None,
        codes: Vec::new(),
    }
}

fn feature(place: usize, feature: &Json, fields: &[Field]) -> Feature {
    let value = |field: &Field| value(field.kind, &feature["properties"][field.name.as_ref()]);
    Feature {
        id: place.to_string(),
        geometry: Some(geometry(&feature["geometry"])),
        values: fields.iter().map(value).collect(),
    }
}

fn value(kind: FieldKind, json: &Json) -> Value {
    match (kind, json) {
        (_, Json::Null) => Value::Missing,
        (FieldKind::Boolean, Json::Bool(value)) => Value::Boolean(*value),
        (FieldKind::Integer, number) => Value::Integer(number.as_i64().unwrap()),
        (FieldKind::Number, number) => Value::Number(number.as_f64().unwrap()),
        (FieldKind::Date, Json::String(day)) => {
            let day: jiff::civil::Date = day.parse().unwrap();
            let span = day.since(jiff::civil::date(1970, 1, 1)).unwrap();
            Value::Date(span.get_days())
        }
        // The export left out the letter of UTC.
        (FieldKind::Timestamp, Json::String(moment)) => {
            let moment: jiff::Timestamp = format!("{moment}Z").parse().unwrap();
            Value::Timestamp(moment.as_microsecond())
        }
        (_, Json::String(text)) => Value::Text(text.clone()),
        (kind, other) => panic!("{other} is no {kind:?}"),
    }
}

fn geometry(json: &Json) -> Geometry {
    let coordinates = json["coordinates"].clone();
    match json["type"].as_str().unwrap() {
        "Point" => Geometry::Point(serde_json::from_value(coordinates).unwrap()),
        "LineString" => {
            Geometry::Lines(Arc::new(vec![serde_json::from_value(coordinates).unwrap()]))
        }
        "MultiPolygon" => {
            let polygons = serde_json::from_value(coordinates).unwrap();
            Geometry::Surface(Arc::new(Surface::try_new(polygons).unwrap()))
        }
        other => panic!("no layer has a {other}"),
    }
}
