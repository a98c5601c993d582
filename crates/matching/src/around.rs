//! The needs around a site: what a change of the site can touch.

use crate::Setting;
use crate::matches::Candidate;
use crate::search::{All, Search};
use model::ids::CategoryId;
use spatial::distance::EarthPoint;

impl Setting<'_> {
    /// The needs of a site's categories that may have it within `times` times their limit, ascending: those without a limit or without a known
    /// way, and those whose chord to it is no longer than a way within the limit can be. Eligibility is not looked at.
    ///
    /// # Complexity
    /// O(needs of the site's categories).
    pub fn needs_around(self, site: u32, times: u64) -> Vec<u32> {
        let offer = self.offer(site);
        let is_near = |need: &u32| {
            let ask = self.ask(*need);
            let most = ask.most(times);
            let (Some(home), Some(place)) = (&ask.place, &offer.place) else {
                return true;
            };
            ask.max_minutes.is_none()
                || home.chord_m(place) <= self.travel_cost.reach_m(ask.mode, most)
        };
        let categories = self.supply.categories_of(site);
        let needs = categories.flat_map(|category| self.demand.of_category(category));
        let mut near: Vec<_> = needs.copied().filter(is_near).collect();
        near.sort_unstable();
        near
    }

    /// The needs of a category that have `place` within their limit, ascending; those without a known home are left out.
    ///
    /// # Complexity
    /// O(needs of the category).
    pub fn needs_reaching(self, category: &CategoryId, place: &EarthPoint) -> Vec<u32> {
        let number = self.supply.terms.categories.get(category);
        let needs = number.map_or(&[][..], |number| self.demand.of_category(*number));
        let reaches = |need: &u32| {
            let ask = self.ask(*need);
            ask.place.as_ref().is_some_and(|home| {
                let most = ask.most(1);
                ask.max_minutes.is_none()
                    || (home.chord_m(place) <= self.travel_cost.reach_m(ask.mode, most)
                        && self.travel_cost.cost(ask.mode, home, place) <= most)
            })
        };
        needs.iter().copied().filter(reaches).collect()
    }

    /// Whether a site is eligible for a need of one of its categories.
    pub fn is_eligible(self, need: u32, site: u32) -> bool {
        self.verdict(need, site).mask(self.reading).is_empty()
    }

    /// The best eligible site of a need, by stated places.
    pub fn best_match(self, need: u32) -> Option<Candidate> {
        let mut best = Vec::with_capacity(1);
        Search::new(self, 1).best(self.ask(need), &All, &mut best);
        best.first().map(|found| found.candidate)
    }
}
