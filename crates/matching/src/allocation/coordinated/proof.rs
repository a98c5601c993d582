//! Whether a plan is optimal, checked against every eligible arc without looking at how it was found.

use super::{Arc, EligibleSites, Flow, Plan, Problem, SitePrice, UNKNOWN_COST};
use std::error::Error;
use std::fmt;

/// Why a plan is not a proven optimum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Flaw {
    /// Flows are not in the order of need and site, name one that does not exist, or carry nothing.
    MalformedFlows,
    /// The totals are not those of the flows.
    WrongTotals,
    /// There is not one price a site.
    WrongNumberOfPrices,
    /// A flow goes where the need may not go, or names another cost.
    NotEligible {
        /// The need.
        need: u32,
        /// The site.
        site: u32,
    },
    /// A need is served more than its weight.
    TooMuchServed {
        /// The need.
        need: u32,
    },
    /// A site serves more than its capacity.
    OverCapacity {
        /// The site.
        site: u32,
    },
    /// A price is below nothing.
    NegativePrice {
        /// The site.
        site: u32,
    },
    /// A site has a price and places left.
    PriceWithPlacesLeft {
        /// The site.
        site: u32,
    },
    /// A need is served at a site, or not served, although another site would cost less at these prices.
    CheaperElsewhere {
        /// The need.
        need: u32,
        /// The other site; nothing when not being served would cost less.
        site: Option<u32>,
    },
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MalformedFlows => write!(f, "flows are not ordered, or name what does not exist"),
            Self::WrongTotals => write!(f, "the totals are not those of the flows"),
            Self::WrongNumberOfPrices => write!(f, "there is not one price a site"),
            Self::NotEligible { need, site } => {
                write!(f, "need {need} may not go to site {site} at this cost")
            }
            Self::TooMuchServed { need } => write!(f, "need {need} is served beyond its weight"),
            Self::OverCapacity { site } => write!(f, "site {site} serves beyond its capacity"),
            Self::NegativePrice { site } => write!(f, "site {site} has a price below nothing"),
            Self::PriceWithPlacesLeft { site } => {
                write!(f, "site {site} has a price and places left")
            }
            Self::CheaperElsewhere { need, .. } => {
                write!(f, "need {need} would pay less elsewhere")
            }
        }
    }
}

impl Error for Flaw {}

const NOTHING: SitePrice = SitePrice {
    unserved: 0,
    at_unknown_cost: 0,
    travel_cost: 0,
};
const UNSERVED: SitePrice = SitePrice {
    unserved: 1,
    ..NOTHING
};

/// Proves that a plan is the optimum of a problem.
///
/// # Algorithm
/// Complementary slackness, in lexicographic order of (weight not served, weight at unknown cost, travel cost): the plan keeps to weights,
/// capacities and eligibility; prices are not negative, and nothing at sites with places left; every unit of every need goes where
/// cost plus price is least over all its eligible sites, not being served counting (1, 0, 0). For any other plan the sum of
/// cost plus price over its units is then no less, and what prices take from it no more, so it is no better. Sites that cost more than
/// what a need pays cannot be better, since no price is negative, and are not asked for.
///
/// # Complexity
/// One look-up of sites for each need, up to what the need pays.
///
/// # Errors
/// The first flaw found. A plan with a flaw in its prices alone may still be optimal.
pub fn verify<S: EligibleSites>(problem: &Problem<S>, plan: &Plan) -> Result<(), Flaw> {
    verify_flows(problem, plan)?;
    verify_sites(problem, plan)?;
    let mut flows = plan.flows.as_slice();
    let mut arcs = Vec::new();
    for (need, &weight) in (0u32..).zip(problem.weights) {
        let n_own = flows.partition_point(|flow| flow.need <= need);
        let (own, later) = flows.split_at(n_own);
        flows = later;
        verify_need(problem, plan, (need, weight, own), &mut arcs)?;
    }
    Ok(())
}

fn verify_flows<S>(problem: &Problem<S>, plan: &Plan) -> Result<(), Flaw> {
    let is_in_order = |pair: &[Flow]| (pair[0].need, pair[0].site) < (pair[1].need, pair[1].site);
    let is_sound = |flow: &Flow| {
        (flow.need as usize) < problem.weights.len()
            && (flow.site as usize) < problem.capacities.len()
            && flow.weight > 0
    };
    if !plan.flows.windows(2).all(is_in_order) || !plan.flows.iter().all(is_sound) {
        return Err(Flaw::MalformedFlows);
    }
    let totals = Plan::of(plan.flows.clone());
    let is_right = totals.served == plan.served
        && totals.served_at_unknown_cost == plan.served_at_unknown_cost
        && totals.travel_cost == plan.travel_cost;
    is_right.then_some(()).ok_or(Flaw::WrongTotals)
}

fn verify_sites<S>(problem: &Problem<S>, plan: &Plan) -> Result<(), Flaw> {
    if plan.site_prices.len() != problem.capacities.len() {
        return Err(Flaw::WrongNumberOfPrices);
    }
    let mut loads = vec![0u128; problem.capacities.len()];
    for flow in &plan.flows {
        loads[flow.site as usize] += u128::from(flow.weight);
    }
    let rows = loads.iter().zip(problem.capacities).zip(&plan.site_prices);
    for (site, ((&load, &capacity), &price)) in (0u32..).zip(rows) {
        let room = capacity.map(|places| u128::from(places).checked_sub(load));
        if room == Some(None) {
            return Err(Flaw::OverCapacity { site });
        }
        if price < NOTHING {
            return Err(Flaw::NegativePrice { site });
        }
        if price > NOTHING && room != Some(Some(0)) {
            return Err(Flaw::PriceWithPlacesLeft { site });
        }
    }
    Ok(())
}

fn verify_need<S: EligibleSites>(
    problem: &Problem<S>,
    plan: &Plan,
    (need, weight, flows): (u32, u64, &[Flow]),
    arcs: &mut Vec<Arc>,
) -> Result<(), Flaw> {
    let served: u128 = flows.iter().map(|flow| u128::from(flow.weight)).sum();
    if served > u128::from(weight) {
        return Err(Flaw::TooMuchServed { need });
    }
    if weight == 0 {
        return Ok(());
    }
    let price = |arc: Arc| plan.site_prices[arc.site as usize].plus(arc.cost);
    let rest = (served < u128::from(weight)).then_some(UNSERVED);
    let pays = flows.iter().map(|flow| price(arc(flow))).chain(rest).max();
    let pays = pays.expect("what is not served is left");
    arcs.clear();
    problem.eligible.within(need, most_within(pays), arcs);
    if let Some(flow) = flows.iter().find(|flow| !arcs.contains(&arc(flow))) {
        let site = flow.site;
        return Err(Flaw::NotEligible { need, site });
    }
    let cheaper = arcs.iter().find(|&&arc| price(arc) < pays);
    if cheaper.is_some() || pays > UNSERVED {
        let site = cheaper.map(|arc| arc.site);
        return Err(Flaw::CheaperElsewhere { need, site });
    }
    Ok(())
}

fn arc(flow: &Flow) -> Arc {
    Arc {
        site: flow.site,
        cost: flow.cost,
    }
}

/// The largest cost of a way that, with a price of nothing or more, can be within what a need pays.
fn most_within(pays: SitePrice) -> u32 {
    match pays {
        SitePrice {
            unserved: 0,
            at_unknown_cost: 0,
            travel_cost,
        } => u32::try_from(travel_cost).unwrap_or(UNKNOWN_COST),
        _ => UNKNOWN_COST,
    }
}
