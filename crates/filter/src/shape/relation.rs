//! How shapes stand to each other: the eight functions of CQL2, after the dimensionally extended nine-intersection model.

use super::fixed::{Fixed, Location};
use crate::prepared::{Shape, View};
use geo::relate::IntersectionMatrix;
use geo::{Coord, Geometry, Point, Relate};

/// A relation of two shapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Relation {
    Intersects,
    Equals,
    Disjoint,
    Touches,
    Within,
    Overlaps,
    Crosses,
    Contains,
}

impl Relation {
    /// The relation of this name.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "s_intersects" => Self::Intersects,
            "s_equals" => Self::Equals,
            "s_disjoint" => Self::Disjoint,
            "s_touches" => Self::Touches,
            "s_within" => Self::Within,
            "s_overlaps" => Self::Overlaps,
            "s_crosses" => Self::Crosses,
            "s_contains" => Self::Contains,
            _ => return None,
        })
    }

    /// What holds of the second shape and the first when this holds of the first and the second.
    pub(crate) fn turned(self) -> Self {
        match self {
            Self::Within => Self::Contains,
            Self::Contains => Self::Within,
            _ => self,
        }
    }

    fn holds(self, matrix: &IntersectionMatrix) -> bool {
        match self {
            Self::Intersects => matrix.is_intersects(),
            Self::Equals => matrix.is_equal_topo(),
            Self::Disjoint => matrix.is_disjoint(),
            Self::Touches => matrix.is_touches(),
            Self::Within => matrix.is_within(),
            Self::Overlaps => matrix.is_overlaps(),
            Self::Crosses => matrix.is_crosses(),
            Self::Contains => matrix.is_contains(),
        }
    }

    /// What the bounds of the first and the second shape already say, where they do.
    fn by_bounds(self, one: [f64; 4], other: [f64; 4]) -> Option<bool> {
        let within = |[w, s, e, n]: [f64; 4], [west, south, east, north]: [f64; 4]| {
            west <= w && south <= s && e <= east && n <= north
        };
        let apart =
            one[2] < other[0] || other[2] < one[0] || one[3] < other[1] || other[3] < one[1];
        match self {
            Self::Disjoint => apart.then_some(true),
            Self::Within => (!within(one, other)).then_some(false),
            Self::Contains => (!within(other, one)).then_some(false),
            Self::Equals => (one != other).then_some(false),
            _ => apart.then_some(false),
        }
    }
}

/// Whether the shape of a feature stands so to one of the filter; nothing when the feature has none.
pub(crate) fn relate(relation: Relation, view: &View<'_>, fixed: &Fixed) -> Option<bool> {
    let bounds = match (view.shape, view.area) {
        (Shape::Point([x, y]), _) => [x, y, x, y],
        (Shape::Area(_), Some(area)) => area.bounds,
        _ => return None,
    };
    if let Some(known) = relation.by_bounds(bounds, fixed.bounds) {
        return Some(known);
    }
    Some(match (view.shape, view.area) {
        (Shape::Point([x, y]), _) => relate_point(relation, Coord { x, y }, fixed),
        (_, Some(area)) => match by_box(relation, bounds, fixed) {
            Some(known) => known,
            None if relation == Relation::Intersects => fixed.meets(area.geometry(), bounds),
            None if relation == Relation::Disjoint => !fixed.meets(area.geometry(), bounds),
            // Finding out that they have nothing in common is quick, and enough for what is left.
            None if !fixed.is_areal() && !fixed.meets(area.geometry(), bounds) => false,
            None => match fixed.within_edges(relation, area.geometry()) {
                Some(known) => known,
                None => relation.holds(&area.geometry().relate(&fixed.geometry)),
            },
        },
        _ => return None,
    })
}

fn relate_point(relation: Relation, at: Coord, fixed: &Fixed) -> bool {
    match relation {
        Relation::Intersects => fixed.has(at),
        Relation::Disjoint => !fixed.has(at),
        Relation::Within if fixed.is_areal() => fixed.locate(at) == Location::Inside,
        Relation::Touches if fixed.is_areal() => fixed.locate(at) == Location::Boundary,
        _ => relation.holds(&Point(at).relate(&fixed.geometry)),
    }
}

/// What a shape of the filter says of all shapes that lie in a box which none of its edges comes near: the box is
/// altogether inside of one of its polygons, or outside of all.
fn by_box(relation: Relation, bounds: [f64; 4], fixed: &Fixed) -> Option<bool> {
    let is_inside = fixed.covers_or_leaves(bounds)?;
    Some(match relation {
        Relation::Intersects | Relation::Within => is_inside,
        Relation::Disjoint => !is_inside,
        _ => false,
    })
}

/// Whether two shapes of the filter stand so to each other.
pub(crate) fn relate_fixed(relation: Relation, one: &Fixed, other: &Fixed) -> bool {
    match relation.by_bounds(one.bounds, other.bounds) {
        Some(known) => known,
        None if relation == Relation::Intersects => one.meets(&other.geometry, other.bounds),
        None if relation == Relation::Disjoint => !one.meets(&other.geometry, other.bounds),
        None => relation.holds(&one.geometry.relate(&other.geometry)),
    }
}

/// Whether the shape of a feature stands so to itself; nothing when it has none.
pub(crate) fn relate_to_itself(relation: Relation, view: &View<'_>) -> Option<bool> {
    let itself = |geometry: &Geometry| relation.holds(&geometry.relate(geometry));
    match (view.shape, view.area) {
        (Shape::Point([x, y]), _) => Some(itself(&Point::new(x, y).into())),
        (_, Some(area)) => Some(itself(area.geometry())),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prepared::Prepared;
    use crate::shape::convert;
    use model::feature::{Feature, FeatureCollection, Geometry as Own, GeometryKind, Schema};
    use model::geometry::Surface;
    use proptest::prelude::*;
    use std::sync::Arc;

    /// Positions on a coarse grid, so that edges meet, touch and lie on each other often.
    fn position() -> impl Strategy<Value = [f64; 2]> {
        (0_i32..7, 0_i32..7).prop_map(|(x, y)| [f64::from(x), f64::from(y)])
    }

    fn ring([x, y]: [f64; 2], [width, height]: [f64; 2]) -> Vec<[f64; 2]> {
        let (to_x, to_y) = (x + width + 1.0, y + height + 1.0);
        vec![[x, y], [to_x, y], [to_x, to_y], [x, to_y], [x, y]]
    }

    /// Points, lines, triangles, boxes, boxes with a hole and pairs of boxes.
    fn shape() -> impl Strategy<Value = Own> {
        let polygons = |polygons| {
            Surface::try_new(polygons)
                .ok()
                .map(|surface| Own::Surface(Arc::new(surface)))
        };
        prop_oneof![
            position().prop_map(Own::Point),
            prop::collection::vec(position(), 2..5).prop_filter_map(
                "lines have a length",
                |line| {
                    line.windows(2)
                        .all(|two| two[0] != two[1])
                        .then(|| Own::Lines(Arc::new(vec![line])))
                }
            ),
            [position(), position(), position()].prop_filter_map(
                "triangles have an area",
                move |[a, b, c]| {
                    let area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
                    (area != 0.0)
                        .then(|| polygons(vec![vec![vec![a, b, c, a]]]))
                        .flatten()
                }
            ),
            (position(), position())
                .prop_filter_map("", move |(at, size)| polygons(vec![vec![ring(at, size)]])),
            position().prop_filter_map("", move |at| {
                polygons(vec![vec![
                    ring(at, [4.0, 4.0]),
                    ring([at[0] + 1.0, at[1] + 1.0], [1.0, 1.0]),
                ]])
            }),
            (position(), position()).prop_filter_map("", move |(at, other)| {
                polygons(vec![
                    vec![ring(at, [1.0, 1.0])],
                    vec![ring([other[0] + 10.0, other[1]], [1.0, 1.0])],
                ])
            }),
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn the_short_ways_say_what_the_matrix_of_both_shapes_says(one in shape(), other in shape()) {
            let fixed = Fixed::new(convert(&other));
            let schema = Arc::new(Schema { fields: Vec::new(), geometry: Some(GeometryKind::Mixed) });
            let feature = Feature { id: String::new(), geometry: Some(one.clone()), values: Vec::new() };
            let prepared = Prepared::new(Arc::new(FeatureCollection { schema, features: vec![feature] }));
            let view = prepared.view(0).expect("there is one feature");
            let matrix = convert(&one).relate(&fixed.geometry);
            for relation in [
                Relation::Intersects, Relation::Equals, Relation::Disjoint, Relation::Touches, Relation::Within,
                Relation::Overlaps, Relation::Crosses, Relation::Contains,
            ] {
                prop_assert_eq!(relate(relation, &view, &fixed), Some(relation.holds(&matrix)), "{:?}", relation);
                let turned = Fixed::new(convert(&one));
                prop_assert_eq!(relate_fixed(relation, &turned, &fixed), relation.holds(&matrix), "{:?}", relation);
            }
        }
    }
}
