//! The needs around a site: what a change of the site can touch.

mod discs;

pub(crate) use discs::Discs;

use crate::Setting;
use crate::demand::Ask;
use crate::parallel::in_blocks_with;
use crate::search::{All, Search};
use model::ids::CategoryId;
use spatial::distance::EarthPoint;
use spatial::index::{Entry, PointIndex};
use std::sync::OnceLock;

/// Where the needs of each category live; a category is indexed when somebody asks, since an allocation from nothing does not.
///
/// Horizons are those of the travel cost of the first setting that asked: a demand is asked with one travel cost only.
#[derive(Debug, Default)]
pub(crate) struct Homes(Vec<OnceLock<CategoryHomes>>);

/// Where the needs of one category live.
#[derive(Debug)]
pub(crate) struct CategoryHomes {
    pub(crate) index: PointIndex<Home>,
    /// For each of the category's needs its slot in the index; nothing where no home is known.
    slots: Vec<Option<u32>>,
    /// Needs without a known home.
    pub(crate) homeless: Vec<u32>,
    /// What each has in its horizon.
    horizons: Discs,
}

/// A need in the index.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Home(pub(crate) u32);

impl Entry for Home {
    fn number(&self) -> u32 {
        self.0
    }

    fn tags(&self) -> u64 {
        0
    }
}

impl Homes {
    pub(crate) fn new(n_categories: usize) -> Self {
        Self((0..n_categories).map(|_| OnceLock::new()).collect())
    }
}

impl CategoryHomes {
    fn new(setting: Setting<'_>, category: u32) -> Self {
        let needs = setting.demand.of_category(category);
        let home = |need: &u32| setting.ask(*need).place;
        let placed = needs
            .iter()
            .filter_map(|need| Some((home(need)?, Home(*need))));
        let index = PointIndex::build(placed);
        let mut slots = vec![None; needs.len()];
        for (slot, Home(need)) in (0..).zip(index.entries()) {
            if let Ok(place) = needs.binary_search(need) {
                slots[place] = Some(slot);
            }
        }
        let horizon_m2 = |home: &Home| setting.reach_m2(setting.ask(home.0), 2);
        let homeless = needs.iter().copied().filter(|need| home(need).is_none());
        Self {
            horizons: Discs::new(&index, index.entries().iter().map(horizon_m2).collect()),
            index,
            slots,
            homeless: homeless.collect(),
        }
    }
}

impl<'a> Setting<'a> {
    /// Where the needs of a category live; nothing for one that no need can be of.
    pub(crate) fn homes(self, category: u32) -> Option<&'a CategoryHomes> {
        let homes = self.demand.homes.0.get(category as usize)?;
        Some(homes.get_or_init(|| CategoryHomes::new(self, category)))
    }

    /// The slot of a need among the homes of its category.
    pub(crate) fn slot_of(self, need: u32) -> Option<usize> {
        let category = self.ask(need).category;
        let place = self
            .demand
            .of_category(category)
            .binary_search(&need)
            .ok()?;
        Some(self.homes(category)?.slots[place]? as usize)
    }

    /// The square of the longest chord, in squared metres, of a way within `times` times a need's limit; negative when there is none.
    pub(crate) fn reach_m2(self, ask: &Ask, times: u64) -> f64 {
        if ask.max_minutes.is_none() {
            return f64::INFINITY;
        }
        let reach_m = self.travel_cost.reach_m(ask.mode, ask.most(times));
        reach_m * reach_m.abs()
    }

    /// The needs of a site's categories that may have it in their horizon, ascending: those without a limit or without a known way, and those whose
    /// chord to it is no longer than a way within twice the limit can be. Eligibility is not looked at.
    ///
    /// # Complexity
    /// O(log n + m log m), m being the needs in reach.
    pub fn needs_around(self, site: u32) -> Vec<u32> {
        let mut near = Vec::new();
        for category in self.supply.categories_of(site) {
            match &self.offer(site).place {
                None => near.extend(self.demand.of_category(category)),
                Some(place) => self.add_around(category, place, &mut near),
            }
        }
        near.sort_unstable();
        near
    }

    fn add_around(self, category: u32, place: &EarthPoint, near: &mut Vec<u32>) {
        if let Some(homes) = self.homes(category) {
            near.extend(&homes.homeless);
            let horizons = &homes.horizons;
            horizons.visit(&homes.index, place, |home, _| near.push(home.0));
        }
    }

    /// Of some needs of a site's categories those for which it is eligible.
    pub fn eligible_among(self, needs: &[u32], site: u32) -> Vec<u32> {
        let place = self.offer(site).place.as_ref();
        let is_eligible = |need: &&u32| {
            let ask = self.ask(**need);
            let chord_m = ask
                .place
                .iter()
                .zip(place)
                .map(|(home, site)| home.chord_m(site));
            let mut is_too_far = chord_m.map(|chord_m| chord_m * chord_m > self.reach_m2(ask, 1));
            !is_too_far.any(|is| is) && self.verdict(**need, site).mask(self.reading).is_empty()
        };
        needs.iter().filter(is_eligible).copied().collect()
    }

    /// The needs of a category that have `place` within their limit, ascending; those without a known home are left out.
    ///
    /// # Complexity
    /// O(log n + m log m), m being the needs that have it within twice their limit.
    pub fn needs_reaching(self, category: &CategoryId, place: &EarthPoint) -> Vec<u32> {
        let mut near = Vec::new();
        if let Some(category) = self.supply.terms.categories.get(category) {
            self.add_around(*category, place, &mut near);
        }
        near.retain(|need| {
            let ask = self.ask(*need);
            let way = |home| self.travel_cost.cost(ask.mode, home, place);
            ask.place
                .as_ref()
                .is_some_and(|home| way(home) <= ask.most(1))
        });
        near.sort_unstable();
        near
    }

    /// For each of some needs whether any site is eligible, by stated places.
    pub fn are_within_reach(self, needs: &[u32]) -> Vec<bool> {
        let searcher = || (Search::new(self, 1), Vec::new());
        let blocks = in_blocks_with(needs, self.n_threads, searcher, |(search, best), needs| {
            let is_within_reach = |need: &u32| {
                search.best(self.ask(*need), &All, best);
                !best.is_empty()
            };
            needs.iter().map(is_within_reach).collect::<Vec<_>>()
        });
        blocks.into_iter().flatten().collect()
    }
}
