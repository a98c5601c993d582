//! Straight-line travel: geodesic distance times a detour factor at the mode's speed.

use super::TravelCost;
use crate::distance::{EarthPoint, longest_geodesic_m, settled_steps};
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

fn milli_minutes(mode: Mode, metres: f64) -> u64 {
    let (speed_m_per_min, wait_min) = pace(mode);
    let minutes = metres * DETOUR / speed_m_per_min + wait_min;
    // Half up: what is cut off a sum that is not negative is its fraction.
    (minutes * 1_000.0 + 0.5) as u64
}

impl StraightLine {
    /// The longest geodesic distance in metres over which a trip costs at most `most`, to the last bit; nothing when no trip does.
    pub fn longest_m(self, mode: Mode, most: MilliMinutes) -> Option<f64> {
        let is_within = |metres: f64| milli_minutes(mode, metres) <= most.0;
        if !is_within(0.0) {
            return None;
        }
        // Floating point numbers of 0 or more have the order of their bits.
        let (mut within, mut beyond) = (0.0f64.to_bits(), f64::MAX.to_bits());
        while beyond - within > 1 {
            let middle = within.midpoint(beyond);
            if is_within(f64::from_bits(middle)) {
                within = middle;
            } else {
                beyond = middle;
            }
        }
        Some(f64::from_bits(within))
    }
}

impl TravelCost for StraightLine {
    fn cost(&self, mode: Mode, home: &EarthPoint, site: &EarthPoint) -> MilliMinutes {
        MilliMinutes(home.steps_to(site, |metres| milli_minutes(mode, metres)))
    }

    fn settled_cost(&self, mode: Mode, chord_m: f64) -> Option<MilliMinutes> {
        settled_steps(chord_m, |metres| milli_minutes(mode, metres)).map(MilliMinutes)
    }

    fn beyond_m(&self, mode: Mode, chord_m: f64) -> f64 {
        let (speed_m_per_min, _) = pace(mode);
        // What is a step of a thousandth of a minute longer costs a step more; the hundredth of a millimetre is for floating point errors.
        longest_geodesic_m(chord_m) + speed_m_per_min * (1e-3 / DETOUR) + 1e-5
    }

    fn most_cost(&self, mode: Mode, chord_m: f64) -> MilliMinutes {
        MilliMinutes(milli_minutes(mode, longest_geodesic_m(chord_m)))
    }

    fn reach_m(&self, mode: Mode, most: MilliMinutes) -> f64 {
        let (speed_m_per_min, wait_min) = pace(mode);
        // A chord is never longer than the geodesic; floating point errors stay far below the hundredth of a millimetre added.
        let minutes = (most.0 as f64 + 0.5) / 1_000.0 - wait_min;
        minutes * speed_m_per_min / DETOUR + 1e-5
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use model::LonLat;

    #[test]
    fn a_trip_costs_distance_times_detour_over_speed() {
        let [home, site] =
            [1.0, 1.001].map(|lon| EarthPoint::new(LonLat::try_new(lon, 0.0).unwrap()));
        // 111.319 m along the equator: 1.809 min on foot.
        assert_eq!(
            StraightLine.cost(Mode::Walk, &home, &site),
            MilliMinutes(1_809)
        );
        assert_eq!(
            StraightLine.cost(Mode::Transit, &home, &home),
            MilliMinutes(5_000)
        );
        assert_eq!(
            StraightLine.cost(Mode::Drive, &home, &home),
            MilliMinutes(0)
        );
    }

    #[test]
    fn the_longest_way_is_the_last_that_costs_no_more() {
        for mode in [Mode::Walk, Mode::Bike, Mode::Drive, Mode::Transit] {
            for most in [5_000, 10_000, 30_000, 77_777] {
                let longest = StraightLine.longest_m(mode, MilliMinutes(most)).unwrap();
                assert!(milli_minutes(mode, longest) <= most, "{mode:?} {most}");
                assert!(
                    milli_minutes(mode, longest.next_up()) > most,
                    "{mode:?} {most}"
                );
            }
        }
        // A bus comes after five minutes.
        assert_eq!(
            StraightLine.longest_m(Mode::Transit, MilliMinutes(4_999)),
            None
        );
        let on_foot = StraightLine
            .longest_m(Mode::Walk, MilliMinutes(10_000))
            .unwrap();
        assert!((on_foot - 10.000_5 * 80.0 / 1.3).abs() < 1e-6, "{on_foot}");
    }
}
