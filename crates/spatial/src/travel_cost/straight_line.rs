//! Straight-line travel: geodesic distance times a detour factor at the mode's speed.

use super::TravelCost;
use crate::distance::geodesic_m;
use model::LonLat;
use model::survey::Mode;
use model::units::MilliMinutes;

/// minutes = metres x 1.3 / speed, with walk 80, bike 250, drive 500 and transit 200 m/min plus 5 min (at distance 0 too).
#[derive(Debug, Clone, Copy, Default)]
pub struct StraightLine;

const DETOUR: f64 = 1.3;
const TRANSIT_WAIT_MIN: f64 = 5.0;

/// Speed in metres a minute, and minutes that every trip takes.
fn pace(mode: Mode) -> (f64, f64) {
    match mode {
        Mode::Walk => (80.0, 0.0),
        Mode::Bike => (250.0, 0.0),
        Mode::Drive => (500.0, 0.0),
        Mode::Transit => (200.0, TRANSIT_WAIT_MIN),
    }
}

impl TravelCost for StraightLine {
    fn cost(&self, mode: Mode, home: LonLat, site: LonLat) -> MilliMinutes {
        let (speed_m_per_min, wait_min) = pace(mode);
        let minutes = geodesic_m(home, site) * DETOUR / speed_m_per_min + wait_min;
        MilliMinutes((minutes * 1_000.0 + 0.5).floor() as u64)
    }

    fn least_cost(&self, mode: Mode, chord_m: f64) -> MilliMinutes {
        let (speed_m_per_min, wait_min) = pace(mode);
        // The chord's own floating point error stays far below a millimetre.
        let minutes = (chord_m - 1e-3).max(0.0) * DETOUR / speed_m_per_min + wait_min;
        MilliMinutes((minutes * 1_000.0 + 0.5).floor() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trip_costs_distance_times_detour_over_speed() {
        let home = LonLat::try_new(1.0, 0.0).unwrap();
        let site = LonLat::try_new(1.001, 0.0).unwrap();
        // 111.319 m along the equator: 1.809 min on foot.
        assert_eq!(
            StraightLine.cost(Mode::Walk, home, site),
            MilliMinutes(1_809)
        );
        assert_eq!(
            StraightLine.cost(Mode::Transit, home, home),
            MilliMinutes(5_000)
        );
        assert_eq!(StraightLine.cost(Mode::Drive, home, home), MilliMinutes(0));
    }
}
