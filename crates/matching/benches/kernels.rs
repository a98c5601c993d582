//! The kernels of matching on workloads of the kind that `cargo xtask bench` draws, without files.
//!
//! `cargo bench -p matching --bench kernels`. Fixed seed; a number as argument is the number of threads. The files of `cargo xtask bench` have
//! the same shapes and other draws.
//!
//! | workload | what is drawn |
//! |---|---|
//! | W1 | 100 k needs and 10 k sites in ten categories, eight languages and weekly hours |
//! | W2 | 50 k demand points and 5 k supply points, 5 km |
//! | W4 | 20 k needs and 500 sites with places for 1.15 times as many |
//! | W7 | 20 k needs and 200 places of which to choose |

#[path = "workload/points.rs"]
mod points;
mod workload;

use divan::Bencher;
use divan::counter::ItemsCount;
use matching::access::{Catchment, Method, Reach, scores};
use matching::coverage::Coverage;
use matching::{Demand, Supply};
use model::LonLat;
use model::analysis::{Need, Site};
use model::units::Micro;
use spatial::distance::{EarthPoint, geodesic_m};
use std::sync::LazyLock;
use workload::setting;

fn main() {
    divan::main();
}

const K: usize = 5;

/// 100 k needs x 10 k sites.
static W1: LazyLock<District> = LazyLock::new(|| District::new(100_000, (10_000, None)));
/// 20 k needs x 500 sites with places for 1.15 times as many.
static W4: LazyLock<District> = LazyLock::new(|| District::new(20_000, (500, Some(23_000))));

struct District {
    needs: Vec<Need>,
    sites: Vec<Site>,
    supply: Supply,
    demand: Demand,
}

impl District {
    fn new(n_needs: usize, (n_sites, n_places): (usize, Option<u64>)) -> Self {
        let (needs, sites) = (workload::needs(n_needs), workload::sites(n_sites, n_places));
        let supply = Supply::build(sites.clone());
        let demand = Demand::build(&needs, supply.terms());
        Self {
            needs,
            sites,
            supply,
            demand,
        }
    }

    fn n_needs(&self) -> ItemsCount {
        ItemsCount::new(self.needs.len())
    }
}

/// W1 from needs and sites in memory: reading them into columns, the index, the five best sites of each need.
#[divan::bench(args = [1, 2], sample_count = 7, sample_size = 1)]
fn w1_engine(bencher: Bencher<'_, '_>, n_threads: usize) {
    let w1 = &*W1;
    let bencher = bencher.counter(w1.n_needs());
    bencher
        .with_inputs(|| w1.sites.clone())
        .bench_local_values(|sites| {
            let supply = Supply::build(sites);
            let demand = Demand::build(&w1.needs, supply.terms());
            let matches = setting(&demand, &supply, n_threads).matches(K);
            (supply, demand, matches)
        });
}

#[divan::bench(sample_count = 7, sample_size = 1)]
fn w1_supply(bencher: Bencher<'_, '_>) {
    let sites = || W1.sites.clone();
    bencher
        .counter(ItemsCount::new(W1.sites.len()))
        .with_inputs(sites)
        .bench_local_values(Supply::build);
}

#[divan::bench(sample_count = 7, sample_size = 1)]
fn w1_demand(bencher: Bencher<'_, '_>) {
    let w1 = &*W1;
    bencher
        .counter(w1.n_needs())
        .bench_local(|| Demand::build(&w1.needs, w1.supply.terms()));
}

#[divan::bench(args = [1, 2], sample_count = 7, sample_size = 1)]
fn w1_matches(bencher: Bencher<'_, '_>, n_threads: usize) {
    let w1 = &*W1;
    bencher
        .counter(w1.n_needs())
        .bench_local(|| setting(&w1.demand, &w1.supply, n_threads).matches(K));
}

#[divan::bench(args = [1, 2], sample_count = 7, sample_size = 1)]
fn w4_nearest_first(bencher: Bencher<'_, '_>, n_threads: usize) {
    let w4 = &*W4;
    bencher
        .counter(w4.n_needs())
        .bench_local(|| setting(&w4.demand, &w4.supply, n_threads).nearest_first());
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn w4_coordinated(bencher: Bencher<'_, '_>) {
    let w4 = &*W4;
    bencher
        .counter(w4.n_needs())
        .bench_local(|| setting(&w4.demand, &w4.supply, 2).coordinated());
}

#[divan::bench(args = [1, 2], sample_count = 7, sample_size = 1)]
fn w4_anatomy(bencher: Bencher<'_, '_>, n_threads: usize) {
    let w4 = &*W4;
    let setting = setting(&w4.demand, &w4.supply, n_threads);
    let (allocation, _) = setting.nearest_first();
    bencher
        .counter(w4.n_needs())
        .bench_local(|| setting.anatomy(&allocation));
}

/// 50 k demand points x 5 k supply points.
static W2: LazyLock<Points> = LazyLock::new(|| Points {
    demand: points::amounts(50_000, 1..60, "bench/demand"),
    homes: points::places(50_000, 0.15, "bench/homes"),
    supply: points::amounts(5_000, 5..200, "bench/supply")
        .into_iter()
        .map(Some)
        .collect(),
    sites: points::places(5_000, 0.15, "bench/offers"),
});

const CATCHMENT_M: f64 = 5_000.0;

struct Points {
    demand: Vec<Micro>,
    homes: Vec<Option<LonLat>>,
    supply: Vec<Option<Micro>>,
    sites: Vec<Option<LonLat>>,
}

/// Scores by distance with the decay that a method has when none is asked for, the index included.
fn access(bencher: Bencher<'_, '_>, method: Method, n_threads: usize) {
    let w2 = &*W2;
    let decay = method.default_decay_of_distances(CATCHMENT_M);
    let catchment = Catchment::try_new(CATCHMENT_M, decay).expect("5 km is a catchment");
    bencher
        .counter(ItemsCount::new(w2.homes.len()))
        .bench_local(|| {
            let reach = Reach::by_distance(&w2.homes, &w2.sites, &catchment, n_threads);
            scores(method, &w2.demand, &w2.supply, &reach)
        });
}

#[divan::bench(args = [1, 2], sample_count = 7, sample_size = 1)]
fn w2_access_2sfca(bencher: Bencher<'_, '_>, n_threads: usize) {
    access(bencher, Method::TwoStep, n_threads);
}

#[divan::bench(args = [1, 2], sample_count = 7, sample_size = 1)]
fn w2_access_e2sfca(bencher: Bencher<'_, '_>, n_threads: usize) {
    access(bencher, Method::EnhancedTwoStep, n_threads);
}

#[divan::bench(args = [1, 2], sample_count = 7, sample_size = 1)]
fn w2_access_bfca(bencher: Bencher<'_, '_>, n_threads: usize) {
    access(bencher, Method::Balanced, n_threads);
}

/// For each of 20 k needs its weight and which of 200 places are within some metres.
fn patterns(within_m: f64) -> Vec<(u64, Vec<u32>)> {
    let places = points::places(200, 0.4, "bench/candidates");
    let places: Vec<_> = places.into_iter().flatten().map(EarthPoint::new).collect();
    let pattern = |home: EarthPoint| {
        let is_near =
            |place: &EarthPoint| home.steps_to(place, |metres| u64::from(metres > within_m)) == 0;
        let near = (0..).zip(&places).filter(|(_, place)| is_near(place));
        near.map(|(number, _)| number).collect()
    };
    let homes = W4
        .needs
        .iter()
        .map(|need| need.position.map(EarthPoint::new));
    let weighed = W4.needs.iter().zip(homes);
    weighed
        .map(|(need, home)| {
            (
                need.weight.millionths(),
                home.map_or_else(Vec::new, pattern),
            )
        })
        .collect()
}

/// Choosing some of 200 places to the proven optimum, from who is near which place.
fn choose(bencher: Bencher<'_, '_>, within_m: f64, n_chosen: usize) {
    let patterns = patterns(within_m);
    bencher
        .counter(ItemsCount::new(patterns.len()))
        .with_inputs(|| patterns.clone())
        .bench_local_values(|patterns| {
            let choice = Coverage::new(200, patterns).best_set(n_chosen);
            assert!(choice.is_optimal(), "the optimum is proven");
            choice
        });
}

#[divan::bench(sample_count = 7, sample_size = 1)]
fn w7_coverage_5_within_2_km(bencher: Bencher<'_, '_>) {
    choose(bencher, 2_000.0, 5);
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn w7_coverage_20_within_3_km(bencher: Bencher<'_, '_>) {
    choose(bencher, 3_000.0, 20);
}

/// Pairs of places in a city.
static PAIRS: LazyLock<Vec<(EarthPoint, EarthPoint)>> = LazyLock::new(|| {
    let needs = &W4.needs;
    let place = |need: &Need| need.position.map(EarthPoint::new);
    let pairs = needs.iter().zip(needs.iter().skip(1));
    pairs
        .filter_map(|(a, b)| Some((place(a)?, place(b)?)))
        .collect()
});

/// Whole millimetres, from the chord where that settles them.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn distance_millimetres(bencher: Bencher<'_, '_>) {
    let pairs = &*PAIRS;
    bencher
        .counter(ItemsCount::new(pairs.len()))
        .bench_local(|| pairs.iter().map(|(a, b)| a.millimetres_to(b)).sum::<u64>());
}

/// The same from Karney's solution.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn distance_geodesic(bencher: Bencher<'_, '_>) {
    let pairs = &*PAIRS;
    let exact_m = |(a, b): &(EarthPoint, EarthPoint)| geodesic_m(a.position(), b.position());
    bencher
        .counter(ItemsCount::new(pairs.len()))
        .bench_local(|| pairs.iter().map(exact_m).sum::<f64>());
}
