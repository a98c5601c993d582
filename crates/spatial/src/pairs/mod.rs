//! Weighted sums over all pairs of positions within a distance, without making a list of the pairs.
//!
//! | module | what it does |
//! |---|---|
//! | `places` | the positions of one side, in a tree of spheres |
//! | `chord` | what a chord says about the geodesic, and what it cannot say |
//! | `kernel` | the weight of a pair: steps, or a curve |
//! | `sums` | the sum over one side, for every position of the other |
//!
//! Sums are made in an order that the positions alone decide: not the number of threads, nor the order of the rows.

mod chord;
mod kernel;
mod places;
mod sums;

#[cfg(test)]
mod pairs_tests;

pub use kernel::{CurveKernel, Kernel, StepKernel};
pub use places::Places;
pub use sums::sums;
