#![doc = include_str!("../README.md")]

pub mod analysis;
pub mod category;
pub mod directory;
mod error;
pub mod feature;
pub mod geometry;
pub mod hours;
pub mod hsds;
pub mod ids;
pub mod language;
pub mod place;
pub mod position;
pub mod record;
pub mod school;
pub mod survey;
pub mod units;

pub use error::BadValue;
pub use position::LonLat;
