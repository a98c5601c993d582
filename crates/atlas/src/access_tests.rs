use crate::Atlas;
use crate::tests::{add_site, any_site, id, survey, town};
use model::analysis::{GapCategory, Need, Site};
use model::ids::Wave;
use model::units::MilliMinutes;
use proptest::prelude::*;
use spatial::distance::EarthPoint;
use spatial::travel_cost::{StraightLine, TravelCost};

fn wave() -> Wave {
    id("2026-fall")
}

/// The weight of a trip, by minutes.
fn weight(need: &Need, site: &Site) -> f64 {
    let (Some(home), Some(place)) = (need.position, site.position) else {
        return 0.0;
    };
    let home = EarthPoint::new(home);
    match StraightLine.cost(need.mode, &home, &EarthPoint::new(place)) {
        MilliMinutes(0..=10_000) => 1.0,
        MilliMinutes(10_001..=20_000) => 0.68,
        MilliMinutes(20_001..=30_000) => 0.22,
        _ => 0.0,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn scores_are_the_mean_over_families_of_the_places_that_each_can_count_on(
        sites in proptest::collection::vec(any_site(), 1..9),
        seed in 0u64..1000,
    ) {
        let mut records = town();
        sites.into_iter().enumerate().for_each(|(number, site)| add_site(&mut records, number, site));
        let mut records = survey(records, 80, seed);
        // One family does not say where it lives.
        std::sync::Arc::make_mut(&mut records.responses[0]).home = None;
        let atlas = Atlas::build(records);
        let needs: Vec<&Need> = atlas.needs(&wave()).collect();
        for geography in atlas.layers.geographies() {
            let scores = atlas.access_scores(geography, &wave());
            let rows = atlas.gaps.rows(geography, &wave());
            prop_assert_eq!(scores.len(), rows.len());
            for (row, score) in rows.iter().zip(scores) {
                let GapCategory::One(category) = &row.key.category else {
                    prop_assert!(score.is_none());
                    continue;
                };
                let asks = |need: &&&Need| need.category.as_deref() == Some(category) && need.position.is_some();
                let asking: Vec<&&Need> = needs.iter().filter(asks).collect();
                let stated = atlas.supply.sites().iter().filter(|site| site.categories.contains(category) && site.capacity.is_some());
                let stated: Vec<_> = stated.filter(|site| site.position.is_some()).collect();
                let of_need = |need: &Need| -> f64 {
                    stated.iter().map(|site| {
                        let demand: f64 = asking.iter().map(|other| other.weight.as_f64() * weight(other, site)).sum();
                        let share = if demand > 0.0 { site.capacity.unwrap().as_f64() / demand } else { 0.0 };
                        share * weight(need, site)
                    }).sum()
                };
                let is_here = |need: &&&&Need| {
                    let response = need.id.as_str().split('/').next().unwrap();
                    let number = atlas.records.responses.iter().position(|r| r.id.as_str() == response).unwrap();
                    let area = atlas.homes[number].in_layer(geography).map(|n| atlas.layers.areas(geography)[n].id.clone());
                    area == row.key.area_id
                };
                let here: Vec<_> = asking.iter().filter(is_here).collect();
                let families: f64 = here.iter().map(|need| need.weight.as_f64()).sum();
                if stated.is_empty() || families == 0.0 {
                    prop_assert!(score.is_none(), "{:?}", row.key);
                    continue;
                }
                let sum: f64 = here.iter().map(|need| need.weight.as_f64() * of_need(need)).sum();
                let expected = 100.0 * sum / families;
                let score = score.unwrap();
                prop_assert!((score.places_per_100 - expected).abs() <= 1e-9 * expected.max(1.0), "{} for {expected}", score.places_per_100);
                prop_assert!((score.families.as_f64() - families).abs() < 1e-6);
            }
        }
    }
}
