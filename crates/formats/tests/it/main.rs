//! What files become, seen from outside the crate.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test's helper fails like the test itself"
)]

mod bare;
mod directory;
mod dirty_geometry;
mod dirty_tables;
mod flatgeobufs;
mod geopackages;
mod geopackages_more;
mod harness;
mod hsds_round_trip;
mod layer;
mod mappings;
mod national;
mod oneroster;
mod properties;
mod refused_files;
mod shapefiles;
mod washington_dc;
mod workbooks;
mod written;
