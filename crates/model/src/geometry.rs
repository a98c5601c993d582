//! Plain shapes: coordinates only, no algorithm.

use crate::BadValue;
use serde::{Deserialize, Serialize};

/// A ring: longitude, latitude pairs, first and last equal.
pub type Ring = Vec<[f64; 2]>;

/// One polygon: the outer ring, then its holes.
pub type Polygon = Vec<Ring>;

/// A surface of one or more polygons, laid out as the coordinates of an RFC 7946 `MultiPolygon`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Vec<Polygon>", into = "Vec<Polygon>")]
pub struct Surface(Vec<Polygon>);

impl Surface {
    /// A surface from its polygons.
    ///
    /// # Errors
    /// When there is no polygon, a ring is open or has fewer than four positions, or a coordinate is out of range.
    /// Crossing rings are not looked for: that is geometry, done where shapes are read.
    pub fn try_new(polygons: Vec<Polygon>) -> Result<Self, BadValue> {
        if polygons.is_empty() || polygons.iter().any(Vec::is_empty) {
            return Err(BadValue::new("an empty shape", "a polygon"));
        }
        for ring in polygons.iter().flatten() {
            if ring.len() < 4 || ring.first() != ring.last() {
                let given = format!("a ring of {} positions", ring.len());
                return Err(BadValue::new(
                    given,
                    "a closed ring of four or more positions",
                ));
            }
            for &[lon, lat] in ring {
                crate::LonLat::try_new(lon, lat)?;
            }
        }
        Ok(Self(polygons))
    }

    /// The polygons, each an outer ring and its holes.
    pub fn polygons(&self) -> &[Polygon] {
        &self.0
    }
}

impl TryFrom<Vec<Polygon>> for Surface {
    type Error = BadValue;
    fn try_from(polygons: Vec<Polygon>) -> Result<Self, BadValue> {
        Self::try_new(polygons)
    }
}

impl From<Surface> for Vec<Polygon> {
    fn from(surface: Surface) -> Self {
        surface.0
    }
}

/// A shape of the map's background.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Lines, each a list of longitude, latitude pairs.
    Lines(Vec<Vec<[f64; 2]>>),
    /// A surface.
    Surface(Surface),
}
