#![doc = include_str!("../README.md")]

mod error;
mod evaluate;
mod filter;
pub mod limits;
mod moments;
mod names;
pub mod positions;
mod prepared;
mod read;
mod resolve;
mod shape;
mod touches;
mod tree;
mod words;

pub use error::{FilterError, Position};
pub use filter::{Filter, Language, check_form};
pub use names::{Names, Transform};
pub use prepared::Prepared;

/// The conformance classes of CQL2 (OGC 21-065r2) that this crate implements: all but custom functions.
pub const CONFORMANCE: &[&str] = &[
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text",
    "http://www.opengis.net/spec/cql2/1.0/conf/cql2-json",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-cql2",
    "http://www.opengis.net/spec/cql2/1.0/conf/advanced-comparison-operators",
    "http://www.opengis.net/spec/cql2/1.0/conf/case-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/accent-insensitive-comparison",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/basic-spatial-functions-plus",
    "http://www.opengis.net/spec/cql2/1.0/conf/spatial-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/temporal-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/array-functions",
    "http://www.opengis.net/spec/cql2/1.0/conf/property-property",
    "http://www.opengis.net/spec/cql2/1.0/conf/arithmetic",
];
