//! One step of the simplex method: an arc enters the tree, the one that blocks the change leaves it.

use super::scale::Price;
use super::tree::{NONE, Tree, UNLIMITED};

/// What stops more weight from going round.
#[derive(Clone, Copy)]
struct Block {
    flow: u64,
    /// The node whose arc to its parent runs empty; [`NONE`] is the arc of the leaf that enters.
    node: u32,
}

/// The way round that the entering arc closes.
struct Cycle {
    top: u32,
    /// The tightest arc between the top and the need, the one nearest the need among equals.
    before: Block,
    /// The tightest arc between the entered node and the top, the one nearest the top among equals.
    after: Block,
}

impl<P: Price> Tree<P> {
    /// Lets the arc from `need` to `end` (a site or the ground) enter; `weight` is that of the need.
    ///
    /// # Algorithm
    /// The leaving arc is the last blocking one on the way round from the top of the cycle in the direction of flow (Cunningham): every arc
    /// that is left without flow then runs towards the ground, and no sequence of steps comes back to the same tree.
    pub(super) fn enter(&mut self, need: u32, weight: u64, end: u32, cost: P) {
        let seat = self.seats[need as usize];
        let is_leaf = seat.joint == NONE;
        let (start, own_flow) = if is_leaf {
            (seat.parent, weight)
        } else {
            (seat.joint, UNLIMITED)
        };
        let Cycle { top, before, after } = self.cycle(start, end, own_flow);
        let flow = before.flow.min(after.flow);
        self.push_round(start, end, top, flow);
        let is_after = after.node != NONE && after.flow <= before.flow;
        let (leaving, cut_top, stays) = if is_after {
            (after.node, end, start)
        } else {
            (before.node, start, end)
        };
        if leaving == NONE {
            let seat = &mut self.seats[need as usize];
            (seat.parent, seat.cost) = (end, cost);
            return;
        }
        let parent = self.cut(leaving, cut_top);
        if is_leaf {
            let (old, new) = ((weight - flow, seat.cost), (flow, cost));
            let (up, down) = if is_after { (old, new) } else { (new, old) };
            let joint = self.new_joint(need);
            self.hang(joint, stays, up.0, up.1);
            self.attach(cut_top, joint, down.0, down.1);
        } else {
            self.attach(cut_top, stays, flow, cost);
        }
        self.settle(cut_top);
        self.make_leaf_if_single(parent);
        self.make_leaf_if_single(leaving);
    }

    /// Lets the arc from the ground to `site` (room not used) enter.
    pub(super) fn enter_room(&mut self, site: u32) {
        let Cycle { top, after, .. } = self.cycle(self.ground, site, UNLIMITED);
        self.push_round(self.ground, site, top, after.flow);
        let parent = self.cut(after.node, site);
        self.attach(site, self.ground, after.flow, P::ZERO);
        self.settle(site);
        self.make_leaf_if_single(parent);
        self.make_leaf_if_single(after.node);
    }

    /// Cuts the part below `leaving` off and turns it so that `top` is on top; returns the former parent.
    fn cut(&mut self, leaving: u32, top: u32) -> u32 {
        let parent = self.nodes[leaving as usize].parent;
        self.detach(leaving);
        self.turn(leaving, top);
        parent
    }

    /// Flow goes from the top down to `start`, over the entering arc to `end` and up to the top.
    fn cycle(&self, start: u32, end: u32, own_flow: u64) -> Cycle {
        let mut before = Block {
            flow: own_flow,
            node: NONE,
        };
        let mut after = Block {
            flow: UNLIMITED,
            node: NONE,
        };
        let (mut down, mut up) = (start, end);
        while down != up {
            if self.depth(down) >= self.depth(up) {
                let node = &self.nodes[down as usize];
                if self.is_joint(down) && node.flow < before.flow {
                    (before.flow, before.node) = (node.flow, down);
                }
                down = node.parent;
            } else {
                let node = &self.nodes[up as usize];
                if !self.is_joint(up) && node.flow != UNLIMITED && node.flow <= after.flow {
                    (after.flow, after.node) = (node.flow, up);
                }
                up = node.parent;
            }
        }
        Cycle {
            top: down,
            before,
            after,
        }
    }

    fn push_round(&mut self, start: u32, end: u32, top: u32, flow: u64) {
        if flow == 0 {
            return;
        }
        let mut node = start;
        while node != top {
            let is_joint = self.is_joint(node);
            node = self.change_flow(node, !is_joint, flow);
        }
        let mut node = end;
        while node != top {
            let is_joint = self.is_joint(node);
            node = self.change_flow(node, is_joint, flow);
        }
    }

    /// Adds to or takes from the flow of a node's arc; returns the parent.
    fn change_flow(&mut self, node: u32, is_more: bool, flow: u64) -> u32 {
        let entry = &mut self.nodes[node as usize];
        if entry.flow != UNLIMITED {
            entry.flow = if is_more {
                entry.flow + flow
            } else {
                entry.flow - flow
            };
        }
        entry.parent
    }
}
