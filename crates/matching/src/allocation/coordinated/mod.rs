//! Coordinated: what a district could reach if somebody shared the places out.
//!
//! [`solve`] gives the plan that serves the most weight, of those one with the least weight served at unknown cost, of those one with the
//! least travel cost, and the prices that prove it; [`verify`] checks a plan against its prices and every eligible arc. Nothing is
//! approximate: [`solve`] only returns at the optimum.
//!
//! # Algorithm
//! A transportation problem, solved by the primal network simplex method:
//! - **One integer for three ranks.** A unit not served counts more than any cycle of the network can save in units at unknown cost, and
//!   such a unit more than any cycle can save in travel cost, so that the sum is the lexicographic order exactly. `i64` where this
//!   fits (to 8,000 sites, or needs if those are fewer; to 26,000 where no cost is over 4 x 10^8), else `i128`.
//! - **A small tree.** The basis has an arc for every need and every site, but nearly all needs have one arc: they are leaves, whose
//!   price follows from that of their site, and are no nodes. The tree holds sites and the few needs that join two of them.
//! - **No cycling.** Trees are kept strongly feasible (Cunningham), so that ties do not make the method go round in circles.
//! - **Few arcs.** It starts from the nearest sites of each need and a nearest-first plan. At the optimum over the arcs known so far, a
//!   need asks for more sites only up to what it pays now less the least price of a site; costlier ones cannot be better. When no need
//!   finds anything cheaper, the plan is optimal over all arcs.
//!
//! # Complexity
//! In theory exponential, like every simplex method; in practice two to five steps a need, and some twenty where there are just as many
//! places as needs. A step costs the part of the tree that changes price: some 30 nodes of 10,000. Memory: 8 bytes an arc
//! looked at, some 40 arcs a need, up to some hundreds where most needs find no place. Where prices are high, needs look far: the
//! sites asked for, not the steps, are then most of the time.
//!
//! # Determinism
//! One thread takes the steps; others look up arcs, each for its own needs. Ties are broken by (saving, need, site). The same problem
//! gives the same plan on every machine and with any number of threads. Of several optimal plans it gives one.
//!
//! # References
//! - Dantzig (1951), Application of the simplex method to a transportation problem.
//! - Cunningham (1976), A network simplex method, <https://doi.org/10.1007/BF01580667>.
//! - Ahuja, Magnanti, Orlin (1993), Network Flows, chapter 11; column generation: Lübbecke, Desrosiers (2005),
//!   <https://doi.org/10.1287/opre.1050.0234>.

mod columns;
mod pivot;
mod proof;
mod scale;
mod search;
mod start;
mod tree;

pub use proof::{Flaw, verify};

use columns::Columns;
use scale::{Factors, Price, Scale};
use search::Search;
use tree::{NONE, Tree};

/// The cost of an arc whose travel cost is not known.
pub const UNKNOWN_COST: u32 = u32::MAX;

/// A site that can serve a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Arc {
    /// Travel cost in 1/1000 minute, or [`UNKNOWN_COST`].
    pub cost: u32,
    /// The site's number.
    pub site: u32,
}

/// Where each need can be served.
///
/// Both questions append arcs by (cost, site), unknown cost last, no site twice; both must name the same cost for the same pair always.
pub trait EligibleSites: Sync {
    /// Appends the `n` first arcs of a need, or all where there are fewer.
    fn nearest(&self, need: u32, n: usize, out: &mut Vec<Arc>);

    /// Appends the arcs of a need that cost at most `most`; with [`UNKNOWN_COST`] all of them.
    fn within(&self, need: u32, most: u32, out: &mut Vec<Arc>);

    /// A bound on known costs. A low one lets larger problems be solved in `i64`.
    fn largest_cost(&self) -> u32 {
        UNKNOWN_COST - 1
    }
}

/// Needs, sites and the ways between them.
#[derive(Debug)]
pub struct Problem<'a, S> {
    /// Weight of each need in millionths; sort needs by id for a plan that does not depend on the order of input.
    pub weights: &'a [u64],
    /// Capacity of each site in millionths; nothing (or `u64::MAX`) is unlimited.
    pub capacities: &'a [Option<u64>],
    /// Where each need can be served.
    pub eligible: &'a S,
    /// How many threads look up arcs; the plan does not depend on it.
    pub n_threads: usize,
}

/// A part of a need served by a site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Flow {
    /// The need's number.
    pub need: u32,
    /// The site's number.
    pub site: u32,
    /// Travel cost in 1/1000 minute, or [`UNKNOWN_COST`].
    pub cost: u32,
    /// Weight served, in millionths, more than nothing.
    pub weight: u64,
}

/// What one more unit of capacity at a site would save in a unit of weight, first rank first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePrice {
    /// Units not served.
    pub unserved: i64,
    /// Units served at unknown cost.
    pub at_unknown_cost: i64,
    /// Travel cost in 1/1000 minute.
    pub travel_cost: i64,
}

impl SitePrice {
    /// The price with the cost of the way to it.
    fn plus(self, cost: u32) -> Self {
        let is_unknown = cost == UNKNOWN_COST;
        Self {
            unserved: self.unserved,
            at_unknown_cost: self.at_unknown_cost + i64::from(is_unknown),
            travel_cost: self.travel_cost + if is_unknown { 0 } else { i64::from(cost) },
        }
    }
}

/// An optimal plan and the prices that prove it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Plan {
    /// Who is served where, by (need, site).
    pub flows: Vec<Flow>,
    /// Weight served, in millionths.
    pub served: u128,
    /// The part of it served at unknown cost, in millionths.
    pub served_at_unknown_cost: u128,
    /// Sum of weight x cost over known costs, in millionths of 1/1000 minute.
    pub travel_cost: u128,
    /// The price of each site; nothing where places are left.
    pub site_prices: Vec<SitePrice>,
    /// Steps of the simplex method taken.
    pub n_steps: u64,
    /// Arcs held at the end.
    pub n_arcs: usize,
}

impl Plan {
    /// The totals of `flows`, without prices.
    fn of(flows: Vec<Flow>) -> Self {
        let mut plan = Self::default();
        for flow in &flows {
            let weight = u128::from(flow.weight);
            plan.served += weight;
            if flow.cost == UNKNOWN_COST {
                plan.served_at_unknown_cost += weight;
            } else {
                plan.travel_cost += weight * u128::from(flow.cost);
            }
        }
        plan.flows = flows;
        plan
    }
}

/// Finds an optimal plan.
///
/// See the [module](self) for the method, its cost and what makes the plan one and the same. A need may be split over sites; needs of no
/// weight are served nothing.
///
/// # Examples
/// Two families, two sites with one place each. The first family lives next to the first site, the only one that can serve the second
/// family, and makes room by going to the other.
/// ```
/// use matching::allocation::coordinated::{Arc, EligibleSites, Problem, solve, verify};
///
/// struct Table([Vec<Arc>; 2]);
///
/// impl EligibleSites for Table {
///     fn nearest(&self, need: u32, n: usize, out: &mut Vec<Arc>) {
///         out.extend(self.0[need as usize].iter().take(n));
///     }
///     fn within(&self, need: u32, most: u32, out: &mut Vec<Arc>) {
///         out.extend(self.0[need as usize].iter().filter(|arc| arc.cost <= most));
///     }
/// }
///
/// let near = Arc { cost: 1_000, site: 0 };
/// let far = Arc { cost: 9_000, site: 1 };
/// let problem = Problem {
///     weights: &[1_000_000, 1_000_000],
///     capacities: &[Some(1_000_000), Some(1_000_000)],
///     eligible: &Table([vec![near, far], vec![near]]),
///     n_threads: 1,
/// };
/// let plan = solve(&problem);
/// assert_eq!(plan.served, 2_000_000);
/// assert_eq!(plan.travel_cost, 1_000_000 * (9_000 + 1_000));
/// assert_eq!(verify(&problem, &plan), Ok(()));
/// ```
pub fn solve<S: EligibleSites>(problem: &Problem<S>) -> Plan {
    let weighted: Vec<u32> = (0u32..)
        .zip(problem.weights)
        .filter_map(|(need, &weight)| (weight > 0).then_some(need))
        .collect();
    let n_sites = problem.capacities.len();
    let factors = Factors::new(weighted.len(), n_sites, problem.eligible.largest_cost());
    if factors.fit_i64() {
        solve_in::<i64, S>(problem, &weighted, Scale::new(factors))
    } else {
        solve_in::<i128, S>(problem, &weighted, Scale::new(factors))
    }
}

fn solve_in<P: Price, S: EligibleSites>(
    problem: &Problem<S>,
    needs: &[u32],
    scale: Scale<P>,
) -> Plan {
    let mut columns = Columns::new(problem);
    let tree = start::first_tree(problem, &mut columns, needs, scale);
    let mut search = Search::new(tree, scale, problem.weights, needs);
    loop {
        search.settle(&columns);
        let (tree, open) = (&search.tree, unexplored(&search, &columns, needs));
        let bid = |need: u32, arc: Arc| {
            let pays = scale.price(arc.cost) + tree.prices[arc.site as usize];
            (pays < tree.value(need)).then_some(pays)
        };
        if open.is_empty() || !columns.look_up_bids(&open, bid) {
            break;
        }
    }
    let mut plan = plan_of(problem, &search, needs);
    plan.n_arcs = columns.n_arcs();
    plan
}

fn plan_of<P: Price, S>(problem: &Problem<S>, search: &Search<P>, needs: &[u32]) -> Plan {
    let flows = needs
        .iter()
        .flat_map(|&need| flows_of(search, problem, need));
    let mut plan = Plan::of(flows.collect());
    let prices = problem.capacities.iter().zip(&search.tree.prices);
    let prices = prices.map(|(capacity, &price)| match capacity {
        // Whoever had a place there would be one more served, at most.
        Some(0) => search.scale.unserved,
        _ => price,
    });
    plan.site_prices = prices.map(|price| search.scale.ranks(price)).collect();
    plan.n_steps = search.n_steps;
    plan
}

/// The needs that may find a cheaper site among those not looked up yet, with the cost up to which to look.
fn unexplored<P: Price, S: EligibleSites>(
    search: &Search<P>,
    columns: &Columns<S>,
    needs: &[u32],
) -> Vec<(u32, u32)> {
    let Search { tree, scale, .. } = search;
    let sites = &tree.nodes[..tree.ground as usize];
    let least_price = sites
        .iter()
        .zip(&tree.prices)
        .filter_map(|(site, price)| (site.parent != NONE).then_some(*price))
        .min()
        .unwrap_or(P::ZERO);
    needs
        .iter()
        .filter_map(|&need| {
            let next = scale.price(columns.next_cost(need)?);
            let bound = tree.value(need) - least_price;
            (next < bound).then_some((need, scale.most_below(bound)?))
        })
        .collect()
}

/// Where a need is served, by site.
fn flows_of<P: Price, S>(search: &Search<P>, problem: &Problem<S>, need: u32) -> Vec<Flow> {
    let tree: &Tree<P> = &search.tree;
    let flow = |site: u32, cost: P, weight: u64| {
        let is_served = site != tree.ground && weight > 0;
        is_served.then(|| Flow {
            need,
            site,
            cost: search.scale.cost(cost),
            weight,
        })
    };
    let seat = tree.seats[need as usize];
    if seat.joint == NONE {
        let weight = problem.weights[need as usize];
        return flow(seat.parent, seat.cost, weight).into_iter().collect();
    }
    let joint = tree.nodes[seat.joint as usize];
    let children = tree.children(seat.joint).filter_map(|site| {
        let child = tree.nodes[site as usize];
        flow(site, child.cost, child.flow)
    });
    let parent = flow(joint.parent, joint.cost, joint.flow);
    let mut flows: Vec<Flow> = children.chain(parent).collect();
    flows.sort_unstable();
    flows
}
