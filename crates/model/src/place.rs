//! Neighborhoods, population areas, assets and the map's background.

use crate::geometry::{Shape, Surface};
use crate::ids::{AssetId, ContextId, NeighborhoodId, PopulationAreaId};
use crate::{BadValue, LonLat};
use serde::{Deserialize, Serialize};

/// A neighborhood.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Neighborhood {
    /// Its id.
    pub id: NeighborhoodId,
    /// Its name.
    pub name: String,
    /// Its area.
    pub surface: Surface,
}

/// An area with a count of children, such as a census block group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PopulationArea {
    /// Its id.
    pub id: PopulationAreaId,
    /// Children who live there.
    pub children: u32,
    /// Its area.
    pub surface: Surface,
}

/// An organization or place on the map that may become a partner.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Asset {
    /// Its id.
    pub id: AssetId,
    /// Its name.
    pub name: String,
    /// What it is, as the source says: `library`, `place of worship`.
    pub kind: String,
    /// Its street address.
    pub address: Option<String>,
    /// Its web address.
    pub url: Option<String>,
    /// Its telephone.
    pub phone: Option<String>,
    /// Whether its owner keeps the place out of the public's sight.
    pub is_confidential: bool,
    /// Where it stands.
    pub position: Option<LonLat>,
}

/// What a feature of the map's background is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContextKind {
    /// A street.
    Street,
    /// A river, lake or bay.
    Water,
    /// A park.
    Park,
}

impl ContextKind {
    /// The kind's word in data.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Street => "street",
            Self::Water => "water",
            Self::Park => "park",
        }
    }

    /// Reads `street`, `water` or `park`.
    ///
    /// # Errors
    /// For any other word.
    pub fn parse(text: &str) -> Result<Self, BadValue> {
        [Self::Street, Self::Water, Self::Park]
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| BadValue::new(text, "a kind: street, water or park"))
    }
}

/// A feature of the map's background; no result depends on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ContextFeature {
    /// Its id.
    pub id: ContextId,
    /// What it is.
    pub kind: ContextKind,
    /// Its name.
    pub name: Option<String>,
    /// Its shape.
    pub shape: Shape,
}
