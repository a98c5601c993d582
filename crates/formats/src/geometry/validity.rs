//! Whether a shape is valid in the sense of OGC Simple Features.
//!
//! The rules and the predicates are those of `geo::Validation`. Its search for rings that cross themselves compares each segment with
//! each other one, which for a coastline takes minutes; here an R-tree picks the segments that are near.

use geo::coordinate_position::CoordPos;
use geo::dimensions::Dimensions;
use geo::{BoundingRect, Coord, Intersects, Line, LineString, MultiPolygon, Polygon, Relate};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

/// What makes a shape of closed rings invalid, in words; nothing when it is valid.
///
/// Takes O(n log n) for n positions, unless holes or polygons touch in very many places.
pub(crate) fn flaw(shape: &MultiPolygon) -> Option<&'static str> {
    for polygon in shape {
        let mut rings = std::iter::once(polygon.exterior()).chain(polygon.interiors());
        if !rings.all(is_simple) {
            return Some("a ring crosses or touches itself");
        }
        if let Some(flaw) = flaw_of_holes(polygon) {
            return Some(flaw);
        }
    }
    flaw_between(&shape.0)
}

/// Whether no two segments of a ring meet, but for neighbors at their common corner.
fn is_simple(ring: &LineString) -> bool {
    let segments: Vec<Line> = ring.lines().collect();
    let boxes = segments.iter().zip(0u32..).map(|(segment, number)| {
        let corners = Rectangle::from_corners(corner(segment.start), corner(segment.end));
        GeomWithData::new(corners, number)
    });
    let tree = RTree::bulk_load(boxes.collect());
    segments.iter().zip(0u32..).all(|(segment, number)| {
        let envelope = AABB::from_corners(corner(segment.start), corner(segment.end));
        let near = tree.locate_in_envelope_intersecting(envelope);
        let mut others = near.filter(|other| other.data > number);
        !others.any(|other| meets(segment, &segments[other.data as usize]))
    })
}

fn corner(coord: Coord) -> [f64; 2] {
    [coord.x, coord.y]
}

fn meets(one: &Line, other: &Line) -> bool {
    one.start != other.end && one.end != other.start && one.intersects(other)
}

/// Holes lie inside and touch the outer ring, and each other, in single points at most.
fn flaw_of_holes(polygon: &Polygon) -> Option<&'static str> {
    if polygon.interiors().is_empty() {
        return None;
    }
    let filled = |ring: &LineString| Polygon::new(ring.clone(), Vec::new());
    let outer = filled(polygon.exterior());
    let holes: Vec<Polygon> = polygon.interiors().iter().map(filled).collect();
    for hole in &holes {
        let relation = outer.relate(hole);
        if !relation.is_contains() {
            return Some("a hole is not inside its outer ring");
        }
        if touches_on_a_line(&relation) {
            return Some("a hole runs along its outer ring");
        }
    }
    flaw_between(&holes).map(|_| "two holes overlap or run along each other")
}

/// Polygons of one shape touch in single points at most.
fn flaw_between(polygons: &[Polygon]) -> Option<&'static str> {
    let bounds: Vec<_> = polygons.iter().map(BoundingRect::bounding_rect).collect();
    for (place, polygon) in polygons.iter().enumerate() {
        for other in place + 1..polygons.len() {
            let are_near = bounds[place]
                .zip(bounds[other])
                .is_some_and(|(one, two)| one.intersects(&two));
            if !are_near {
                continue;
            }
            let relation = polygon.relate(&polygons[other]);
            if relation.get(CoordPos::Inside, CoordPos::Inside) == Dimensions::TwoDimensional {
                return Some("two of its polygons overlap");
            }
            if touches_on_a_line(&relation) {
                return Some("two of its polygons share a border");
            }
        }
    }
    None
}

fn touches_on_a_line(relation: &geo::relate::IntersectionMatrix) -> bool {
    relation.get(CoordPos::OnBoundary, CoordPos::OnBoundary) == Dimensions::OneDimensional
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::repair::to_geo;
    use geo::Validation;
    use proptest::prelude::*;

    proptest! {
        /// The library's own, slow search is the reference.
        #[test]
        fn the_judgment_is_that_of_the_library(
            rings in prop::collection::vec(prop::collection::vec((0..9i32, 0..9i32), 3..8), 1..4),
            is_one_polygon in any::<bool>(),
        ) {
            let rings: Vec<Vec<[f64; 2]>> = rings
                .into_iter()
                .map(|ring| {
                    let mut ring: Vec<_> = ring.into_iter().map(|(x, y)| [f64::from(x), f64::from(y)]).collect();
                    ring.dedup();
                    ring.push(ring[0]);
                    ring
                })
                .filter(|ring| ring.len() >= 4 && ring[ring.len() - 2] != ring[0])
                .collect();
            prop_assume!(!rings.is_empty());
            let polygons = match is_one_polygon {
                true => vec![rings],
                false => rings.into_iter().map(|ring| vec![ring]).collect(),
            };
            let shape = to_geo(&polygons);
            prop_assert_eq!(flaw(&shape).is_none(), shape.is_valid(), "{:?}", flaw(&shape));
        }
    }

    #[test]
    fn a_coastline_is_judged_in_an_instant() {
        let n = 200_000;
        let corner = |step: i32| {
            let angle = f64::from(step) / f64::from(n) * std::f64::consts::TAU;
            let radius = 1.0 + 1e-6 * f64::from(step % 7);
            [radius * angle.cos(), radius * angle.sin()]
        };
        let mut ring: Vec<_> = (0..n).map(corner).collect();
        ring.push(ring[0]);
        assert_eq!(flaw(&to_geo(&[vec![ring]])), None);
    }
}
