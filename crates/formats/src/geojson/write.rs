//! GeoJSON feature collections as RFC 7946 wants them.
//!
//! Coordinates are written in the shortest form that reads back as the same number, never rounded: borders that neighbors share stay
//! shared, and no ring comes to cross itself.

use super::geometry::to_wire;
use crate::geometry::{self, Geometry};
use ::geojson::Feature;
use model::LonLat;
use model::geometry::{Shape, Surface};
use serde_json::{Map, Value};
use std::io::{self, Write};

/// A position as a geometry.
pub fn point(position: LonLat) -> ::geojson::Geometry {
    to_wire(&Geometry::Points(vec![position.into()]))
}

/// A surface as a geometry: outer rings run counterclockwise, holes clockwise.
pub fn surface(surface: &Surface) -> ::geojson::Geometry {
    let mut polygons = surface.polygons().to_vec();
    for polygon in &mut polygons {
        geometry::wind(polygon);
    }
    to_wire(&Geometry::Polygons(polygons))
}

/// A shape of the map's background as a geometry.
pub fn shape(shape: &Shape) -> ::geojson::Geometry {
    match shape {
        Shape::Surface(area) => surface(area),
        Shape::Lines(lines) => to_wire(&Geometry::Lines(lines.clone())),
    }
}

/// A feature's geometry in the coordinates that `place` makes of longitude and latitude. Outer rings run counterclockwise as seen before that.
pub fn geometry_in(
    of: &model::feature::Geometry,
    place: impl Fn([f64; 2]) -> [f64; 2],
) -> ::geojson::Geometry {
    use model::feature::Geometry as Of;
    let mut geometry = match of {
        Of::Point(position) => Geometry::Points(vec![*position]),
        Of::Lines(lines) => Geometry::Lines(lines.to_vec()),
        Of::Surface(surface) => {
            let mut polygons = surface.polygons().to_vec();
            for polygon in &mut polygons {
                geometry::wind(polygon);
            }
            Geometry::Polygons(polygons)
        }
    };
    geometry.for_each_mut(|position| *position = place(*position));
    to_wire(&geometry)
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
