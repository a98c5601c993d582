//! The plane of web maps.

use std::f64::consts::PI;

/// The latitude, in degrees, at which the square of the world ends.
pub const MAX_LATITUDE: f64 = 85.051_128_779_806_59;

/// A position (longitude, latitude in degrees) on the square of the world: 0 to 1 eastwards and southwards. What is beyond the square's edge in the
/// north and south stands on it.
///
/// # References
/// IOGP Guidance Note 7-2, Popular Visualisation Pseudo Mercator (EPSG method 1024).
pub fn to_world([lon, lat]: [f64; 2]) -> [f64; 2] {
    let lat = lat.clamp(-MAX_LATITUDE, MAX_LATITUDE).to_radians();
    let south = 0.5 - lat.tan().asinh() / (2.0 * PI);
    [lon / 360.0 + 0.5, south.clamp(0.0, 1.0)]
}

/// Whether a position is on the square of the world, and not farther north or south.
pub(super) fn is_on_square([_, lat]: [f64; 2]) -> bool {
    lat.abs() <= MAX_LATITUDE
}
