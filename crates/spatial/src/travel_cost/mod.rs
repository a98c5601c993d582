//! Travel cost between a home and a site. Everything in matching uses it, never raw distance.

mod straight_line;

pub use straight_line::StraightLine;

use model::LonLat;
use model::survey::Mode;
use model::units::MilliMinutes;

/// A model of travel cost.
pub trait TravelCost: Sync {
    /// The cost from `home` to `site`, fixed to 1/1000 minute before it is compared, ordered or added.
    fn cost(&self, mode: Mode, home: LonLat, site: LonLat) -> MilliMinutes;

    /// A cost that no trip over a straight chord of `chord_m` metres can stay below.
    fn least_cost(&self, mode: Mode, chord_m: f64) -> MilliMinutes;
}
