//! The directory in the words of HSDS 3.1: what leaves the house, in every format.
//!
//! [`Directory::build`] says the records in these words. Each object names its fields, what they mean and whether the
//! standard has them or our profile adds them ([`Object::ENTITY`]), so that schemas, tables and documentation are made from the
//! one list. Fields are left out when they say nothing.
//!
//! | module | what it holds |
//! |---|---|
//! | [`describe`] | how an object tells of its fields |
//! | [`objects`] | the objects |
//! | [`taxonomy`] | the need categories as an HSDS taxonomy, and the Open Eligibility terms beside them |
//! | [`build`] | records as objects |
//! | [`ids`] | ids as UUIDs |
//! | [`address`] | one line as an address, postal codes |
//! | [`uri`] | web addresses as URIs |
//! | [`week`] | hours of a week as schedules |

pub mod address;
pub mod build;
pub mod describe;
mod details;
pub mod ids;
pub mod objects;
pub mod taxonomy;
pub mod uri;
pub mod week;

pub use build::{Directory, Parts, Setting};
pub use describe::{Entity, Field, Kind, Object};

/// The version of HSDS that is spoken.
pub const VERSION: &str = "3.1";
/// The version of our profile of it.
pub const PROFILE_VERSION: &str = "1.0.0";
/// What our exports write as the type of an external identifier that is a record's own id with its source. An import
/// takes such a record back under that id.
pub const RECORD_ID: &str = "commonground-record-id";
/// `link_type` of an attribute that says which need category a service answers.
pub const NEED_CATEGORY: &str = "need-category";
