//! Geodesic distance.

use geo::{Distance, Geodesic, Point};
use model::LonLat;

/// Distance between two positions along the WGS 84 ellipsoid.
///
/// # Units
/// Metres.
///
/// # Algorithm
/// Karney's, accurate to nanometres; longitudes 180 and -180 are the same meridian.
///
/// # Examples
/// ```
/// use model::LonLat;
/// let white_house = LonLat::try_new(-77.0365, 38.8977).unwrap();
/// let capitol = LonLat::try_new(-77.0091, 38.8899).unwrap();
/// let metres = spatial::distance::geodesic_m(white_house, capitol);
/// assert!((metres - 2_530.0).abs() < 10.0);
/// ```
///
/// # References
/// Karney (2013), Algorithms for geodesics, <https://doi.org/10.1007/s00190-012-0578-z>.
pub fn geodesic_m(a: LonLat, b: LonLat) -> f64 {
    Geodesic.distance(Point::new(a.lon(), a.lat()), Point::new(b.lon(), b.lat()))
}

/// Semi-major axis and first eccentricity squared of WGS 84.
const A_M: f64 = 6_378_137.0;
const E2: f64 = 6.694_379_990_141_316e-3;

/// The position as earth-centered coordinates in metres.
///
/// The straight chord between two such points is never longer than the geodesic between the positions, at the poles and over the
/// antimeridian too: that makes it a safe bound for nearest-first search.
pub(crate) fn earth_centered_m(position: LonLat) -> [f64; 3] {
    let (lon, lat) = (position.lon().to_radians(), position.lat().to_radians());
    let normal_m = A_M / (1.0 - E2 * lat.sin().powi(2)).sqrt();
    [
        normal_m * lat.cos() * lon.cos(),
        normal_m * lat.cos() * lon.sin(),
        normal_m * (1.0 - E2) * lat.sin(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_position() -> impl Strategy<Value = LonLat> {
        (-180.0..=180.0f64, -90.0..=90.0f64)
            .prop_map(|(lon, lat)| LonLat::try_new(lon, lat).unwrap())
    }

    #[test]
    fn the_antimeridian_is_one_line() {
        let east = LonLat::try_new(180.0, 10.0).unwrap();
        let west = LonLat::try_new(-180.0, 10.0).unwrap();
        assert!(geodesic_m(east, west) < 1e-6);
    }

    proptest! {
        #[test]
        fn the_chord_is_never_longer_than_the_geodesic(a in any_position(), b in any_position()) {
            let (p, q) = (earth_centered_m(a), earth_centered_m(b));
            let chord_m = (0..3).map(|i| (p[i] - q[i]).powi(2)).sum::<f64>().sqrt();
            prop_assert!(chord_m <= geodesic_m(a, b) + 1e-6);
        }
    }
}
