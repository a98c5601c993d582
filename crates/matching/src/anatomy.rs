//! Why a share of a need stays unmet.

use crate::Setting;
use crate::allocation::Allocation;
use crate::eligibility::judge;
use model::analysis::{Cause, Constraint, ConstraintSet, Need, Reading};
use model::units::Micro;
use std::collections::BTreeSet;

impl Setting<'_> {
    /// Puts the unserved share of one need down to its causes, by ascending mask.
    ///
    /// Over the sites of the category within twice the need's limit, the masks with the fewest constraints share equally, each distinct mask once;
    /// units of 1e-6 that are left over go one each in ascending order of the mask. A site with no place left carries *capacity* whatever
    /// else it violates; in the strict reading one with no stated places does too. No site in the horizon is *no provider*.
    ///
    /// # Returns
    /// Parts that sum to `allocation.unserved[number]` exactly; none when all of it is served.
    pub fn anatomy(
        self,
        need: &Need,
        number: usize,
        allocation: &Allocation,
    ) -> Vec<(Cause, Micro)> {
        let unserved = allocation.unserved[number];
        if unserved == Micro::ZERO {
            return Vec::new();
        }
        let mut fewest = u32::MAX;
        let mut masks: BTreeSet<ConstraintSet> = BTreeSet::new();
        for candidate in self.candidates(need, 2) {
            let site = &self.supply.sites()[candidate.site as usize];
            let mask = judge(need, site, candidate.cost()).mask(self.reading);
            let mask = mask.with(
                Constraint::Capacity,
                self.is_full(candidate.site, allocation),
            );
            let n_constraints = mask.n_constraints();
            if n_constraints < fewest {
                fewest = n_constraints;
                masks.clear();
            }
            if n_constraints == fewest {
                masks.insert(mask);
            }
        }
        if masks.is_empty() {
            return vec![(Cause::NoProvider, unserved)];
        }
        split(unserved, masks.len() as u64)
            .zip(masks)
            .map(|(part, mask)| (Cause::Constraints(mask), part))
            .collect()
    }

    fn is_full(self, site: u32, allocation: &Allocation) -> bool {
        match allocation.places_left[site as usize] {
            Some(places) => places == Micro::ZERO,
            None => self.reading == Reading::Strict,
        }
    }
}

/// Equal parts that sum to `whole`; the first ones hold the units left over.
fn split(whole: Micro, n_parts: u64) -> impl Iterator<Item = Micro> {
    let (each, left_over) = (whole.millionths() / n_parts, whole.millionths() % n_parts);
    (0..n_parts).map(move |part| Micro::from_millionths(each + u64::from(part < left_over)))
}
