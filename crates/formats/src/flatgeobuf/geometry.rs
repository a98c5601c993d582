//! The geometry of a feature.

use crate::geometry::{Geometry, Position};
use ::flatgeobuf::{Geometry as Wire, GeometryType};

/// Reads a geometry; one without positions is none. The error says what would be right.
pub(super) fn read(wire: &Wire, kind: GeometryType) -> Result<Option<Geometry>, String> {
    let geometry = match kind {
        GeometryType::Point | GeometryType::MultiPoint => Geometry::Points(positions(wire)),
        GeometryType::LineString | GeometryType::MultiLineString => Geometry::Lines(parts(wire)?),
        GeometryType::Polygon => Geometry::Polygons(vec![parts(wire)?]),
        GeometryType::MultiPolygon => Geometry::Polygons(polygons(wire)?),
        _ => return Err("points, lines or polygons".to_owned()),
    };
    let has_position = geometry.positions().next().is_some();
    Ok(has_position.then_some(geometry))
}

fn polygons(wire: &Wire) -> Result<Vec<Vec<Vec<Position>>>, String> {
    match wire.parts() {
        Some(polygons) => polygons.iter().map(|polygon| parts(&polygon)).collect(),
        None => Ok(vec![parts(wire)?]),
    }
}

fn positions(wire: &Wire) -> Vec<Position> {
    let Some(flat) = wire.xy() else {
        return Vec::new();
    };
    let pairs = 0..flat.len() / 2;
    pairs
        .map(|pair| [flat.get(2 * pair), flat.get(2 * pair + 1)])
        .collect()
}

/// The lines or rings of a table: its positions, parted where the ends say.
fn parts(wire: &Wire) -> Result<Vec<Vec<Position>>, String> {
    let positions = positions(wire);
    let Some(ends) = wire.ends().filter(|ends| !ends.is_empty()) else {
        return Ok(vec![positions]);
    };
    let mut start = 0;
    let part = |end: u32| {
        let part = positions.get(start..end as usize);
        start = end as usize;
        let fitting = part.ok_or("a geometry whose parts fit its positions");
        Ok(fitting?.to_vec())
    };
    ends.iter().map(part).collect()
}
