//! The lie of the land: a warped grid whose one column is the river.
//!
//! Everything is drawn in grid coordinates `(u, v)`: `u` counts columns from the west, `v` rows from the south. The warp
//! that takes them to the ground is continuous and never folds, so what does not cross on the grid does not cross on the map.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// Columns of the grid.
pub(crate) const COLUMNS: usize = 42;
/// Rows of the grid.
pub(crate) const ROWS: usize = 34;
/// The grid line along which the river runs.
pub(crate) const RIVER_COLUMN: usize = 25;
/// The column of Center Street.
pub(crate) const CENTER_COLUMN: usize = 19;
/// The row of Main Street.
pub(crate) const CENTER_ROW: usize = 17;

const ORIGIN_LON: f64 = -96.42;
const ORIGIN_LAT: f64 = 38.03;
const KM_PER_DEGREE_LON: f64 = 87.82;
const KM_PER_DEGREE_LAT: f64 = 111.0;

/// A place on the drawing plane, kilometers east and north of the courthouse.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Km {
    /// East.
    pub(crate) x: f64,
    /// North.
    pub(crate) y: f64,
}

impl Km {
    /// Distance to another place.
    pub(crate) fn distance(self, other: Self) -> f64 {
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        (dx * dx + dy * dy).sqrt()
    }

    /// The same place in whole millionths of a degree, which is how it is written.
    pub(crate) fn micro(self) -> Micro {
        Micro {
            lon: ((ORIGIN_LON + self.x / KM_PER_DEGREE_LON) * 1e6).round() as i64,
            lat: ((ORIGIN_LAT + self.y / KM_PER_DEGREE_LAT) * 1e6).round() as i64,
        }
    }
}

/// Longitude and latitude in millionths of a degree: equal points are equal, and areas are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Micro {
    /// Longitude.
    pub(crate) lon: i64,
    /// Latitude.
    pub(crate) lat: i64,
}

impl Micro {
    /// Longitude in degrees.
    pub(crate) fn lon_degrees(self) -> f64 {
        self.lon as f64 / 1e6
    }

    /// Latitude in degrees.
    pub(crate) fn lat_degrees(self) -> f64 {
        self.lat as f64 / 1e6
    }
}

/// The warp from grid to ground, and what grows on it.
pub(crate) struct Terrain {
    columns: Vec<f64>,
    rows: Vec<f64>,
    east: Noise,
    north: Noise,
    settlement: Noise,
    outline: Noise,
}

impl Terrain {
    /// Draws a terrain.
    pub(crate) fn draw(rng: &mut ChaCha8Rng) -> Self {
        Self {
            columns: spacing(COLUMNS, CENTER_COLUMN),
            rows: spacing(ROWS, CENTER_ROW),
            east: Noise::draw(rng, 4.3),
            north: Noise::draw(rng, 4.9),
            settlement: Noise::draw(rng, 2.6),
            outline: Noise::draw(rng, 5.0),
        }
    }

    /// The place on the ground of a place on the grid.
    pub(crate) fn ground(&self, u: f64, v: f64) -> Km {
        let (x, y) = (at(&self.columns, u), at(&self.rows, v));
        let wild = 0.04 + 0.40 * ramp((x * x + y * y).sqrt(), 2.2, 7.5);
        let from_river = u - RIVER_COLUMN as f64;
        let reach = if from_river < 0.0 { 13.0 } else { 15.0 };
        let pull = 1.0 - ramp(from_river.abs(), 0.0, reach);
        let tilt = if from_river > 0.0 {
            0.11 * from_river * 0.3
        } else {
            0.02 * from_river * 0.3
        };
        Km {
            x: x + pull * meander(y) + wild * self.east.at(u, v),
            y: y + tilt + wild * self.north.at(u, v),
        }
    }

    /// Children per square kilometer at a place on the ground.
    pub(crate) fn children_per_km2(&self, place: Km) -> f64 {
        let downtown = place.distance(Km { x: 0.0, y: 0.0 });
        let mut density = 5.0 + 430.0 * bump(downtown, 3.0) * (1.0 - 0.65 * bump(downtown, 0.8));
        for (x, y, peak, width) in SUBURBS {
            density += peak * bump(place.distance(Km { x, y }), width);
        }
        density
            * (1.0
                + 0.45
                    * self
                        .settlement
                        .at(place.x * 3.0 + 60.0, place.y * 3.0 + 60.0))
    }

    /// Whether a place on the ground belongs to the district.
    pub(crate) fn is_in_district(&self, place: Km) -> bool {
        let (x, y) = ((place.x - 0.4) / 8.5, place.y / 6.5);
        let round = (x * x).powi(2) + (y * y).powi(2);
        round < 1.0 + 0.65 * self.outline.at(place.x * 1.6 + 90.0, place.y * 1.6 + 90.0)
    }
}

/// Centers of the later growth: east, north, peak of children per square kilometer, width in kilometers.
const SUBURBS: [(f64, f64, f64, f64); 6] = [
    (-4.4, -2.6, 270.0, 1.5),
    (-1.2, 4.2, 240.0, 1.3),
    (4.4, 0.4, 330.0, 1.5),
    (-4.9, 1.5, 190.0, 1.2),
    (5.3, 3.0, 130.0, 0.9),
    (5.4, -2.4, 170.0, 1.0),
];

/// How far east of its column the river runs at a latitude: a great bend around the old town and smaller ones beyond.
fn meander(y: f64) -> f64 {
    let tau = std::f64::consts::TAU;
    0.88 * (y / 8.2 * tau).cos()
        + 0.40 * (y / 3.9 * tau + 0.6).sin()
        + 0.10 * (y / 1.7 * tau + 2.0).sin()
}

fn spacing(n: usize, center: usize) -> Vec<f64> {
    let step = |k: usize| {
        let from_center = k.abs_diff(center) as f64;
        0.265 + 0.0011 * from_center * from_center
    };
    let mut lines = vec![0.0];
    for k in 0..n {
        lines.push(lines[k] + (step(k) + step(k + 1)) / 2.0);
    }
    let zero = lines[center];
    lines.iter().map(|line| line - zero).collect()
}

fn at(lines: &[f64], position: f64) -> f64 {
    let last = lines.len() - 2;
    let below = (position.floor().max(0.0) as usize).min(last);
    let share = position - below as f64;
    lines[below] * (1.0 - share) + lines[below + 1] * share
}

/// 1 at distance 0, about a third at `width`, nothing far away.
fn bump(distance: f64, width: f64) -> f64 {
    (-(distance / width).powi(2)).exp()
}

/// 0 up to `from`, 1 beyond `to`, smooth between.
fn ramp(value: f64, from: f64, to: f64) -> f64 {
    let t = ((value - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// Smooth noise between -1 and 1.
struct Noise {
    size: usize,
    wavelength: f64,
    values: Vec<f64>,
}

impl Noise {
    fn draw(rng: &mut ChaCha8Rng, wavelength: f64) -> Self {
        let size = 64;
        let values = (0..size * size)
            .map(|_| rng.random_range(-1.0..1.0))
            .collect();
        Self {
            size,
            wavelength,
            values,
        }
    }

    fn at(&self, u: f64, v: f64) -> f64 {
        let (x, y) = (u / self.wavelength + 2.0, v / self.wavelength + 2.0);
        let (x0, y0) = (x.floor(), y.floor());
        let (sx, sy) = (ramp(x - x0, 0.0, 1.0), ramp(y - y0, 0.0, 1.0));
        let value = |dx: usize, dy: usize| {
            let (i, j) = (x0 as usize + dx, y0 as usize + dy);
            self.values[(i % self.size) * self.size + j % self.size]
        };
        let south = value(0, 0) * (1.0 - sx) + value(1, 0) * sx;
        let north = value(0, 1) * (1.0 - sx) + value(1, 1) * sx;
        south * (1.0 - sy) + north * sy
    }
}
