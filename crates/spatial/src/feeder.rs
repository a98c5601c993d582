//! Feeder shares from the overlay of attendance zones.

use crate::areas::{AreaIndex, intersection_m2, shape_m2, to_geo};
use geo::{BooleanOps, MultiPolygon};
use model::geometry::Surface;

/// Overlaps under this share of the lower zone are slivers of drawing, not feeding.
pub const SLIVER_SHARE: f64 = 0.01;

/// A school whose largest share is under this is a split feeder.
pub const SPLIT_BELOW: f64 = 0.9;

/// What a share was measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// By children who live in the overlap.
    Children,
    /// By geodesic area.
    Area,
}

/// One lower zone feeding one upper zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Share {
    /// Number of the lower zone, as handed in.
    pub lower: usize,
    /// Number of the upper zone, as handed in.
    pub upper: usize,
    /// Share of the lower zone, 0 to 1.
    pub share: f64,
    /// What it was measured by.
    pub basis: Basis,
}

/// A lower zone and the children who live in it.
#[derive(Debug, Clone, Copy)]
pub struct LowerZone<'a> {
    /// Its surface.
    pub surface: &'a Surface,
    /// Children in it, as [`Population::within`] counts them; 0 where they are not counted.
    pub children: f64,
}

/// The share of every lower zone that each upper zone takes, by children where the lower zone has any, else by area.
///
/// # Parameters
/// `lower`, `upper`: zones of two levels. `population`: what the children of `lower` were counted with.
///
/// # Returns
/// Shares of at least [`SLIVER_SHARE`] of the lower zone's *area*, by lower, then by upper number. Shares are of the whole lower zone and are
/// not scaled up when part of it lies in no upper zone.
///
/// # Complexity
/// One polygon intersection for each pair, and each triple with a population area, whose bounding boxes touch. Of a zone that lies mostly in one
/// upper zone only the rest is counted, so that nested zones cost next to nothing.
pub fn overlay(lower: &[LowerZone<'_>], upper: &[&Surface], population: &Population) -> Vec<Share> {
    let upper = AreaIndex::build(upper.iter().copied());
    let mut shares = Vec::new();
    for (lower_number, LowerZone { surface, children }) in lower.iter().enumerate() {
        let zone = to_geo(surface);
        let zone_m2 = shape_m2(&zone);
        for upper_number in upper.near(&zone) {
            let other = &upper.areas()[upper_number];
            let piece = zone.intersection(other);
            let area_share = shape_m2(&piece) / zone_m2;
            if area_share < SLIVER_SHARE {
                continue;
            }
            let (share, basis) = if *children > 0.0 {
                let inside = if area_share > 0.5 {
                    children - population.within_shape(&zone.difference(other))
                } else {
                    population.within_shape(&piece)
                };
                (inside.max(0.0) / children, Basis::Children)
            } else {
                (area_share, Basis::Area)
            };
            shares.push(Share {
                lower: lower_number,
                upper: upper_number,
                share,
                basis,
            });
        }
    }
    shares
}

/// Areas with counts of children, spread evenly inside each.
#[derive(Debug, Default)]
pub struct Population {
    areas: AreaIndex,
    /// Children per square metre.
    density: Vec<f64>,
}

impl Population {
    /// The population of `areas`, surfaces with their count of children.
    pub fn new(areas: &[(&Surface, u32)]) -> Self {
        let index = AreaIndex::build(areas.iter().map(|(surface, _)| *surface));
        let per_m2 = |(area, (_, n_children)): (&MultiPolygon, &(&Surface, u32))| {
            f64::from(*n_children) / shape_m2(area).max(f64::MIN_POSITIVE)
        };
        let density = index.areas().iter().zip(areas).map(per_m2).collect();
        Self {
            areas: index,
            density,
        }
    }

    /// The children who live inside a surface. One polygon intersection for each population area whose bounding box touches it.
    pub fn within(&self, surface: &Surface) -> f64 {
        self.within_shape(&to_geo(surface))
    }

    fn within_shape(&self, shape: &MultiPolygon) -> f64 {
        let pieces = shape
            .iter()
            .map(|polygon| MultiPolygon::new(vec![polygon.clone()]));
        pieces.map(|piece| self.within_polygon(&piece)).sum()
    }

    fn within_polygon(&self, shape: &MultiPolygon) -> f64 {
        let near = self
            .areas
            .near(shape)
            .into_iter()
            .filter(|&number| self.density[number] > 0.0);
        near.map(|number| {
            self.density[number] * intersection_m2(shape, &self.areas.areas()[number])
        })
        .sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The overlay of one lower zone whose children are counted first, as callers do.
    fn shares_of(
        lower: &Surface,
        upper: &[&Surface],
        population: &[(&Surface, u32)],
    ) -> Vec<Share> {
        let population = Population::new(population);
        let lower = LowerZone {
            surface: lower,
            children: population.within(lower),
        };
        overlay(&[lower], upper, &population)
    }

    fn rectangle(west: f64, east: f64) -> Surface {
        Surface::try_new(vec![vec![vec![
            [west, 0.0],
            [east, 0.0],
            [east, 0.1],
            [west, 0.1],
            [west, 0.0],
        ]]])
        .unwrap()
    }

    #[test]
    fn shares_follow_children_where_they_are_counted() {
        let lower = rectangle(0.0, 0.1);
        let (left, right) = (rectangle(0.0, 0.06), rectangle(0.06, 0.2));
        let by_area = shares_of(&lower, &[&left, &right], &[]);
        assert_eq!(by_area.len(), 2);
        assert_eq!(by_area[0].basis, Basis::Area);
        assert!((by_area[0].share - 0.6).abs() < 1e-6);
        // 10 children in the left tenth, 30 in the right half.
        let (crowded, sparse) = (rectangle(0.05, 0.1), rectangle(0.0, 0.01));
        let by_children = shares_of(&lower, &[&left, &right], &[(&crowded, 30), (&sparse, 10)]);
        assert_eq!(by_children[0].basis, Basis::Children);
        assert!(
            (by_children[0].share - 16.0 / 40.0).abs() < 1e-4,
            "{:?}",
            by_children
        );
        assert!((by_children[1].share - 24.0 / 40.0).abs() < 1e-4);
    }

    /// A column between two jagged borders; neighbors share the same positions.
    fn column(number: usize, jags: &[Vec<i32>]) -> Surface {
        let border = |number: usize| -> Vec<[f64; 2]> {
            let lon = |jag: i32| -98.0 + 0.02 * number as f64 + f64::from(jag) * 1e-6;
            (0..)
                .zip(&jags[number])
                .map(|(row, jag)| [lon(*jag), 38.0 + f64::from(row) * 0.003_217])
                .collect()
        };
        let mut ring: Vec<_> = border(number + 1);
        ring.splice(0..0, border(number).into_iter().rev());
        ring.push(ring[0]);
        Surface::try_new(vec![vec![ring]]).unwrap()
    }

    proptest! {
        #[test]
        fn shares_of_a_partition_sum_to_one(jags in proptest::collection::vec(proptest::collection::vec(-4000i32..4000, 9), 7)) {
            let columns: Vec<_> = (0..6).map(|number| column(number, &jags)).collect();
            let lower = crate::areas::union(&[&columns[1], &columns[2], &columns[3]]).unwrap();
            let upper = [crate::areas::union(&[&columns[0], &columns[1]]).unwrap(), crate::areas::union(&[&columns[2], &columns[3], &columns[4]]).unwrap()];
            let population: Vec<_> = columns.iter().map(|surface| (surface, 100)).collect();
            for (population, tolerance) in [(&population[..], 1e-4), (&[][..], 1e-4)] {
                let shares = shares_of(&lower, &[&upper[0], &upper[1]], population);
                let total: f64 = shares.iter().map(|share| share.share).sum();
                prop_assert!((total - 1.0).abs() < tolerance, "{:?}", shares);
            }
        }
    }

    #[test]
    fn slivers_do_not_feed() {
        let lower = rectangle(0.0, 0.1);
        let shares = shares_of(
            &lower,
            &[&rectangle(0.0, 0.0995), &rectangle(0.0995, 0.2)],
            &[],
        );
        assert_eq!(shares.len(), 1);
    }
}
