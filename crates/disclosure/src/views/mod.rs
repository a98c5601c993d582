//! Records that are public by nature, as the public sees them.
//!
//! Each view has one constructor, `open`, which takes the record and answers `Published<view>`, or nothing when the record is
//! confidential. A view has the fields of the published collection and no others: a field that is added to a record in `model` stays inside
//! until somebody adds it here.

mod category_list;
mod directory;
mod district;
mod feeder;
mod loaded;
mod place;
mod school;
mod site;

pub use category_list::{CategoryList, CategoryView, HeadingView, NameView, TermView};
pub use directory::PublicDirectory;
pub use district::{DistrictCounts, DistrictFacts, DistrictSummary};
pub use feeder::{
    FeederPairParts, FeederSchool, PublicFeederPair, PublicFeederPattern, SchoolLabel,
};
pub use loaded::{ImportParts, PublicImport, PublicWave};
pub use place::{PublicAsset, PublicContext, PublicNeighborhood};
pub use school::{PublicResponseRate, PublicSchool, PublicZone};
pub use site::{PublicSite, SiteParts};

#[cfg(test)]
#[path = "views_tests.rs"]
mod tests;
