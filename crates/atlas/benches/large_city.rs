//! The gap table of a large city, and how long it takes to be fresh after one change: 250,000 needs, 10,000 sites, five geographies.
//!
//! `cargo bench -p atlas --bench large_city`. Fixed seeds; figures go to standard output.

#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

use atlas::Atlas;
use atlas::data::Records;
use atlas::next::Change;
use model::LonLat;
use model::category;
use model::directory::{
    Location, LocationType, Offer, Organization, Service, ServiceAtLocation, ServiceStatus,
};
use model::geometry::Surface;
use model::hours::WeekHours;
use model::ids::CategoryId;
use model::language::Language;
use model::place::Neighborhood;
use model::record::Record;
use model::school::{AttendanceZone, Level};
use model::survey::{Mode, Response};
use model::units::Micro;
use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use std::collections::BTreeSet;
use std::time::{Duration, Instant};

const N_RESPONSES: usize = 125_000;
const N_SITES: usize = 10_000;
const N_CHANGES: usize = 1_000;
/// The city: a box of some 30 by 40 km.
const WEST: f64 = -87.94;
const SOUTH: f64 = 41.64;
const WIDTH: f64 = 0.36;
const HEIGHT: f64 = 0.36;

fn id<T: TryFrom<String>>(text: String) -> T {
    T::try_from(text).unwrap_or_else(|_| unreachable!("ids of the benchmark are not empty"))
}

fn main() {
    let mut draw = ChaCha8Rng::seed_from_u64(1);
    let records = city(&mut draw);
    let started = Instant::now();
    let mut atlas = Atlas::build(records);
    println!(
        "atlas of {N_RESPONSES} responses (two needs each) and {N_SITES} sites: {:?}",
        started.elapsed()
    );
    let mut times: Vec<Duration> = (0..N_CHANGES)
        .map(|_| {
            let change = change(&atlas, &mut draw);
            let started = Instant::now();
            let next = atlas.next([change]);
            let time = started.elapsed();
            atlas = next;
            time
        })
        .collect();
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize];
    println!(
        "one changed site, {N_CHANGES} times: median {:?}, 99th percentile {:?}, most {:?}",
        at(0.5),
        at(0.99),
        at(1.0)
    );
    let started = Instant::now();
    atlas.coordinate();
    println!("coordinated allocation: {:?}", started.elapsed());
}

/// Another number of places, other hours, or another place for one of the sites.
fn change(atlas: &Atlas, draw: &mut ChaCha8Rng) -> Change {
    let records = &atlas.records;
    let number = draw.random_range(0..N_SITES);
    match draw.random_range(0..3) {
        0 => {
            let mut location = (*records.locations[number]).clone();
            location.position = Some(position(draw));
            Change::Put(Record::Location(location))
        }
        what => {
            let mut service = (*records.services[number]).clone();
            if what == 1 {
                service.offer.capacity = Some(places(draw));
            } else {
                service.offer.hours = hours(draw);
            }
            Change::Put(Record::Service(Box::new(service)))
        }
    }
}

fn city(draw: &mut ChaCha8Rng) -> Records {
    let mut records: Vec<Record> = Vec::new();
    for (level, n) in [
        (Level::Elementary, 20),
        (Level::Middle, 10),
        (Level::High, 6),
    ] {
        records.extend(grid(n).map(|(name, surface)| {
            let zone_id = format!("{}-{name}", level.as_str());
            Record::AttendanceZone(AttendanceZone {
                id: id(zone_id.clone()),
                level,
                name: zone_id.clone(),
                school_id: Some(id(format!("school-{zone_id}"))),
                surface,
            })
        }));
    }
    records.extend(grid(28).map(|(name, surface)| {
        Record::Neighborhood(Neighborhood {
            id: id(format!("n-{name}")),
            name,
            surface,
        })
    }));
    let categories: Vec<_> = category::categories()
        .map(category::Category::category_id)
        .collect();
    (0..N_SITES).for_each(|number| site(number, &categories, draw, &mut records));
    records.extend(
        (0..N_RESPONSES)
            .map(|number| Record::Response(Box::new(response(number, &categories, draw)))),
    );
    Records::collect(None, records)
}

/// A partition of the city into n by n rectangles.
fn grid(n: u32) -> impl Iterator<Item = (String, Surface)> {
    let at = move |step: u32, start: f64, size: f64| start + size * f64::from(step) / f64::from(n);
    let cell = move |(row, column): (u32, u32)| {
        let (west, east) = (at(column, WEST, WIDTH), at(column + 1, WEST, WIDTH));
        let (south, north) = (at(row, SOUTH, HEIGHT), at(row + 1, SOUTH, HEIGHT));
        let ring = vec![
            [west, south],
            [east, south],
            [east, north],
            [west, north],
            [west, south],
        ];
        let surface = Surface::try_new(vec![vec![ring]]).expect("a rectangle is a surface");
        (format!("{row:02}-{column:02}"), surface)
    };
    (0..n).flat_map(move |row| (0..n).map(move |column| cell((row, column))))
}

fn position(draw: &mut ChaCha8Rng) -> LonLat {
    // The sum of two draws makes the middle denser than the edge.
    let mut along = |size: f64| (draw.random::<f64>() + draw.random::<f64>()) / 2.0 * size;
    let (lon, lat) = (WEST + along(WIDTH), SOUTH + along(HEIGHT));
    LonLat::try_new(lon, lat).expect("the city is on the earth")
}

fn places(draw: &mut ChaCha8Rng) -> Micro {
    Micro::from_whole(draw.random_range(5..50))
}

fn hours(draw: &mut ChaCha8Rng) -> Option<WeekHours> {
    let texts = [
        "mon-fri 09:00-17:00",
        "mon-fri 15:00-19:00",
        "sat-sun 09:00-16:00",
        "mon-sun 08:00-20:00",
    ];
    WeekHours::parse(texts[draw.random_range(0..texts.len())])
        .ok()
        .flatten()
}

fn languages(draw: &mut ChaCha8Rng, shares: [f64; 3]) -> BTreeSet<Language> {
    let all = ["en", "es", "pl"].into_iter().zip(shares);
    let spoken: Vec<_> = all
        .filter(|(_, share)| draw.random::<f64>() < *share)
        .collect();
    spoken
        .into_iter()
        .filter_map(|(tag, _)| Language::parse(tag).ok().flatten())
        .collect()
}

/// Categories, the first ones more often.
fn some(categories: &[CategoryId], n: usize, draw: &mut ChaCha8Rng) -> BTreeSet<CategoryId> {
    let mut chosen = BTreeSet::new();
    while chosen.len() < n {
        let place = draw.random::<f64>().powi(2) * categories.len() as f64;
        chosen.insert(categories[place as usize].clone());
    }
    chosen
}

fn site(
    number: usize,
    categories: &[CategoryId],
    draw: &mut ChaCha8Rng,
    records: &mut Vec<Record>,
) {
    let n_categories = 1 + usize::from(draw.random::<f64>() < 0.35);
    records.push(Record::Organization(Organization {
        id: id(format!("o{number:05}")),
        name: format!("Organization {number}"),
        description: None,
        url: None,
    }));
    records.push(Record::Service(Box::new(Service {
        id: id(format!("s{number:05}")),
        organization_id: id(format!("o{number:05}")),
        name: format!("Service {number}"),
        description: None,
        url: None,
        status: ServiceStatus::Active,
        categories: some(categories, n_categories, draw),
        minimum_age: None,
        maximum_age: None,
        eligibility_description: None,
        service_area: None,
        offer: Offer {
            hours: hours(draw),
            languages: languages(draw, [0.97, 0.4, 0.1]),
            cost: None,
            capacity: Some(places(draw)),
        },
        hours_text: None,
        has_interpreter: false,
        last_verified: None,
        phone: None,
    })));
    records.push(Record::Location(Location {
        id: id(format!("l{number:05}")),
        location_type: LocationType::Physical,
        name: None,
        address: None,
        position: Some(position(draw)),
        accessibility: BTreeSet::new(),
        is_confidential: false,
    }));
    records.push(Record::ServiceAtLocation(ServiceAtLocation {
        id: id(format!("x{number:05}")),
        service_id: id(format!("s{number:05}")),
        location_id: id(format!("l{number:05}")),
        offer: Offer::default(),
    }));
}

fn response(number: usize, categories: &[CategoryId], draw: &mut ChaCha8Rng) -> Response {
    Response {
        id: id(format!("r{number:06}")),
        wave: id("2026-fall".to_owned()),
        home: Some(position(draw)),
        school_id: None,
        languages: languages(draw, [0.7, 0.3, 0.05]),
        weight: Micro::ONE,
        needs: some(categories, 2, draw),
        times: hours(draw),
        mode: Some(Mode::Transit).filter(|_| draw.random::<f64>() < 0.3),
        max_minutes: None,
        max_cost: None,
        child_age: None,
        accessibility: BTreeSet::new(),
        severity: Micro::from_whole(draw.random_range(1..4)),
        trusted: BTreeSet::new(),
        is_simulated: true,
    }
}
