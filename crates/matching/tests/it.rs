//! Matching against a slow reference on random districts, and against worked answers where they are at hand.

#![allow(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that is wrong"
)]

#[path = "cases.rs"]
mod cases;
#[path = "coordinated.rs"]
mod coordinated;
#[path = "properties.rs"]
mod properties;
#[path = "reference.rs"]
mod reference;
