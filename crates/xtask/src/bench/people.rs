//! The rows of needs and sites in the workloads.

use super::city::{City, chance, normal, weighted};
use rand::RngExt;
use rand_chacha::ChaCha8Rng;

/// Categories, the most common first.
pub(crate) const CATEGORIES: [&str; 10] = [
    "food",
    "housing",
    "utilities",
    "health",
    "mental-health",
    "childcare",
    "employment",
    "legal",
    "transport",
    "clothing",
];
/// Languages, the most common first.
pub(crate) const LANGUAGES: [&str; 8] = ["en", "es", "pl", "zh", "ar", "tl", "ur", "vi"];
/// Of how many families each is the language.
const SPOKEN: [f64; 8] = [0.66, 0.21, 0.04, 0.03, 0.025, 0.015, 0.01, 0.01];
/// At how many sites each is spoken.
const OFFERED: [f64; 8] = [0.97, 0.38, 0.08, 0.08, 0.05, 0.04, 0.03, 0.03];
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// How common each kind of opening hours is.
const KINDS_OF_HOURS: [f64; 6] = [0.45, 0.20, 0.08, 0.05, 0.07, 0.15];

/// One need: a place, a category, a language and a half hour.
pub(crate) struct NeedRow {
    /// Longitude.
    pub(crate) lon: f64,
    /// Latitude.
    pub(crate) lat: f64,
    /// Number of the category.
    pub(crate) category: usize,
    /// Number of the language.
    pub(crate) language: usize,
    /// When the family can come.
    pub(crate) times: String,
}

/// One site.
pub(crate) struct SiteRow {
    /// Longitude.
    pub(crate) lon: f64,
    /// Latitude.
    pub(crate) lat: f64,
    /// Categories, a bit each.
    pub(crate) categories: u16,
    /// Languages, a bit each.
    pub(crate) languages: u16,
    /// Opening hours.
    pub(crate) hours: String,
    /// Places; unlimited when nothing.
    pub(crate) places: Option<u64>,
}

/// The weights 1, 2^-0.9, 3^-0.9 ... of the categories, as sums.
fn skewed() -> Vec<f64> {
    let mut sum = 0.0;
    let weight = |rank: usize| {
        sum += (rank as f64).powf(-0.9);
        sum
    };
    (1..=CATEGORIES.len()).map(weight).collect()
}

fn sums(weights: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    let add = |weight: &f64| {
        sum += weight;
        sum
    };
    weights.iter().map(add).collect()
}

/// Needs without end.
pub(crate) fn needs(city: &City, seed: u64, name: &str) -> impl Iterator<Item = NeedRow> {
    let mut rng = chance(seed, name);
    let (categories, languages) = (skewed(), sums(&SPOKEN));
    std::iter::repeat_with(move || {
        let (lon, lat) = city.point(0.10, &mut rng);
        let is_workday = rng.random_bool(0.85);
        let day = if is_workday { 0..5 } else { 5..7 };
        let is_daytime = rng.random_bool(0.75);
        let half_hour = if is_daytime { 18..34 } else { 34..42 };
        let (day, start) = (rng.random_range(day), rng.random_range(half_hour) * 30);
        NeedRow {
            lon,
            lat,
            category: weighted(&categories, &mut rng),
            language: weighted(&languages, &mut rng),
            times: stretch(DAYS[day], start, start + 30),
        }
    })
}

/// `n` sites; with `n_places` their places sum to about so many.
pub(crate) fn sites(
    city: &City,
    (seed, name): (u64, &str),
    (n, n_places): (usize, Option<u64>),
) -> impl Iterator<Item = SiteRow> {
    let mut rng = chance(seed, name);
    let (categories, kinds) = (skewed(), sums(&KINDS_OF_HOURS));
    let mut places = n_places
        .map(|whole| places(n, whole, &mut chance(seed, &format!("{name}/places"))).into_iter());
    let rows = std::iter::repeat_with(move || {
        let (lon, lat) = city.point(0.15, &mut rng);
        let mut offered = 1 << weighted(&categories, &mut rng);
        for chance_of_more in [0.35, 0.12] {
            if rng.random_bool(chance_of_more) {
                offered |= 1 << weighted(&categories, &mut rng);
            }
        }
        let spoken = OFFERED
            .iter()
            .enumerate()
            .map(|(bit, share)| u16::from(rng.random_bool(*share)) << bit);
        SiteRow {
            lon,
            lat,
            categories: offered,
            languages: spoken.fold(0, |bits, bit| bits | bit).max(1),
            hours: hours(weighted(&kinds, &mut rng), &mut rng),
            places: places.as_mut().and_then(Iterator::next),
        }
    });
    rows.take(n)
}

/// The words of the bits that are set.
pub(crate) fn words<'a>(bits: u16, names: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
    let is_set = move |(bit, _): &(usize, &&str)| bits >> bit & 1 == 1;
    names
        .iter()
        .enumerate()
        .filter(is_set)
        .map(|(_, name)| *name)
}

/// Places of `n` sites, log-normal, that sum to about `whole`; each has one at least.
fn places(n: usize, whole: u64, rng: &mut ChaCha8Rng) -> Vec<u64> {
    let sizes: Vec<f64> = (0..n).map(|_| (0.8 * normal(rng)).exp()).collect();
    let sum: f64 = sizes.iter().sum();
    let scaled = |size: &f64| (size / sum * whole as f64).round().max(1.0) as u64;
    sizes.iter().map(scaled).collect()
}

fn hours(kind: usize, rng: &mut ChaCha8Rng) -> String {
    let shift = rng.random_range(-2..=2) * 30;
    let entry = |days: &str, opens: i32, closes: i32| {
        stretch(days, (opens + shift) as u32, (closes + shift) as u32)
    };
    match kind {
        0 => entry("mon-fri", 540, 1_020),
        1 => format!(
            "{};{}",
            entry("mon-fri", 480, 1_080),
            entry("sat", 540, 780)
        ),
        2 => entry("mon-fri", 960, 1_260),
        3 => entry("sat-sun", 540, 960),
        4 => stretch("mon-sun", 0, 1_440),
        _ => irregular_hours(rng),
    }
}

/// Other hours on each of some days.
fn irregular_hours(rng: &mut ChaCha8Rng) -> String {
    let mut days = Vec::new();
    for day in DAYS {
        if rng.random_bool(0.4) {
            let opens = rng.random_range(14..28) * 30;
            days.push(stretch(day, opens, opens + rng.random_range(4..14) * 30));
        }
    }
    if days.is_empty() {
        days.push(stretch("wed", 600, 720));
    }
    days.join(";")
}

fn stretch(days: &str, start_min: u32, end_min: u32) -> String {
    let clock = |min: u32| format!("{:02}:{:02}", min / 60, min % 60);
    format!("{days} {}-{}", clock(start_min), clock(end_min))
}
