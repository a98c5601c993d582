//! The first tree: places given away nearest first.

use super::Problem;
use super::columns::Columns;
use super::scale::{Price, Scale};
use super::tree::{NONE, Tree, UNLIMITED};
use super::{Arc, EligibleSites};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

/// A part of a need that is served in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Part<P> {
    need: u32,
    node: u32,
    cost: P,
    weight: u64,
}

/// Builds the first tree while places are given away.
struct Start<'a, P> {
    weights: &'a [u64],
    scale: Scale<P>,
    tree: Tree<P>,
    /// Weight of each need not served yet.
    open: Vec<u64>,
    /// Places left of each site.
    room: Vec<u64>,
    /// A need that a site serves whole, by site.
    guest: Vec<u32>,
    parts: Vec<Part<P>>,
}

/// So many sites of each need are looked up first, then that many times more where all of these are full, and so on.
const N_NEAREST: usize = 32;
const N_GROWTH: usize = 4;
const N_MOST: usize = 512;

/// Gives the places away nearest first over the sites looked up on the way, and joins what came of it to a spanning tree.
///
/// Parts of a need split over sites fill all of these sites but the last, so that the flow has no cycles. Every arc without flow runs
/// towards the ground, as [`Tree::enter`] keeps it.
pub(super) fn first_tree<P: Price, S: EligibleSites>(
    problem: &Problem<S>,
    columns: &mut Columns<S>,
    needs: &[u32],
    scale: Scale<P>,
) -> Tree<P> {
    let mut start = Start::new(problem, scale);
    let mut waiting = needs.to_vec();
    let mut n = N_NEAREST;
    while n <= N_MOST && !waiting.is_empty() {
        columns.look_up_nearest(&waiting, n);
        start.serve_nearest_first(columns, &waiting);
        waiting.retain(|&need| start.is_open(need) && columns.next_cost(need).is_some());
        n *= N_GROWTH;
    }
    start.note_rests(needs);
    start.join();
    start.tree
}

impl<'a, P: Price> Start<'a, P> {
    fn new<S>(problem: &Problem<'a, S>, scale: Scale<P>) -> Self {
        let weights = problem.weights;
        let total: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
        let room = problem.capacities.iter().map(|capacity| match capacity {
            Some(places) if u128::from(*places) < total => *places,
            _ => UNLIMITED,
        });
        let room: Vec<u64> = room.collect();
        Self {
            weights,
            scale,
            tree: Tree::new(room.len(), weights.len(), scale.unserved),
            open: weights.to_vec(),
            guest: vec![NONE; room.len()],
            room,
            parts: Vec::new(),
        }
    }

    fn is_open(&self, need: u32) -> bool {
        self.open[need as usize] > 0
    }

    fn serve_nearest_first<S: EligibleSites>(&mut self, columns: &Columns<S>, needs: &[u32]) {
        let mut turns = BinaryHeap::with_capacity(needs.len());
        for &need in needs {
            turns.extend(self.next_turn(columns.of(need), need, 0));
        }
        while let Some(Reverse((_, need, at))) = turns.pop() {
            let arcs = columns.of(need);
            self.serve(need, arcs[at as usize]);
            if self.is_open(need) {
                turns.extend(self.next_turn(arcs, need, at as usize));
            }
        }
    }

    /// Notes what is left of needs served in part.
    fn note_rests(&mut self, needs: &[u32]) {
        for &need in needs {
            let open = self.open[need as usize];
            if open > 0 && open < self.weights[need as usize] {
                self.parts.push(Part {
                    need,
                    node: self.tree.ground,
                    cost: self.scale.unserved,
                    weight: open,
                });
            }
        }
    }

    /// The turn of a need at its next site with room, from its arc number `from` on.
    fn next_turn(&self, arcs: &[Arc], need: u32, from: usize) -> Option<Reverse<(u32, u32, u32)>> {
        let ahead = arcs[from..]
            .iter()
            .position(|arc| self.room[arc.site as usize] > 0)?;
        let at = u32::try_from(from + ahead).expect("a need has fewer arcs than there are sites");
        Some(Reverse((arcs[at as usize].cost, need, at)))
    }

    fn serve(&mut self, need: u32, arc: Arc) {
        let (open, room) = (
            &mut self.open[need as usize],
            &mut self.room[arc.site as usize],
        );
        let weight = (*open).min(*room);
        if weight == 0 {
            return;
        }
        let is_whole = weight == self.weights[need as usize];
        *open -= weight;
        if *room != UNLIMITED {
            *room -= weight;
        }
        let cost = self.scale.price(arc.cost);
        if is_whole {
            self.guest[arc.site as usize] = need;
            let seat = &mut self.tree.seats[need as usize];
            (seat.parent, seat.cost) = (arc.site, cost);
        } else {
            self.parts.push(Part {
                need,
                node: arc.site,
                cost,
                weight,
            });
        }
    }

    /// Joins sites and split needs to one tree: first what hangs from the ground by room or by weight not served, then the rest, each
    /// piece by the arc to the ground of one of its needs, without flow.
    fn join(&mut self) {
        self.parts.sort_unstable();
        let by_node = self.parts.iter().map(|part| (part.node, part.need));
        let mut by_node: Vec<(u32, u32)> = by_node.collect();
        by_node.sort_unstable();
        let ground = self.tree.ground;
        for site in 0..ground {
            let room = self.room[site as usize];
            if room > 0 {
                self.tree.hang(site, ground, room, P::ZERO);
                self.grow(site, &by_node);
            }
        }
        for need in joined_by(&by_node, ground) {
            self.hang_need(need, self.open[need as usize], &by_node);
        }
        for site in 0..ground {
            if self.is_placed(site) {
                continue;
            }
            let guest = self.guest[site as usize];
            if let Some(need) = joined_by(&by_node, site).next() {
                self.hang_need(need, 0, &by_node);
            } else if guest != NONE {
                let cost = self.tree.seats[guest as usize].cost;
                let joint = self.hang_need(guest, 0, &by_node);
                let weight = self.weights[guest as usize];
                self.tree.hang(site, joint, weight, cost);
                self.grow(site, &by_node);
            }
        }
    }

    /// Makes a need a joint under the ground, and hangs everything below it that is joined to it.
    fn hang_need(&mut self, need: u32, unserved: u64, by_node: &[(u32, u32)]) -> u32 {
        let joint = self.tree.new_joint(need);
        let ground = self.tree.ground;
        self.tree.hang(joint, ground, unserved, self.scale.unserved);
        self.grow(joint, by_node);
        joint
    }

    fn is_placed(&self, node: u32) -> bool {
        node == self.tree.ground || self.tree.nodes[node as usize].parent != NONE
    }

    /// Hangs everything that is joined to a node by split needs below it.
    fn grow(&mut self, top: u32, by_node: &[(u32, u32)]) {
        let mut open = vec![top];
        while let Some(node) = open.pop() {
            if self.tree.is_joint(node) {
                for part in self.parts_of(self.tree.nodes[node as usize].need) {
                    let part = self.parts[part];
                    if !self.is_placed(part.node) {
                        self.tree.hang(part.node, node, part.weight, part.cost);
                        open.push(part.node);
                    }
                }
            } else {
                for need in joined_by(by_node, node) {
                    if self.tree.seats[need as usize].joint != NONE {
                        continue;
                    }
                    let mut parts = self.parts_of(need).map(|at| self.parts[at]);
                    let part = parts.find(|part| part.node == node);
                    let part = part.expect("both lists hold the same parts");
                    let joint = self.tree.new_joint(need);
                    self.tree.hang(joint, node, part.weight, part.cost);
                    open.push(joint);
                }
            }
        }
    }

    /// The numbers of the parts of a need.
    fn parts_of(&self, need: u32) -> Range<usize> {
        let from = self.parts.partition_point(|part| part.need < need);
        let to = self.parts.partition_point(|part| part.need <= need);
        from..to
    }
}

/// The split needs that a node has a part of.
fn joined_by(by_node: &[(u32, u32)], node: u32) -> impl Iterator<Item = u32> {
    let from = by_node.partition_point(|pair| pair.0 < node);
    by_node[from..]
        .iter()
        .take_while(move |pair| pair.0 == node)
        .map(|pair| pair.1)
}
