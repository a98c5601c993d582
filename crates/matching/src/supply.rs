//! The sites, indexed by category, handed out to a need in the total order.

use crate::Setting;
use model::analysis::{Need, Site};
use model::ids::CategoryId;
use model::units::{Micro, MilliMinutes};
use spatial::index::PointIndex;
use spatial::travel_cost::TravelCost;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Sites by ascending id, with an R*-tree for each category.
#[derive(Debug, Default)]
pub struct Supply {
    sites: Vec<Site>,
    categories: BTreeMap<CategoryId, CategorySites>,
}

/// The sites of one category: those with a position in the index, the others by ascending number.
#[derive(Debug, Default)]
struct CategorySites {
    index: PointIndex,
    unplaced: Vec<u32>,
}

/// A site as one need sees it. The derived order is the total order of matches: known travel cost, cost, trust, site id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// Whether the travel cost is unknown or there is nothing to travel; such sites come last.
    pub is_without_cost: bool,
    /// The travel cost; zero when there is none.
    pub travel_cost: MilliMinutes,
    /// Whether the family has *not* named the organization as trusted; trusted ones come first.
    pub is_untrusted: bool,
    /// The site's number in [`Supply::sites`].
    pub site: u32,
}

impl Candidate {
    /// The travel cost, where there is one.
    pub fn cost(&self) -> Option<MilliMinutes> {
        (!self.is_without_cost).then_some(self.travel_cost)
    }
}

impl Supply {
    /// Indexes `sites`, in any order. O(n log n).
    pub fn build(mut sites: Vec<Site>) -> Self {
        sites.sort_by(|a, b| a.id.cmp(&b.id));
        let mut members: BTreeMap<CategoryId, Vec<u32>> = BTreeMap::new();
        for (number, site) in (0u32..).zip(&sites) {
            for category in &site.categories {
                members.entry(category.clone()).or_default().push(number);
            }
        }
        let placed = |number: &u32| sites[*number as usize].travel_position();
        let categories = members
            .into_iter()
            .map(|(category, numbers)| {
                let index =
                    PointIndex::build(numbers.iter().filter_map(|n| Some((*n, placed(n)?))));
                let unplaced = numbers
                    .iter()
                    .copied()
                    .filter(|n| placed(n).is_none())
                    .collect();
                (category, CategorySites { index, unplaced })
            })
            .collect();
        Self { sites, categories }
    }

    /// The sites by ascending id.
    pub fn sites(&self) -> &[Site] {
        &self.sites
    }

    /// Whether any site offers `category`.
    pub fn has_category(&self, category: &CategoryId) -> bool {
        self.categories.contains_key(category)
    }
}

impl<'a> Setting<'a> {
    /// The sites of the need's category in the total order, as far as its limit reaches (`times` 1) or its horizon (`times` 2); sites whose
    /// cost is unknown are inside every limit. Eligibility is not looked at.
    ///
    /// Lazy: the first candidates cost O(log n), the rest is found as it is asked for.
    pub fn candidates(self, need: &'a Need, times: u64) -> impl Iterator<Item = Candidate> + 'a {
        let of_category = need
            .category
            .as_ref()
            .and_then(|category| self.supply.categories.get(category));
        of_category
            .into_iter()
            .flat_map(move |sites| Candidates::new(self, need, sites, times))
    }

    fn candidate(self, need: &Need, site: u32) -> Candidate {
        let offered = &self.supply.sites[site as usize];
        let ends = need.position.zip(offered.travel_position());
        let cost = ends.map(|(home, place)| self.travel_cost.cost(need.mode, home, place));
        let trusts = |organization| need.trusted.contains(organization);
        Candidate {
            is_without_cost: cost.is_none(),
            travel_cost: cost.unwrap_or_default(),
            is_untrusted: !offered.organization_id.as_ref().is_some_and(trusts),
            site,
        }
    }
}

/// Merges the index's nearest-first order, which knows chords only, into the exact order of travel costs.
struct Candidates<'a> {
    setting: Setting<'a>,
    need: &'a Need,
    times: u64,
    by_chord: std::iter::Peekable<Box<dyn Iterator<Item = (u32, f64)> + 'a>>,
    /// Sites already measured that a nearer one might still precede.
    waiting: BinaryHeap<Reverse<Candidate>>,
    /// Sites without a cost, last first.
    without_cost: Vec<Candidate>,
}

impl<'a> Candidates<'a> {
    fn new(setting: Setting<'a>, need: &'a Need, sites: &'a CategorySites, times: u64) -> Self {
        let by_chord: Box<dyn Iterator<Item = (u32, f64)>> = match need.position {
            Some(home) => Box::new(sites.index.nearest(home)),
            None => Box::new(std::iter::empty()),
        };
        let mut numbers = sites.unplaced.clone();
        if need.position.is_none() {
            numbers.extend(sites.index.numbers());
        }
        let mut without_cost: Vec<_> = numbers
            .into_iter()
            .map(|site| setting.candidate(need, site))
            .collect();
        without_cost.sort_unstable_by(|a, b| b.cmp(a));
        Self {
            setting,
            need,
            times,
            by_chord: by_chord.peekable(),
            waiting: BinaryHeap::new(),
            without_cost,
        }
    }

    fn is_in_reach(&self, cost: MilliMinutes) -> bool {
        self.need
            .max_minutes
            .is_none_or(|limit_min: Micro| cost.is_within(limit_min, self.times))
    }

    /// The least cost that a site not yet measured can have; nothing when none is left in reach.
    fn least_ahead(&mut self) -> Option<MilliMinutes> {
        let (_, chord_m) = *self.by_chord.peek()?;
        let travel_cost: &dyn TravelCost = self.setting.travel_cost;
        let least = travel_cost.least_cost(self.need.mode, chord_m);
        self.is_in_reach(least).then_some(least)
    }
}

impl Iterator for Candidates<'_> {
    type Item = Candidate;

    fn next(&mut self) -> Option<Candidate> {
        loop {
            let least_ahead = self.least_ahead();
            let best = self.waiting.peek().map(|Reverse(best)| *best);
            match (best, least_ahead) {
                (Some(best), None) => {
                    self.waiting.pop();
                    return Some(best);
                }
                // Equal costs wait: the site ahead may be trusted or have the lower id.
                (Some(best), Some(least)) if best.travel_cost < least => {
                    self.waiting.pop();
                    return Some(best);
                }
                (_, Some(_)) => {
                    let (site, _) = self.by_chord.next()?;
                    let candidate = self.setting.candidate(self.need, site);
                    if self.is_in_reach(candidate.travel_cost) {
                        self.waiting.push(Reverse(candidate));
                    }
                }
                (None, None) => return self.without_cost.pop(),
            }
        }
    }
}
