//! GeoJSON geometry objects, as the `geojson` crate reads and writes them.

use crate::geometry::{Geometry, Position};
use ::geojson::GeometryValue;
use ::geojson::Position as WirePosition;
use serde::Deserialize;
use serde_json::Value;

/// Reads a geometry object; `null`, and one without coordinates, is no geometry. The error says what would be right.
pub(crate) fn from_json(value: &Value) -> Result<Option<Geometry>, String> {
    if value.is_null() {
        return Ok(None);
    }
    let is_empty = |key: &str| {
        value
            .get(key)
            .is_some_and(|list| list.is_null() || list == &Value::Array(Vec::new()))
    };
    // The crate refuses a point without coordinates, which files have where a place is not known.
    if value.get("type").is_some_and(|kind| kind == "Point") && is_empty("coordinates") {
        return Ok(None);
    }
    let geometry = ::geojson::Geometry::deserialize(value);
    let geometry = geometry.map_err(|cause| {
        format!("a geometry type of GeoJSON with positions of longitude and latitude ({cause})")
    })?;
    from_wire(geometry.value)
}

/// The polygons of a GeoJSON text: a geometry, a feature or a collection of features.
pub(crate) fn polygons_of(text: &str) -> Option<Vec<Vec<Vec<Position>>>> {
    let geometries: Vec<_> = match text.parse().ok()? {
        ::geojson::GeoJson::Geometry(geometry) => vec![geometry],
        ::geojson::GeoJson::Feature(feature) => vec![feature.geometry?],
        ::geojson::GeoJson::FeatureCollection(all) => all
            .features
            .into_iter()
            .map(|feature| feature.geometry)
            .collect::<Option<_>>()?,
    };
    let mut polygons = Vec::new();
    for geometry in geometries {
        match from_wire(geometry.value) {
            Ok(Some(Geometry::Polygons(found))) => polygons.extend(found),
            _ => return None,
        }
    }
    (!polygons.is_empty()).then_some(polygons)
}

/// A geometry object.
pub(crate) fn to_wire(geometry: &Geometry) -> ::geojson::Geometry {
    let value = match geometry {
        Geometry::Points(points) if points.len() == 1 => GeometryValue::new_point(points[0]),
        Geometry::Points(points) => GeometryValue::new_multi_point(points.iter().copied()),
        Geometry::Lines(lines) if lines.len() == 1 => {
            GeometryValue::new_line_string(lines[0].iter().copied())
        }
        Geometry::Lines(lines) => {
            GeometryValue::new_multi_line_string(lines.iter().map(|line| line.iter().copied()))
        }
        Geometry::Polygons(polygons) if polygons.len() == 1 => {
            GeometryValue::new_polygon(polygons[0].iter().map(|ring| ring.iter().copied()))
        }
        Geometry::Polygons(polygons) => {
            let rings = |polygon: &'_ Vec<Vec<Position>>| polygon.clone();
            GeometryValue::new_multi_polygon(polygons.iter().map(rings))
        }
    };
    ::geojson::Geometry::new(value)
}

fn from_wire(value: GeometryValue) -> Result<Option<Geometry>, String> {
    let geometry = match value {
        GeometryValue::Point { coordinates } => Geometry::Points(vec![position(&coordinates)?]),
        GeometryValue::MultiPoint { coordinates } => Geometry::Points(line(&coordinates)?),
        GeometryValue::LineString { coordinates } => Geometry::Lines(vec![line(&coordinates)?]),
        GeometryValue::MultiLineString { coordinates } => Geometry::Lines(lines(&coordinates)?),
        GeometryValue::Polygon { coordinates } => Geometry::Polygons(vec![lines(&coordinates)?]),
        GeometryValue::MultiPolygon { coordinates } => {
            let polygons: Result<_, _> = coordinates.iter().map(|polygon| lines(polygon)).collect();
            Geometry::Polygons(polygons?)
        }
        GeometryValue::GeometryCollection { geometries } => return collection(geometries),
    };
    let has_position = geometry.positions().next().is_some();
    Ok(has_position.then_some(geometry))
}

/// A collection whose members are all of one sort is that sort's multi-geometry.
fn collection(members: Vec<::geojson::Geometry>) -> Result<Option<Geometry>, String> {
    let mut whole: Option<Geometry> = None;
    for member in members {
        let Some(next) = from_wire(member.value)? else {
            continue;
        };
        match &mut whole {
            None => whole = Some(next),
            Some(whole) => whole.join(next)?,
        }
    }
    Ok(whole)
}

fn lines(wire: &[Vec<WirePosition>]) -> Result<Vec<Vec<Position>>, String> {
    wire.iter().map(|positions| line(positions)).collect()
}

fn line(wire: &[WirePosition]) -> Result<Vec<Position>, String> {
    wire.iter().map(position).collect()
}

/// Longitude and latitude; a height after them is dropped.
fn position(wire: &WirePosition) -> Result<Position, String> {
    match wire.as_slice() {
        &[lon, lat, ..] => Ok([lon, lat]),
        _ => Err("a position is a list of two numbers, longitude and latitude".to_owned()),
    }
}
