//! The k best eligible sites of every need.

use crate::Setting;
use crate::demand::Ask;
use crate::parallel::in_blocks_with;
use crate::search::{All, Search};
use model::units::MilliMinutes;
use spatial::distance::settled_millimetres;

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

/// An eligible site of a need, with the straight chord to it in metres; 0 where there is no known way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Match {
    /// The site, as the need sees it.
    pub candidate: Candidate,
    pub(crate) chord_m: f64,
}

/// The best eligible sites of every need.
#[derive(Debug, Clone, PartialEq)]
pub struct Matches {
    /// As they were found, block by block.
    blocks: Vec<Vec<Match>>,
    /// For each need, the block that its matches are in, where they begin, and how many they are.
    runs: Vec<(u32, u32, u32)>,
}

impl Matches {
    /// The sites of a need, best first.
    pub fn of(&self, need: u32) -> &[Match] {
        let (block, start, n) = self.runs[need as usize];
        &self.blocks[block as usize][start as usize..][..n as usize]
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
        let searcher = || Search::new(self, k);
        let is_alike =
            |a: &Ask, b: &Ask| a.category == b.category && a.languages.bits == b.languages.bits;
        let blocks = in_blocks_with(&order, self.n_threads, searcher, |search, needs| {
            // Copied first: memory answers many questions at a time faster than one after the other.
            let asks: Vec<_> = needs.iter().map(|need| self.ask(*need).clone()).collect();
            let (mut found, mut ends) = (Vec::with_capacity(needs.len() * k.min(8)), Vec::new());
            for asks in asks.chunk_by(is_alike) {
                search.best_of_each(asks, |best| {
                    found.extend_from_slice(best);
                    ends.push(found.len() as u32);
                });
            }
            (found, ends)
        });
        let mut runs = vec![(0, 0, 0); order.len()];
        let mut needs = order.into_iter();
        let number = |(block, (found, ends)): (u32, (Vec<Match>, Vec<u32>))| {
            let mut start = 0;
            for (end, need) in ends.into_iter().zip(&mut needs) {
                runs[need as usize] = (block, start, end - start);
                start = end;
            }
            found
        };
        let blocks = (0..).zip(blocks).map(number).collect();
        Matches { blocks, runs }
    }

    /// Geodesic millimetres between a need and a site that was found for it, where there is a way to travel.
    pub fn millimetres(self, need: u32, found: &Match) -> Option<u64> {
        if !found.candidate.is_without_cost
            && let Some(millimetres) = settled_millimetres(found.chord_m)
        {
            return Some(millimetres);
        }
        let (ask, offer) = (self.ask(need), self.offer(found.candidate.site));
        Some(ask.place.as_ref()?.millimetres_to(offer.place.as_ref()?))
    }

    /// The best eligible sites of one need, best first.
    pub fn matches_of(self, need: u32, k: usize) -> Vec<Match> {
        let mut best = Vec::new();
        Search::new(self, k).best(self.ask(need), &All, &mut best);
        best
    }
}
