//! Access scores of random tables and random places against the slow reading of the formulas, and the sums that they conserve.

use crate::access::{
    Costs, METHODS, assert_close, assert_within, by_cost, catchment, micro, micro_or_unknown,
    reference,
};
use matching::access::{Catchment, CostTable, Decay, Method, Reach, scores};
use model::LonLat;
use proptest::prelude::*;
use spatial::distance::geodesic_m;

/// Demand and supply with zeros and unknowns, decimals of six places.
fn columns() -> impl Strategy<Value = (Vec<f64>, Vec<Option<f64>>)> {
    let amount =
        || prop_oneof![1 => Just(0.0), 4 => (1..2_000_000_000u32).prop_map(|n| f64::from(n) / 1e6)];
    let supply = prop_oneof![1 => Just(None), 5 => amount().prop_map(Some)];
    (
        prop::collection::vec(amount(), 1..25),
        prop::collection::vec(supply, 1..12),
    )
}

fn decays() -> impl Strategy<Value = Decay> {
    prop_oneof![
        Just(Decay::Flat),
        Just(Decay::ten_twenty_thirty()),
        Just(Decay::steps(vec![(5.0, 0.5), (15.0, 1.0), (25.0, 0.0)]).unwrap()),
        Just(Decay::Gaussian),
        Just(Decay::gaussian_of_width(9.0).unwrap()),
    ]
}

/// Columns and whole costs between them, so that many are equal and many lie on a step; some pairs have none.
fn districts() -> impl Strategy<Value = (Vec<f64>, Vec<Option<f64>>, Costs)> {
    columns().prop_flat_map(|(demand, supply)| {
        let cost =
            prop_oneof![1 => Just(None), 4 => (0..40u32).prop_map(|cost| Some(f64::from(cost)))];
        let row = prop::collection::vec(cost, supply.len());
        let costs = prop::collection::vec(row, demand.len());
        (Just(demand), Just(supply), costs)
    })
}

fn weights(costs: &Costs, within: &Catchment) -> Vec<Vec<f64>> {
    let weight = |cost: &Option<f64>| cost.map_or(0.0, |cost| within.weight(cost));
    costs
        .iter()
        .map(|row| row.iter().map(weight).collect())
        .collect()
}

/// Positions of a city in metres from a corner, some of them not known.
fn positions(metres: &[Option<(f64, f64)>]) -> Vec<Option<LonLat>> {
    let position =
        |(x, y): (f64, f64)| LonLat::try_new(-87.9 + x / 83_000.0, 41.7 + y / 111_000.0).unwrap();
    metres.iter().map(|metres| metres.map(position)).collect()
}

proptest! {
    #[test]
    fn scores_by_cost_are_those_of_the_formulas(
        (demand, supply, costs) in districts(),
        decay in decays(),
        limit in 0..45u32,
    ) {
        let within = catchment(f64::from(limit), decay);
        for method in METHODS {
            let expected = reference(method, &demand, &supply, &weights(&costs, &within));
            assert_close(&by_cost(method, &demand, &supply, &costs, &within), &expected);
        }
    }

    #[test]
    fn scores_by_distance_are_those_of_the_formulas_on_any_number_of_threads(
        (demand, supply) in columns(),
        metres in prop::collection::vec(prop::option::weighted(0.9, (0..12i32, 0..12i32)), 40),
        decay in prop_oneof![Just(None), Just(Some(Decay::Gaussian)), Just(Some(Decay::Flat))],
        limit_m in prop_oneof![Just(0.0), 500.0..9_000.0f64, Just(1e8)],
    ) {
        let metres: Vec<_> = metres.into_iter().map(|at| at.map(|(x, y)| (f64::from(x) * 777.0, f64::from(y) * 555.0))).collect();
        let (homes, sites) = (positions(&metres[..demand.len()]), positions(&metres[demand.len()..demand.len() + supply.len()]));
        for method in METHODS {
            let decay = decay.clone().unwrap_or_else(|| method.default_decay_of_distances(limit_m));
            let within = catchment(limit_m, decay);
            let cost = |home: &Option<LonLat>, site: &Option<LonLat>| Some(geodesic_m((*home)?, (*site)?));
            let costs: Costs = homes.iter().map(|home| sites.iter().map(|site| cost(home, site)).collect()).collect();
            let expected = reference(method, &demand, &supply, &weights(&costs, &within));
            let on = |n_threads| {
                let reach = Reach::by_distance(&homes, &sites, &within, n_threads);
                scores(method, &micro(&demand), &micro_or_unknown(&supply), &reach)
            };
            let found = on(1);
            // Distances differ by a tenth of a micrometre; close to the edge of a Gaussian catchment, where the weight is next to nothing, that is
            // more than a thousand-millionth of it.
            assert_within(1e-8, &found, &expected);
            let other = on(2);
            prop_assert!(found.iter().zip(&other).all(|(a, b)| a.to_bits() == b.to_bits()));
        }
    }

    #[test]
    fn demand_that_travels_in_two_ways_is_scored_by_the_catchment_of_each(
        (demand, supply) in columns(),
        metres in prop::collection::vec(prop::option::weighted(0.9, (0..12i32, 0..12i32)), 40),
        limits_m in (500.0..9_000.0f64, 500.0..9_000.0f64),
        n_first in 0..25usize,
    ) {
        let metres: Vec<_> = metres.into_iter().map(|at| at.map(|(x, y)| (f64::from(x) * 777.0, f64::from(y) * 555.0))).collect();
        let (homes, sites) = (positions(&metres[..demand.len()]), positions(&metres[demand.len()..demand.len() + supply.len()]));
        let n_first = n_first.min(demand.len());
        let within = [limits_m.0, limits_m.1].map(|limit_m| catchment(limit_m, Decay::thirds(limit_m)));
        let cost = |home: &Option<LonLat>, site: &Option<LonLat>| Some(geodesic_m((*home)?, (*site)?));
        let costs: Costs = homes.iter().map(|home| sites.iter().map(|site| cost(home, site)).collect()).collect();
        let mut of_pairs = weights(&costs[..n_first].to_vec(), &within[0]);
        of_pairs.extend(weights(&costs[n_first..].to_vec(), &within[1]));
        let parts = [&homes[..n_first], &homes[n_first..]].into_iter().zip(&within);
        let reach = Reach::joined(parts.map(|(homes, within)| Reach::by_distance(homes, &sites, within, 1)).collect());
        for method in METHODS {
            let expected = reference(method, &demand, &supply, &of_pairs);
            assert_close(&scores(method, &micro(&demand), &micro_or_unknown(&supply), &reach), &expected);
        }
    }

    #[test]
    fn two_step_scores_give_out_the_supply_that_anybody_reaches(
        (demand, supply, costs) in districts(),
        decay in decays(),
        limit in 0..45u32,
    ) {
        let within = catchment(f64::from(limit), decay);
        let found = by_cost(Method::EnhancedTwoStep, &demand, &supply, &costs, &within);
        let given: f64 = found.iter().zip(&demand).map(|(score, demand)| score * demand).sum();
        let weights = weights(&costs, &within);
        let is_reached = |j: &usize| (0..demand.len()).any(|i| demand[i] > 0.0 && weights[i][*j] > 0.0);
        let there: f64 = (0..supply.len()).filter(is_reached).filter_map(|j| supply[j]).sum();
        prop_assert!((given - there).abs() <= 1e-9 * there.max(1e-6), "{given} of {there}");
    }

    #[test]
    fn balanced_scores_count_no_demand_and_no_level_of_service_twice(
        (demand, supply, costs) in districts(),
        limit in 0..45u32,
    ) {
        let within = catchment(f64::from(limit), Decay::ten_twenty_thirty());
        let weights = weights(&costs, &within);
        let known = |j: usize| supply[j].is_some();
        let row_sum = |i: usize| (0..supply.len()).filter(|&j| known(j)).map(|j| weights[i][j]).sum::<f64>();
        let column_sum = |j: usize| (0..demand.len()).map(|i| weights[i][j]).sum::<f64>();
        let reaching: Vec<usize> = (0..demand.len()).filter(|&i| row_sum(i) > 0.0).collect();
        let demand_at = |j: usize| reaching.iter().map(|&i| demand[i] * weights[i][j] / row_sum(i)).sum::<f64>();
        let sites: Vec<usize> = (0..supply.len()).filter(|&j| known(j) && column_sum(j) > 0.0).collect();
        let at_sites: f64 = sites.iter().map(|&j| demand_at(j)).sum();
        let of_points: f64 = reaching.iter().map(|&i| demand[i]).sum();
        prop_assert!((at_sites - of_points).abs() <= 1e-9 * of_points.max(1e-6), "{at_sites} of {of_points}");
        let level = |&j: &usize| if demand_at(j) > 0.0 { supply[j].unwrap_or(0.0) / demand_at(j) } else { 0.0 };
        let levels: f64 = sites.iter().map(level).sum();
        let sum: f64 = by_cost(Method::Balanced, &demand, &supply, &costs, &within).iter().sum();
        prop_assert!((sum - levels).abs() <= 1e-9 * levels.max(1e-6), "{sum} of {levels}");
    }

    #[test]
    fn scores_do_not_depend_on_the_order_in_which_costs_are_listed(
        (demand, supply, costs) in districts(),
        seed in any::<u64>(),
    ) {
        let pairs: Vec<_> = (0u32..).zip(&costs).flat_map(|(i, row)| {
            (0u32..).zip(row).filter_map(move |(j, cost)| Some((i, j, (*cost)?)))
        }).collect();
        let mut shuffled = pairs.clone();
        shuffled.sort_by_key(|&(i, j, _)| (u64::from(i) * 31 + u64::from(j) + 1).wrapping_mul(seed | 1));
        let within = catchment(30.0, Decay::ten_twenty_thirty());
        let of = |pairs| {
            let table = CostTable::try_new(demand.len(), supply.len(), pairs).unwrap();
            scores(Method::Balanced, &micro(&demand), &micro_or_unknown(&supply), &Reach::by_cost(&table, &within, 1))
        };
        prop_assert_eq!(of(pairs), of(shuffled));
    }
}
