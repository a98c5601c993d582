//! Points and amounts at them, drawn over the same city.

use crate::workload::SEED;
use crate::workload::city::{City, Ground, chance};
use model::LonLat;
use model::units::Micro;
use rand::RngExt;
use std::ops::Range;

/// `n` places, of which this share lies anywhere. The name says which.
pub(crate) fn places(n: usize, even_share: f64, name: &str) -> Vec<Option<LonLat>> {
    let city = City::draw(Ground::CITY, SEED);
    let mut rng = chance(SEED, name);
    let place = |_| {
        let (lon, lat) = city.point(even_share, &mut rng);
        LonLat::try_new(lon, lat).ok()
    };
    (0..n).map(place).collect()
}

/// `n` whole amounts from a range. The name says which.
pub(crate) fn amounts(n: usize, range: Range<u32>, name: &str) -> Vec<Micro> {
    let mut rng = chance(SEED, name);
    let amount = |_| Micro::from_whole(rng.random_range(range.clone()));
    (0..n).map(amount).collect()
}
