//! A slow, obvious reading of the definitions: all pairs, no index, sorted as a whole.

use matching::Supply;
use matching::allocation::Allocation;
use matching::eligibility::Verdict;
use model::LonLat;
use model::analysis::{Cause, Constraint, ConstraintSet, Need, Reading, Site};
use model::survey::Mode;
use model::units::{Micro, MilliMinutes};
use spatial::distance::geodesic_m;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A pair in the order of matches: cost unknown, cost, untrusted, site.
pub(crate) type Pair = (bool, MilliMinutes, bool, u32);

/// The travel cost of a pair, where it has one.
pub(crate) fn cost(need: &Need, site: &Site) -> Option<MilliMinutes> {
    let (home, place) = (need.position?, site.position?);
    (!site.is_virtual).then(|| straight_line(need.mode, home, place))
}

/// minutes = metres x 1.3 / speed, with walk 80, bike 250, drive 500 m/min, transit 200 m/min plus 5 min; rounded half up to 1/1000.
fn straight_line(mode: Mode, home: LonLat, place: LonLat) -> MilliMinutes {
    let way_min = geodesic_m(home, place) * 1.3;
    let minutes = match mode {
        Mode::Walk => way_min / 80.0,
        Mode::Bike => way_min / 250.0,
        Mode::Drive => way_min / 500.0,
        Mode::Transit => way_min / 200.0 + 5.0,
    };
    MilliMinutes((minutes * 1_000.0 + 0.5).floor() as u64)
}

/// Every site of the category, in the total order.
fn of_category(need: &Need, sites: &[Arc<Site>]) -> Vec<Pair> {
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
pub(crate) fn matches(need: &Need, sites: &[Arc<Site>], reading: Reading) -> Vec<Pair> {
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
    sites: &[Arc<Site>],
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

/// What is known of one constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Known {
    Satisfied,
    Violated,
    Unknown,
}

impl Known {
    /// What is known when both must be satisfied: one violation decides, else one unknown leaves it open.
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Violated, _) | (_, Self::Violated) => Self::Violated,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            _ => Self::Satisfied,
        }
    }
}

/// Holds `need` against `site`, `cost` being the way between them where both positions are known.
///
/// Capacity looks at stated places only: violated at 0, unknown when not stated.
pub(crate) fn judge(need: &Need, site: &Site, cost: Option<MilliMinutes>) -> Verdict {
    let findings = [
        (Constraint::Distance, distance(need, site, cost)),
        (Constraint::Hours, hours(need, site)),
        (Constraint::Language, language(need, site)),
        (
            Constraint::Eligibility,
            age(need, site).and(residence(need, site)),
        ),
        (Constraint::Cost, price(need, site)),
        (Constraint::Accessibility, accessibility(need, site)),
        (Constraint::Capacity, capacity(site)),
    ];
    findings
        .into_iter()
        .fold(Verdict::default(), |verdict, (constraint, known)| Verdict {
            violated: verdict.violated.with(constraint, known == Known::Violated),
            unknown: verdict.unknown.with(constraint, known == Known::Unknown),
        })
}

fn distance(need: &Need, site: &Site, cost: Option<MilliMinutes>) -> Known {
    match (cost, need.max_minutes) {
        _ if site.is_virtual => Known::Satisfied,
        (None, _) => Known::Unknown,
        (Some(cost), Some(limit_min)) if !cost.is_within(limit_min, 1) => Known::Violated,
        (Some(_), _) => Known::Satisfied,
    }
}

fn hours(need: &Need, site: &Site) -> Known {
    match (&need.times, &site.hours) {
        (Some(times), Some(hours)) if times.has_enough_in_common(hours) => Known::Satisfied,
        (Some(_), Some(_)) => Known::Violated,
        _ => Known::Unknown,
    }
}

fn language(need: &Need, site: &Site) -> Known {
    if site.has_interpreter || !need.languages.is_disjoint(&site.languages) {
        Known::Satisfied
    } else if need.languages.is_empty() || site.languages.is_empty() {
        Known::Unknown
    } else {
        Known::Violated
    }
}

fn age(need: &Need, site: &Site) -> Known {
    let Some(age) = need.age else {
        return Known::Unknown;
    };
    let is_too_young = site.min_age.is_some_and(|youngest| age < youngest);
    let is_too_old = site.max_age.is_some_and(|oldest| age > oldest);
    if is_too_young || is_too_old {
        Known::Violated
    } else if site.min_age.is_none() || site.max_age.is_none() {
        Known::Unknown
    } else {
        Known::Satisfied
    }
}

fn residence(need: &Need, site: &Site) -> Known {
    match (&site.service_area, need.position) {
        (None, _) => Known::Satisfied,
        (Some(_), None) => Known::Unknown,
        (Some(area), Some(home)) if spatial::areas::touches(area, home) => Known::Satisfied,
        (Some(_), Some(_)) => Known::Violated,
    }
}

fn price(need: &Need, site: &Site) -> Known {
    match (site.cost, need.max_cost) {
        (Some(Micro::ZERO), _) => Known::Satisfied,
        (Some(cost), Some(can_pay)) if cost > can_pay => Known::Violated,
        (Some(_), Some(_)) => Known::Satisfied,
        _ => Known::Unknown,
    }
}

fn accessibility(need: &Need, site: &Site) -> Known {
    if need.accessibility.is_empty() {
        Known::Satisfied
    } else if site.accessibility.is_empty() {
        Known::Unknown
    } else if need.accessibility.is_subset(&site.accessibility) {
        Known::Satisfied
    } else {
        Known::Violated
    }
}

fn capacity(site: &Site) -> Known {
    match site.capacity {
        None => Known::Unknown,
        Some(Micro::ZERO) => Known::Violated,
        Some(_) => Known::Satisfied,
    }
}
