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
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distance::geodesic_m;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nearest_comes_first_and_every_point_comes_once(
            points in proptest::collection::vec((-180.0..=180.0f64, -90.0..=90.0f64), 0..40),
            (lon, lat) in (-180.0..=180.0f64, -90.0..=90.0f64),
        ) {
            let points: Vec<_> = points.iter().map(|&(lon, lat)| LonLat::try_new(lon, lat).unwrap()).collect();
            let from = LonLat::try_new(lon, lat).unwrap();
            let index = PointIndex::build((0u32..).zip(points.iter().copied()));
            let chords: Vec<_> = index.nearest(from).collect();
            prop_assert_eq!(chords.len(), points.len());
            prop_assert!(chords.windows(2).all(|pair| pair[0].1 <= pair[1].1));
            let found: std::collections::BTreeSet<_> = chords.iter().map(|(number, _)| *number).collect();
            prop_assert_eq!(found.len(), points.len());
            for (number, chord_m) in chords {
                prop_assert!(chord_m <= geodesic_m(from, points[number as usize]) + 1e-3);
            }
        }
    }
}
