//! A position on the earth.

use crate::BadValue;
use serde::{Deserialize, Serialize};

/// A WGS 84 position in degrees, longitude first.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "[f64; 2]", into = "[f64; 2]")]
pub struct LonLat {
    lon: f64,
    lat: f64,
}

impl LonLat {
    /// A position from longitude (-180..=180) and latitude (-90..=90) in degrees.
    ///
    /// # Errors
    /// When either is not finite or out of range.
    pub fn try_new(lon: f64, lat: f64) -> Result<Self, BadValue> {
        if !(-180.0..=180.0).contains(&lon) {
            return Err(BadValue::new(
                lon.to_string(),
                "a longitude between -180 and 180",
            ));
        }
        if !(-90.0..=90.0).contains(&lat) {
            return Err(BadValue::new(
                lat.to_string(),
                "a latitude between -90 and 90",
            ));
        }
        Ok(Self { lon, lat })
    }

    /// Longitude in degrees.
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Latitude in degrees.
    pub fn lat(self) -> f64 {
        self.lat
    }
}

impl TryFrom<[f64; 2]> for LonLat {
    type Error = BadValue;
    fn try_from([lon, lat]: [f64; 2]) -> Result<Self, BadValue> {
        Self::try_new(lon, lat)
    }
}

impl From<LonLat> for [f64; 2] {
    fn from(position: LonLat) -> [f64; 2] {
        [position.lon, position.lat]
    }
}
