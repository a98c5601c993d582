//! One changed site in a large city: what it takes to have the standing allocation up to date, over 1,000 random changes.
//!
//! `cargo bench -p matching --bench changes`. Fixed seed; what stands at the end must be what a full recompute gives.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod workload;

use matching::allocation::{Standing, Touched};
use matching::{Demand, Supply};
use model::analysis::Site;
use model::units::Micro;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::sync::Arc;
use std::time::{Duration, Instant};
use workload::setting;

const N_NEEDS: usize = 250_000;
const N_SITES: usize = 10_000;
/// Places for 1.15 times the needs.
const N_PLACES: u64 = 287_500;
const N_CHANGES: usize = 1_000;
const N_THREADS: usize = 1;

fn main() {
    // `cargo test --all-targets` runs this, too, and does not ask for figures.
    if !std::env::args().any(|word| word == "--bench") {
        return;
    }
    let needs = workload::needs(N_NEEDS);
    let supply = Supply::build(workload::sites(N_SITES, Some(N_PLACES)));
    let demand = Demand::build(&needs, supply.terms());
    let started = Instant::now();
    let setting = setting(&demand, &supply, N_THREADS);
    let standing = Standing::new(setting, &setting.nearest_first().0);
    println!(
        "{N_NEEDS} needs, {N_SITES} sites, allocated from nothing in {:.0} ms",
        milliseconds(started.elapsed())
    );
    let mut city = City {
        demand: &demand,
        supply,
        standing,
        rng: ChaCha8Rng::seed_from_u64(1),
    };
    let (mut index, mut mend, mut both) = (Vec::new(), Vec::new(), Vec::new());
    for number in 0..N_CHANGES {
        let (indexed, mended) = city.change(number);
        index.push(indexed);
        mend.push(mended);
        both.push(indexed + mended);
    }
    println!("ms a change                 mean     p50     p99    most");
    print("new index over the sites", index);
    print("mended allocation", mend);
    print("both", both);
    city.check();
}

struct City<'a> {
    demand: &'a Demand,
    supply: Supply,
    standing: Standing,
    rng: ChaCha8Rng,
}

impl City<'_> {
    /// Makes one change; the time for the new supply and that for the allocation.
    fn change(&mut self, number: usize) -> (Duration, Duration) {
        let sites = self.supply.sites();
        let place = self.rng.random_range(0..sites.len());
        let old = Arc::clone(&sites[place]);
        let new = self.altered(&old, number);
        let id = new.as_ref().map_or(&old.id, |new| &new.id).clone();
        let (at, is_there, is_kept) = match self.supply.number_of(&id) {
            Ok(at) => (at as u32, true, new.is_some()),
            Err(at) => (at as u32, false, true),
        };
        let started = Instant::now();
        self.supply = self.supply.with_change(&id, new.map(Arc::new));
        let indexed = started.elapsed();
        let started = Instant::now();
        let setting = setting(self.demand, &self.supply, N_THREADS);
        let mut touched = Touched::default();
        match (is_there, is_kept) {
            (true, true) => self.standing.change_site(setting, at, &mut touched),
            (true, false) => self.standing.remove_site(setting, at, &mut touched),
            (false, _) => self.standing.add_site(setting, at, &mut touched),
        }
        (indexed, started.elapsed())
    }

    /// A site like `old` with more or fewer places, other hours, more languages, a copy of it, or none.
    fn altered(&mut self, old: &Site, number: usize) -> Option<Site> {
        let mut site = old.clone();
        match self.rng.random_range(0..6) {
            0 => return None,
            1 => site.id = format!("t{number:07}").try_into().ok()?,
            2 => site.capacity = site.capacity.map(|places| places + Micro::from_whole(10)),
            3 => site.capacity = Some(Micro::from_whole(1)),
            4 => site.hours = site.hours.map(|hours| Arc::new(hours.longer_by(120))),
            _ => {
                let sites = self.supply.sites();
                let other = &sites[self.rng.random_range(0..sites.len())];
                let languages = site.languages.union(&other.languages);
                site.languages = Arc::new(languages.cloned().collect());
            }
        }
        Some(site)
    }

    fn check(&self) {
        let setting = setting(self.demand, &self.supply, N_THREADS);
        let (allocation, _) = setting.nearest_first();
        assert!(
            self.standing == Standing::new(setting, &allocation),
            "the changes lead to another allocation than a full recompute"
        );
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn print(name: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at =
        |percent: usize| milliseconds(times[(times.len() * percent / 100).min(times.len() - 1)]);
    let mean = milliseconds(times.iter().sum()) / times.len() as f64;
    println!(
        "{name:24} {mean:7.2} {:7.2} {:7.2} {:7.2}",
        at(50),
        at(99),
        at(100)
    );
}
