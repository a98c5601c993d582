//! The coordinated allocation against a slow reference on tiny problems, and against its own proof on larger ones.

use matching::allocation::coordinated::{
    Arc, EligibleSites, Flaw, Flow, Plan, Problem, SitePrice, UNKNOWN_COST, solve, verify,
};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

/// All arcs, a row a need, and a bound on costs.
#[derive(Debug, Clone)]
struct Table {
    rows: Vec<Vec<Arc>>,
    largest_cost: u32,
}

impl Table {
    fn new(mut rows: Vec<Vec<Arc>>) -> Self {
        rows.iter_mut().for_each(|row| row.sort_unstable());
        Self {
            rows,
            largest_cost: UNKNOWN_COST - 1,
        }
    }

    /// Arcs between `n_needs` needs and `n_sites` sites where `cost` names one.
    fn of(n_needs: u32, n_sites: u32, cost: impl Fn(u32, u32) -> Option<u32>) -> Self {
        let arc = |need, site| cost(need, site).map(|cost| Arc { cost, site });
        let row = |need| (0..n_sites).filter_map(|site| arc(need, site)).collect();
        Self::new((0..n_needs).map(row).collect())
    }
}

impl EligibleSites for Table {
    fn nearest(&self, need: u32, n: usize, out: &mut Vec<Arc>) {
        out.extend(self.rows[need as usize].iter().take(n));
    }

    fn within(&self, need: u32, most: u32, out: &mut Vec<Arc>) {
        let row = &self.rows[need as usize];
        out.extend(row.iter().filter(|arc| arc.cost <= most));
    }

    fn largest_cost(&self) -> u32 {
        self.largest_cost
    }
}

fn problem<'a>(
    weights: &'a [u64],
    capacities: &'a [Option<u64>],
    eligible: &'a Table,
) -> Problem<'a, Table> {
    Problem {
        weights,
        capacities,
        eligible,
        n_threads: 2,
    }
}

/// Weight not served, weight served at unknown cost, travel cost.
type Totals = (u128, u128, u128);

fn totals(problem: &Problem<Table>, plan: &Plan) -> Totals {
    let weight: u128 = problem.weights.iter().map(|&w| u128::from(w)).sum();
    (
        weight - plan.served,
        plan.served_at_unknown_cost,
        plan.travel_cost,
    )
}

fn proven(problem: &Problem<Table>) -> Plan {
    let plan = solve(problem);
    assert_eq!(verify(problem, &plan), Ok(()));
    plan
}

/// An arc of the reference: ends, units that may still pass, cost by rank.
#[derive(Clone, Copy)]
struct Link {
    from: usize,
    to: usize,
    room: u64,
    cost: [i64; 3],
}

/// One unit after the other over the cheapest path of the residual network (Bellman-Ford), costs compared rank by rank.
fn reference(weights: &[u64], capacities: &[Option<u64>], table: &Table) -> Totals {
    let n_nodes = weights.len() + capacities.len() + 2;
    let (source, sink) = (n_nodes - 2, n_nodes - 1);
    let mut links = network(weights, capacities, table);
    let mut total = [0i64; 3];
    for _ in 0..weights.iter().sum() {
        for at in cheapest_path(&links, n_nodes, source, sink) {
            links[at].room -= 1;
            links[at ^ 1].room += 1;
            total = sum(total, links[at].cost);
        }
    }
    let [unserved, at_unknown_cost, travel_cost] = total.map(|rank| rank as u128);
    (unserved, at_unknown_cost, travel_cost)
}

/// Needs, sites, source, sink; every link followed by its way back.
fn network(weights: &[u64], capacities: &[Option<u64>], table: &Table) -> Vec<Link> {
    let (n, m) = (weights.len(), capacities.len());
    let (source, sink) = (n + m, n + m + 1);
    let units: u64 = weights.iter().sum();
    let mut links = Vec::new();
    let mut link = |from, to, room, cost: [i64; 3]| {
        let back = cost.map(|rank| -rank);
        for (from, to, room, cost) in [(from, to, room, cost), (to, from, 0, back)] {
            links.push(Link {
                from,
                to,
                room,
                cost,
            });
        }
    };
    for (need, &weight) in weights.iter().enumerate() {
        link(source, need, weight, [0; 3]);
        link(need, sink, units, [1, 0, 0]);
        for arc in &table.rows[need] {
            let cost = match arc.cost {
                UNKNOWN_COST => [0, 1, 0],
                known => [0, 0, i64::from(known)],
            };
            link(need, n + arc.site as usize, units, cost);
        }
    }
    for (site, &capacity) in capacities.iter().enumerate() {
        link(n + site, sink, capacity.unwrap_or(units), [0; 3]);
    }
    links
}

fn sum(a: [i64; 3], b: [i64; 3]) -> [i64; 3] {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

fn cheapest_path(links: &[Link], n_nodes: usize, source: usize, sink: usize) -> Vec<usize> {
    let mut cost: Vec<Option<[i64; 3]>> = vec![None; n_nodes];
    let mut last = vec![usize::MAX; n_nodes];
    cost[source] = Some([0; 3]);
    for _ in 0..n_nodes {
        for (at, link) in links.iter().enumerate().filter(|(_, link)| link.room > 0) {
            let Some(before) = cost[link.from] else {
                continue;
            };
            let after = sum(before, link.cost);
            if cost[link.to].is_none_or(|known| after < known) {
                (cost[link.to], last[link.to]) = (Some(after), at);
            }
        }
    }
    let mut path = Vec::new();
    let mut node = sink;
    while node != source {
        path.push(last[node]);
        node = links[last[node]].from;
    }
    path
}

/// Weights, capacities and arcs, small and full of ties.
fn any_district() -> impl Strategy<Value = (Vec<u64>, Vec<Option<u64>>, Table)> {
    (1usize..7, 1usize..6).prop_flat_map(|(n, m)| {
        let cost = select(&[0, 1, 1, 2, 3, 7, 400_000_000, UNKNOWN_COST][..]);
        let row = vec(option::weighted(0.6, cost), m).prop_map(|row| {
            let arc = |(site, cost): (u32, Option<u32>)| cost.map(|cost| Arc { cost, site });
            (0u32..).zip(row).filter_map(arc).collect::<Vec<Arc>>()
        });
        (
            vec(0u64..5, n),
            vec(option::weighted(0.9, 0u64..6), m),
            vec(row, n).prop_map(Table::new),
        )
    })
}

/// Pseudo-random numbers below `below`, the same for the same place.
fn noise(need: u32, site: u32, below: u32) -> u32 {
    let mut z = (u64::from(need) << 32 | u64::from(site)).wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    ((z ^ (z >> 31)) % u64::from(below)) as u32
}

/// Needs and sites on a square, `share` percent of the pairs eligible.
fn square(n_needs: u32, n_sites: u32, share: u32) -> Table {
    let at = |i: u32, axis: u32| noise(i, 1_000_000 + axis, 10_000);
    let cost = |need: u32, site: u32| {
        at(need, 0).abs_diff(at(site, 2)) + at(need, 1).abs_diff(at(site, 3))
    };
    Table::of(n_needs, n_sites, |need, site| {
        (noise(need, site, 100) < share).then(|| cost(need, site))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn the_totals_are_those_of_the_slow_reference((weights, capacities, table) in any_district()) {
        let problem = problem(&weights, &capacities, &table);
        let plan = solve(&problem);
        prop_assert_eq!(verify(&problem, &plan), Ok(()));
        prop_assert_eq!(totals(&problem, &plan), reference(&weights, &capacities, &table));
    }

    #[test]
    fn the_unit_of_weight_does_not_matter((weights, capacities, table) in any_district(), unit in 1u64..1_000_000_000_000) {
        let one = problem(&weights, &capacities, &table);
        let whole = totals(&one, &solve(&one));
        let times = |weight: &u64| weight * unit;
        let weights: Vec<u64> = weights.iter().map(times).collect();
        let capacities: Vec<Option<u64>> = capacities.iter().map(|c| c.as_ref().map(times)).collect();
        let problem = problem(&weights, &capacities, &table);
        let (unserved, at_unknown_cost, travel_cost) = totals(&problem, &proven(&problem));
        let unit = u128::from(unit);
        prop_assert_eq!((unserved, at_unknown_cost, travel_cost), (whole.0 * unit, whole.1 * unit, whole.2 * unit));
    }

    #[test]
    fn fractions_are_shared_out_to_the_last_unit(
        (_, _, table) in any_district(),
        weights in vec(0u64..3_000_000, 6),
        capacities in vec(option::weighted(0.8, 0u64..3_000_000), 5),
    ) {
        let weights = &weights[..table.rows.len()];
        let problem = problem(weights, &capacities, &table);
        prop_assert_eq!(verify(&problem, &solve(&problem)), Ok(()));
    }

    #[test]
    fn a_plan_that_moves_a_flow_at_another_cost_is_refused((weights, capacities, table) in any_district(), pick in any::<u32>()) {
        let problem = problem(&weights, &capacities, &table);
        let mut plan = proven(&problem);
        let moves: Vec<(usize, Flow)> = moves(&plan, &table).collect();
        if moves.is_empty() {
            return Ok(());
        }
        let (at, moved) = moves[pick as usize % moves.len()];
        plan.flows[at] = moved;
        plan.flows.sort_unstable();
        with_totals(&mut plan);
        prop_assert!(verify(&problem, &plan).is_err());
    }
}

/// Every flow of a plan sent to a site at another cost that the need does not go to yet.
fn moves(plan: &Plan, table: &Table) -> impl Iterator<Item = (usize, Flow)> {
    let is_used = |need, site| plan.flows.iter().any(|f| (f.need, f.site) == (need, site));
    plan.flows.iter().enumerate().flat_map(move |(at, flow)| {
        let others = table.rows[flow.need as usize].iter();
        let others =
            others.filter(move |arc| arc.cost != flow.cost && !is_used(flow.need, arc.site));
        others.map(move |&Arc { cost, site }| {
            (
                at,
                Flow {
                    cost,
                    site,
                    ..*flow
                },
            )
        })
    })
}

/// Makes the totals those of the flows.
fn with_totals(plan: &mut Plan) {
    let weight = |is_unknown: bool| -> u128 {
        let flows = plan
            .flows
            .iter()
            .filter(|flow| (flow.cost == UNKNOWN_COST) == is_unknown);
        flows.map(|flow| u128::from(flow.weight)).sum()
    };
    let (known, unknown) = (weight(false), weight(true));
    let known_flows = plan.flows.iter().filter(|flow| flow.cost != UNKNOWN_COST);
    let cost = known_flows.map(|flow| u128::from(flow.weight) * u128::from(flow.cost));
    plan.travel_cost = cost.sum();
    (plan.served, plan.served_at_unknown_cost) = (known + unknown, unknown);
}

/// Two needs, two sites of one place; the first need can go to both, the second to the first site only.
fn two_by_two() -> Table {
    Table::of(2, 2, |need, site| match (need, site) {
        (0, 0) => Some(1_000),
        (0, 1) => Some(5_000),
        (1, 0) => Some(2_000),
        _ => None,
    })
}

#[test]
fn a_need_gives_way_to_one_that_can_go_nowhere_else() {
    let table = two_by_two();
    let problem = problem(&[1, 1], &[Some(1), Some(2)], &table);
    let plan = proven(&problem);
    let flow = |need, site, cost| Flow {
        need,
        site,
        cost,
        weight: 1,
    };
    assert_eq!(plan.flows, [flow(0, 1, 5_000), flow(1, 0, 2_000)]);
    assert_eq!(totals(&problem, &plan), (0, 0, 7_000));
    // With another place at the first site the first need would save 4 minutes; the other site has a place left.
    let four_minutes = SitePrice {
        travel_cost: 4_000,
        ..SitePrice::default()
    };
    assert!(plan.site_prices[0] >= four_minutes);
    assert_eq!(plan.site_prices[1], SitePrice::default());
}

#[test]
fn a_need_is_split_where_no_site_has_room_for_all_of_it() {
    let table = Table::of(1, 3, |_, site| Some(1_000 * (site + 1)));
    let capacities = [Some(400_000), Some(500_000), None];
    let plan = proven(&problem(&[1_000_000], &capacities, &table));
    let weights: Vec<u64> = plan.flows.iter().map(|flow| flow.weight).collect();
    assert_eq!(weights, [400_000, 500_000, 100_000]);
}

#[test]
fn more_weight_served_comes_before_known_cost_and_known_cost_before_travel_cost() {
    // Need 0 at the near site would leave need 1 unserved; at the site of unknown cost nobody is left over.
    let table = Table::of(2, 2, |need, site| match (need, site) {
        (0, 1) => Some(UNKNOWN_COST),
        (_, 0) => Some(10),
        _ => None,
    });
    let one = [Some(1), Some(1)];
    let first = problem(&[1, 1], &one, &table);
    assert_eq!(totals(&first, &proven(&first)), (0, 1, 10));
    // A long known way is taken before an unknown one.
    let table = Table::of(1, 2, |_, site| {
        Some([UNKNOWN_COST, 400_000_000][site as usize])
    });
    let second = problem(&[3], &one, &table);
    assert_eq!(totals(&second, &proven(&second)), (1, 1, 400_000_000));
}

#[test]
fn nothing_comes_of_nothing() {
    let none = Table::new(vec![]);
    assert_eq!(proven(&problem(&[], &[], &none)).flows, []);
    assert_eq!(proven(&problem(&[], &[Some(3)], &none)).flows, []);
    let no_arcs = Table::new(vec![vec![], vec![]]);
    let without_sites = problem(&[1, 2], &[], &no_arcs);
    assert_eq!(totals(&without_sites, &proven(&without_sites)), (3, 0, 0));
    let without_arcs = problem(&[1, 2], &[Some(5), None], &no_arcs);
    assert_eq!(totals(&without_arcs, &proven(&without_arcs)), (3, 0, 0));
}

#[test]
fn needs_of_no_weight_and_sites_of_no_capacity_take_no_part() {
    let table = Table::of(3, 2, |_, site| Some(site));
    let plan = proven(&problem(&[0, 2, 0], &[Some(0), Some(9)], &table));
    assert_eq!(
        plan.flows,
        [Flow {
            need: 1,
            site: 1,
            cost: 1,
            weight: 2
        }]
    );
    let full = problem(&[1], &[Some(0), Some(0)], &table);
    assert_eq!(totals(&full, &proven(&full)), (1, 0, 0));
}

#[test]
fn without_limits_everybody_goes_to_the_nearest_site() {
    let table = square(300, 60, 20);
    let weights: Vec<u64> = (0..300).map(|need| u64::from(noise(need, 7, 9))).collect();
    let limitless = vec![None; 60];
    let problem = problem(&weights, &limitless, &table);
    let nearest = |row: &Vec<Arc>| row.first().map_or(0, |arc| u128::from(arc.cost));
    let costs = table.rows.iter().map(nearest);
    let expected = costs
        .zip(&weights)
        .map(|(cost, &w)| cost * u128::from(w))
        .sum();
    assert_eq!(proven(&problem).travel_cost, expected);
}

#[test]
fn the_largest_weights_and_costs_do_not_overflow() {
    let table = Table::of(40, 3, |need, site| Some(UNKNOWN_COST - 1 - need % 2 - site));
    let (weights, limitless) = (
        vec![u64::MAX; 40],
        [Some(u64::MAX - 1), None, Some(u64::MAX - 1)],
    );
    let problem = problem(&weights, &limitless, &table);
    let plan = proven(&problem);
    assert_eq!(plan.served, 40 * u128::from(u64::MAX));
}

#[test]
fn the_plan_is_the_same_again_and_with_any_number_of_threads() {
    let table = square(3_000, 120, 30);
    let weights: Vec<u64> = (0..3_000)
        .map(|need| u64::from(noise(need, 1, 3)))
        .collect();
    let capacities: Vec<Option<u64>> = (0..120).map(|s| Some(u64::from(noise(s, 2, 40)))).collect();
    let mut problem = problem(&weights, &capacities, &table);
    let plan = proven(&problem);
    assert!(totals(&problem, &plan).0 > 0 && plan.served > 0);
    for n_threads in [0, 1, 2, 3, 16] {
        problem.n_threads = n_threads;
        assert_eq!(solve(&problem), plan, "{n_threads} threads");
    }
}

#[test]
fn a_bound_on_costs_and_the_width_of_prices_change_nothing() {
    let (n_needs, n_sites) = (9_000, 9_000);
    let mut table = Table::new(vec![vec![]; n_needs as usize]);
    for need in 0..n_needs {
        let row = (0..4).map(|k| Arc {
            cost: noise(need, 50 + k, 40),
            site: (need + noise(need, k, 30)) % n_sites,
        });
        let row: std::collections::BTreeMap<u32, Arc> = row.map(|arc| (arc.site, arc)).collect();
        table.rows[need as usize] = row.into_values().collect();
        table.rows[need as usize].sort_unstable();
    }
    let (weights, capacities) = (vec![1; 9_000], vec![Some(1); 9_000]);
    let wide = proven(&problem(&weights, &capacities, &table));
    table.largest_cost = 40;
    assert_eq!(proven(&problem(&weights, &capacities, &table)), wide);
}

#[test]
fn needs_with_very_many_sites_are_served_at_the_optimum_although_few_ways_are_kept() {
    for (n_needs, n_sites, share, places) in [
        (2_000, 1_000, 100, 3),
        (2_000, 1_000, 60, 2),
        (2_000, 1_000, 60, 1),
        (60, 2_000, 90, 1),
    ] {
        let table = square(n_needs, n_sites, share);
        let heavy = n_sites * places / n_needs;
        let weights = vec![u64::from(heavy.max(1)); n_needs as usize];
        let capacities = vec![Some(u64::from(places)); n_sites as usize];
        let problem = problem(&weights, &capacities, &table);
        let plan = proven(&problem);
        let n_arcs: usize = table.rows.iter().map(Vec::len).sum();
        assert!(plan.n_arcs < n_arcs, "{} of {n_arcs}", plan.n_arcs);
    }
}

#[test]
fn a_district_that_lives_at_one_end_of_a_road_fills_it_from_there() {
    // 4,000 needs at the start, sites of 10 places at every step: the nearest 400 sites are filled, whoever goes where.
    let table = Table::of(4_000, 450, |_, site| Some(site * 100));
    let (weights, capacities) = (vec![1; 4_000], vec![Some(10); 450]);
    let problem = problem(&weights, &capacities, &table);
    let expected = (0..400u128).map(|site| site * 100 * 10).sum();
    assert_eq!(totals(&problem, &proven(&problem)), (0, 0, expected));
}

#[test]
fn one_free_place_at_the_far_end_moves_a_whole_chain() {
    // Need i may stay at site i or move to site i + 1; site 0 is closed, so all have to move up one.
    let n = 500;
    let table = Table::of(n, n + 1, |need, site| match site.checked_sub(need) {
        Some(0) => Some(0),
        Some(1) => Some(3),
        _ => None,
    });
    let mut capacities = vec![Some(1); 501];
    capacities[0] = Some(0);
    let weights = vec![1; 500];
    let problem = problem(&weights, &capacities, &table);
    assert_eq!(totals(&problem, &proven(&problem)), (0, 0, 1_500));
}

#[test]
fn sites_at_one_address_and_homes_at_one_address_are_ties_and_no_trouble() {
    for cost in [0, 17] {
        let table = Table::of(2_000, 300, |need, site| {
            (noise(need, site, 100) < 9).then_some(cost)
        });
        let (weights, capacities) = (vec![1; 2_000], vec![Some(6); 300]);
        let problem = problem(&weights, &capacities, &table);
        assert_eq!(proven(&problem).served, 1_800);
    }
}

/// A plan with unserved need and full sites, its problem's parts beside it.
fn crowded() -> (Vec<u64>, Vec<Option<u64>>, Table) {
    let table = Table::of(3, 3, |need, site| {
        (site < 2 || need == 0).then_some(need + site * 10)
    });
    (vec![2; 3], vec![Some(2), Some(1), Some(4)], table)
}

fn flaw_of(spoil: impl Fn(&mut Plan)) -> Flaw {
    let (weights, capacities, table) = crowded();
    let problem = problem(&weights, &capacities, &table);
    let mut plan = proven(&problem);
    assert_eq!(totals(&problem, &plan).0, 1);
    spoil(&mut plan);
    let flaw = verify(&problem, &plan).unwrap_err();
    assert!(!flaw.to_string().is_empty());
    flaw
}

#[test]
fn every_way_to_spoil_a_plan_is_found() {
    assert_eq!(flaw_of(|plan| plan.flows.reverse()), Flaw::MalformedFlows);
    assert_eq!(
        flaw_of(|plan| plan.flows[0].weight = 0),
        Flaw::MalformedFlows
    );
    assert_eq!(
        flaw_of(|plan| plan.flows.last_mut().unwrap().site = 9),
        Flaw::MalformedFlows
    );
    assert_eq!(flaw_of(|plan| plan.served += 1), Flaw::WrongTotals);
    assert_eq!(flaw_of(|plan| plan.travel_cost -= 1), Flaw::WrongTotals);
    assert_eq!(
        flaw_of(|plan| plan.served_at_unknown_cost += 1),
        Flaw::WrongTotals
    );
    assert_eq!(
        flaw_of(|plan| plan.site_prices.truncate(2)),
        Flaw::WrongNumberOfPrices
    );
    assert_eq!(
        flaw_of(|plan| plan.site_prices[2].unserved = -1),
        Flaw::NegativePrice { site: 2 }
    );
    assert_eq!(
        flaw_of(|plan| plan.site_prices[2].travel_cost = 1),
        Flaw::PriceWithPlacesLeft { site: 2 }
    );
    assert!(matches!(
        flaw_of(|plan| plan.site_prices[0] = SitePrice::default()),
        Flaw::CheaperElsewhere { .. }
    ));
}

#[test]
fn every_way_to_spoil_a_flow_is_found() {
    let of_need_0 = |plan: &Plan| plan.flows.iter().position(|flow| flow.need == 0).unwrap();
    let changed = |change: fn(&mut Flow)| {
        flaw_of(|plan| {
            let at = of_need_0(plan);
            change(&mut plan.flows[at]);
            with_totals(plan);
        })
    };
    assert_eq!(
        changed(|flow| flow.cost -= 1),
        Flaw::NotEligible { need: 0, site: 2 }
    );
    assert_eq!(
        changed(|flow| flow.weight += 1),
        Flaw::TooMuchServed { need: 0 }
    );
    assert_eq!(
        changed(|flow| flow.weight += 3),
        Flaw::OverCapacity { site: 2 }
    );
    assert!(matches!(
        changed(|flow| flow.weight -= 1),
        Flaw::CheaperElsewhere { need: 0, .. }
    ));
}
