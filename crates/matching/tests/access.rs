//! Access scores against a slow reading of the formulas, against PySAL, and against worked answers.

use matching::access::{
    Catchment, CostTable, CostTableError, Decay, DecayError, Method, Reach, scores,
};
use model::LonLat;
use model::units::Micro;
use spatial::distance::geodesic_m;
use std::collections::BTreeMap;
use std::path::Path;

pub(crate) const METHODS: [Method; 3] =
    [Method::TwoStep, Method::EnhancedTwoStep, Method::Balanced];

pub(crate) type Costs = Vec<Vec<Option<f64>>>;

pub(crate) fn catchment(limit: f64, decay: Decay) -> Catchment {
    Catchment::try_new(limit, decay).unwrap()
}

/// The formulas as they are printed, over a full matrix of weights. Sums are over all pairs of a row or a column.
pub(crate) fn reference(
    method: Method,
    demand: &[f64],
    supply: &[Option<f64>],
    weights: &[Vec<f64>],
) -> Vec<f64> {
    let weight = |i: usize, j: usize| {
        if supply[j].is_some() {
            weights[i][j]
        } else {
            0.0
        }
    };
    let (rows, columns) = (0..demand.len(), 0..supply.len());
    let (row_sum, column_sum) = (
        |i: usize| columns.clone().map(|j| weight(i, j)).sum::<f64>(),
        |j: usize| rows.clone().map(|i| weight(i, j)).sum::<f64>(),
    );
    let is_balanced = method == Method::Balanced;
    let by_row = |i: usize, j: usize| {
        if is_balanced {
            weight(i, j) / row_sum(i)
        } else {
            weight(i, j)
        }
    };
    let by_column = |i: usize, j: usize| {
        if is_balanced {
            weight(i, j) / column_sum(j)
        } else {
            weight(i, j)
        }
    };
    let ratio = |j: usize| {
        let reached = rows.clone().filter(|&i| weight(i, j) > 0.0);
        let demand: f64 = reached.map(|i| demand[i] * by_row(i, j)).sum();
        if demand > 0.0 {
            supply[j].unwrap_or(0.0) / demand
        } else {
            0.0
        }
    };
    let ratios: Vec<f64> = columns.clone().map(ratio).collect();
    let score = |i: usize| {
        let reached = columns.clone().filter(|&j| weight(i, j) > 0.0);
        reached.map(|j| ratios[j] * by_column(i, j)).sum()
    };
    rows.clone().map(score).collect()
}

fn table(costs: &Costs, n_supply: usize) -> CostTable {
    let pairs = (0u32..).zip(costs).flat_map(|(i, row)| {
        let costs = (0u32..).zip(row);
        costs.filter_map(move |(j, cost)| Some((i, j, (*cost)?)))
    });
    CostTable::try_new(costs.len(), n_supply, pairs.collect()).unwrap()
}

pub(crate) fn micro(values: &[f64]) -> Vec<Micro> {
    values
        .iter()
        .map(|v| Micro::parse(&v.to_string()).unwrap())
        .collect()
}

pub(crate) fn micro_or_unknown(values: &[Option<f64>]) -> Vec<Option<Micro>> {
    values.iter().map(|v| v.map(|v| micro(&[v])[0])).collect()
}

pub(crate) fn assert_close(found: &[f64], expected: &[f64]) {
    assert_within(1e-9, found, expected);
}

/// Holds the two against each other, with a relative tolerance.
pub(crate) fn assert_within(tolerance: f64, found: &[f64], expected: &[f64]) {
    assert_eq!(found.len(), expected.len());
    for (row, (found, expected)) in found.iter().zip(expected).enumerate() {
        let is_close = (found - expected).abs() <= tolerance * expected.abs();
        assert!(is_close, "row {row}: {found} is not {expected}");
    }
}

/// Scores by given costs of whole demand and supply.
pub(crate) fn by_cost(
    method: Method,
    demand: &[f64],
    supply: &[Option<f64>],
    costs: &Costs,
    within: &Catchment,
) -> Vec<f64> {
    let table = table(costs, supply.len());
    let reach = Reach::by_cost(&table, within, 1);
    scores(method, &micro(demand), &micro_or_unknown(supply), &reach)
}

// ---- Against PySAL `access` 1.1.10 ----

/// Demand, supply and costs of the comparison; some costs are equal to a step or the catchment.
const DEMAND: [f64; 8] = [54.0, 52.0, 319.0, 200.0, 236.0, 240.0, 285.0, 12.0];
const SUPPLY: [f64; 5] = [29.0, 9.0, 24.0, 55.0, 33.0];
const COSTS: [(u32, u32, f64); 35] = [
    (0, 0, 36.06),
    (0, 1, 14.34),
    (0, 2, 25.36),
    (0, 3, 20.0),
    (0, 4, 25.64),
    (1, 0, 31.13),
    (1, 1, 37.28),
    (1, 2, 30.0),
    (1, 3, 13.75),
    (1, 4, 9.32),
    (2, 0, 33.03),
    (2, 1, 10.0),
    (2, 2, 3.62),
    (2, 4, 6.04),
    (3, 0, 8.08),
    (3, 2, 1.74),
    (3, 3, 13.47),
    (3, 4, 34.48),
    (4, 0, 13.22),
    (4, 1, 6.49),
    (4, 3, 26.41),
    (4, 4, 1.78),
    (5, 0, 22.55),
    (5, 1, 12.4),
    (5, 2, 6.98),
    (5, 3, 31.97),
    (5, 4, 5.27),
    (6, 0, 7.84),
    (6, 1, 22.94),
    (6, 3, 30.69),
    (6, 4, 3.98),
    (7, 0, 11.49),
    (7, 1, 18.99),
    (7, 3, 12.32),
    (7, 4, 37.19),
];

fn assert_as_pysal(method: Method, within: &Catchment, expected: [f64; 8]) {
    let table = CostTable::try_new(DEMAND.len(), SUPPLY.len(), COSTS.to_vec()).unwrap();
    let supply: Vec<_> = micro(&SUPPLY).into_iter().map(Some).collect();
    for n_threads in [1, 2, 9] {
        let reach = Reach::by_cost(&table, within, n_threads);
        assert_close(&scores(method, &micro(&DEMAND), &supply, &reach), &expected);
    }
}

#[test]
fn two_step_scores_are_those_of_pysal() {
    // fca.two_stage_fca(demand, supply, costs, max_cost=20)
    let expected = [
        0.18340893651524115,
        0.20210791830566482,
        0.07122545849505518,
        0.24413996612878125,
        0.07916834306170153,
        0.07122545849505518,
        0.06871538138922767,
        0.2229723744415713,
    ];
    assert_as_pysal(Method::TwoStep, &catchment(20.0, Decay::Flat), expected);
}

#[test]
fn enhanced_two_step_scores_by_steps_are_those_of_pysal() {
    // fca.two_stage_fca(demand, supply, costs, max_cost=30, weight_fn=weights.step_fn({10: 1, 20: 0.68, 30: 0.22}))
    let expected = [
        0.15997612458812913,
        0.17506731008638668,
        0.07042595001956167,
        0.2111978603007743,
        0.11278489574298292,
        0.07596953699337011,
        0.07229781615616987,
        0.17479476275772307,
    ];
    let decay = Method::EnhancedTwoStep.default_decay_of_costs();
    assert_as_pysal(Method::EnhancedTwoStep, &catchment(30.0, decay), expected);
}

#[test]
fn enhanced_two_step_scores_by_a_gaussian_of_width_are_those_of_pysal() {
    // fca.two_stage_fca(demand, supply, costs, max_cost=30, weight_fn=weights.gaussian(12))
    let expected = [
        0.09202302659892456,
        0.18783690765651084,
        0.0697843088964748,
        0.24146334734479297,
        0.09902024891463343,
        0.073972262662087,
        0.0734198010597231,
        0.2218840228175003,
    ];
    let decay = Decay::gaussian_of_width(12.0).unwrap();
    assert_as_pysal(Method::EnhancedTwoStep, &catchment(30.0, decay), expected);
}

// ---- Worked answers ----

#[test]
fn scores_are_those_of_the_worked_case() {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases/access_small");
    if !case.exists() {
        println!("skipped: ../shared/cases/access_small is not there");
        return;
    }
    let rows = |file: &str| -> Vec<Vec<String>> {
        let mut reader = csv::Reader::from_path(case.join(file)).unwrap();
        reader.deserialize().map(Result::unwrap).collect()
    };
    let column = |file: &str| -> BTreeMap<String, Micro> {
        rows(file)
            .into_iter()
            .map(|row| (row[0].clone(), Micro::parse(&row[1]).unwrap()))
            .collect()
    };
    let (demand, supply) = (column("demand.csv"), column("supply.csv"));
    let number = |ids: &BTreeMap<String, Micro>, id: &str| {
        ids.keys().position(|other| other == id).unwrap() as u32
    };
    let costs = rows("cost.csv").into_iter().map(|row| {
        (
            number(&demand, &row[0]),
            number(&supply, &row[1]),
            row[2].parse().unwrap(),
        )
    });
    let table = CostTable::try_new(demand.len(), supply.len(), costs.collect()).unwrap();
    let (demand_column, supply_column): (Vec<_>, Vec<_>) = (
        demand.values().copied().collect(),
        supply.values().copied().map(Some).collect(),
    );
    for (method, name) in METHODS.into_iter().zip(["2sfca", "e2sfca", "bfca"]) {
        let within = catchment(30.0, method.default_decay_of_costs());
        let found = scores(
            method,
            &demand_column,
            &supply_column,
            &Reach::by_cost(&table, &within, 2),
        );
        let expected = rows(&format!("expected/access-{name}.csv"));
        let expected: Vec<f64> = expected.iter().map(|row| row[1].parse().unwrap()).collect();
        assert_close(&found, &expected);
    }
}

#[test]
fn balanced_scores_of_two_points_and_two_sites_are_those_worked_by_hand() {
    // Point 0 reaches both sites, point 1 only the second; demand 10 and 30, supply 4 and 6, all weights 1.
    // Demand at the sites: 10 / 2 = 5, and 10 / 2 + 30 = 35. Levels of service: 4 / 5 and 6 / 35.
    // Scores: 4 / 5 + (6 / 35) / 2, and (6 / 35) / 2.
    let costs = vec![vec![Some(1.0), Some(1.0)], vec![None, Some(1.0)]];
    let found = by_cost(
        Method::Balanced,
        &[10.0, 30.0],
        &[Some(4.0), Some(6.0)],
        &costs,
        &catchment(1.0, Decay::Flat),
    );
    assert_close(&found, &[0.8 + 3.0 / 35.0, 3.0 / 35.0]);
}

// ---- Edges ----

/// Two points and two sites, costs 0, 5, 10, 20.
fn square() -> Costs {
    vec![vec![Some(0.0), Some(10.0)], vec![Some(5.0), Some(20.0)]]
}

#[test]
fn a_large_catchment_reaches_all_and_costs_no_longer_matter_without_decay() {
    let (demand, supply) = ([10.0, 30.0], [Some(4.0), Some(6.0)]);
    let within = catchment(1e9, Decay::Flat);
    assert_close(
        &by_cost(Method::TwoStep, &demand, &supply, &square(), &within),
        &[0.25, 0.25],
    );
    // Half of all demand at each site, half of each level for each point: (4 / 20 + 6 / 20) / 2.
    assert_close(
        &by_cost(Method::Balanced, &demand, &supply, &square(), &within),
        &[0.25, 0.25],
    );
    // Beyond the last step nothing counts, however large the catchment.
    let beyond = vec![vec![Some(30.5), None], vec![None, None]];
    let steps = catchment(1e9, Decay::ten_twenty_thirty());
    assert_eq!(
        by_cost(Method::EnhancedTwoStep, &demand, &supply, &beyond, &steps),
        [0.0, 0.0]
    );
}

#[test]
fn a_small_catchment_includes_its_bound_and_nothing_beyond() {
    let (demand, supply) = ([10.0, 30.0], [Some(4.0), Some(6.0)]);
    for method in METHODS {
        let within = |limit| catchment(limit, method.default_decay_of_costs());
        let at_bound = by_cost(method, &demand, &supply, &square(), &within(5.0));
        assert!(at_bound[1] > 0.0, "{method:?}");
        let below = by_cost(method, &demand, &supply, &square(), &within(4.999_999));
        assert_close(&below, &[0.4, 0.0]);
    }
}

#[test]
fn a_catchment_of_zero_reaches_what_costs_nothing() {
    let (demand, supply) = ([10.0, 30.0], [Some(4.0), Some(6.0)]);
    let decays = [
        Decay::Flat,
        Decay::ten_twenty_thirty(),
        Decay::Gaussian,
        Decay::gaussian_of_width(3.0).unwrap(),
    ];
    for method in METHODS {
        for decay in &decays {
            let found = by_cost(
                method,
                &demand,
                &supply,
                &square(),
                &catchment(0.0, decay.clone()),
            );
            assert_close(&found, &[0.4, 0.0]);
        }
    }
}

#[test]
fn demand_in_reach_of_nothing_scores_zero_and_a_site_without_demand_gives_nothing() {
    // Point 1 reaches nothing; the only point at site 1 has no demand.
    let costs = vec![
        vec![Some(1.0), None],
        vec![None, None],
        vec![None, Some(1.0)],
    ];
    for method in METHODS {
        let within = catchment(10.0, method.default_decay_of_costs());
        let found = by_cost(
            method,
            &[10.0, 5.0, 0.0],
            &[Some(4.0), Some(7.0)],
            &costs,
            &within,
        );
        assert_eq!(found, [0.4, 0.0, 0.0], "{method:?}");
    }
}

#[test]
fn without_demand_without_supply_or_without_costs_all_scores_are_zero() {
    for method in METHODS {
        let within = catchment(30.0, method.default_decay_of_costs());
        let zero_supply = by_cost(
            method,
            &[10.0, 30.0],
            &[Some(0.0), Some(0.0)],
            &square(),
            &within,
        );
        assert_eq!(zero_supply, [0.0, 0.0]);
        let zero_demand = by_cost(
            method,
            &[0.0, 0.0],
            &[Some(4.0), Some(6.0)],
            &square(),
            &within,
        );
        assert_eq!(zero_demand, [0.0, 0.0]);
        assert_eq!(by_cost(method, &[10.0], &[], &vec![vec![]], &within), [0.0]);
        assert_eq!(
            by_cost(method, &[], &[Some(1.0)], &vec![], &within),
            [0.0; 0]
        );
        let unrelated = vec![vec![None, None], vec![None, None]];
        assert_eq!(
            by_cost(
                method,
                &[10.0, 30.0],
                &[Some(4.0), Some(6.0)],
                &unrelated,
                &within
            ),
            [0.0, 0.0]
        );
        let nowhere = Reach::by_distance(&[None, None], &[None], &within, 2);
        assert_eq!(
            scores(
                method,
                &micro(&[1.0, 2.0]),
                &micro_or_unknown(&[Some(1.0)]),
                &nowhere
            ),
            [0.0, 0.0]
        );
    }
}

#[test]
fn a_site_of_unknown_supply_is_left_out_and_one_of_supply_zero_is_not() {
    let without = vec![vec![Some(0.0)], vec![Some(5.0)]];
    for method in METHODS {
        let within = catchment(30.0, method.default_decay_of_costs());
        let expected = by_cost(method, &[10.0, 30.0], &[Some(4.0)], &without, &within);
        let found = by_cost(
            method,
            &[10.0, 30.0],
            &[Some(4.0), None],
            &square(),
            &within,
        );
        assert_eq!(found, expected, "{method:?}");
    }
    // A site with no places takes demand off the other one in balanced FCA, so those who reach the other one have more.
    let within = catchment(30.0, Decay::ten_twenty_thirty());
    let left_out = by_cost(
        Method::Balanced,
        &[10.0, 30.0],
        &[Some(4.0), None],
        &square(),
        &within,
    );
    let empty = by_cost(
        Method::Balanced,
        &[10.0, 30.0],
        &[Some(4.0), Some(0.0)],
        &square(),
        &within,
    );
    assert!(empty[0] > left_out[0] && empty[1] > left_out[1]);
}

#[test]
fn points_and_sites_at_equal_costs_share_alike() {
    let costs = vec![vec![Some(7.0); 3]; 4];
    for method in METHODS {
        let within = catchment(30.0, method.default_decay_of_costs());
        let found = by_cost(
            method,
            &[5.0; 4],
            &[Some(2.0), Some(6.0), Some(2.0)],
            &costs,
            &within,
        );
        // 10 places for 20 demand at 2SFCA; balanced: levels 10 / (20 / 3) shared by four.
        let expected = if method == Method::Balanced {
            10.0 / (20.0 / 3.0) / 4.0
        } else {
            0.5
        };
        assert_close(&found, &[expected; 4]);
    }
}

#[test]
fn a_gaussian_is_one_at_the_start_and_zero_at_the_bound() {
    let within = catchment(40.0, Decay::Gaussian);
    assert_eq!(within.weight(0.0), 1.0);
    assert_eq!(within.weight(40.0), 0.0);
    assert_eq!(within.weight(41.0), 0.0);
    // (exp(-1/8) - exp(-1/2)) / (1 - exp(-1/2)), worked out with 20 digits elsewhere.
    assert!(
        (within.weight(20.0) - 0.701_366_573_239_004_4).abs() < 1e-12,
        "{}",
        within.weight(20.0)
    );
}

#[test]
fn a_site_exactly_at_the_bound_of_a_gaussian_gives_nothing() {
    let (home, site) = (
        LonLat::try_new(-87.65, 41.85).unwrap(),
        LonLat::try_new(-87.61, 41.88).unwrap(),
    );
    let within = catchment(geodesic_m(home, site), Decay::Gaussian);
    let reach = Reach::by_distance(&[Some(home)], &[Some(site)], &within, 1);
    assert_eq!(
        scores(
            Method::EnhancedTwoStep,
            &micro(&[3.0]),
            &micro_or_unknown(&[Some(1.0)]),
            &reach
        ),
        [0.0]
    );
}

#[test]
fn steps_catchments_and_costs_that_are_no_numbers_are_refused() {
    assert_eq!(Decay::steps(vec![]), Err(DecayError::NoSteps));
    assert_eq!(
        Decay::steps(vec![(10.0, 1.0), (10.0, 0.5)]),
        Err(DecayError::Limit(10.0))
    );
    assert_eq!(
        Decay::steps(vec![(10.0, -1.0)]),
        Err(DecayError::Weight(-1.0))
    );
    assert!(matches!(
        Decay::steps(vec![(f64::NAN, 1.0)]),
        Err(DecayError::Limit(_))
    ));
    assert_eq!(Decay::gaussian_of_width(0.0), Err(DecayError::Width(0.0)));
    assert_eq!(
        Catchment::try_new(-1.0, Decay::Flat),
        Err(DecayError::Catchment(-1.0))
    );
    assert!(Catchment::try_new(f64::INFINITY, Decay::Flat).is_err());
    let table = |pairs| CostTable::try_new(2, 2, pairs).unwrap_err();
    assert_eq!(
        table(vec![(0, 1, 1.0), (1, 1, 1.0), (0, 1, 2.0)]),
        CostTableError::Repeated(0, 1)
    );
    assert_eq!(table(vec![(0, 2, 1.0)]), CostTableError::NoSuchRow(0, 2));
    assert_eq!(table(vec![(0, 0, -1.0)]), CostTableError::Cost(-1.0));
}
