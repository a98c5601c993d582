//! What the straight chord between two positions says about the geodesic.

/// Semi-axes of WGS 84.
const EQUATOR_M: f64 = 6_378_137.0;
const POLE_M: f64 = 6_356_752.314_245_179;

/// The least and the most radius of curvature of the ellipsoid: along the meridian at the equator, and at the poles.
const LEAST_RADIUS_M: f64 = POLE_M * POLE_M / EQUATOR_M;
const MOST_RADIUS_M: f64 = EQUATOR_M * EQUATOR_M / POLE_M;

/// No two positions are farther apart: half a meridian is 20,003,931.5 m.
const LONGEST_M: f64 = 20_004_000.0;

/// Chords under this give the geodesic to 1e-10 of its length.
const SHORT_CHORD_M: f64 = 100_000.0;

/// More than the errors of Karney's distance (15 nm) and of a chord together.
const GEODESIC_MARGIN_M: f64 = 1e-6;
const CHORD_MARGIN_M: f64 = 1e-7;

/// Which chords decide whether a geodesic is within a limit.
///
/// # Algorithm
/// No geodesic is bent more than a circle of the least radius of curvature, so by Schur's theorem it is no longer than that circle's
/// arc over the same chord. The ellipsoid is an intersection of balls of the greatest radius (Blaschke), so every path on it goes
/// around the spindle of such arcs over the chord, and is no shorter than one of them. Between the two, 3 µm apart for
/// 5 km, only the geodesic itself can tell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Bracket {
    /// The geodesic over a chord up to this is within the limit.
    pub(super) inside_m: f64,
    /// The geodesic over a chord beyond this is over the limit.
    pub(super) outside_m: f64,
}

impl Bracket {
    /// The chords that decide about `limit_m`.
    pub(super) fn of(limit_m: f64) -> Self {
        if limit_m >= LONGEST_M {
            return Self {
                inside_m: f64::INFINITY,
                outside_m: f64::INFINITY,
            };
        }
        let half_circle_m = std::f64::consts::PI * LEAST_RADIUS_M;
        let shorter_m = (limit_m - GEODESIC_MARGIN_M).min(0.9 * half_circle_m);
        let longer_m = limit_m + GEODESIC_MARGIN_M;
        let quarter = std::f64::consts::FRAC_PI_2;
        let chord_m = |arc_m: f64, radius_m: f64| {
            2.0 * radius_m * (arc_m / (2.0 * radius_m)).min(quarter).sin()
        };
        Self {
            inside_m: chord_m(shorter_m, LEAST_RADIUS_M) - CHORD_MARGIN_M,
            outside_m: chord_m(longer_m, MOST_RADIUS_M) + CHORD_MARGIN_M,
        }
    }

    /// The squares of the two chords. The first is negative where no chord is short enough.
    pub(super) fn squares(self) -> (f64, f64) {
        let (inside_m, outside_m) = (self.inside_m, self.outside_m);
        (inside_m * inside_m.abs(), outside_m * outside_m)
    }
}

/// The geodesic over a chord, from the chord's square and the projection of the change of the normal onto it; nothing for long chords.
///
/// # Parameters
/// `bend_m`: the difference of the unit normals at the ends, times the chord as a vector. On a sphere it is the chord's square over the radius.
///
/// # Algorithm
/// `bend_m` over the square is the mean curvature of the normal section, whose arc is taken for the geodesic: the series of
/// `2 R asin(chord / 2 R)`. Good to 1e-10 of the length up to 100 km (held against Karney's by a test).
pub(super) fn short_geodesic_m(chord2: f64, bend_m: f64) -> Option<f64> {
    if chord2 > SHORT_CHORD_M * SHORT_CHORD_M {
        return None;
    }
    if chord2 == 0.0 {
        return Some(0.0);
    }
    let angle2 = bend_m * bend_m / chord2;
    let stretch = 1.0 + angle2 * (1.0 / 24.0 + angle2 * (3.0 / 640.0 + angle2 * (5.0 / 7168.0)));
    Some(chord2.sqrt() * stretch)
}
