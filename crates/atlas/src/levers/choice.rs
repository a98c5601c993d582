//! The best set of levers.

use super::{Effect, Ranked};
use crate::Atlas;
use matching::coverage::{Choice, Coverage};
use model::ids::Wave;
use std::collections::BTreeMap;

/// A set of levers, what is proven of it, and what it would do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChosenSet {
    /// The places of the chosen levers in the list that was handed in.
    pub levers: Vec<usize>,
    /// As maximum coverage: families that at least one of them would serve by itself, in millionths, and what no set exceeds.
    pub choice: Choice,
    /// What all of them would do together, by allocating the places again.
    pub together: Effect,
}

impl Atlas {
    /// The best set of at most `p` of some levers, at most one at a site.
    ///
    /// # Algorithm
    /// Maximum coverage: a family counts as much as the best of the chosen levers would serve it by itself. What they do together is then
    /// computed by the allocation, since they may draw on the same places.
    pub fn choose(&self, wave: &Wave, ranked: &[Ranked], p: usize) -> ChosenSet {
        let mut by_need: BTreeMap<u32, Vec<(u64, u32)>> = BTreeMap::new();
        for (number, one) in (0u32..).zip(ranked) {
            for (need, more) in &one.effect.served_more {
                by_need
                    .entry(*need)
                    .or_default()
                    .push((more.millionths(), number));
            }
        }
        let weights = by_need.into_values().flat_map(slices);
        let mut numbers: BTreeMap<(bool, &str), u32> = BTreeMap::new();
        let mut groups = Vec::with_capacity(ranked.len());
        for Ranked { lever, .. } in ranked {
            // Ids of sites and of assets may be alike, so what the lever is about is part of the key.
            let next = numbers.len() as u32;
            groups.push(
                *numbers
                    .entry((lever.kind.is_at_a_site(), &lever.id))
                    .or_insert(next),
            );
        }
        let choice = Coverage::new(ranked.len() as u32, weights)
            .with_groups(groups)
            .best_set(p);
        let levers: Vec<usize> = choice
            .chosen
            .iter()
            .map(|number| *number as usize)
            .collect();
        let chosen: Vec<_> = levers
            .iter()
            .map(|number| ranked[*number].lever.clone())
            .collect();
        ChosenSet {
            levers,
            together: self.effect_of(wave, &chosen),
            choice,
        }
    }
}

/// One family as slices of weight, each with the levers that would serve that much of it: so that a set counts what the best of it serves.
fn slices(mut served: Vec<(u64, u32)>) -> Vec<(u64, Vec<u32>)> {
    served.sort_unstable();
    let mut slices = Vec::new();
    let mut below = 0;
    for place in 0..served.len() {
        let (more, _) = served[place];
        if more > below {
            let levers = served[place..].iter().map(|(_, lever)| *lever).collect();
            slices.push((more - below, levers));
            below = more;
        }
    }
    slices
}
