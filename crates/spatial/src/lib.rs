//! Positions, distances, spatial indexes, zone overlay and travel cost.
//!
//! | module | what it does |
//! |---|---|
//! | [`distance`] | geodesic distance on the WGS 84 ellipsoid |
//! | [`travel_cost`] | minutes between two positions, one trait and its models |
//! | [`index`] | packed k-d tree over points, searched nearest first |
//! | [`curve`] | a space-filling curve, the order in which to ask |
//! | [`areas`] | which area of a layer holds a position; areas and inner points of surfaces |
//! | [`pairs`] | weighted sums over all pairs within a distance |
//! | [`tiling`] | shapes cut into the tiles of a web map, simplified without gaps between neighbors |
//! | [`feeder`] | shares of lower zones that feed upper ones, from the overlay |
//!
//! Nothing here knows of needs or surveys, and nothing does I/O.

pub mod areas;
pub mod curve;
pub mod distance;
pub mod feeder;
pub mod index;
pub mod pairs;
pub mod tiling;
pub mod travel_cost;
