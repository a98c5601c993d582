//! One question to six indexes: the five nearest sites that speak a language, among the sites of one category in a city.
//!
//! `cargo bench -p spatial --bench index`. Fixed seed; sites and homes as `cargo xtask bench` draws them. Every index must give the same sites,
//! those of a look at all of them.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

#[allow(
    dead_code,
    reason = "the generator is that of the files, of which more is asked"
)]
#[path = "../../../xtask/src/bench/city.rs"]
mod city;
mod grid;
#[allow(
    dead_code,
    reason = "the generator is that of the files, of which more is asked"
)]
#[path = "../../../xtask/src/bench/people.rs"]
mod people;
mod trees;

use city::{City, Ground};
use model::LonLat;
use spatial::curve::hilbert_place;
use spatial::distance::EarthPoint;
use std::hint::black_box;
use std::time::Instant;

const SEED: u64 = 1;
/// Sites of a category: of 10 k sites the rarest has some 600 and the most common 4,000; of 1 M some 60,000 and 400,000.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const N_QUESTIONS: usize = 20_000;
/// Questions that are held against a look at all sites.
const N_CHECKED: usize = 500;
const N_ROUNDS: usize = 5;
/// How many sites are asked for.
pub(crate) const K: usize = 5;

/// A place with what an index may be told of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stop {
    pub(crate) earth: EarthPoint,
    /// Earth-centered, in metres.
    pub(crate) center_m: [f64; 3],
    /// Of a site the languages it speaks, a bit each; of a home the one it asks for.
    pub(crate) languages: u64,
    pub(crate) number: u32,
}

impl Stop {
    fn new((lon, lat): (f64, f64), languages: u64, number: u32) -> Self {
        let position = LonLat::try_new(lon, lat).expect("the city is on the earth");
        Self {
            earth: EarthPoint::new(position),
            center_m: center_m(position),
            languages,
            number,
        }
    }

    pub(crate) fn speaks(&self, languages: u64) -> bool {
        self.languages & languages != 0
    }

    /// The square of the chord to another place, the same number whichever index asks.
    pub(crate) fn chord2_m2(&self, other: &Self) -> f64 {
        let [x, y, z] = [0, 1, 2].map(|axis| self.center_m[axis] - other.center_m[axis]);
        x * x + y * y + z * z
    }
}

/// An index under test.
pub(crate) trait Index {
    const NAME: &'static str;

    fn build(sites: &[Stop], ground: Ground) -> Self;

    /// The nearest sites that speak the home's language, by chord and number.
    fn nearest(&self, home: &Stop) -> Best;
}

/// The nearest sites so far, ascending by squared chord and number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Best([(f64, u32); K]);

impl Default for Best {
    fn default() -> Self {
        Self([(f64::INFINITY, u32::MAX); K])
    }
}

impl Best {
    /// The squared chord beyond which nothing counts.
    pub(crate) fn reach_m2(&self) -> f64 {
        self.0[K - 1].0
    }

    pub(crate) fn add(&mut self, chord2_m2: f64, number: u32) {
        let new = (chord2_m2, number);
        let mut place = K;
        while place > 0 && new < self.0[place - 1] {
            place -= 1;
        }
        if place < K {
            self.0[place..].rotate_right(1);
            self.0[place] = new;
        }
    }

    /// Takes a site that speaks the home's language.
    pub(crate) fn look(&mut self, home: &Stop, site: &Stop) {
        if site.speaks(home.languages) {
            self.add(home.chord2_m2(site), site.number);
        }
    }
}

fn main() {
    // `cargo test --all-targets` runs this, too, and does not ask for figures.
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    for (name, ground) in [("a city", Ground::CITY), ("a country", Ground::COUNTRY)] {
        let homes = homes(ground);
        let mut rare = homes.clone();
        // The third language and those after it: one site in ten or fewer speaks each.
        for (number, home) in (0..).zip(&mut rare) {
            home.languages = 1 << (2 + number % 6);
        }
        for n_sites in SIZES {
            println!(
                "{n_sites} sites of {name}, the {K} nearest that speak a language: as families speak, and the six rarer ones"
            );
            println!(
                "index                     build ms   us a question   to ours   rare: us   to ours"
            );
            compare(&sites(ground, n_sites), ground, [&homes, &rare]);
        }
    }
}

fn compare(sites: &[Stop], ground: Ground, asked: [&[Stop]; 2]) {
    let ours = run::<trees::Ours>((sites, ground), asked, None);
    run::<grid::Grid>((sites, ground), asked, Some(ours));
    run::<trees::PackedHilbert>((sites, ground), asked, Some(ours));
    run::<trees::FlatHilbert>((sites, ground), asked, Some(ours));
    run::<trees::KdTree>((sites, ground), asked, Some(ours));
    run::<trees::RStar>((sites, ground), asked, Some(ours));
}

/// Checks, times and prints one index; its microseconds a question.
fn run<I: Index>(
    (sites, ground): (&[Stop], Ground),
    asked: [&[Stop]; 2],
    ours: Option<[f64; 2]>,
) -> [f64; 2] {
    let started = Instant::now();
    let index = I::build(sites, ground);
    let built_ms = started.elapsed().as_secs_f64() * 1e3;
    let micros = asked.map(|homes| {
        for home in homes.iter().step_by(N_QUESTIONS / N_CHECKED) {
            let mut best = Best::default();
            sites.iter().for_each(|site| best.look(home, site));
            assert_eq!(index.nearest(home), best, "{} finds other sites", I::NAME);
        }
        fastest_us(&index, homes)
    });
    let [common, rare] = micros;
    let [a, b] = ours.unwrap_or(micros);
    println!(
        "{:24} {built_ms:9.2} {common:15.2} {:9.2} {rare:10.2} {:9.2}",
        I::NAME,
        common / a,
        rare / b
    );
    micros
}

/// The fastest of some rounds counts: what else the machine does can only add.
fn fastest_us<I: Index>(index: &I, homes: &[Stop]) -> f64 {
    let round = || {
        let started = Instant::now();
        for home in homes {
            black_box(index.nearest(home));
        }
        started.elapsed().as_secs_f64() * 1e6 / homes.len() as f64
    };
    (0..N_ROUNDS).map(|_| round()).fold(f64::INFINITY, f64::min)
}

fn sites(ground: Ground, n: usize) -> Vec<Stop> {
    let city = City::draw(ground, SEED);
    let rows = people::sites(&city, (SEED, "bench/sites"), (n, None)).zip(0..);
    rows.map(|(row, number)| Stop::new((row.lon, row.lat), u64::from(row.languages), number))
        .collect()
}

/// Homes along a space-filling curve.
fn homes(ground: Ground) -> Vec<Stop> {
    let city = City::draw(ground, SEED);
    let rows = people::needs(&city, SEED, "bench/needs").zip(0..);
    let homes = rows.map(|(row, number)| Stop::new((row.lon, row.lat), 1 << row.language, number));
    let mut homes: Vec<_> = homes.take(N_QUESTIONS).collect();
    homes.sort_by_key(|home| hilbert_place(home.earth.position()));
    homes
}

/// Earth-centered coordinates on the WGS 84 ellipsoid, in metres.
fn center_m(place: LonLat) -> [f64; 3] {
    const E2: f64 = 6.694_379_990_141_316e-3;
    let (lon, lat) = (place.lon().to_radians(), place.lat().to_radians());
    let normal_m = 6_378_137.0 / (1.0 - E2 * lat.sin().powi(2)).sqrt();
    [
        normal_m * lat.cos() * lon.cos(),
        normal_m * lat.cos() * lon.sin(),
        normal_m * (1.0 - E2) * lat.sin(),
    ]
}

/// East and north in metres, such that no two places within 3,000 km of each other are nearer to each other than on this plane.
pub(crate) fn plane_m(stop: &Stop, ground: Ground) -> [f64; 2] {
    let [west, south, _, north] = ground.edges;
    let position = stop.earth.position();
    // The least radii, the narrowest parallel, and what chords are shorter than arcs.
    let east_m = 6_378_137.0 * north.to_radians().cos() * 0.99;
    let north_m = 6_335_439.0 * 0.99;
    [
        (position.lon() - west).to_radians() * east_m,
        (position.lat() - south).to_radians() * north_m,
    ]
}
