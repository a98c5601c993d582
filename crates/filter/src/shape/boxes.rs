//! `BBOX`, within and across the antimeridian.

use super::fixed::Fixed;
use crate::error::FilterError;
use crate::names::Names;
use geo::{Coord, Geometry, LineString, MultiPolygon, Point, Rect};

impl Fixed {
    /// A box from its numbers: west, south, east, north, with heights between them when there are six. One that is
    /// farther west in the east than in the west crosses the antimeridian, and is two boxes.
    pub(crate) fn from_box(sides: &[f64], names: &Names<'_>) -> Result<Self, FilterError> {
        let (first, second) = match *sides {
            [x, y, to_x, to_y] | [x, y, _, to_x, to_y, _] => ([x, y], [to_x, to_y]),
            _ => {
                return Err(FilterError::new(
                    format!("a BBOX has {} numbers", sides.len()),
                    "A BBOX has four numbers, or six with heights: west, south, east, north",
                ));
            }
        };
        let ([west, south], [east, north]) = (names.place(first)?, names.place(second)?);
        if south > north {
            return Err(FilterError::new(
                "a BBOX lies farther south in the north than in the south",
                "A BBOX is west, south, east, north; only west may be larger than east, across the antimeridian",
            ));
        }
        let boxes: Vec<[f64; 4]> = spans(west, east)
            .into_iter()
            .map(|[w, e]| [w, south, e, north])
            .collect();
        Ok(Self::new(box_geometry(&boxes)))
    }
}

/// The ranges of longitude from `west` to `east`, each within -180 to 180.
fn spans(west: f64, east: f64) -> Vec<[f64; 2]> {
    if west <= east && east - west >= 360.0 {
        return vec![[-180.0, 180.0]];
    }
    let into = |lon: f64| {
        if lon > 180.0 {
            lon - 360.0
        } else if lon < -180.0 {
            lon + 360.0
        } else {
            lon
        }
    };
    let (from, to) = (into(west), into(east));
    if from > to {
        return vec![[from, 180.0], [-180.0, to]];
    }
    vec![[from, to]]
}

/// The geometry of boxes. One without width or height is a point or a line.
fn box_geometry(boxes: &[[f64; 4]]) -> Geometry {
    let one = |&[west, south, east, north]: &[f64; 4]| -> Geometry {
        let (low, high) = (Coord { x: west, y: south }, Coord { x: east, y: north });
        match (west < east, south < north) {
            (true, true) => Rect::new(low, high).to_polygon().into(),
            (false, false) => Point(low).into(),
            _ => LineString(vec![low, high]).into(),
        }
    };
    let mut parts: Vec<Geometry> = boxes.iter().map(one).collect();
    let polygon = |part: &Geometry| match part {
        Geometry::Polygon(polygon) => Some(polygon.clone()),
        _ => None,
    };
    match (
        parts.len(),
        parts.iter().map(polygon).collect::<Option<Vec<_>>>(),
    ) {
        (1, _) => parts.remove(0),
        (_, Some(polygons)) => MultiPolygon(polygons).into(),
        _ => Geometry::GeometryCollection(geo::GeometryCollection(parts)),
    }
}
