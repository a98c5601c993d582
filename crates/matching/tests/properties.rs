//! Random districts, small and full of ties: the fast paths agree with the reference exactly.

use super::reference;
use matching::{Candidate, Demand, Match, Setting, Supply};
use model::LonLat;
use model::analysis::{Need, Reading, Site};
use model::hours::WeekHours;
use model::ids::CategoryId;
use model::language::Language;
use model::survey::Mode;
use model::units::Micro;
use proptest::collection::{btree_set, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use proptest::strategy::ValueTree;
use spatial::travel_cost::StraightLine;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn id<T: TryFrom<String>>(text: String) -> T {
    T::try_from(text).unwrap_or_else(|_| unreachable!("ids of the test are not empty"))
}

/// Few places on a coarse grid, so that equal distances and shared addresses are common; one grid lies over the antimeridian.
fn any_position() -> impl Strategy<Value = Option<LonLat>> {
    option::weighted(0.9, (0i32..6, 0i32..6, any::<bool>())).prop_map(|grid| {
        grid.map(|(x, y, is_far)| {
            let (lon, lat) = (f64::from(x) * 0.004, 38.9 + f64::from(y) * 0.003);
            let lon = if is_far { 179.99 + lon } else { lon };
            LonLat::try_new(if lon > 180.0 { lon - 360.0 } else { lon }, lat).unwrap()
        })
    })
}

fn any_words(words: &'static [&'static str]) -> impl Strategy<Value = BTreeSet<String>> {
    subsequence(words, 0..=words.len())
        .prop_map(|found| found.into_iter().map(str::to_owned).collect())
}

fn any_languages() -> impl Strategy<Value = BTreeSet<Language>> {
    any_words(&["en", "es", "am"]).prop_map(|tags| {
        tags.iter()
            .filter_map(|tag| Language::parse(tag).unwrap())
            .collect()
    })
}

fn any_hours() -> impl Strategy<Value = Option<WeekHours>> {
    let texts = &[
        "",
        "mon 09:00-12:00",
        "mon-fri 15:00-18:00",
        "sat 20:00-02:00",
        "mon 11:45-12:15",
    ][..];
    select(texts).prop_map(|text| WeekHours::parse(text).unwrap())
}

fn any_quantity(max: u64) -> impl Strategy<Value = Option<Micro>> {
    option::of((0..=max).prop_map(|tenths| Micro::from_millionths(tenths * 100_000)))
}

pub(crate) fn any_site() -> impl Strategy<Value = Site> {
    let who = (
        any_position(),
        prop::bool::weighted(0.1),
        any_words(&["food", "care"]),
        any_languages(),
        prop::bool::weighted(0.2),
    );
    let what = (
        any_hours(),
        any_quantity(90),
        any_quantity(50),
        any_quantity(25),
        any_words(&["ramp", "sign"]),
        0u8..3,
    );
    (who, what).prop_map(
        |((position, is_virtual, categories, languages, has_interpreter), what)| {
            let (hours, min_age, cost, capacity, accessibility, organization) = what;
            Site {
                id: id("placeholder".into()),
                organization_id: Some(id(format!("o{organization}"))),
                position,
                is_virtual,
                categories: Arc::new(categories.into_iter().map(id).collect()),
                languages: Arc::new(languages),
                has_interpreter,
                hours: hours.map(Arc::new),
                service_area: None,
                min_age,
                max_age: min_age.map(|age| age + Micro::from_whole(4)),
                cost,
                capacity,
                accessibility: Arc::new(accessibility),
            }
        },
    )
}

pub(crate) fn any_need() -> impl Strategy<Value = Need> {
    let who = (
        any_position(),
        option::weighted(0.95, select(&["food", "care"][..])),
        any_languages(),
        any_hours(),
    );
    let limits = (
        select(&[Mode::Walk, Mode::Transit, Mode::Drive][..]),
        any_quantity(120),
        any_quantity(50),
        any_quantity(120),
    );
    let how = (
        1u32..3,
        0u64..40,
        any_words(&["ramp"]),
        btree_set(0u8..3, 0..2),
    );
    (who, limits, how).prop_map(|((position, category, languages, times), limits, how)| {
        let (mode, max_minutes, max_cost, age) = limits;
        let (severity, tenths, accessibility, trusted) = how;
        Need {
            id: id("placeholder".into()),
            position,
            category: category.map(|word| Arc::new(id(word.to_owned()))),
            languages: Arc::new(languages),
            times: times.map(Arc::new),
            mode,
            max_minutes,
            max_cost,
            age,
            severity: Micro::from_whole(severity).into(),
            weight: Micro::from_millionths(tenths * 100_001),
            accessibility: Arc::new(accessibility),
            trusted: Arc::new(trusted.into_iter().map(|n| id(format!("o{n}"))).collect()),
            school_id: None,
        }
    })
}

/// Needs by id, sites in any order.
pub(crate) fn any_district() -> impl Strategy<Value = (Vec<Need>, Vec<Site>)> {
    (vec(any_need(), 0..25), vec(any_site(), 0..30)).prop_map(|(mut needs, mut sites)| {
        needs
            .iter_mut()
            .enumerate()
            .for_each(|(i, need)| need.id = id(format!("n{i}")));
        sites
            .iter_mut()
            .enumerate()
            .for_each(|(i, site)| site.id = id(format!("s{i}")));
        needs.sort_by(|a, b| a.id.cmp(&b.id));
        (needs, sites)
    })
}

pub(crate) fn setting<'a>(demand: &'a Demand, supply: &'a Supply, reading: Reading) -> Setting<'a> {
    Setting {
        demand,
        supply,
        travel_cost: &StraightLine,
        reading,
        n_threads: 1,
    }
}

/// Needs of one category and language, many enough to look around together, and sites of several leaves of the index.
fn any_crowd() -> impl Strategy<Value = (Vec<Need>, Vec<Site>)> {
    let (needs, sites) = (vec(any_need(), 20..60), vec(any_site(), 0..120));
    (needs, sites, any_languages()).prop_map(|(mut needs, mut sites, languages)| {
        let (category, languages) = (
            Arc::new(id::<CategoryId>("food".into())),
            Arc::new(languages),
        );
        for (number, need) in needs.iter_mut().enumerate() {
            need.id = id(format!("n{number:02}"));
            need.category = Some(Arc::clone(&category));
            need.languages = Arc::clone(&languages);
        }
        for (number, site) in sites.iter_mut().enumerate() {
            site.id = id(format!("s{number:03}"));
        }
        (needs, sites)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn needs_that_look_around_together_find_what_each_finds_alone((needs, sites) in any_crowd(), k in select(&[1usize, 2, 5, 20][..])) {
        let supply = Supply::build(sites);
        let demand = Demand::build(&needs, supply.terms());
        let setting = setting(&demand, &supply, Reading::Lenient);
        let matches = setting.matches(k);
        for (number, need) in (0u32..).zip(&needs) {
            let mut expected = reference::matches(need, supply.sites(), Reading::Lenient);
            expected.truncate(k);
            let key = |Match { candidate: c, .. }: &Match| (c.is_without_cost, c.travel_cost, c.is_untrusted, c.site);
            prop_assert_eq!(matches.of(number).iter().map(key).collect::<Vec<_>>(), expected);
            prop_assert_eq!(matches.of(number), setting.matches_of(number, k));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn every_result_equals_the_reference((needs, sites) in any_district(), k in 1usize..8) {
        let supply = Supply::build(sites);
        let demand = Demand::build(&needs, supply.terms());
        for reading in [Reading::Lenient, Reading::Strict] {
            let setting = setting(&demand, &supply, reading);
            let matches = setting.matches(k);
            let (allocation, is_within_reach) = setting.nearest_first();
            prop_assert_eq!(&allocation, &reference::nearest_first(&needs, &supply, reading));
            let anatomy = setting.anatomy(&allocation);
            for (number, need) in (0u32..).zip(&needs) {
                let key = |Match { candidate: c, .. }: &Match| (c.is_without_cost, c.travel_cost, c.is_untrusted, c.site);
                let mut expected = reference::matches(need, supply.sites(), reading);
                prop_assert_eq!(is_within_reach[number as usize], !expected.is_empty());
                expected.truncate(k);
                let found: Vec<_> = matches.of(number).iter().map(key).collect();
                prop_assert_eq!(found, expected);
                for (site, offered) in (0u32..).zip(supply.sites()) {
                    let judged = reference::judge(need, offered, reference::cost(need, offered));
                    prop_assert_eq!(setting.verdict(number, site), judged);
                }
                let anatomy: BTreeMap<_, _> = anatomy[number as usize].iter().copied().collect();
                prop_assert_eq!(anatomy.values().copied().sum::<Micro>(), allocation.unserved[number as usize]);
                prop_assert_eq!(anatomy, reference::anatomy(need, number as usize, supply.sites(), reading, &allocation));
            }
        }
    }

    #[test]
    fn a_coordinated_plan_is_within_the_rules_and_serves_no_less((needs, sites) in any_district()) {
        let supply = Supply::build(sites);
        let demand = Demand::build(&needs, supply.terms());
        for reading in [Reading::Lenient, Reading::Strict] {
            let setting = setting(&demand, &supply, reading);
            let plan = setting.coordinated();
            let mut left: Vec<_> = supply.sites().iter().map(|site| site.capacity.map(Micro::millionths)).collect();
            let mut wanted: Vec<_> = needs.iter().map(|need| need.weight.millionths()).collect();
            for flow in &plan.flows {
                let eligible = reference::matches(&needs[flow.need as usize], supply.sites(), reading);
                prop_assert!(eligible.iter().any(|pair| pair.3 == flow.site));
                wanted[flow.need as usize] = wanted[flow.need as usize].checked_sub(flow.weight).unwrap();
                let places = &mut left[flow.site as usize];
                *places = places.map(|places| places.checked_sub(flow.weight).unwrap());
            }
            let (nearest_first, _) = setting.nearest_first();
            let served: u64 = nearest_first.served.iter().map(|served| served.weight.millionths()).sum();
            prop_assert!(plan.served >= u128::from(served));
            let threads = matching::Setting { n_threads: 2, ..setting };
            prop_assert_eq!(&threads.coordinated(), &plan);
        }
    }

    #[test]
    fn the_order_of_the_sites_changes_nothing((needs, sites) in any_district()) {
        let supply = Supply::build(sites.clone());
        let backwards = Supply::build(sites.into_iter().rev().collect());
        let outcome = |supply: &Supply| {
            let demand = Demand::build(&needs, supply.terms());
            setting(&demand, supply, Reading::Lenient).nearest_first()
        };
        prop_assert_eq!(outcome(&supply), outcome(&backwards));
    }

    #[test]
    fn no_family_envies_a_place_given_later((needs, sites) in any_district()) {
        // Stability: an unserved share and a site that would take it imply that the site's places went to needs that rank before it.
        let supply = Supply::build(sites);
        let demand = Demand::build(&needs, supply.terms());
        let setting = setting(&demand, &supply, Reading::Lenient);
        let (allocation, _) = setting.nearest_first();
        for (number, need) in (0u32..).zip(&needs).filter(|(n, _)| allocation.unserved[*n as usize] > Micro::ZERO) {
            for Match { candidate: found, .. } in setting.matches_of(number, usize::MAX) {
                let at_site = allocation.served.iter().filter(|s| s.candidate.site == found.site);
                prop_assert_eq!(allocation.places_left[found.site as usize], Some(Micro::ZERO));
                for other in at_site.filter(|s| s.need != number) {
                    let rank = |n: &Need, c: Candidate| (std::cmp::Reverse(n.severity), c.is_without_cost, c.travel_cost, n.id.clone());
                    prop_assert!(rank(&needs[other.need as usize], other.candidate) < rank(need, found));
                }
            }
        }
    }
}

/// Many needs along a street and heaps of sites at few addresses: more than one block of work, and ties of many sites.
fn street() -> (Vec<Need>, Vec<Site>) {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut drawn = |at: f64| {
        let mut need = any_need().new_tree(&mut runner).unwrap().current();
        let mut site = any_site().new_tree(&mut runner).unwrap().current();
        need.position = LonLat::try_new(at, 38.9).ok();
        site.position = LonLat::try_new((at * 40.0).round() / 40.0, 38.9).ok();
        (need, site)
    };
    let (mut needs, mut sites): (Vec<_>, Vec<_>) = (0..5_000u32)
        .map(|n| drawn(f64::from(n % 997) * 1e-4))
        .unzip();
    sites.truncate(1_500);
    needs
        .iter_mut()
        .enumerate()
        .for_each(|(i, need)| need.id = id(format!("n{i:05}")));
    sites
        .iter_mut()
        .enumerate()
        .for_each(|(i, site)| site.id = id(format!("s{i:05}")));
    (needs, sites)
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let (needs, sites) = street();
    let supply = Supply::build(sites);
    let demand = Demand::build(&needs, supply.terms());
    let outcome = |n_threads| {
        let setting = Setting {
            n_threads,
            ..setting(&demand, &supply, Reading::Lenient)
        };
        let (allocation, _) = setting.nearest_first();
        (setting.matches(5), setting.anatomy(&allocation), allocation)
    };
    assert_eq!(outcome(1), outcome(2));
    assert_eq!(outcome(1), outcome(3));
}

#[test]
fn heaps_of_sites_at_one_address_come_in_the_total_order() {
    let (needs, sites) = street();
    let supply = Supply::build(sites);
    // Families one after the other, those who trust somebody among them, in both readings.
    let needs: Vec<_> = needs.into_iter().step_by(41).collect();
    let demand = Demand::build(&needs, supply.terms());
    for reading in [Reading::Lenient, Reading::Strict] {
        let found = [1, 3, 200].map(|k| (k, setting(&demand, &supply, reading).matches(k)));
        for (number, need) in (0..).zip(&needs) {
            let expected = reference::matches(need, supply.sites(), reading);
            for (k, matches) in &found {
                let key = |Match { candidate: c, .. }: &Match| {
                    (c.is_without_cost, c.travel_cost, c.is_untrusted, c.site)
                };
                let found: Vec<_> = matches.of(number).iter().map(key).collect();
                assert_eq!(
                    found,
                    expected[..expected.len().min(*k)],
                    "{} of {}",
                    k,
                    need.id
                );
            }
        }
    }
}

#[test]
fn a_service_area_keeps_families_who_live_elsewhere_out() {
    use model::analysis::Constraint;
    use model::geometry::Surface;
    let ring = [
        [0.0, 38.0],
        [0.01, 38.0],
        [0.01, 39.0],
        [0.0, 39.0],
        [0.0, 38.0],
    ];
    let area = Arc::new(Surface::try_new(vec![vec![ring.to_vec()]]).unwrap());
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let mut drawn = |at: Option<f64>| {
        let mut need = any_need().new_tree(&mut runner).unwrap().current();
        let mut site = any_site().new_tree(&mut runner).unwrap().current();
        need.position = at.map(|lon| LonLat::try_new(lon, 38.9).unwrap());
        need.age = Some(Micro::ONE);
        (site.min_age, site.max_age) = (Some(Micro::ZERO), Some(Micro::from_whole(18)));
        site.service_area = Some(Arc::clone(&area));
        let supply = Supply::build(vec![site]);
        let demand = Demand::build([&need], supply.terms());
        setting(&demand, &supply, Reading::Lenient).verdict(0, 0)
    };
    assert!(
        !drawn(Some(0.01)).violated.has(Constraint::Eligibility),
        "the border is inside"
    );
    assert!(drawn(Some(0.011)).violated.has(Constraint::Eligibility));
    assert!(drawn(None).unknown.has(Constraint::Eligibility));
}
