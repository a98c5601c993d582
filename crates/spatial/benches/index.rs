//! One question to four indexes: the five nearest points that carry a tag, for 100,000 places along a space-filling curve.
//!
//! `cargo bench -p spatial --bench index`. Fixed seed; every index must give the same distances.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use model::LonLat;
use rstar::RTree;
use rstar::primitives::GeomWithData;
use spatial::curve::hilbert_place;
use spatial::distance::EarthPoint;
use spatial::index::{Entry, Node, PointIndex, Visitor};
use std::time::Instant;

const N_POINTS: usize = 100_000;
const N_QUESTIONS: usize = 100_000;
const K: usize = 5;
const N_TAGS: u32 = 8;

/// A point as all indexes see it: earth-centered metres, and one of eight tags.
#[derive(Debug, Clone, Copy)]
struct Tagged {
    at: [f64; 3],
    number: u32,
}

impl Tagged {
    fn tag(self) -> u32 {
        self.number % N_TAGS
    }
}

impl Entry for Tagged {
    fn number(&self) -> u32 {
        self.number
    }

    fn tags(&self) -> u64 {
        1 << self.tag()
    }
}

fn main() {
    let mut seed = 1u64;
    let mut places: Vec<_> = (0..N_POINTS).map(|_| place(&mut seed)).collect();
    places.sort_by_key(|place| hilbert_place(*place));
    let points: Vec<_> = places
        .iter()
        .zip(0..)
        .map(|(place, number)| tagged(*place, number * 7 % 100_003))
        .collect();
    let mut questions: Vec<_> = (0..N_QUESTIONS).map(|_| place(&mut seed)).collect();
    questions.sort_by_key(|place| hilbert_place(*place));
    println!("{N_QUESTIONS} questions, {N_POINTS} points, the {K} nearest of one tag in {N_TAGS}");
    let ours = run(
        "packed k-d tree (ours)",
        &questions,
        || {
            PointIndex::build(
                places
                    .iter()
                    .map(|place| EarthPoint::new(*place))
                    .zip(points.iter().copied()),
            )
        },
        |index, place, tag| {
            let mut search = Nearest {
                from: center(place),
                tag,
                best: Best::default(),
            };
            index.search(&EarthPoint::new(place), &mut search);
            search.best
        },
    );
    let others = [
        run(
            "R*-tree (rstar)",
            &questions,
            || {
                RTree::bulk_load(
                    points
                        .iter()
                        .map(|point| GeomWithData::new(point.at, point.tag()))
                        .collect(),
                )
            },
            |tree, place, tag| {
                let nearest = tree.nearest_neighbor_iter_with_distance_2(center(place));
                let mut best = Best::default();
                nearest
                    .filter(|(point, _)| point.data == tag)
                    .take(K)
                    .for_each(|(_, chord2_m2)| best.add(chord2_m2));
                best
            },
        ),
        run(
            "packed Hilbert R-tree",
            &questions,
            || Packed::build(&points),
            |tree, place, tag| {
                let mut best = Best::default();
                tree.search(tree.levels.len() - 1, 0, (&center(place), tag), &mut best);
                best
            },
        ),
        run(
            "uniform grid",
            &questions,
            || Grid::build(&places, &points),
            |grid, place, tag| grid.nearest(place, tag),
        ),
    ];
    for (name, distances, seconds) in others {
        assert_eq!(distances, ours.1, "{name} gives other distances");
        println!("{name}: {:.1} times the time of ours", seconds / ours.2);
    }
}

/// Builds and asks three times; the best time counts. The sum of all distances, in millimetres, and the seconds.
fn run<I>(
    name: &'static str,
    questions: &[LonLat],
    build: impl Fn() -> I,
    ask: impl Fn(&I, LonLat, u32) -> Best,
) -> (&'static str, u64, f64) {
    let mut fastest = f64::INFINITY;
    let (mut built, mut sum) = (0.0, 0);
    for _ in 0..3 {
        let started = Instant::now();
        let index = build();
        built = started.elapsed().as_secs_f64();
        let started = Instant::now();
        let best = questions
            .iter()
            .zip(0..)
            .map(|(place, n)| ask(&index, *place, n % N_TAGS));
        sum = best
            .map(|best| {
                best.0
                    .iter()
                    .map(|m2| (m2.sqrt() * 1e3).round() as u64)
                    .sum::<u64>()
            })
            .sum();
        fastest = fastest.min(started.elapsed().as_secs_f64());
    }
    println!(
        "{name}: built in {:.1} ms, {:.2} us a question",
        built * 1e3,
        fastest / questions.len() as f64 * 1e6
    );
    (name, sum, fastest)
}

/// The squared chords of the nearest so far, ascending.
#[derive(Debug)]
struct Best([f64; K]);

impl Default for Best {
    fn default() -> Self {
        Self([f64::INFINITY; K])
    }
}

impl Best {
    fn worst(&self) -> f64 {
        self.0[K - 1]
    }

    fn add(&mut self, chord2_m2: f64) {
        let mut place = K;
        while place > 0 && self.0[place - 1] > chord2_m2 {
            place -= 1;
        }
        if place < K {
            self.0[place..].rotate_right(1);
            self.0[place] = chord2_m2;
        }
    }
}

struct Nearest {
    from: [f64; 3],
    tag: u32,
    best: Best,
}

impl Visitor<Tagged> for Nearest {
    fn reach_m2(&self) -> f64 {
        self.best.worst()
    }

    fn skips(&self, _: usize, node: &Node, _: f64) -> bool {
        node.tags() & 1 << self.tag == 0
    }

    fn meet(&mut self, _: u32, entry: &Tagged, _: f64) {
        if entry.tag() == self.tag {
            self.best.add(squared(&entry.at, &self.from));
        }
    }
}

/// Points along the curve in leaves of eight, eight boxes a box above.
struct Packed {
    points: Vec<Tagged>,
    levels: Vec<Vec<[[f64; 3]; 2]>>,
}

impl Packed {
    fn build(points: &[Tagged]) -> Self {
        let around = |boxes: &[[[f64; 3]; 2]]| {
            boxes.iter().fold(
                [[f64::INFINITY; 3], [f64::NEG_INFINITY; 3]],
                |[least, most], [low, high]| {
                    [
                        std::array::from_fn(|i| least[i].min(low[i])),
                        std::array::from_fn(|i| most[i].max(high[i])),
                    ]
                },
            )
        };
        let leaves: Vec<_> = points.iter().map(|point| [point.at, point.at]).collect();
        let mut levels = vec![leaves.chunks(8).map(around).collect::<Vec<_>>()];
        while levels[levels.len() - 1].len() > 1 {
            let next = levels[levels.len() - 1].chunks(8).map(around).collect();
            levels.push(next);
        }
        Self {
            points: points.to_vec(),
            levels,
        }
    }

    fn search(&self, level: usize, node: usize, asked: (&[f64; 3], u32), best: &mut Best) {
        let (from, tag) = asked;
        if level == 0 {
            let leaf = self.points[node * 8..]
                .iter()
                .take(8)
                .filter(|point| point.tag() == tag);
            leaf.for_each(|point| best.add(squared(&point.at, from)));
            return;
        }
        let below = &self.levels[level - 1];
        let children = node * 8..(node * 8 + 8).min(below.len());
        let mut near: Vec<_> = children
            .map(|child| (outside(&below[child], from), child))
            .collect();
        near.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (chord2_m2, child) in near {
            if chord2_m2 <= best.worst() {
                self.search(level - 1, child, asked, best);
            }
        }
    }
}

/// Cells of longitude and latitude, some two points each, searched in growing rings.
struct Grid {
    cells: Vec<Vec<Tagged>>,
    side: usize,
}

const WEST: f64 = -87.94;
const SOUTH: f64 = 41.64;
const WIDTH: f64 = 0.42;

impl Grid {
    fn build(places: &[LonLat], points: &[Tagged]) -> Self {
        let side = ((points.len() / 2) as f64).sqrt() as usize;
        let mut grid = Self {
            cells: vec![Vec::new(); side * side],
            side,
        };
        for (place, point) in places.iter().zip(points) {
            let (x, y) = grid.cell(*place);
            grid.cells[y * side + x].push(*point);
        }
        grid
    }

    fn cell(&self, place: LonLat) -> (usize, usize) {
        let along = |degrees: f64| (degrees / WIDTH * self.side as f64) as usize;
        (
            along(place.lon() - WEST).min(self.side - 1),
            along(place.lat() - SOUTH).min(self.side - 1),
        )
    }

    fn nearest(&self, place: LonLat, tag: u32) -> Best {
        let (x, y) = self.cell(place);
        let from = center(place);
        // A ring further is at least this much further, in metres: cells are narrowest along the northern edge.
        let cell_m = WIDTH / self.side as f64 * 111_000.0 * (SOUTH + WIDTH).to_radians().cos();
        let mut best = Best::default();
        for ring in 0..self.side {
            if ring > 0 && ((ring - 1) as f64 * cell_m).powi(2) > best.worst() {
                break;
            }
            let rows = y.saturating_sub(ring)..=(y + ring).min(self.side - 1);
            for row in rows {
                let is_edge = row.abs_diff(y) == ring;
                let columns = x.saturating_sub(ring)..=(x + ring).min(self.side - 1);
                for column in columns.filter(|column| is_edge || column.abs_diff(x) == ring) {
                    let points = self.cells[row * self.side + column]
                        .iter()
                        .filter(|point| point.tag() == tag);
                    points.for_each(|point| best.add(squared(&point.at, &from)));
                }
            }
        }
        best
    }
}

fn outside([least, most]: &[[f64; 3]; 2], from: &[f64; 3]) -> f64 {
    (0..3)
        .map(|i| (least[i] - from[i]).max(from[i] - most[i]).max(0.0).powi(2))
        .sum()
}

fn squared(a: &[f64; 3], b: &[f64; 3]) -> f64 {
    (0..3).map(|i| (a[i] - b[i]).powi(2)).sum()
}

fn tagged(place: LonLat, number: u32) -> Tagged {
    Tagged {
        at: center(place),
        number,
    }
}

/// Earth-centered coordinates on the WGS 84 ellipsoid, in metres.
fn center(place: LonLat) -> [f64; 3] {
    let (lon, lat) = (place.lon().to_radians(), place.lat().to_radians());
    let normal_m = 6_378_137.0 / (1.0 - 6.694_379_990_141_316e-3 * lat.sin().powi(2)).sqrt();
    [
        normal_m * lat.cos() * lon.cos(),
        normal_m * lat.cos() * lon.sin(),
        normal_m * (1.0 - 6.694_379_990_141_316e-3) * lat.sin(),
    ]
}

/// A place in a city-sized box, denser towards the middle.
fn place(seed: &mut u64) -> LonLat {
    let mut draw = || {
        // Knuth's linear congruential generator, the upper half of its bits.
        *seed = seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (*seed >> 33) as f64 / f64::from(1u32 << 31)
    };
    let (lon, lat) = (
        WEST + (draw() + draw()) / 2.0 * WIDTH,
        SOUTH + (draw() + draw()) / 2.0 * WIDTH,
    );
    LonLat::try_new(lon, lat).expect("the box is on the earth")
}
