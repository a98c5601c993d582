//! Shapes: those that a filter holds, those of features, and how they stand to each other.

mod boxes;
mod fixed;
mod literal;
mod parts;
mod relation;

pub(crate) use fixed::Fixed;
pub(crate) use literal::{check_geojson, check_wkt, geojson, wkt};
pub(crate) use relation::{Relation, relate, relate_fixed, relate_to_itself};

use geo::{Coord, LineString, MultiLineString, MultiPolygon, Point, Polygon};
use model::feature::Geometry;

/// The geometry of a feature as `geo` has it.
pub(crate) fn convert(geometry: &Geometry) -> geo::Geometry {
    match geometry {
        Geometry::Point([lon, lat]) => Point::new(*lon, *lat).into(),
        Geometry::Lines(lines) => match lines.as_slice() {
            [line] => line_string(line).into(),
            _ => MultiLineString(lines.iter().map(|line| line_string(line)).collect()).into(),
        },
        Geometry::Surface(surface) => match surface.polygons() {
            [polygon] => polygon_of(polygon).into(),
            polygons => {
                MultiPolygon(polygons.iter().map(|rings| polygon_of(rings)).collect()).into()
            }
        },
    }
}

fn line_string(positions: &[[f64; 2]]) -> LineString {
    positions.iter().map(|&[x, y]| Coord { x, y }).collect()
}

fn polygon_of(rings: &[Vec<[f64; 2]>]) -> Polygon {
    let mut rings = rings.iter().map(|ring| line_string(ring));
    let outer = rings.next().unwrap_or_else(|| LineString(Vec::new()));
    Polygon::new(outer, rings.collect())
}
