//! The k best eligible sites of a need.

use crate::eligibility::judge;
use crate::{Candidate, Setting};
use model::analysis::{ConstraintSet, Need};

/// One eligible site of a need.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// The site, its travel cost and whether it is trusted.
    pub candidate: Candidate,
    /// Constraints that an unknown fact leaves open.
    pub unknown: ConstraintSet,
}

impl<'a> Setting<'a> {
    /// The eligible sites of a need, best first: by travel cost, then trusted before others, then site id; sites without a travel cost come last.
    ///
    /// Lazy, so that `take(k)` looks no further than it must. Places are those stated, not those left by an allocation.
    pub fn matches(self, need: &'a Need) -> impl Iterator<Item = Match> + 'a {
        self.candidates(need, 1).filter_map(move |candidate| {
            let site = &self.supply.sites()[candidate.site as usize];
            let verdict = judge(need, site, candidate.cost());
            verdict.mask(self.reading).is_empty().then_some(Match {
                candidate,
                unknown: verdict.unknown,
            })
        })
    }
}
