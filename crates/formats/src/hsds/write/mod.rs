#![doc = include_str!("README.md")]

mod export;
mod nested;
pub mod schema;
mod tabular;

pub use export::{write_json, write_ndjson};
pub use nested::{Detail, Nested, Services};
pub use tabular::write_tabular;
