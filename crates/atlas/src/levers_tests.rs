use crate::Atlas;
use crate::levers::{LeverKind, Settings};
use crate::tests::{add_site, any_site, id, survey, town};
use model::LonLat;
use model::analysis::{GapCategory, GapKey, Geography, Reading};
use model::category;
use model::hours::WeekHours;
use model::ids::{CategoryId, Wave};
use model::language::Language;
use model::place::Asset;
use model::units::Micro;
use proptest::prelude::*;
use std::sync::Arc;

fn wave() -> Wave {
    id("2026-fall")
}

/// What the category's needs and all needs are served by, allocated from nothing with these sites.
fn served(atlas: &Atlas, supply: &matching::Supply) -> (i64, u128) {
    let state = atlas.gaps.wave(&wave()).unwrap();
    let setting = state.list.setting(supply, Reading::Lenient);
    let (allocation, _) = setting.nearest_first();
    let weight: Micro = allocation.served.iter().map(|served| served.weight).sum();
    let cost = |served: &matching::allocation::Served| {
        u128::from(served.candidate.travel_cost.0) * u128::from(served.weight.millionths())
    };
    (
        weight.millionths() as i64,
        allocation.served.iter().map(cost).sum(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn what_a_lever_would_do_is_what_a_full_recompute_says(
        sites in proptest::collection::vec(any_site(), 1..8),
        seed in 0u64..1000,
        number in 0usize..18,
    ) {
        let mut records = town();
        sites.into_iter().enumerate().for_each(|(number, site)| add_site(&mut records, number, site));
        for (n, service) in records.services.iter_mut().enumerate() {
            let offer = &mut Arc::make_mut(service).offer;
            offer.cost = (n % 2 == 0).then(|| Micro::from_whole(400));
            offer.hours = WeekHours::parse("mon-fri 09:00-15:00").unwrap();
            offer.languages = [model::language::Language::parse("en").unwrap().unwrap()].into();
        }
        let atlas = Atlas::build(survey(records, 90, seed));
        let all: Vec<_> = category::categories().map(category::Category::category_id).collect();
        let settings = Settings { grid_m: Some(2_500.0), ..Settings::default() };
        let ranked = atlas.levers(&wave(), &all[number], &settings, &|_, _| {});
        let now = served(&atlas, &atlas.supply);
        for one in &ranked {
            let supply = atlas.supply.with_change(&one.lever.site.id, Some(Arc::clone(&one.lever.site)));
            let then = served(&atlas, &supply);
            prop_assert_eq!(one.effect.newly_served, then.0 - now.0);
            prop_assert_eq!(one.effect.travel_cost, then.1);
            let more: Micro = one.effect.served_more.iter().map(|(_, more)| *more).sum();
            prop_assert!(more.millionths() as i64 >= one.effect.newly_served);
        }
        for pair in ranked.windows(2) {
            prop_assert!(pair[0].effect.newly_served >= pair[1].effect.newly_served);
        }
        // The scenario of the first one tells the same families in the row of the district.
        if let Some(first) = ranked.first() {
            let change = vec![(first.lever.site.id.clone(), Some(Arc::clone(&first.lever.site)))];
            let differences = atlas.scenario(change, &wave());
            let key = GapKey { geography: Geography::District, area_id: None, category: GapCategory::All, wave: wave() };
            let district = differences.iter().find(|one| *one.key == key).unwrap();
            let gained = district.then.served.millionths() as i64 - district.now.served.millionths() as i64;
            prop_assert_eq!(gained, first.effect.newly_served);
            let together = atlas.effect_of(&wave(), std::slice::from_ref(&first.lever));
            prop_assert_eq!(&together, &first.effect);
        }
    }
}

#[test]
fn a_full_partner_a_closed_door_and_an_empty_hall_are_levers() {
    let mut records = town();
    let food: CategoryId = id("food");
    add_site(&mut records, 0, (1.0, 1.0, [0].into(), 3));
    records.assets.push(Arc::new(Asset {
        id: id("hall"),
        name: "Empty Hall".into(),
        kind: "place of worship".into(),
        address: None,
        url: None,
        phone: None,
        is_confidential: false,
        position: LonLat::try_new(0.02, 0.01).ok(),
    }));
    let atlas = Atlas::build(survey(records, 120, 3));
    let settings = Settings {
        grid_m: None,
        ..Settings::default()
    };
    let ranked = atlas.levers(&wave(), &food, &settings, &|_, _| {});
    let kinds: Vec<_> = ranked.iter().map(|one| one.lever.kind.clone()).collect();
    assert!(kinds.contains(&LeverKind::PotentialPartner), "{kinds:?}");
    // Food is short of places: every place more is used, so the largest step is the smallest that serves all it can.
    let places: Vec<_> = kinds
        .iter()
        .filter(|kind| matches!(kind, LeverKind::MorePlaces(_)))
        .collect();
    assert_eq!(places, [&LeverKind::MorePlaces(50)]);
    let hall = ranked.iter().find(|one| one.lever.id == "hall").unwrap();
    // As many places as the only site of the category states.
    assert_eq!(hall.lever.site.capacity, Some(Micro::from_whole(3)));
    assert_eq!(hall.effect.newly_served, 3_000_000);
}

#[test]
fn the_same_question_twice_has_the_same_answer() {
    let mut records = town();
    (0..6).for_each(|n| {
        add_site(
            &mut records,
            n,
            (f64::from(n as u32), 1.0, [0, 1].into(), 4),
        )
    });
    let atlas = Atlas::build(survey(records, 80, 9));
    let levers = || atlas.levers(&wave(), &id("food"), &Settings::default(), &|_, _| {});
    assert_eq!(levers(), levers());
}

#[test]
fn a_chosen_set_is_no_worse_than_the_first_of_the_list_and_takes_one_lever_a_site() {
    let mut records = town();
    (0..6).for_each(|n| {
        add_site(
            &mut records,
            n,
            (f64::from(n as u32), 1.0, [0, 1].into(), 4),
        )
    });
    let atlas = Atlas::build(survey(records, 120, 11));
    let ranked = atlas.levers(&wave(), &id("food"), &Settings::default(), &|_, _| {});
    let chosen = atlas.choose(&wave(), &ranked, 3);
    assert_eq!(chosen.levers.len(), 3);
    assert!(chosen.choice.is_optimal());
    // Covered by at least one of them: what the first three serve by themselves, each family once.
    let covered = |levers: &[usize]| {
        let mut best = std::collections::BTreeMap::new();
        for (need, more) in levers
            .iter()
            .flat_map(|number| &ranked[*number].effect.served_more)
        {
            let known = best.entry(*need).or_insert(Micro::ZERO);
            *known = (*known).max(*more);
        }
        best.into_values().sum::<Micro>().millionths()
    };
    assert_eq!(chosen.choice.covered, covered(&chosen.levers));
    let is_at_one_site = |a: usize, b: usize| ranked[a].lever.site.id == ranked[b].lever.site.id;
    assert!(!is_at_one_site(0, 1) || chosen.levers != [0, 1, 2]);
    for (place, a) in chosen.levers.iter().enumerate() {
        assert!(
            chosen.levers[place + 1..]
                .iter()
                .all(|b| !is_at_one_site(*a, *b))
        );
    }
    assert!(chosen.together.newly_served > 0);
    assert_eq!(atlas.choose(&wave(), &ranked, 0).choice.covered, 0);
}

#[test]
fn the_list_of_words_has_the_word_of_every_kind() {
    let kinds = [
        LeverKind::LongerHours(30),
        LeverKind::Language(Language::parse("es").unwrap().unwrap()),
        LeverKind::MorePlaces(10),
        LeverKind::NoPrice,
        LeverKind::PotentialPartner,
        LeverKind::NewSiteAtSchool,
        LeverKind::NewSiteAtPoint,
    ];
    assert_eq!(kinds.map(|kind| kind.as_str()), LeverKind::WORDS);
}
