//! Everything that can be seen from outside, by interface.

#![expect(
    clippy::unwrap_used,
    reason = "a test stops at the first thing that it did not expect, and says what"
)]

mod cli;
mod http;
mod ogc;
mod privacy;
