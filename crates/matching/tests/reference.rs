//! A slow, obvious reading of the definitions: all pairs, no index, sorted as a whole.

use matching::Supply;
use matching::allocation::Allocation;
use matching::eligibility::judge;
use model::analysis::{Cause, Constraint, ConstraintSet, Need, Reading, Site};
use model::units::{Micro, MilliMinutes};
use spatial::travel_cost::{StraightLine, TravelCost};
use std::collections::BTreeMap;

/// A pair in the order of matches: cost unknown, cost, untrusted, site.
pub(crate) type Pair = (bool, MilliMinutes, bool, u32);

/// The travel cost of a pair, where it has one.
pub(crate) fn cost(need: &Need, site: &Site) -> Option<MilliMinutes> {
    let (home, place) = (need.position?, site.position?);
    (!site.is_virtual).then(|| StraightLine.cost(need.mode, home, place))
}

/// Every site of the category, in the total order.
fn of_category(need: &Need, sites: &[Site]) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = (0u32..)
        .zip(sites)
        .filter(|(_, site)| {
            need.category
                .as_ref()
                .is_some_and(|category| site.categories.contains(category))
        })
        .map(|(number, site)| {
            let cost = cost(need, site);
            let trusted = site
                .organization_id
                .as_ref()
                .is_some_and(|id| need.trusted.contains(id));
            (cost.is_none(), cost.unwrap_or_default(), !trusted, number)
        })
        .collect();
    pairs.sort();
    pairs
}

/// The eligible sites of a need, best first.
pub(crate) fn matches(need: &Need, sites: &[Site], reading: Reading) -> Vec<Pair> {
    let is_eligible = |pair: &Pair| {
        judge(need, &sites[pair.3 as usize], (!pair.0).then_some(pair.1))
            .mask(reading)
            .is_empty()
    };
    of_category(need, sites)
        .into_iter()
        .filter(is_eligible)
        .collect()
}

/// Nearest first over the sorted list of all eligible pairs: (need, site) and weight, and what is left of both.
pub(crate) fn nearest_first(needs: &[Need], supply: &Supply, reading: Reading) -> Allocation {
    let sites = supply.sites();
    let mut pairs = Vec::new();
    for (number, need) in (0u32..).zip(needs) {
        for (without, cost, untrusted, site) in matches(need, sites, reading) {
            pairs.push((
                std::cmp::Reverse(need.severity),
                without,
                cost,
                need.id.clone(),
                untrusted,
                site,
                number,
            ));
        }
    }
    pairs.sort();
    let mut unserved: Vec<Micro> = needs.iter().map(|need| need.weight).collect();
    let mut places_left: Vec<Option<Micro>> = sites.iter().map(|site| site.capacity).collect();
    let mut served = Vec::new();
    for (_, is_without_cost, travel_cost, _, is_untrusted, site, need) in pairs {
        let wanted = unserved[need as usize];
        let weight = places_left[site as usize].map_or(wanted, |places| places.min(wanted));
        if weight > Micro::ZERO {
            unserved[need as usize] -= weight;
            places_left[site as usize] = places_left[site as usize].map(|places| places - weight);
            let candidate = matching::Candidate {
                is_without_cost,
                travel_cost,
                is_untrusted,
                site,
            };
            served.push(matching::allocation::Served {
                need,
                candidate,
                weight,
            });
        }
    }
    Allocation {
        served,
        unserved,
        places_left,
    }
}

/// The anatomy of one need from the masks of every site in the horizon.
pub(crate) fn anatomy(
    need: &Need,
    number: usize,
    sites: &[Site],
    reading: Reading,
    allocation: &Allocation,
) -> BTreeMap<Cause, Micro> {
    let unserved = allocation.unserved[number].millionths();
    let in_horizon = |pair: &Pair| {
        pair.0
            || need
                .max_minutes
                .is_none_or(|limit| pair.1.0 * 1_000 <= 2 * limit.millionths())
    };
    let mut masks: Vec<ConstraintSet> = of_category(need, sites)
        .into_iter()
        .filter(in_horizon)
        .map(|pair| {
            let is_full = match allocation.places_left[pair.3 as usize] {
                None => reading == Reading::Strict,
                Some(places) => places == Micro::ZERO,
            };
            let verdict = judge(need, &sites[pair.3 as usize], (!pair.0).then_some(pair.1));
            verdict.mask(reading).with(Constraint::Capacity, is_full)
        })
        .collect();
    masks.sort();
    masks.dedup();
    let Some(fewest) = masks.iter().map(|mask| mask.n_constraints()).min() else {
        return BTreeMap::from_iter(
            (unserved > 0).then_some((Cause::NoProvider, Micro::from_millionths(unserved))),
        );
    };
    masks.retain(|mask| mask.n_constraints() == fewest);
    let n = masks.len() as u64;
    let part = |i: u64| Micro::from_millionths(unserved / n + u64::from(i < unserved % n));
    (0..)
        .zip(masks)
        .filter(|_| unserved > 0)
        .map(|(i, mask)| (Cause::Constraints(mask), part(i)))
        .collect()
}
