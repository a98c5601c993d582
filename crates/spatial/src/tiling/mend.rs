//! Polygons on a grid made valid: what rounding and simplifying have twisted is taken apart.

use super::level::{Units, twice_area};
use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::{IntOverlayOptions, Overlay};
use i_overlay::core::solver::{Precision, Solver, Strategy};
use i_overlay::i_float::int::point::IntPoint;

/// Mends polygons one after the other.
pub(super) struct Mender(Overlay);

impl Default for Mender {
    fn default() -> Self {
        let options = IntOverlayOptions {
            ogc: true,
            ..IntOverlayOptions::keep_all_points()
        };
        let mut solver = Solver::with_strategy_and_precision(Strategy::Auto, Precision::ABSOLUTE);
        solver.multithreading = None;
        Self(Overlay::new_custom(64, options, solver))
    }
}

impl Mender {
    /// The polygons that rings make by the even-odd rule, each an outer ring with a positive area and holes with a negative one. No ring crosses
    /// another or itself. Rings are not closed.
    pub(super) fn mended(&mut self, rings: Vec<Vec<Units>>) -> Vec<Vec<Vec<Units>>> {
        self.filled(rings, FillRule::EvenOdd)
    }

    /// Polygons of one shape, whose rings run as they should, made into such as touch each other at most in points: rounding may have moved
    /// two of them onto one line.
    pub(super) fn united(&mut self, polygons: Vec<Vec<Vec<Units>>>) -> Vec<Vec<Vec<Units>>> {
        if polygons.len() < 2 {
            return polygons;
        }
        self.filled(polygons.into_iter().flatten().collect(), FillRule::NonZero)
    }

    fn filled(&mut self, rings: Vec<Vec<Units>>, rule: FillRule) -> Vec<Vec<Vec<Units>>> {
        let Some(&[west, north]) = rings.first().and_then(|ring| ring.first()) else {
            return Vec::new();
        };
        // Near the origin, so that no product of coordinates is too large.
        let contour = |ring: &Vec<Units>| -> Vec<IntPoint> {
            ring.iter()
                .map(|[x, y]| IntPoint::new(x - west, y - north))
                .collect()
        };
        let contours: Vec<_> = rings.iter().map(contour).collect();
        let Some(shapes) = self.0.simplify_shape(&contours, rule) else {
            return vec![rings];
        };
        let ring = |contour: Vec<IntPoint>| -> Vec<Units> {
            contour
                .iter()
                .map(|point| [point.x + west, point.y + north])
                .collect()
        };
        let polygons = shapes
            .into_iter()
            .map(|shape| shape.into_iter().map(ring).collect());
        polygons.filter_map(directed).collect()
    }
}

/// A polygon whose rings run as they should; nothing for one without an area.
fn directed(rings: Vec<Vec<Units>>) -> Option<Vec<Vec<Units>>> {
    let mut kept = Vec::with_capacity(rings.len());
    for (place, mut ring) in rings.into_iter().enumerate() {
        let area = twice_area(&ring);
        if area == 0 && place == 0 {
            return None;
        }
        if area == 0 {
            continue;
        }
        if (area > 0) != (place == 0) {
            ring.reverse();
        }
        kept.push(ring);
    }
    Some(kept)
}
