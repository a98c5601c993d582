//! Travel cost between a home and a site. Everything in matching uses it, never raw distance.

mod straight_line;

pub use straight_line::StraightLine;

use crate::distance::EarthPoint;
use model::survey::Mode;
use model::units::MilliMinutes;

/// A model of travel cost.
pub trait TravelCost: Sync {
    /// The cost from `home` to `site`, fixed to 1/1000 minute before it is compared, ordered or added.
    fn cost(&self, mode: Mode, home: &EarthPoint, site: &EarthPoint) -> MilliMinutes;

    /// The cost of a trip over a chord of `chord_m` metres, where the chord alone settles it.
    fn settled_cost(&self, mode: Mode, chord_m: f64) -> Option<MilliMinutes>;

    /// The longest chord in metres over which a trip may cost as little as `most`: beyond it every trip costs more. Negative when no trip does.
    fn reach_m(&self, mode: Mode, most: MilliMinutes) -> f64;

    /// A chord in metres beyond which every trip costs more than any trip over a chord of at most `chord_m` metres.
    fn beyond_m(&self, mode: Mode, chord_m: f64) -> f64;

    /// A cost that no trip over a chord of `chord_m` metres exceeds.
    fn most_cost(&self, mode: Mode, chord_m: f64) -> MilliMinutes;
}
