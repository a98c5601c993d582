//! The coordinate reference systems that can be asked for (OGC API - Features Part 2).

use super::parameters::bad;
use crate::problem::Problem;
use std::f64::consts::{FRAC_PI_4, PI};

/// The conformance class.
pub(crate) const CONFORMANCE: &[&str] =
    &["http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs"];

/// A coordinate reference system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Crs {
    /// Longitude, latitude on WGS 84: as data are kept.
    #[default]
    Crs84,
    /// Latitude, longitude on WGS 84.
    Epsg4326,
    /// Web Mercator, in meters.
    Epsg3857,
}

/// The semi-major axis of WGS 84 in meters, the radius of EPSG:3857's sphere.
const RADIUS_M: f64 = 6_378_137.0;

/// Half the width of the world in EPSG:3857, in meters.
const HALF_M: f64 = RADIUS_M * PI;

impl Crs {
    /// All of them, the one of storage first.
    pub(crate) const ALL: [Self; 3] = [Self::Crs84, Self::Epsg4326, Self::Epsg3857];

    /// Its name, a URI.
    pub(crate) const fn uri(self) -> &'static str {
        match self {
            Self::Crs84 => "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
            Self::Epsg4326 => "http://www.opengis.net/def/crs/EPSG/0/4326",
            Self::Epsg3857 => "http://www.opengis.net/def/crs/EPSG/0/3857",
        }
    }

    /// The system that a parameter names by its URI or short (`EPSG:3857`).
    ///
    /// # Errors
    /// When it is not one of ours.
    pub(crate) fn parse(parameter: &str, text: &str) -> Result<Self, Problem> {
        let found = match text {
            "CRS84" | "OGC:CRS84" | "[OGC:CRS84]" => Some(Self::Crs84),
            "EPSG:4326" | "[EPSG:4326]" => Some(Self::Epsg4326),
            "EPSG:3857" | "[EPSG:3857]" => Some(Self::Epsg3857),
            uri => Self::ALL.into_iter().find(|crs| crs.uri() == uri),
        };
        let uris = Self::ALL.map(Self::uri).join(", ");
        found.ok_or_else(|| bad(parameter, text, &format!("one of: {uris}")))
    }

    /// Longitude, latitude in degrees as the two coordinates of this system, in its order.
    ///
    /// # References
    /// IOGP Guidance Note 7-2, Popular Visualisation Pseudo Mercator (EPSG method 1024). The poles, which it has not, go to 85.06° and beyond
    /// nothing is drawn.
    pub(crate) fn project(self, [lon, lat]: [f64; 2]) -> [f64; 2] {
        match self {
            Self::Crs84 => [lon, lat],
            Self::Epsg4326 => [lat, lon],
            Self::Epsg3857 => {
                let lat = lat.clamp(-89.999_999, 89.999_999).to_radians();
                let y = RADIUS_M * (FRAC_PI_4 + lat / 2.0).tan().ln();
                [RADIUS_M * lon.to_radians(), y]
            }
        }
    }

    /// Two coordinates of this system as longitude, latitude in degrees; nothing when they are nowhere on earth.
    pub(crate) fn to_lon_lat(self, [a, b]: [f64; 2]) -> Option<[f64; 2]> {
        let [lon, lat] = match self {
            Self::Crs84 => [a, b],
            Self::Epsg4326 => [b, a],
            Self::Epsg3857 => {
                if a.abs() > HALF_M * (1.0 + 1e-9) {
                    return None;
                }
                let lat = 2.0 * (b / RADIUS_M).exp().atan() - PI / 2.0;
                let lon = (a / RADIUS_M).to_degrees().clamp(-180.0, 180.0);
                // What comes from degrees with up to twelve decimals goes back to them, so that a corner stays on what it was drawn around.
                [lon, lat.to_degrees()].map(|degrees| (degrees * 1e12).round() / 1e12)
            }
        };
        let is_on_earth = (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
        is_on_earth.then_some([lon, lat])
    }

    /// How coordinates of this system are rounded when written: a hundredth of a millimeter, and not at all where they are kept as they are.
    pub(crate) fn rounded(self, coordinate: f64) -> f64 {
        match self {
            Self::Crs84 | Self::Epsg4326 => coordinate,
            Self::Epsg3857 => (coordinate * 1e5).round() / 1e5,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn web_mercator_is_that_of_the_guidance_note_and_comes_back() {
        // The example of IOGP Guidance Note 7-2: 100°20'00.000"W, 24°22'54.433"N.
        let [x, y] =
            Crs::Epsg3857.project([-100.0 - 20.0 / 60.0, 24.0 + 22.0 / 60.0 + 54.433 / 3600.0]);
        assert!(
            (x - -11_169_055.58).abs() < 0.01 && (y - 2_800_000.00).abs() < 0.01,
            "{x} {y}"
        );
        let [lon, lat] = Crs::Epsg3857.to_lon_lat([x, y]).unwrap();
        assert!((lon + 100.333_333_333).abs() < 1e-9 && (lat - 24.381_786_944).abs() < 1e-9);
    }

    #[test]
    fn what_is_nowhere_on_earth_has_no_longitude_and_latitude() {
        assert_eq!(Crs::Crs84.to_lon_lat([1e6, 1e6]), None);
        assert_eq!(Crs::Epsg4326.to_lon_lat([100.0, 10.0]), None);
        assert_eq!(Crs::Epsg3857.to_lon_lat([3e7, 0.0]), None);
    }
}
