//! What files become, seen from outside the crate.

mod harness;
mod washington_dc;
