//! GeoJSON geometry objects.

use crate::geometry::{Geometry, Position};
use serde_json::{Value, json};

/// Reads a geometry object; `null` is no geometry. The error says what would be right.
pub(crate) fn from_json(value: &Value) -> Result<Option<Geometry>, String> {
    let object = match value {
        Value::Null => return Ok(None),
        Value::Object(object) => object,
        _ => return Err("a geometry is a JSON object or null".to_owned()),
    };
    let kind = object.get("type").and_then(Value::as_str).unwrap_or("");
    if kind == "GeometryCollection" {
        return collection(object.get("geometries"));
    }
    let coordinates = object.get("coordinates").unwrap_or(&Value::Null);
    if coordinates.as_array().is_none_or(Vec::is_empty) {
        return match is_known(kind) {
            true => Ok(None),
            false => Err(unknown_kind(kind)),
        };
    }
    let geometry = match kind {
        "Point" => Geometry::Points(vec![position(coordinates)?]),
        "MultiPoint" => Geometry::Points(list(coordinates, position)?),
        "LineString" => Geometry::Lines(vec![line(coordinates)?]),
        "MultiLineString" => Geometry::Lines(list(coordinates, line)?),
        "Polygon" => Geometry::Polygons(vec![rings(coordinates)?]),
        "MultiPolygon" => Geometry::Polygons(list(coordinates, rings)?),
        _ => return Err(unknown_kind(kind)),
    };
    Ok(Some(geometry))
}

/// The polygons of a GeoJSON text: a geometry, a feature or a collection of features.
pub(crate) fn polygons_of(text: &str) -> Option<Vec<Vec<Vec<Position>>>> {
    let value: Value = serde_json::from_str(text).ok()?;
    let features = value.get("features").and_then(Value::as_array);
    let shapes: Vec<&Value> = match features {
        Some(features) => features
            .iter()
            .filter_map(|feature| feature.get("geometry"))
            .collect(),
        None => vec![value.get("geometry").unwrap_or(&value)],
    };
    let mut polygons = Vec::new();
    for shape in shapes {
        match from_json(shape) {
            Ok(Some(Geometry::Polygons(found))) => polygons.extend(found),
            _ => return None,
        }
    }
    (!polygons.is_empty()).then_some(polygons)
}

/// Writes a geometry object.
pub(crate) fn to_json(geometry: &Geometry) -> Value {
    match geometry {
        Geometry::Points(points) if points.len() == 1 => {
            json!({"type": "Point", "coordinates": points[0]})
        }
        Geometry::Points(points) => json!({"type": "MultiPoint", "coordinates": points}),
        Geometry::Lines(lines) if lines.len() == 1 => {
            json!({"type": "LineString", "coordinates": lines[0]})
        }
        Geometry::Lines(lines) => json!({"type": "MultiLineString", "coordinates": lines}),
        Geometry::Polygons(polygons) if polygons.len() == 1 => {
            json!({"type": "Polygon", "coordinates": polygons[0]})
        }
        Geometry::Polygons(polygons) => json!({"type": "MultiPolygon", "coordinates": polygons}),
    }
}

/// A collection whose members are all of one sort is that sort's multi-geometry.
fn collection(members: Option<&Value>) -> Result<Option<Geometry>, String> {
    let mut whole: Option<Geometry> = None;
    for member in members.and_then(Value::as_array).into_iter().flatten() {
        let Some(next) = from_json(member)? else {
            continue;
        };
        whole = match (whole, next) {
            (None, next) => Some(next),
            (Some(Geometry::Points(mut all)), Geometry::Points(next)) => {
                all.extend(next);
                Some(Geometry::Points(all))
            }
            (Some(Geometry::Lines(mut all)), Geometry::Lines(next)) => {
                all.extend(next);
                Some(Geometry::Lines(all))
            }
            (Some(Geometry::Polygons(mut all)), Geometry::Polygons(next)) => {
                all.extend(next);
                Some(Geometry::Polygons(all))
            }
            _ => return Err("a geometry of one sort: points, lines or polygons".to_owned()),
        };
    }
    Ok(whole)
}

fn rings(value: &Value) -> Result<Vec<Vec<Position>>, String> {
    list(value, line)
}

fn line(value: &Value) -> Result<Vec<Position>, String> {
    list(value, position)
}

fn list<T>(value: &Value, read: fn(&Value) -> Result<T, String>) -> Result<Vec<T>, String> {
    let items = value
        .as_array()
        .ok_or("coordinates are nested lists of numbers")?;
    items.iter().map(read).collect()
}

/// Longitude and latitude; a height after them is dropped.
fn position(value: &Value) -> Result<Position, String> {
    let bad = || "a position is a list of two numbers, longitude and latitude".to_owned();
    let numbers = value.as_array().ok_or_else(bad)?;
    let number = |place: usize| numbers.get(place).and_then(Value::as_f64);
    Ok([number(0).ok_or_else(bad)?, number(1).ok_or_else(bad)?])
}

fn is_known(kind: &str) -> bool {
    let plain = kind.strip_prefix("Multi").unwrap_or(kind);
    ["Point", "LineString", "Polygon"].contains(&plain)
}

fn unknown_kind(kind: &str) -> String {
    format!("a geometry type of GeoJSON, not {kind:?}")
}
