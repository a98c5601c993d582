//! The k best eligible sites of every need.

use crate::Setting;
use crate::parallel::in_blocks;
use crate::search::All;
use model::units::MilliMinutes;

/// A site as one need sees it. The derived order is the total order of matches: known travel cost, cost, trust, site id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Candidate {
    /// Whether the travel cost is unknown or there is nothing to travel; such sites come last.
    pub is_without_cost: bool,
    /// The travel cost; zero when there is none.
    pub travel_cost: MilliMinutes,
    /// Whether the family has *not* named the organization as trusted; trusted ones come first.
    pub is_untrusted: bool,
    /// The site's number in [`Supply::sites`](crate::Supply::sites).
    pub site: u32,
}

impl Candidate {
    /// The travel cost, where there is one.
    pub fn cost(&self) -> Option<MilliMinutes> {
        (!self.is_without_cost).then_some(self.travel_cost)
    }
}

/// The best eligible sites of every need.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matches {
    candidates: Vec<Candidate>,
    /// For each need, where its candidates begin and how many they are.
    runs: Vec<(usize, u32)>,
}

impl Matches {
    /// The sites of a need, best first.
    pub fn of(&self, need: u32) -> &[Candidate] {
        let (start, n) = self.runs[need as usize];
        &self.candidates[start..start + n as usize]
    }
}

impl Setting<'_> {
    /// The k best eligible sites of every need, each list by travel cost, then trusted before others, then site id; sites without a travel cost
    /// come last. Places are those stated, not those left by an allocation.
    ///
    /// # Complexity
    /// O(log n) a need on average where one site in a few is eligible.
    pub fn matches(self, k: usize) -> Matches {
        let order = self.demand.in_curve_order(self.n_threads);
        let blocks = in_blocks(&order, self.n_threads, |needs| {
            let (mut found, mut counts) = (Vec::with_capacity(needs.len() * k.min(8)), Vec::new());
            let (mut best, mut last) = (Vec::new(), Vec::new());
            let mut category = None;
            for &need in needs {
                let ask = self.ask(need);
                // The need before this one on the curve lives close by: what serves it is a good guess.
                if category.replace(ask.category) != Some(ask.category) {
                    last.clear();
                }
                self.search(ask, (k, &last), &All, &mut best);
                found.extend_from_slice(&best);
                counts.push(best.len() as u32);
                std::mem::swap(&mut best, &mut last);
            }
            (found, counts)
        });
        let n_found = blocks.iter().map(|(found, _)| found.len()).sum();
        let mut candidates = Vec::with_capacity(n_found);
        let mut runs = vec![(0, 0); order.len()];
        let mut needs = order.into_iter();
        for (found, counts) in blocks {
            let mut start = candidates.len();
            candidates.extend(found);
            for (n, need) in counts.into_iter().zip(&mut needs) {
                runs[need as usize] = (start, n);
                start += n as usize;
            }
        }
        Matches { candidates, runs }
    }

    /// Geodesic millimetres between a need and a site where there is a way to travel.
    pub fn millimetres(self, need: u32, candidate: &Candidate) -> Option<u64> {
        let (ask, offer) = (self.ask(need), self.offer(candidate.site));
        Some(ask.place.as_ref()?.millimetres_to(offer.place.as_ref()?))
    }

    /// All eligible sites of one need, best first.
    pub fn matches_of(self, need: u32, k: usize) -> Vec<Candidate> {
        let mut best = Vec::new();
        self.search(self.ask(need), (k, &[]), &All, &mut best);
        best
    }
}
