//! Tiles of a map: Mapbox Vector Tiles 2.1.
//!
//! A tile has one layer, called after its collection. A feature's id stands in its property `id`; the format's own numeric id is a number made of it. A
//! missing value is left out, lists and parts with parts are JSON text, days and moments are text (RFC 3339).
//!
//! What is the same in every tile of a collection is encoded once, in a [`Dictionary`].

mod dictionary;
mod geometry;
mod protobuf;

pub use dictionary::Dictionary;
pub use geometry::Geometry;

/// The media type of a tile, as registered with IANA.
pub const MEDIA_TYPE: &str = "application/vnd.mapbox-vector-tile";

/// Units along a side of a tile.
pub const EXTENT: u32 = 4096;

#[cfg(test)]
#[path = "mvt_tests.rs"]
mod tests;
