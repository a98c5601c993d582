//! The nouns of Commonground as validated types.
//!
//! A value of one of these types cannot be wrong: constructors check once and answer a
//! [`BadValue`] that says what was given and what would be right. There is no I/O, no clock and
//! no geometry algorithm here.
//!
//! | HSDS 3.1 entity | type |
//! |---|---|
//! | organization | [`directory::Organization`] |
//! | service, schedule, cost_option, service_capacity, language | [`directory::Service`] |
//! | location, address, accessibility | [`directory::Location`] |
//! | service_at_location | [`directory::ServiceAtLocation`] |
//! | taxonomy_term | [`category::Category`] |

pub mod analysis;
pub mod category;
pub mod directory;
mod error;
pub mod geometry;
pub mod hours;
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
