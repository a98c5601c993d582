//! Nearest first: what happens when nobody coordinates.

use super::{Allocation, Served};
use crate::matches::Match;
use crate::{Candidate, Setting};
use model::analysis::Need;
use model::units::{Micro, MilliMinutes, Severity};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The order of pairs: severity (larger first), cost known before unknown, travel cost, need id, trust, site id.
type Turn = (Reverse<Severity>, bool, MilliMinutes, u32, bool, u32);

impl<'a> Setting<'a> {
    /// Shares the places nearest first.
    ///
    /// Eligible pairs are served in the order of severity (larger first), travel cost, need id, trust and site id; each gets as much of its
    /// need's weight as the site has places left. Both sides rank by the same order, so this is the unique stable allocation.
    ///
    /// # Parameters
    /// `needs` in any order; ids are compared, not positions.
    ///
    /// # Complexity
    /// O((n + pairs looked at) log n): a need looks no further than the sites that serve it.
    pub fn nearest_first(self, needs: &'a [Need]) -> Allocation {
        let rank = ranks_by_id(needs);
        let mut open: Vec<Box<dyn Iterator<Item = Match> + 'a>> = Vec::with_capacity(needs.len());
        let mut turns = BinaryHeap::with_capacity(needs.len());
        let mut number_of = vec![0u32; needs.len()];
        for (need, number) in needs.iter().zip(0u32..) {
            number_of[rank[number as usize] as usize] = number;
            let mut sites: Box<dyn Iterator<Item = Match>> = Box::new(self.matches(need));
            if need.weight > Micro::ZERO
                && let Some(first) = sites.next()
            {
                turns.push(Reverse(turn(need, rank[number as usize], first.candidate)));
            }
            open.push(sites);
        }
        let mut allocation = Allocation {
            served: Vec::new(),
            unserved: needs.iter().map(|need| need.weight).collect(),
            places_left: self
                .supply
                .sites()
                .iter()
                .map(|site| site.capacity)
                .collect(),
        };
        while let Some(Reverse(next)) = turns.pop() {
            let number = number_of[next.3 as usize];
            allocation.serve(number, candidate(next));
            let need = &needs[number as usize];
            if allocation.unserved[number as usize] > Micro::ZERO
                && let Some(site) = open[number as usize].next()
            {
                turns.push(Reverse(turn(need, next.3, site.candidate)));
            }
        }
        allocation
    }
}

impl Allocation {
    fn serve(&mut self, need: u32, candidate: Candidate) {
        let unserved = &mut self.unserved[need as usize];
        let weight = match &mut self.places_left[candidate.site as usize] {
            None => *unserved,
            Some(places) => {
                let weight = (*unserved).min(*places);
                *places -= weight;
                weight
            }
        };
        if weight > Micro::ZERO {
            *unserved -= weight;
            self.served.push(Served {
                need,
                candidate,
                weight,
            });
        }
    }
}

fn turn(need: &Need, rank: u32, candidate: Candidate) -> Turn {
    let Candidate {
        is_without_cost,
        travel_cost,
        is_untrusted,
        site,
    } = candidate;
    (
        Reverse(need.severity),
        is_without_cost,
        travel_cost,
        rank,
        is_untrusted,
        site,
    )
}

fn candidate((_, is_without_cost, travel_cost, _, is_untrusted, site): Turn) -> Candidate {
    Candidate {
        is_without_cost,
        travel_cost,
        is_untrusted,
        site,
    }
}

/// For each need, its place in the order of ids.
fn ranks_by_id(needs: &[Need]) -> Vec<u32> {
    let mut by_id: Vec<u32> = (0u32..).take(needs.len()).collect();
    by_id.sort_by(|a, b| needs[*a as usize].id.cmp(&needs[*b as usize].id));
    let mut ranks = vec![0; needs.len()];
    for (rank, number) in (0u32..).zip(by_id) {
        ranks[number as usize] = rank;
    }
    ranks
}
