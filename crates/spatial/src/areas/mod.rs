//! Surfaces: which one holds a position, how large they are, a point inside.
//!
//! | module | what it does |
//! |---|---|
//! | `edges` | how often a ring runs around a position, exactly |
//! | `frame` | a rectangle cut into equal cells |
//! | `grid` | cells that know which areas can hold a position in them |
//! | `build` | building the cells of a layer |
//! | `ring_cells` | the cells of a frame that a ring touches or runs around |
//! | `locator` | the layer, asked for one position or for many |
//! | `shapes` | areas, unions, inner points |

mod build;
mod edges;
mod frame;
mod grid;
mod locator;
mod ring_cells;
mod shapes;

#[cfg(test)]
mod areas_tests;

pub use locator::AreaIndex;
pub use shapes::{area_m2, bounds, box_around, box_of, holds, inner_point, touches, union};
pub(crate) use shapes::{intersection_m2, shape_m2, to_geo};
