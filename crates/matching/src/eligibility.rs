//! The seven constraints between a need and a site.

use crate::Setting;
use crate::demand::Ask;
use crate::supply::{Offer, UNKNOWN};
use model::analysis::{Constraint, ConstraintSet, Reading};
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
pub(crate) enum Known {
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

    fn unless(is_violated: bool) -> Self {
        if is_violated {
            Self::Violated
        } else {
            Self::Satisfied
        }
    }

    /// Whether it stands in no one's way under `reading`.
    pub(crate) fn allows(self, reading: Reading) -> bool {
        match self {
            Self::Satisfied => true,
            Self::Violated => false,
            Self::Unknown => reading == Reading::Lenient,
        }
    }
}

impl Setting<'_> {
    /// Holds a need against a site, by their numbers in demand and supply.
    ///
    /// Capacity looks at stated places only: violated at 0, unknown when not stated.
    pub fn verdict(self, need: u32, site: u32) -> Verdict {
        let (ask, offer) = (self.ask(need), self.offer(site));
        self.judge(ask, offer, self.cost(ask, offer))
    }

    /// As [`Setting::verdict`], `cost` being the way between them where both positions are known.
    pub(crate) fn judge(self, ask: &Ask, offer: &Offer, cost: Option<MilliMinutes>) -> Verdict {
        self.judge_distance(ask, offer, distance(ask, offer, cost))
    }

    pub(crate) fn judge_distance(self, ask: &Ask, offer: &Offer, distance: Known) -> Verdict {
        let findings = [
            distance,
            self.hours(ask, offer.week),
            self.language(ask, offer),
            age(ask, offer).and(residence(ask, offer)),
            price(ask, offer),
            self.accessibility(ask, offer),
            capacity(offer),
        ];
        let mut verdict = Verdict::default();
        for (constraint, known) in Constraint::ALL.into_iter().zip(findings) {
            verdict.violated = verdict.violated.with(constraint, known == Known::Violated);
            verdict.unknown = verdict.unknown.with(constraint, known == Known::Unknown);
        }
        verdict
    }

    /// Whether everything but distance and hours lets the site serve the need.
    pub(crate) fn allows_but_for_way_and_hours(self, ask: &Ask, offer: &Offer) -> bool {
        let is_allowed = |known: Known| known.allows(self.reading);
        is_allowed(self.language(ask, offer))
            && is_allowed(capacity(offer))
            && is_allowed(age(ask, offer))
            && is_allowed(price(ask, offer))
            && is_allowed(self.accessibility(ask, offer))
            && is_allowed(residence(ask, offer))
    }

    /// The way between a need and a site, where there is one.
    pub(crate) fn cost(self, ask: &Ask, offer: &Offer) -> Option<MilliMinutes> {
        let (home, place) = (ask.place.as_ref()?, offer.place.as_ref()?);
        Some(self.travel_cost.cost(ask.mode, home, place))
    }

    pub(crate) fn hours(self, ask: &Ask, offered: u32) -> Known {
        if ask.week == UNKNOWN || offered == UNKNOWN {
            return Known::Unknown;
        }
        let (asked, open) = (
            &self.demand.slots[ask.week as usize],
            &self.supply.slots[offered as usize],
        );
        let told = asked.have_enough_in_common(open);
        let has_enough = told.unwrap_or_else(|| {
            let (asked, open) = (
                self.demand.weeks.value(ask.week),
                self.supply.weeks.value(offered),
            );
            asked.has_enough_in_common(open)
        });
        Known::unless(!has_enough)
    }

    fn language(self, ask: &Ask, offer: &Offer) -> Known {
        let (spoken, offered) = (&self.demand.language_sets, &self.supply.language_sets);
        if offer.has_interpreter || spoken.have_common(ask.languages, offered, offer.languages) {
            Known::Satisfied
        } else if ask.languages.is_empty() || offer.languages.is_empty() {
            Known::Unknown
        } else {
            Known::Violated
        }
    }

    fn accessibility(self, ask: &Ask, offer: &Offer) -> Known {
        let (asked, offered) = (&self.demand.arrangement_sets, &self.supply.arrangement_sets);
        if ask.arrangements.is_empty() {
            Known::Satisfied
        } else if offer.arrangements.is_empty() {
            Known::Unknown
        } else {
            Known::unless(!asked.is_subset(ask.arrangements, offered, offer.arrangements))
        }
    }
}

/// What is known of the way.
pub(crate) fn distance(ask: &Ask, offer: &Offer, cost: Option<MilliMinutes>) -> Known {
    match (cost, ask.max_minutes) {
        _ if offer.is_virtual => Known::Satisfied,
        (None, _) => Known::Unknown,
        (Some(cost), Some(limit_min)) => Known::unless(!cost.is_within(limit_min, 1)),
        (Some(_), None) => Known::Satisfied,
    }
}

fn age(ask: &Ask, offer: &Offer) -> Known {
    let Some(age) = ask.age else {
        return Known::Unknown;
    };
    let is_too_young = offer.min_age.is_some_and(|youngest| age < youngest);
    let is_too_old = offer.max_age.is_some_and(|oldest| age > oldest);
    if is_too_young || is_too_old {
        Known::Violated
    } else if offer.min_age.is_none() || offer.max_age.is_none() {
        Known::Unknown
    } else {
        Known::Satisfied
    }
}

fn residence(ask: &Ask, offer: &Offer) -> Known {
    match (&offer.service_area, &ask.place) {
        (None, _) => Known::Satisfied,
        (Some(_), None) => Known::Unknown,
        (Some(area), Some(home)) => Known::unless(area.locate(home.position()).is_none()),
    }
}

fn price(ask: &Ask, offer: &Offer) -> Known {
    match (offer.cost, ask.max_cost) {
        (Some(Micro::ZERO), _) => Known::Satisfied,
        (Some(cost), Some(can_pay)) => Known::unless(cost > can_pay),
        _ => Known::Unknown,
    }
}

fn capacity(offer: &Offer) -> Known {
    match offer.capacity {
        None => Known::Unknown,
        Some(places) => Known::unless(places == Micro::ZERO),
    }
}
