//! Who gets the places.

mod best_plan;
mod certain;
mod chunks;
pub mod coordinated;
mod nearest_first;
mod shares;
mod standing;
mod wishes;

pub use chunks::{Chunks, Items};
pub use standing::{Standing, Touched};

use crate::Candidate;
use model::units::Micro;

/// One share of a need served by a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Served {
    /// The need's number, as handed in.
    pub need: u32,
    /// The site and the way to it.
    pub candidate: Candidate,
    /// Families served.
    pub weight: Micro,
}

/// The outcome of sharing the places.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Allocation {
    /// Shares in the order in which they were given.
    pub served: Vec<Served>,
    /// For each need, in the order handed in, the families not served.
    pub unserved: Vec<Micro>,
    /// For each site, in the order of the supply, the places left; nothing when places are not stated.
    pub places_left: Vec<Option<Micro>>,
}
