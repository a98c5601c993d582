//! R*-tree over points, asked nearest first.

use crate::distance::earth_centered_m;
use model::LonLat;
use rstar::RTree;
use rstar::primitives::GeomWithData;

/// Points of the earth, each with the caller's number for it.
///
/// Points are kept as earth-centered coordinates, so that neither the antimeridian nor the poles are special.
/// Building costs O(n log n); the next nearest point O(log n) on average.
#[derive(Debug, Default)]
pub struct PointIndex {
    tree: RTree<GeomWithData<[f64; 3], u32>>,
}

impl PointIndex {
    /// An index over `points`, pairs of the caller's number and its position.
    pub fn build(points: impl IntoIterator<Item = (u32, LonLat)>) -> Self {
        let points = points
            .into_iter()
            .map(|(number, position)| GeomWithData::new(earth_centered_m(position), number))
            .collect();
        Self {
            tree: RTree::bulk_load(points),
        }
    }

    /// The numbers of all points, in no stated order.
    pub fn numbers(&self) -> impl Iterator<Item = u32> + '_ {
        self.tree.iter().map(|point| point.data)
    }

    /// Every point, by growing chord from `from`: pairs of number and chord in metres. Equal chords come in no stated order.
    pub fn nearest(&self, from: LonLat) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.tree
            .nearest_neighbor_iter_with_distance_2(earth_centered_m(from))
            .map(|(point, chord2)| (point.data, chord2.sqrt()))
    }

    /// The numbers of points within `reach_m` metres of `from`, and perhaps a few beyond; in no stated order. A negative reach holds nothing.
    pub fn within(&self, from: LonLat, reach_m: f64) -> impl Iterator<Item = u32> + '_ {
        // A chord is no longer than the way over ground, so this cannot miss a point; a millimetre covers floating point error.
        let squared = if reach_m < 0.0 {
            -1.0
        } else {
            (reach_m + 1e-3).powi(2)
        };
        self.tree
            .locate_within_distance(earth_centered_m(from), squared)
            .map(|point| point.data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distance::geodesic_m;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nearest_first_and_within_agree_with_measuring_every_point(
            points in proptest::collection::vec((-180.0..=180.0f64, -90.0..=90.0f64), 0..40),
            (lon, lat) in (-180.0..=180.0f64, -90.0..=90.0f64),
            reach_m in 0.0..2e7f64,
        ) {
            let points: Vec<_> = points.iter().map(|&(lon, lat)| LonLat::try_new(lon, lat).unwrap()).collect();
            let from = LonLat::try_new(lon, lat).unwrap();
            let index = PointIndex::build((0u32..).zip(points.iter().copied()));
            let chords: Vec<_> = index.nearest(from).collect();
            prop_assert_eq!(chords.len(), points.len());
            prop_assert!(chords.windows(2).all(|pair| pair[0].1 <= pair[1].1));
            let found: std::collections::BTreeSet<_> = index.within(from, reach_m).collect();
            for (number, point) in (0u32..).zip(&points) {
                prop_assert!(geodesic_m(from, *point) > reach_m || found.contains(&number));
            }
        }
    }
}
