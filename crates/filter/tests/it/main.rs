//! The crate from outside: the official test material, small features made by hand, and whatever anybody may send.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "tests"
)]

mod examples;
mod hostile;
mod layers;
mod official;
mod refusals;
