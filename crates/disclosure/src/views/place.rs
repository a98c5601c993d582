//! Neighborhoods, assets and the map's background.

use crate::Published;
use model::LonLat;
use model::ids::{AssetId, ContextId, NeighborhoodId};
use model::place::{Asset, ContextFeature, ContextKind, Neighborhood};
use serde::Serialize;

/// A neighborhood. A reply takes its area from the record.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PublicNeighborhood {
    /// Its id.
    pub id: NeighborhoodId,
    /// Its name.
    pub name: String,
}

impl PublicNeighborhood {
    /// The neighborhood as the public sees it.
    pub fn open(neighborhood: &Neighborhood) -> Published<Self> {
        Published::new(Self {
            id: neighborhood.id.clone(),
            name: neighborhood.name.clone(),
        })
    }
}

/// An asset whose place is no secret.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PublicAsset {
    /// Its id.
    pub id: AssetId,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: String,
    /// Its street address.
    pub address: Option<String>,
    /// Its web address.
    pub url: Option<String>,
    /// Where it stands; a reply shows it as geometry.
    #[serde(skip)]
    pub position: Option<LonLat>,
}

impl PublicAsset {
    /// The asset as the public sees it; nothing when its owner keeps it out of sight.
    pub fn open(asset: &Asset) -> Option<Published<Self>> {
        if asset.is_confidential {
            return None;
        }
        Some(Published::new(Self {
            id: asset.id.clone(),
            name: asset.name.clone(),
            kind: asset.kind.clone(),
            address: asset.address.clone(),
            url: asset.url.clone(),
            position: asset.position,
        }))
    }
}

/// A feature of the map's background. A reply takes its shape from the record.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct PublicContext {
    /// Its id.
    pub id: ContextId,
    /// What it is.
    pub kind: ContextKind,
    /// Its name.
    pub name: Option<String>,
}

impl PublicContext {
    /// The feature as the public sees it.
    pub fn open(feature: &ContextFeature) -> Published<Self> {
        Published::new(Self {
            id: feature.id.clone(),
            kind: feature.kind,
            name: feature.name.clone(),
        })
    }
}
