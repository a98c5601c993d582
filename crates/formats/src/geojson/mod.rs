//! GeoJSON (RFC 7946) in and out.

mod geometry;
mod read;
mod write;

pub(crate) use geometry::{polygons_of, to_json as geometry_to_json};
pub(crate) use read::read;
pub use write::{Feature, FeatureGeometry, write};
