//! GeoJSON feature collections as RFC 7946 wants them.

use model::LonLat;
use model::geometry::{Shape, Surface};
use serde::Serialize;
use serde_json::{Map, Value};
use std::io::{self, Write};

/// A feature to be written.
#[derive(Debug, Clone, Serialize)]
#[serde(tag = "type")]
pub struct Feature {
    /// Its id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its shape; `null` when nothing.
    pub geometry: Option<FeatureGeometry>,
    /// Its properties.
    pub properties: Map<String, Value>,
}

/// A shape to be written. Coordinates are written in the shortest form that reads back as the same number, never rounded:
/// borders that neighbors share stay shared, and no ring comes to cross itself.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", content = "coordinates")]
pub enum FeatureGeometry {
    /// A position.
    Point([f64; 2]),
    /// One line.
    LineString(Vec<[f64; 2]>),
    /// Several lines.
    MultiLineString(Vec<Vec<[f64; 2]>>),
    /// One polygon.
    Polygon(Vec<Vec<[f64; 2]>>),
    /// Several polygons.
    MultiPolygon(Vec<Vec<Vec<[f64; 2]>>>),
}

impl From<LonLat> for FeatureGeometry {
    fn from(position: LonLat) -> Self {
        Self::Point(position.into())
    }
}

impl From<&Surface> for FeatureGeometry {
    /// Outer rings run counterclockwise, holes clockwise.
    fn from(surface: &Surface) -> Self {
        let mut polygons = surface.polygons().to_vec();
        for polygon in &mut polygons {
            crate::geometry::wind(polygon);
        }
        match polygons.len() {
            1 => Self::Polygon(polygons.swap_remove(0)),
            _ => Self::MultiPolygon(polygons),
        }
    }
}

impl From<&Shape> for FeatureGeometry {
    fn from(shape: &Shape) -> Self {
        match shape {
            Shape::Surface(surface) => surface.into(),
            Shape::Lines(lines) if lines.len() == 1 => Self::LineString(lines[0].clone()),
            Shape::Lines(lines) => Self::MultiLineString(lines.clone()),
        }
    }
}

/// Writes a FeatureCollection, one feature a line. `members` are further members of the collection (`numberMatched`, `links`).
///
/// # Errors
/// When `out` does not take the bytes.
pub fn write<'a>(
    mut out: impl Write,
    features: impl IntoIterator<Item = &'a Feature>,
    members: &Map<String, Value>,
) -> io::Result<()> {
    out.write_all(b"{\"type\":\"FeatureCollection\"")?;
    for (name, value) in members {
        write!(out, ",{}:{value}", Value::String(name.clone()))?;
    }
    out.write_all(b",\"features\":[")?;
    for (number, feature) in features.into_iter().enumerate() {
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut out, feature)?;
    }
    out.write_all(b"\n]}\n")?;
    out.flush()
}
