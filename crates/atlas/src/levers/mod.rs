//! Levers: what single changes would close most.
//!
//! | module | what it does |
//! |---|---|
//! | `proposals` | the changes worth trying: at existing sites, by potential partners, at new sites |
//! | `effect` | what each would do, by recomputing the allocation |
//! | `choice` | the best set of some of them |

mod choice;
mod effect;
mod proposals;

pub use choice::ChosenSet;
pub use effect::Effect;

use crate::Atlas;
use model::analysis::Site;
use model::ids::{CategoryId, Wave};
use model::language::Language;
use model::units::Micro;
use std::cmp::Reverse;
use std::sync::Arc;

/// How large changes are. Sizes are settings; these are the defaults.
#[derive(Debug, Clone, PartialEq)]
pub struct Settings {
    /// Hours are made longer in steps of so many minutes.
    pub hours_step_min: u32,
    /// And by so many at most.
    pub hours_most_min: u32,
    /// Places are added in steps of so many.
    pub places_step: u32,
    /// And so many at most.
    pub places_most: u32,
    /// Distance between the points at which a new site is tried, in metres; no grid when nothing.
    pub grid_m: Option<f64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            hours_step_min: 30,
            hours_most_min: 120,
            places_step: 10,
            places_most: 50,
            grid_m: Some(1_000.0),
        }
    }
}

/// What sort of change it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeverKind {
    /// A site closes later by so many minutes.
    LongerHours(u32),
    /// A site serves in one more language.
    Language(Language),
    /// A site has so many more places.
    MorePlaces(u32),
    /// A site asks no price.
    NoPrice,
    /// A potential partner starts the category.
    PotentialPartner,
    /// A new site at a school.
    NewSiteAtSchool,
    /// A new site at a point of the grid.
    NewSiteAtPoint,
}

impl LeverKind {
    /// The words of all kinds.
    pub const WORDS: [&str; 7] = [
        "longer-hours",
        "language",
        "more-places",
        "no-price",
        "potential-partner",
        "new-site-at-school",
        "new-site-at-point",
    ];

    /// The kind's word in data.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::LongerHours(_) => "longer-hours",
            Self::Language(_) => "language",
            Self::MorePlaces(_) => "more-places",
            Self::NoPrice => "no-price",
            Self::PotentialPartner => "potential-partner",
            Self::NewSiteAtSchool => "new-site-at-school",
            Self::NewSiteAtPoint => "new-site-at-point",
        }
    }

    /// The change in words.
    pub fn words(&self) -> String {
        match self {
            Self::LongerHours(minutes) => format!("close {minutes} minutes later"),
            Self::Language(language) => match language.english_name() {
                Some(name) => format!("serve in {name}"),
                None => format!("serve in {}", language.as_str()),
            },
            Self::MorePlaces(places) => format!("{places} more places"),
            Self::NoPrice => "ask no price".to_owned(),
            Self::PotentialPartner => "start the service here".to_owned(),
            Self::NewSiteAtSchool => "a new site at this school".to_owned(),
            Self::NewSiteAtPoint => "a new site at this point".to_owned(),
        }
    }

    /// Whether it changes a site that is there.
    pub fn is_at_a_site(&self) -> bool {
        matches!(
            self,
            Self::LongerHours(_) | Self::Language(_) | Self::MorePlaces(_) | Self::NoPrice
        )
    }
}

/// One change of one site.
#[derive(Debug, Clone, PartialEq)]
pub struct Lever {
    /// What sort of change.
    pub kind: LeverKind,
    /// The id of the site, asset, school or grid point.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The site as it would be.
    pub site: Arc<Site>,
    /// Whether its place is kept out of the public's sight.
    pub is_confidential: bool,
}

/// A lever and what it would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The change.
    pub lever: Lever,
    /// What it would do by itself.
    pub effect: Effect,
}

impl Atlas {
    /// Single changes by what they would do for the needs of `category` in `wave`: most newly served weight first, then least travel cost, then by
    /// id and kind. Changes that serve nobody more are left out.
    ///
    /// Of longer hours and more places at one site only the smallest step that serves all it can is listed.
    ///
    /// # Algorithm
    /// For each change the allocation is worked out from what the change touches, measured, and put back by the inverse change.
    /// `told` is called with the number of changes tried so far and their total, from any thread.
    pub fn levers(
        &self,
        wave: &Wave,
        category: &CategoryId,
        settings: &Settings,
        told: &(dyn Fn(usize, usize) + Sync),
    ) -> Vec<Ranked> {
        let proposals = self.proposals(wave, category, settings);
        let effects = self.effects(wave, &proposals, told);
        let mut ranked: Vec<_> = proposals
            .into_iter()
            .zip(effects)
            .filter(|(_, effect)| effect.newly_served > 0)
            .map(|(lever, effect)| Ranked { lever, effect })
            .collect();
        let rank = |one: &Ranked| {
            let key = (Reverse(one.effect.newly_served), one.effect.travel_cost);
            (key, one.lever.id.clone(), one.lever.kind.clone())
        };
        ranked.sort_by_cached_key(rank);
        keep_smallest_steps(&mut ranked);
        ranked
    }
}

/// Of the steps of one sort at one site keeps the smallest of those that serve most.
fn keep_smallest_steps(ranked: &mut Vec<Ranked>) {
    // As ranked, steps that serve more come first; of those that serve as many the smallest is wanted.
    let sort = |one: &Ranked| (one.lever.id.clone(), one.lever.kind.as_str());
    let is_stepped = |one: &Ranked| {
        matches!(
            one.lever.kind,
            LeverKind::LongerHours(_) | LeverKind::MorePlaces(_)
        )
    };
    let mut best: std::collections::BTreeMap<_, (Reverse<i64>, LeverKind)> = Default::default();
    for one in ranked.iter().filter(|one| is_stepped(one)) {
        let key = (Reverse(one.effect.newly_served), one.lever.kind.clone());
        let known = best.entry(sort(one)).or_insert_with(|| key.clone());
        *known = known.clone().min(key);
    }
    ranked.retain(|one| {
        !is_stepped(one)
            || best
                .get(&sort(one))
                .is_none_or(|(_, kind)| *kind == one.lever.kind)
    });
}

/// A signed quantity in families, for display.
pub fn as_families(millionths: i64) -> f64 {
    millionths as f64 / 1e6
}

/// The middle one of some quantities, the lower of two; nothing when there are none.
fn median(mut quantities: Vec<Micro>) -> Option<Micro> {
    quantities.sort_unstable();
    let middle = quantities.len().checked_sub(1)? / 2;
    Some(quantities[middle])
}
