//! GeoJSON (RFC 7946) in and out.

mod geometry;
mod read;
mod write;

pub(crate) use geometry::{polygons_of, to_wire as geometry_to_wire};
pub(crate) use read::{cell, read};
pub use write::geometry_in;
