//! Geodesic distance.

use geo::{Distance, Geodesic, Point};
use model::LonLat;

/// Distance between two positions along the WGS 84 ellipsoid.
///
/// # Units
/// Metres.
///
/// # Algorithm
/// Karney's, accurate to nanometres; longitudes 180 and -180 are the same meridian.
///
/// # Examples
/// ```
/// use model::LonLat;
/// let white_house = LonLat::try_new(-77.0365, 38.8977).unwrap();
/// let capitol = LonLat::try_new(-77.0091, 38.8899).unwrap();
/// let metres = spatial::distance::geodesic_m(white_house, capitol);
/// assert!((metres - 2_530.0).abs() < 10.0);
/// ```
///
/// # References
/// Karney (2013), Algorithms for geodesics, <https://doi.org/10.1007/s00190-012-0578-z>.
pub fn geodesic_m(a: LonLat, b: LonLat) -> f64 {
    Geodesic.distance(Point::new(a.lon(), a.lat()), Point::new(b.lon(), b.lat()))
}

/// Semi-major axis and first eccentricity squared of WGS 84.
const A_M: f64 = 6_378_137.0;
const E2: f64 = 6.694_379_990_141_316e-3;

/// Least and largest radius of curvature of any normal section of the ellipsoid: along the meridian at the equator, and at the poles.
const LEAST_RADIUS_M: f64 = 6_335_439.0;
const LARGEST_RADIUS_M: f64 = 6_399_594.0;
/// Chords up to this length decide a distance to less than a tenth of a metre.
const SHORT_CHORD_M: f64 = 150_000.0;
/// What floating point may add to or take from a chord, and from a geodesic distance, in metres.
const SLACK_M: f64 = 1e-6;

/// A position with its earth-centered coordinates, computed once.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EarthPoint {
    position: LonLat,
    center_m: [f64; 3],
}

impl EarthPoint {
    /// The point at a position.
    pub fn new(position: LonLat) -> Self {
        Self {
            position,
            center_m: earth_centered_m(position),
        }
    }

    /// Its longitude and latitude.
    pub fn position(&self) -> LonLat {
        self.position
    }

    /// Its coordinates in metres from the center of the earth.
    pub(crate) fn center_m(&self) -> [f64; 3] {
        self.center_m
    }

    /// The straight chord to another point, in metres.
    pub fn chord_m(&self, other: &Self) -> f64 {
        squared_chord_m2(&self.center_m, &other.center_m).sqrt()
    }

    /// A chord, in metres, that no chord between two of these points exceeds: the diagonal of the box around them.
    pub fn longest_chord_m<'a>(points: impl IntoIterator<Item = &'a Self>) -> f64 {
        let (mut least, mut most) = ([f64::INFINITY; 3], [f64::NEG_INFINITY; 3]);
        for point in points {
            for (axis, along_m) in point.center_m.iter().enumerate() {
                least[axis] = least[axis].min(*along_m);
                most[axis] = most[axis].max(*along_m);
            }
        }
        let squares = (0..3).map(|axis| (most[axis] - least[axis]).max(0.0).powi(2));
        squares.sum::<f64>().sqrt()
    }

    /// The geodesic distance to another point in millimetres, rounded as `{:.3}` rounds metres: exact ties to even.
    pub fn millimetres_to(&self, other: &Self) -> u64 {
        self.steps_to(other, millimetres)
    }

    /// The geodesic distance to another point, turned from metres into a whole number by `steps`, which must not decrease.
    ///
    /// Where the chord alone settles the number there is no more to do; else Karney's solution decides. The answer is always that of
    /// `steps(geodesic_m(..))`.
    pub fn steps_to(&self, other: &Self, steps: impl Fn(f64) -> u64) -> u64 {
        settled_steps(self.chord_m(other), &steps)
            .unwrap_or_else(|| steps(geodesic_m(self.position, other.position)))
    }
}

/// The millimetres of [`EarthPoint::millimetres_to`] over a chord of `chord_m` metres, where the chord alone settles them.
pub fn settled_millimetres(chord_m: f64) -> Option<u64> {
    settled_steps(chord_m, millimetres)
}

fn millimetres(metres: f64) -> u64 {
    let exact = metres * 1e3;
    let whole = exact as u64;
    let rest = exact - whole as f64;
    if (rest - 0.5).abs() < 1e-4 {
        // The product is rounded itself, so that it cannot tell on which side of the tie the metres are.
        let digits: String = format!("{metres:.3}")
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        return digits.parse().expect("digits of a distance are a number");
    }
    whole + u64::from(rest > 0.5)
}

/// The number of steps over a chord of `chord_m` metres, where every distance that the chord allows gives the same.
pub(crate) fn settled_steps(chord_m: f64, steps: impl Fn(f64) -> u64) -> Option<u64> {
    if chord_m >= SHORT_CHORD_M {
        return None;
    }
    let (least_m, most_m) = geodesic_bounds_m(chord_m);
    let (least, most) = (steps(least_m), steps(most_m));
    (least == most).then_some(least)
}

/// A length in metres that no geodesic over a chord of `chord_m` metres exceeds.
pub(crate) fn longest_geodesic_m(chord_m: f64) -> f64 {
    if chord_m > SHORT_CHORD_M {
        // Half the way round the earth is the longest geodesic for its chord: 20,003.9 km over 12,713.5 km, 1.574 times.
        return chord_m * 1.58 + 1.0;
    }
    geodesic_bounds_m(chord_m).1
}

/// The bounds that a chord sets to the geodesic, in metres.
///
/// A geodesic's curvature in space is that of the normal section it follows, so it lies between those of two circles; by Schur's theorem its
/// chord then lies between theirs (torsion, of the order of the flattening squared, stays far below the slack at these lengths).
fn geodesic_bounds_m(chord_m: f64) -> (f64, f64) {
    let arc_m = |radius_m: f64| {
        // Arcsine to the fifth order; the next term is below a nanometre for short chords.
        let square = chord_m * chord_m * (0.25 / (radius_m * radius_m));
        chord_m * (1.0 + square * (1.0 / 6.0 + square * (3.0 / 40.0)))
    };
    (
        (arc_m(LARGEST_RADIUS_M) - SLACK_M).max(0.0),
        arc_m(LEAST_RADIUS_M) + SLACK_M,
    )
}

pub(crate) fn squared_chord_m2(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    let [x, y, z] = [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
    x * x + y * y + z * z
}

/// The position as earth-centered coordinates in metres.
///
/// The straight chord between two such points is never longer than the geodesic between the positions, at the poles and over the
/// antimeridian too: that makes it a safe bound for nearest-first search.
pub(crate) fn earth_centered_m(position: LonLat) -> [f64; 3] {
    let (lon, lat) = (position.lon().to_radians(), position.lat().to_radians());
    let normal_m = A_M / (1.0 - E2 * lat.sin().powi(2)).sqrt();
    [
        normal_m * lat.cos() * lon.cos(),
        normal_m * lat.cos() * lon.sin(),
        normal_m * (1.0 - E2) * lat.sin(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::travel_cost::{StraightLine, TravelCost};
    use model::survey::Mode;
    use proptest::prelude::*;

    fn any_position() -> impl Strategy<Value = LonLat> {
        (-180.0..=180.0f64, -90.0..=90.0f64)
            .prop_map(|(lon, lat)| LonLat::try_new(lon, lat).unwrap())
    }

    #[test]
    fn the_antimeridian_is_one_line() {
        let east = LonLat::try_new(180.0, 10.0).unwrap();
        let west = LonLat::try_new(-180.0, 10.0).unwrap();
        assert!(geodesic_m(east, west) < 1e-6);
    }

    /// `{:.3}` without its point.
    fn written_millimetres(metres: f64) -> u64 {
        format!("{metres:.3}").replace('.', "").parse().unwrap()
    }

    proptest! {
        #[test]
        fn millimetres_round_as_the_standard_library_writes_metres(thousandths in 0..25_000_000_000u64, step in -3i64..=3) {
            // Around every middle: the middle itself where it is a double, and the doubles beside it.
            let middle = (thousandths as f64 + 0.5) / 1_000.0;
            let beside = f64::from_bits(middle.to_bits().wrapping_add_signed(step));
            for metres in [beside, thousandths as f64 / 1_000.0, thousandths as f64 / 1_024.0] {
                prop_assert_eq!(millimetres(metres), written_millimetres(metres));
            }
        }

        #[test]
        fn beyond_the_reach_of_a_trip_every_trip_costs_more(home in any_position(), bearing in 0.0..std::f64::consts::TAU, step_deg in 1e-7..2.0f64, more in 0.0..3e-5f64, mode in 0..4usize) {
            let mode = [Mode::Walk, Mode::Bike, Mode::Drive, Mode::Transit][mode];
            let at = |deg: f64| LonLat::try_new(home.lon() + deg * bearing.sin(), home.lat() + deg * bearing.cos());
            let (Ok(near), Ok(far)) = (at(step_deg), at(step_deg + more)) else {
                return Ok(());
            };
            let [home, near, far] = [home, near, far].map(EarthPoint::new);
            let chord_m = home.chord_m(&near);
            if home.chord_m(&far) > StraightLine.beyond_m(mode, chord_m) {
                prop_assert!(StraightLine.cost(mode, &home, &far) > StraightLine.cost(mode, &home, &near));
            }
            prop_assert!(StraightLine.most_cost(mode, chord_m) >= StraightLine.cost(mode, &home, &near));
        }
    }

    proptest! {
        #[test]
        fn the_chord_is_never_longer_than_the_geodesic(a in any_position(), b in any_position()) {
            let (p, q) = (earth_centered_m(a), earth_centered_m(b));
            let chord_m = (0..3).map(|i| (p[i] - q[i]).powi(2)).sum::<f64>().sqrt();
            prop_assert!(chord_m <= geodesic_m(a, b) + 1e-6);
        }

        #[test]
        fn a_short_chord_bounds_the_geodesic(a in any_position(), bearing in 0.0..360.0f64, meters in 0.0..140_000.0f64) {
            let b = geo::Destination::destination(&Geodesic, Point::new(a.lon(), a.lat()), bearing, meters);
            let b = LonLat::try_new(b.x().clamp(-180.0, 180.0), b.y().clamp(-90.0, 90.0)).unwrap();
            let chord_m = EarthPoint::new(a).chord_m(&EarthPoint::new(b));
            let (least_m, most_m) = geodesic_bounds_m(chord_m);
            let exact_m = geodesic_m(a, b);
            prop_assert!((least_m..=most_m).contains(&exact_m), "{least_m} {exact_m} {most_m}");
        }

        #[test]
        fn no_trip_costs_more_than_its_chord_says(a in any_position(), b in any_position()) {
            let (a, b) = (EarthPoint::new(a), EarthPoint::new(b));
            let most = StraightLine.most_cost(Mode::Walk, EarthPoint::longest_chord_m([&a, &b]));
            prop_assert!(StraightLine.cost(Mode::Walk, &a, &b) <= most);
        }

        #[test]
        fn steps_are_those_of_the_exact_distance(a in any_position(), bearing in 0.0..360.0f64, meters in 0.0..200_000.0f64) {
            let b = geo::Destination::destination(&Geodesic, Point::new(a.lon(), a.lat()), bearing, meters);
            let b = LonLat::try_new(b.x().clamp(-180.0, 180.0), b.y().clamp(-90.0, 90.0)).unwrap();
            let found = EarthPoint::new(a).millimetres_to(&EarthPoint::new(b));
            let shown = format!("{:.3}", geodesic_m(a, b));
            prop_assert_eq!(format!("{}.{:03}", found / 1_000, found % 1_000), shown);
        }
    }
}
