use crate::Atlas;
use crate::data::Records;
use crate::feeders::Basis;
use crate::simulate;
use model::LonLat;
use model::analysis::{GapCategory, GapFigures, GapKey, Geography};
use model::category;
use model::directory::{
    Location, LocationType, Offer, Organization, Service, ServiceAtLocation, ServiceStatus,
};
use model::geometry::Surface;
use model::ids::Wave;
use model::place::Neighborhood;
use model::school::{AttendanceZone, FeederLink, Level, School};
use model::units::Micro;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

pub(crate) fn id<T: TryFrom<String>>(text: impl Into<String>) -> T {
    T::try_from(text.into()).unwrap_or_else(|_| unreachable!("ids of the test are not empty"))
}

/// A rectangle in units of 0.01 degrees.
pub(crate) fn rectangle(west: f64, south: f64, east: f64, north: f64) -> Surface {
    let ring = [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
    ];
    Surface::try_new(vec![vec![
        ring.map(|[x, y]| [x / 100.0, y / 100.0]).to_vec(),
    ]])
    .unwrap()
}

fn zone(name: &str, level: Level, surface: Surface) -> Arc<AttendanceZone> {
    Arc::new(AttendanceZone {
        id: id(format!("zone-{name}")),
        level,
        name: name.into(),
        school_id: Some(id(name)),
        surface,
    })
}

fn school(name: &str, level: Level, students: u32) -> Arc<School> {
    Arc::new(School {
        id: id(name),
        name: name.into(),
        levels: vec![level],
        grades: None,
        enrollment: Some(students),
        operator: None,
        address: None,
        position: None,
    })
}

/// Four neighborhoods in a row; two elementary zones, the second cut 80:20 by two high zones.
pub(crate) fn town() -> Records {
    let neighborhoods = (0..4u8).map(|n| Neighborhood {
        id: id(format!("n{n}")),
        name: format!("Neighborhood {n}"),
        surface: rectangle(f64::from(n), 0.0, f64::from(n) + 1.0, 2.0),
    });
    Records {
        schools: vec![
            school("east-high", Level::High, 700),
            school("first", Level::Elementary, 300),
            school("second", Level::Elementary, 0),
            school("west-high", Level::High, 900),
        ]
        .into(),
        zones: vec![
            zone("east-high", Level::High, rectangle(3.0, 0.0, 5.0, 2.0)),
            zone("first", Level::Elementary, rectangle(0.0, 0.0, 1.0, 2.0)),
            zone("second", Level::Elementary, rectangle(1.0, 0.0, 3.5, 2.0)),
            zone("west-high", Level::High, rectangle(0.0, 0.0, 3.0, 2.0)),
        ]
        .into(),
        neighborhoods: neighborhoods.map(Arc::new).collect(),
        ..Records::default()
    }
}

pub(crate) fn add_site(
    records: &mut Records,
    number: usize,
    (x, y, categories, places): (f64, f64, BTreeSet<usize>, u32),
) {
    let all: Vec<_> = category::categories()
        .map(category::Category::category_id)
        .collect();
    records.organizations.push(Arc::new(Organization {
        id: id(format!("o{number:02}")),
        name: format!("Organization {number}"),
        description: None,
        url: None,
    }));
    records.services.push(Arc::new(Service {
        id: id(format!("s{number:02}")),
        organization_id: id(format!("o{number:02}")),
        name: format!("Service {number}"),
        description: None,
        url: None,
        status: ServiceStatus::Active,
        categories: categories.into_iter().map(|n| all[n].clone()).collect(),
        minimum_age: None,
        maximum_age: None,
        eligibility_description: None,
        service_area: None,
        offer: Offer {
            capacity: (places > 0).then(|| Micro::from_whole(places)),
            ..Offer::default()
        },
        hours_text: None,
        has_interpreter: false,
        last_verified: None,
        phone: None,
    }));
    records.locations.push(Arc::new(Location {
        id: id(format!("l{number:02}")),
        location_type: LocationType::Physical,
        name: None,
        address: None,
        position: LonLat::try_new(x / 100.0, y / 100.0).ok(),
        accessibility: BTreeSet::new(),
        is_confidential: number % 5 == 4,
    }));
    records
        .services_at_locations
        .push(Arc::new(ServiceAtLocation {
            id: id(format!("x{number:02}")),
            service_id: id(format!("s{number:02}")),
            location_id: id(format!("l{number:02}")),
            offer: Offer::default(),
        }));
}

pub(crate) fn survey(records: Records, n_responses: usize, seed: u64) -> Records {
    let wave: Wave = id("2026-fall");
    let atlas = Atlas::build(records);
    let responses = simulate::responses(
        &atlas,
        &simulate::Options {
            wave,
            n_responses,
            seed,
        },
    )
    .unwrap();
    Records {
        responses: responses.into_iter().map(Arc::new).collect(),
        ..atlas.records
    }
}

fn sum<'a>(rows: impl Iterator<Item = &'a GapFigures>) -> GapFigures {
    let mut total = GapFigures::default();
    rows.for_each(|figures| total.add(figures));
    total
}

pub(crate) fn any_site() -> impl Strategy<Value = (f64, f64, BTreeSet<usize>, u32)> {
    (
        -1.0..6.0f64,
        -1.0..3.0f64,
        proptest::collection::btree_set(0usize..18, 0..6),
        0u32..30,
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_numbers_of_every_layer_add_up(sites in proptest::collection::vec(any_site(), 0..12), seed in 0u64..1000, n_homeless in 0usize..9) {
        let mut records = town();
        sites.into_iter().enumerate().for_each(|(number, site)| add_site(&mut records, number, site));
        let mut records = survey(records, 120, seed);
        // Homes outside every area, and families who do not say where they live.
        for response in records.responses.iter_mut().take(n_homeless) {
            Arc::make_mut(response).home = LonLat::try_new(0.2, 0.2).ok();
        }
        Arc::make_mut(&mut records.responses[20]).home = None;
        let n_responses = records.responses.len() as u32;
        let atlas = Atlas::build(records);
        let wave: Wave = id("2026-fall");
        let district = |category: &GapCategory| {
            let key = GapKey { geography: Geography::District, area_id: None, category: category.clone(), wave: wave.clone() };
            atlas.gaps.row(&key).unwrap().figures.clone()
        };
        let one = category::categories().map(|c| GapCategory::One(c.category_id()));
        let categories: Vec<_> = one.chain([GapCategory::All]).collect();
        prop_assert_eq!(district(&GapCategory::All).responses, n_responses);
        for geography in atlas.layers.geographies() {
            let rows = atlas.gaps.rows(geography, &wave);
            for row in rows {
                let f = &row.figures;
                prop_assert_eq!(f.served + f.unmet, f.needs);
                prop_assert_eq!(f.anatomy.values().copied().sum::<Micro>(), f.unmet);
                prop_assert!(f.served <= f.within_reach && f.within_reach <= f.needs && f.unmet <= f.unmet_strict);
            }
            for category in &categories {
                let of_category = rows.iter().filter(|row| row.key.category == *category);
                prop_assert_eq!(sum(of_category.map(|row| &row.figures)), district(category));
            }
        }
        // What coordination would serve adds up too, and is no less over the whole district.
        atlas.coordinate();
        let all = GapKey { geography: Geography::District, area_id: None, category: GapCategory::All, wave: wave.clone() };
        let coordinated = atlas.coordinated_in(&all).unwrap();
        prop_assert!(coordinated >= district(&GapCategory::All).served);
        for geography in atlas.layers.geographies() {
            let rows = atlas.gaps.rows(geography, &wave).iter().zip(atlas.coordinated(geography, &wave).unwrap());
            let of_all = rows.filter(|(row, _)| row.key.category == GapCategory::All);
            prop_assert_eq!(of_all.map(|(_, served)| *served).sum::<Micro>(), coordinated);
        }
        let of_all = categories.iter().filter(|c| **c != GapCategory::All).map(&district).collect::<Vec<_>>();
        let total = GapFigures { responses: n_responses, ..sum(of_all.iter()) };
        prop_assert_eq!(total, district(&GapCategory::All));
    }

    #[test]
    fn needs_are_counted_where_the_home_is(seed in 0u64..1000) {
        let atlas = Atlas::build(survey(town(), 60, seed));
        let wave: Wave = id("2026-fall");
        for n in 0..4u8 {
            // Neighborhood n lies between n and n + 1 hundredths of a degree east: no index and no polygon needed to know.
            let lives_here = |home: LonLat| (home.lon() * 100.0).floor() == f64::from(n);
            let here: Vec<_> = atlas.records.responses.iter().filter(|r| r.home.is_some_and(lives_here)).collect();
            let weight: Micro = here.iter().filter(|r| r.needs.contains(&id("food"))).map(|r| r.weight).sum();
            let category = GapCategory::One(id("food"));
            let key = GapKey { geography: Geography::Neighborhood, area_id: Some(format!("n{n}")), category, wave: wave.clone() };
            let figures = &atlas.gaps.row(&key).unwrap().figures;
            prop_assert_eq!(figures.needs, weight);
            prop_assert_eq!(figures.responses as usize, here.len());
            // Nobody offers anything in this town.
            prop_assert_eq!(figures.unmet_no_provider(), weight);
        }
    }
}

#[test]
fn a_school_cut_by_two_zones_is_a_split_feeder() {
    let atlas = Atlas::build(town());
    let pairs: Vec<_> = atlas.feeders.from("second", Some(Level::High)).collect();
    assert_eq!(pairs.len(), 2);
    assert!((pairs[1].share.unwrap() - 0.8).abs() < 1e-3, "{pairs:?}");
    assert!(atlas.feeders.is_split(pairs[0]) && atlas.feeders.is_split(pairs[1]));
    let first: Vec<_> = atlas.feeders.from("first", None).collect();
    assert!(!atlas.feeders.is_split(first[0]));
    assert_eq!(atlas.feeders.high_school_of("second"), Some("west-high"));
}

#[test]
fn the_districts_own_table_wins_over_the_overlay() {
    let mut records = town();
    records.feeder_links = vec![Arc::new(FeederLink {
        from_school_id: id("second"),
        to_school_id: id("east-high"),
        share: Some(1.0),
    })]
    .into();
    let atlas = Atlas::build(records);
    let pairs: Vec<_> = atlas.feeders.from("second", None).collect();
    assert_eq!(pairs.len(), 1);
    assert_eq!(
        (pairs[0].basis, pairs[0].to.as_str()),
        (Basis::Table, "east-high")
    );
    assert_eq!(atlas.feeders.from("first", None).count(), 1);
}

#[test]
fn a_pattern_holds_the_schools_that_only_a_middle_school_without_a_zone_leads_to_it() {
    let mut records = town();
    let mut schools: Vec<_> = records.schools.iter().cloned().collect();
    schools.extend([
        school("mid", Level::Middle, 200),
        school("mud", Level::Middle, 0),
    ]);
    records.schools = schools.into();
    let link = |from: &str, to: &str, share: Option<f64>| {
        Arc::new(FeederLink {
            from_school_id: id(from),
            to_school_id: id(to),
            share,
        })
    };
    records.feeder_links = vec![
        link("first", "mid", Some(0.5)),
        link("first", "mud", Some(0.5)),
        link("second", "mid", None),
        link("mid", "west-high", Some(0.5)),
        link("mid", "east-high", Some(0.5)),
        link("mud", "west-high", Some(1.0)),
    ]
    .into();
    let atlas = Atlas::build(records);
    let of = |high: &str| -> Vec<(String, Level, Option<f64>)> {
        let feeders = atlas.feeders.feeders_of(high).into_iter();
        feeders
            .map(|one| (one.school.to_owned(), one.level, one.share))
            .collect()
    };
    let row = |name: &str, level: Level, share: Option<f64>| -> (String, Level, Option<f64>) {
        (name.to_owned(), level, share)
    };
    assert_eq!(
        of("west-high"),
        [
            row("first", Level::Elementary, Some(0.75)),
            row("second", Level::Elementary, None),
            row("mid", Level::Middle, Some(0.5)),
            row("mud", Level::Middle, Some(1.0)),
        ]
    );
    assert_eq!(
        of("east-high"),
        [
            row("first", Level::Elementary, Some(0.25)),
            row("second", Level::Elementary, None),
            row("mid", Level::Middle, Some(0.5)),
        ]
    );
}

#[test]
fn a_district_on_both_sides_of_the_antimeridian_has_west_over_east() {
    let mut records = town();
    records.zones = Vec::new().into();
    let both = rectangle(17_990.0, 100.0, 18_000.0, 110.0);
    let [west, east] = [both, rectangle(-18_000.0, 100.0, -17_980.0, 110.0)];
    let cut = west.polygons().iter().chain(east.polygons()).cloned();
    records.neighborhoods = vec![Arc::new(Neighborhood {
        id: id("both"),
        name: "Both sides".into(),
        surface: Surface::try_new(cut.collect()).unwrap(),
    })]
    .into();
    let bounds = Atlas::build(records).bounds();
    assert_eq!(bounds, Some([179.9, 1.0, -179.8, 1.1]));
}

#[test]
fn without_high_zones_the_table_says_in_which_pattern_a_home_lies() {
    let mut records = town();
    records.zones.retain(|zone| zone.level == Level::Elementary);
    let link = |from: &str, to: &str| {
        Arc::new(FeederLink {
            from_school_id: id(from),
            to_school_id: id(to),
            share: None,
        })
    };
    records.feeder_links = vec![link("first", "west-high"), link("second", "east-high")].into();
    let atlas = Atlas::build(survey(records, 40, 1));
    let names: Vec<_> = atlas
        .layers
        .areas(&Geography::FeederPattern)
        .iter()
        .map(|area| area.id.as_str())
        .collect();
    assert_eq!(names, ["east-high", "west-high"]);
    for (response, home) in atlas.records.responses.iter().zip(&atlas.homes) {
        let Some(position) = response.home else {
            continue;
        };
        let expected = match position.lon() * 100.0 {
            lon if lon < 1.0 => Some(1),
            lon if lon < 3.5 => Some(0),
            _ => None,
        };
        assert_eq!(home.in_layer(&Geography::FeederPattern), expected);
    }
}

#[test]
fn confidential_places_are_near_nothing() {
    let mut records = town();
    (0..10).for_each(|n| add_site(&mut records, n, (1.0, 1.0, BTreeSet::from([0]), 0)));
    let atlas = Atlas::build(records);
    let near = atlas.partners_near(LonLat::try_new(0.01, 0.01).unwrap(), None);
    assert_eq!(near.len(), 8);
    assert!(
        near.iter()
            .all(|partner| !partner.item.location.is_confidential)
    );
    // They still serve families.
    assert_eq!(atlas.supply.sites().len(), 10);
}

#[test]
fn the_same_seed_draws_the_same_families_and_says_that_they_are_drawn() {
    let (once, again) = (survey(town(), 50, 7), survey(town(), 50, 7));
    assert!(once.responses == again.responses);
    assert!(once.responses != survey(town(), 50, 8).responses);
    assert!(once.responses.iter().all(|response| response.is_simulated));
}

#[test]
fn nobody_can_live_in_a_district_without_areas() {
    let options = simulate::Options {
        wave: id("w"),
        n_responses: 1,
        seed: 1,
    };
    assert!(simulate::responses(&Atlas::build(Records::default()), &options).is_err());
}

#[test]
fn the_state_of_the_data_names_what_to_look_at() {
    let mut records = town();
    records.schools.push(school("unzoned", Level::High, 10));
    add_site(&mut records, 0, (1.0, 1.0, BTreeSet::from([0]), 0));
    let state = Atlas::build(records).state("2025-11-23");
    let n_records = |id: &str| {
        state
            .findings
            .iter()
            .find(|finding| finding.id == id)
            .map(|finding| finding.n_records)
    };
    assert_eq!(n_records("schools-without-zone"), Some(1));
    assert_eq!(n_records("categories-nobody-offers"), Some(17));
    assert_eq!(n_records("not-verified"), Some(1));
    assert_eq!(n_records("responses-outside"), None);
}

#[test]
fn derived_feeders_are_held_against_where_students_went() {
    let atlas = Atlas::build(town());
    let flow = |from: &str, to: &str, n_students| crate::observed::Flow {
        from_school_id: from.into(),
        to_school_id: to.into(),
        n_students,
    };
    let flows = [
        flow("first", "first", 90),
        flow("first", "west-high", 20),
        flow("first", "elsewhere", 30),
        flow("second", "west-high", 12),
    ];
    let compared = atlas
        .feeders
        .compare(Level::Elementary, Level::High, &flows);
    assert_eq!(compared.len(), 2);
    assert_eq!(
        (
            compared[0].observed.as_deref(),
            compared[0].n_to_derived,
            compared[0].n_went_on
        ),
        (Some("elsewhere"), 20, 50)
    );
    assert!(!compared[0].agrees() && compared[1].agrees());
}

#[test]
fn a_confidential_place_does_not_come_back_as_an_asset_under_another_spelling() {
    let mut records = town();
    (0..5).for_each(|n| add_site(&mut records, n, (1.0, 1.0, BTreeSet::from([0]), 0)));
    Arc::make_mut(&mut records.locations[4]).name =
        Some("HOPE - Harbor House - Shelter for Families".into());
    let asset = |name: &str, east: f64| {
        Arc::new(model::place::Asset {
            id: id(name),
            name: name.into(),
            kind: "list".into(),
            address: None,
            url: None,
            phone: None,
            is_confidential: false,
            position: LonLat::try_new(0.01 + east, 0.01).ok(),
        })
    };
    // 0.0005 degrees are 56 m, 0.002 degrees 223 m.
    records.assets = vec![
        asset("Harbor House Annex", 0.0005),
        asset("The H.O.P.E. Shelter", 0.0005),
        asset("Opera House", 0.0004),
        asset("Harbor House of another street", 0.002),
        asset("Public library", 0.0),
    ]
    .into();
    let atlas = Atlas::build(records);
    let shown: Vec<_> = atlas
        .potential_partners_near(LonLat::try_new(0.01, 0.01).unwrap())
        .iter()
        .map(|near| near.item.name.clone())
        .collect();
    assert_eq!(
        shown,
        [
            "Public library",
            "Opera House",
            "Harbor House of another street"
        ]
    );
}
