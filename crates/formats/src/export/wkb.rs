//! Geometry as well-known binary (OGC 06-103r4, ISO 19125), little-endian.

use crate::geometry::wind;
use model::feature::Geometry;
use model::geometry::Polygon;

/// The names that GeoParquet has for the kinds of geometry.
pub(super) fn kind(geometry: &Geometry) -> &'static str {
    match geometry {
        Geometry::Point(_) => "Point",
        Geometry::Lines(lines) if lines.len() == 1 => "LineString",
        Geometry::Lines(_) => "MultiLineString",
        Geometry::Surface(surface) if surface.polygons().len() == 1 => "Polygon",
        Geometry::Surface(_) => "MultiPolygon",
    }
}

/// A geometry's bytes; outer rings run counterclockwise.
pub(super) fn bytes(geometry: &Geometry) -> Vec<u8> {
    let mut out = Vec::new();
    match geometry {
        Geometry::Point(position) => {
            head(&mut out, 1);
            positions(&mut out, std::slice::from_ref(position));
        }
        Geometry::Lines(lines) => {
            let is_single = lines.len() == 1;
            if !is_single {
                head(&mut out, 5);
                count(&mut out, lines.len());
            }
            for line in lines.iter() {
                head(&mut out, 2);
                count(&mut out, line.len());
                positions(&mut out, line);
            }
        }
        Geometry::Surface(surface) => {
            let mut polygons = surface.polygons().to_vec();
            for polygon in &mut polygons {
                wind(polygon);
            }
            if polygons.len() != 1 {
                head(&mut out, 6);
                count(&mut out, polygons.len());
            }
            for polygon in &polygons {
                rings(&mut out, polygon);
            }
        }
    }
    out
}

fn rings(out: &mut Vec<u8>, polygon: &Polygon) {
    head(out, 3);
    count(out, polygon.len());
    for ring in polygon {
        count(out, ring.len());
        positions(out, ring);
    }
}

fn head(out: &mut Vec<u8>, kind: u32) {
    out.push(1);
    out.extend(kind.to_le_bytes());
}

fn count(out: &mut Vec<u8>, n: usize) {
    out.extend((n as u32).to_le_bytes());
}

fn positions(out: &mut Vec<u8>, positions: &[[f64; 2]]) {
    for coordinate in positions.iter().flatten() {
        out.extend(coordinate.to_le_bytes());
    }
}
