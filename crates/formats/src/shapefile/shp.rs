//! The shapes of a Shapefile (ESRI Shapefile Technical Description, 1998).

use crate::geometry::{Geometry, Position, to_right_hand};
use crate::table::Fault;

/// Bytes before the first shape.
const HEADER_BYTES: usize = 100;

/// A shape, none (a null shape), or why it cannot be used.
pub(super) type Shape = Result<Option<Geometry>, Fault>;

/// Reads all shapes. The error says where the file breaks off.
pub(super) fn read(bytes: &[u8]) -> Result<Vec<Shape>, String> {
    if bytes.len() < HEADER_BYTES {
        return Err("the .shp ends in its header".to_owned());
    }
    let stated_bytes = be_u32(bytes, 24).unwrap_or(0) as usize * 2;
    if stated_bytes > bytes.len() {
        return Err(format!(
            "the .shp says that it has {stated_bytes} bytes and has {}",
            bytes.len()
        ));
    }
    let mut shapes = Vec::new();
    let mut rest = &bytes[HEADER_BYTES..];
    while rest.len() >= 8 {
        let length = be_u32(rest, 4).unwrap_or(0) as usize * 2;
        let content = rest
            .get(8..8 + length)
            .ok_or_else(|| format!("the .shp ends in the middle of shape {}", shapes.len() + 1))?;
        let bad = || Fault::new("bad-geometry", "a shape whose counts fit its bytes");
        shapes.push(read_shape(content).ok_or_else(bad).and_then(|shape| shape));
        rest = &rest[8 + length..];
    }
    Ok(shapes)
}

/// Nothing when counts and bytes do not fit.
fn read_shape(content: &[u8]) -> Option<Shape> {
    let kind = le_u32(content, 0)?;
    let shape = match kind {
        0 => None,
        // The kinds with heights (11 to 18) and measures (21 to 28) have them behind the plain shape.
        1 | 11 | 21 => Some(Geometry::Points(vec![position(content, 4)?])),
        8 | 18 | 28 => {
            let n_points = le_u32(content, 36)? as usize;
            Some(Geometry::Points(positions(content, 40, n_points)?))
        }
        3 | 13 | 23 => Some(Geometry::Lines(parts(content)?)),
        5 | 15 | 25 => Some(Geometry::Polygons(to_right_hand(parts(content)?))),
        _ => {
            let expected = "points, lines or polygons (not multipatches)";
            return Some(Err(Fault::new("bad-geometry", expected)));
        }
    };
    let shape = shape.filter(|shape| shape.positions().next().is_some());
    Some(Ok(shape))
}

/// The parts of a line or polygon.
fn parts(content: &[u8]) -> Option<Vec<Vec<Position>>> {
    let n_parts = le_u32(content, 36)? as usize;
    let n_points = le_u32(content, 40)? as usize;
    let points_at = 44usize.checked_add(n_parts.checked_mul(4)?)?;
    let points = positions(content, points_at, n_points)?;
    let mut starts = Vec::new();
    for part in 0..n_parts {
        starts.push(le_u32(content, 44 + 4 * part)? as usize);
    }
    starts.push(n_points);
    let part = |ends: &[usize]| points.get(ends[0]..ends[1]).map(<[_]>::to_vec);
    starts.windows(2).map(part).collect()
}

fn positions(content: &[u8], at: usize, n_points: usize) -> Option<Vec<Position>> {
    let end = at.checked_add(n_points.checked_mul(16)?)?;
    if end > content.len() {
        return None;
    }
    (0..n_points)
        .map(|n| position(content, at + 16 * n))
        .collect()
}

fn position(content: &[u8], at: usize) -> Option<Position> {
    Some([le_f64(content, at)?, le_f64(content, at + 8)?])
}

fn be_u32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn le_u32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn le_f64(bytes: &[u8], at: usize) -> Option<f64> {
    Some(f64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?))
}
