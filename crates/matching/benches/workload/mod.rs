//! Needs and sites as `cargo xtask bench` draws them, without the way over files.

#[allow(
    dead_code,
    reason = "the generator is that of the files, of which more is asked"
)]
#[path = "../../../xtask/src/bench/city.rs"]
pub(crate) mod city;
#[allow(
    dead_code,
    reason = "the generator is that of the files, of which more is asked"
)]
#[path = "../../../xtask/src/bench/people.rs"]
mod people;

use city::{City, Ground};
use matching::{Demand, Setting, Supply};
use model::LonLat;
use model::analysis::{Need, Reading, Site};
use model::hours::WeekHours;
use model::language::Language;
use model::survey::Mode;
use model::units::{Micro, Severity};
use people::{CATEGORIES, LANGUAGES, NeedRow, SiteRow};
use spatial::travel_cost::StraightLine;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) const SEED: u64 = 1;

/// `n` needs by id.
pub(crate) fn needs(n: usize) -> Vec<Need> {
    let city = City::draw(Ground::CITY, SEED);
    let (mut categories, mut languages) = (Shared::default(), Shared::default());
    let (mut weeks, nothing, nobody) = (Shared::default(), Arc::default(), Arc::default());
    let need = |(number, row): (usize, NeedRow)| Need {
        id: id(format!("n{number:08}")),
        position: LonLat::try_new(row.lon, row.lat).ok(),
        category: Some(categories.get(row.category, |category| {
            id(CATEGORIES[*category].to_owned())
        })),
        languages: languages.get(1 << row.language, |bits| speech(*bits)),
        times: Some(weeks.get(row.times, |text| hours(text))),
        mode: Mode::Walk,
        max_minutes: None,
        max_cost: None,
        age: None,
        severity: Severity::from(Micro::from_whole(1)),
        weight: Micro::from_whole(1),
        accessibility: Arc::clone(&nothing),
        trusted: Arc::clone(&nobody),
        school_id: None,
    };
    let rows = people::needs(&city, SEED, "bench/needs").take(n);
    rows.enumerate().map(need).collect()
}

/// `n` sites by id; with `n_places` their places sum to about so many.
pub(crate) fn sites(n: usize, n_places: Option<u64>) -> Vec<Site> {
    let city = City::draw(Ground::CITY, SEED);
    let (mut categories, mut languages) = (Shared::default(), Shared::default());
    let (mut weeks, nothing) = (Shared::default(), Arc::default());
    let site = |(number, row): (usize, SiteRow)| Site {
        id: id(format!("s{number:07}")),
        organization_id: None,
        position: LonLat::try_new(row.lon, row.lat).ok(),
        is_virtual: false,
        categories: categories.get(row.categories, |bits| {
            let words = people::words(*bits, &CATEGORIES);
            words.map(|word| id(word.to_owned())).collect()
        }),
        languages: languages.get(row.languages, |bits| speech(*bits)),
        has_interpreter: false,
        hours: Some(weeks.get(row.hours, |text| hours(text))),
        service_area: None,
        min_age: None,
        max_age: None,
        cost: None,
        capacity: row.places.map(|places| Micro::from_whole(places as u32)),
        accessibility: Arc::clone(&nothing),
    };
    let rows = people::sites(&city, (SEED, "bench/sites"), (n, n_places));
    rows.enumerate().map(site).collect()
}

/// The setting of a benchmark.
pub(crate) fn setting<'a>(demand: &'a Demand, supply: &'a Supply, n_threads: usize) -> Setting<'a> {
    Setting {
        demand,
        supply,
        travel_cost: &StraightLine,
        reading: Reading::Lenient,
        n_threads,
    }
}

/// What many rows have in common, made once, as readers of files do.
struct Shared<K, V>(BTreeMap<K, Arc<V>>);

impl<K, V> Default for Shared<K, V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord, V> Shared<K, V> {
    fn get(&mut self, key: K, make: impl FnOnce(&K) -> V) -> Arc<V> {
        if let Some(known) = self.0.get(&key) {
            return Arc::clone(known);
        }
        let made = Arc::new(make(&key));
        self.0.insert(key, Arc::clone(&made));
        made
    }
}

fn id<T: TryFrom<String>>(text: String) -> T {
    T::try_from(text).unwrap_or_else(|_| unreachable!("ids of the workload are not empty"))
}

fn speech(bits: u16) -> std::collections::BTreeSet<Language> {
    let tags = people::words(bits, &LANGUAGES);
    let known = |tag| Language::parse(tag).ok().flatten();
    tags.filter_map(known).collect()
}

fn hours(text: &str) -> WeekHours {
    let parsed = WeekHours::parse(text).ok().flatten();
    parsed.expect("the workload's hours are hours")
}
