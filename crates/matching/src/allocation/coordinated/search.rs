//! The search for arcs that make the plan cheaper.

use super::columns::Columns;
use super::scale::{Price, Scale};
use super::tree::Tree;
use super::{Arc, EligibleSites};

/// An arc that may enter the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate<P> {
    /// What a unit would pay over it, less what it pays now: below nothing.
    saving: P,
    need: u32,
    node: u32,
    cost: P,
}

/// The simplex method over the arcs looked up so far.
pub(super) struct Search<'a, P> {
    pub(super) tree: Tree<P>,
    pub(super) scale: Scale<P>,
    weights: &'a [u64],
    needs: &'a [u32],
    /// How many needs are searched before the best finds enter.
    block: usize,
    found: Vec<Candidate<P>>,
    pub(super) n_steps: u64,
}

/// The block is at most this share of all needs, and at least [`LEAST_BLOCK`].
const BLOCK_SHARE: usize = 20;
const LEAST_BLOCK: usize = 32;

/// Fewer than one find in so many needs are few.
const FEW_FINDS: usize = 64;

/// A long row offers a candidate for every so many arcs.
const STRETCH: usize = 256;

impl<'a, P: Price> Search<'a, P> {
    /// Starts from a tree. `needs` are those with weight.
    pub(super) fn new(
        tree: Tree<P>,
        scale: Scale<P>,
        weights: &'a [u64],
        needs: &'a [u32],
    ) -> Self {
        Self {
            tree,
            scale,
            weights,
            needs,
            block: Self::most_in_block(needs),
            found: Vec::new(),
            n_steps: 0,
        }
    }

    fn most_in_block(needs: &[u32]) -> usize {
        (needs.len() / BLOCK_SHARE).max(LEAST_BLOCK)
    }

    /// Takes steps until no arc looked up so far, and no room, makes the plan cheaper.
    pub(super) fn settle<S: EligibleSites>(&mut self, columns: &Columns<S>) {
        loop {
            let n_before = self.n_steps;
            let mut rest = self.needs;
            while !rest.is_empty() {
                let (block, later) = rest.split_at(self.block.min(rest.len()));
                rest = later;
                for &need in block {
                    self.look_at(need, columns.of(need));
                }
                self.enter_found();
            }
            self.free_rooms();
            if self.n_steps == n_before {
                return;
            }
        }
    }

    /// Looks for arcs over which a need would pay less, up to one for every stretch of its row.
    ///
    /// No arc that costs as much as the best find is looked at. Where a site's price is below nothing this may miss one; such prices
    /// are put right once a round, and the last round finds none.
    fn look_at(&mut self, need: u32, arcs: &[Arc]) {
        let value = self.tree.value(need);
        let Scale { unserved, .. } = self.scale;
        if unserved < value {
            self.offer(need, unserved - value, (self.tree.ground, unserved));
        }
        let mut least = value.min(unserved);
        for stretch in arcs.chunks(STRETCH) {
            if self.scale.price(stretch[0].cost) >= least {
                return;
            }
            let (mut best, mut place) = (value, None);
            for arc in stretch {
                let price = self.scale.price(arc.cost);
                if price >= least {
                    break;
                }
                let pays = price + self.tree.prices[arc.site as usize];
                if pays < best {
                    (best, place) = (pays, Some((arc.site, price)));
                    least = least.min(best);
                }
            }
            if let Some(place) = place {
                self.offer(need, best - value, place);
            }
        }
    }

    fn offer(&mut self, need: u32, saving: P, (node, cost): (u32, P)) {
        self.found.push(Candidate {
            saving,
            need,
            node,
            cost,
        });
    }

    /// Lets the finds enter, largest saving first, as far as they still save.
    fn enter_found(&mut self) {
        let mut found = std::mem::take(&mut self.found);
        found.sort_unstable();
        let mut n_entered = 0;
        for candidate in &found {
            let Candidate {
                need, node, cost, ..
            } = *candidate;
            if cost + self.tree.prices[node as usize] < self.tree.value(need) {
                self.tree
                    .enter(need, self.weights[need as usize], node, cost);
                n_entered += 1;
            }
        }
        // Where most finds are stale once the first have entered, or finds are few, smaller blocks spread the news sooner.
        let is_stale = n_entered * 3 < found.len();
        self.block = if is_stale || found.len() * FEW_FINDS < self.block {
            (self.block / 2).max(LEAST_BLOCK)
        } else {
            (self.block * 2).min(Self::most_in_block(self.needs))
        };
        self.n_steps += n_entered as u64;
        found.clear();
        self.found = found;
    }

    /// Lets room of sites go unused where a price has fallen below nothing.
    fn free_rooms(&mut self) {
        for site in 0..self.tree.ground {
            if self.tree.prices[site as usize] < P::ZERO {
                self.tree.enter_room(site);
                self.n_steps += 1;
            }
        }
    }
}
