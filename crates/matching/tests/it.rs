//! Matching against a slow reference on random districts, and against worked answers where they are at hand.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong"
)]

#[path = "access.rs"]
mod access;
#[path = "access_properties.rs"]
mod access_properties;
#[path = "cases.rs"]
mod cases;
#[path = "coordinated.rs"]
mod coordinated;
#[path = "coverage.rs"]
mod coverage;
#[path = "properties.rs"]
mod properties;
#[path = "reasons.rs"]
mod reasons;
#[path = "reference.rs"]
mod reference;
#[path = "standing.rs"]
mod standing;
