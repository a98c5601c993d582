//! The seven constraints between a need and a site.

use model::analysis::{Constraint, ConstraintSet, Need, Reading, Site};
use model::units::{Micro, MilliMinutes};

/// What can be said of a (need, site) pair: which constraints are violated and which cannot be told.
///
/// A constraint in neither set is satisfied. Category is no constraint: a site that does not offer it is no candidate.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Constraints known to be violated.
    pub violated: ConstraintSet,
    /// Constraints that an unknown fact leaves open.
    pub unknown: ConstraintSet,
}

impl Verdict {
    /// What stands in the way under `reading`; empty means eligible.
    pub fn mask(self, reading: Reading) -> ConstraintSet {
        match reading {
            Reading::Lenient => self.violated,
            Reading::Strict => self.violated.union(self.unknown),
        }
    }
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
pub fn judge(need: &Need, site: &Site, cost: Option<MilliMinutes>) -> Verdict {
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
