//! The basis: a spanning tree of sites, the ground and those needs that join sites.

use super::scale::Price;

/// No node.
pub(super) const NONE: u32 = u32::MAX;

/// Room without bound.
pub(super) const UNLIMITED: u64 = u64::MAX;

/// A node of the tree with the arc to its parent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<P> {
    pub(super) parent: u32,
    pub(super) first_child: u32,
    next: u32,
    previous: u32,
    depth: u32,
    /// The need of a joint.
    pub(super) need: u32,
    /// Weight that flows over the arc to the parent.
    pub(super) flow: u64,
    /// Price of a unit over the arc to the parent.
    pub(super) cost: P,
}

/// Where a need sits: at one site or the ground as a leaf that is no node, or as a joint that is one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat<P> {
    /// The node of a joint, [`NONE`] for a leaf.
    pub(super) joint: u32,
    /// The site or the ground that a leaf hangs from.
    pub(super) parent: u32,
    /// The price of a unit over a leaf's arc.
    pub(super) cost: P,
}

/// The spanning tree.
///
/// Nodes 0..n are the sites, n is the ground (the root), further ones are *joints*: needs with several arcs in the tree. A need with one
/// arc is a leaf and no node; most needs are. Arcs run from needs to sites and to the ground (not served) and from the ground to
/// sites (room not used), so that every site takes in exactly its capacity. An arc whose child is a joint runs up, one whose child
/// is a site runs down.
pub(super) struct Tree<P> {
    pub(super) nodes: Vec<Node<P>>,
    /// What a unit pays at a node, by node.
    pub(super) prices: Vec<P>,
    pub(super) seats: Vec<Seat<P>>,
    pub(super) ground: u32,
    free: Vec<u32>,
}

impl<P: Price> Tree<P> {
    /// The sites and the ground, not yet joined; all needs are leaves of the ground, which `unserved` is the price of.
    pub(super) fn new(n_sites: usize, n_needs: usize, unserved: P) -> Self {
        let ground = u32::try_from(n_sites).expect("sites are numbered in u32");
        let seat = Seat {
            joint: NONE,
            parent: ground,
            cost: unserved,
        };
        Self {
            nodes: vec![Self::blank(NONE); n_sites + 1],
            prices: vec![P::ZERO; n_sites + 1],
            seats: vec![seat; n_needs],
            ground,
            free: Vec::new(),
        }
    }

    fn blank(need: u32) -> Node<P> {
        Node {
            parent: NONE,
            first_child: NONE,
            next: NONE,
            previous: NONE,
            depth: 0,
            need,
            flow: 0,
            cost: P::ZERO,
        }
    }

    /// What a unit of a need pays now, the way included.
    #[inline]
    pub(super) fn value(&self, need: u32) -> P {
        let seat = &self.seats[need as usize];
        if seat.joint == NONE {
            seat.cost + self.prices[seat.parent as usize]
        } else {
            self.prices[seat.joint as usize]
        }
    }

    #[inline]
    pub(super) fn is_joint(&self, node: u32) -> bool {
        node > self.ground
    }

    #[inline]
    pub(super) fn depth(&self, node: u32) -> u32 {
        self.nodes[node as usize].depth
    }

    /// The children of a node.
    pub(super) fn children(&self, node: u32) -> impl Iterator<Item = u32> {
        let mut next = self.nodes[node as usize].first_child;
        std::iter::from_fn(move || {
            let child = (next != NONE).then_some(next)?;
            next = self.nodes[child as usize].next;
            Some(child)
        })
    }

    /// Makes a need a joint, not yet in the tree.
    pub(super) fn new_joint(&mut self, need: u32) -> u32 {
        let joint = self.free.pop().unwrap_or_else(|| {
            self.nodes.push(Self::blank(need));
            self.prices.push(P::ZERO);
            u32::try_from(self.nodes.len() - 1).expect("fewer than twice the sites are nodes")
        });
        self.nodes[joint as usize] = Self::blank(need);
        self.seats[need as usize].joint = joint;
        joint
    }

    /// Hangs a node without children under one that is in the tree.
    pub(super) fn hang(&mut self, node: u32, parent: u32, flow: u64, cost: P) {
        self.attach(node, parent, flow, cost);
        self.prices[node as usize] = self.price_under(node);
        self.nodes[node as usize].depth = self.depth(parent) + 1;
    }

    /// Puts a node among the children of another; prices and depths below it are left as they are.
    pub(super) fn attach(&mut self, node: u32, parent: u32, flow: u64, cost: P) {
        let next = self.nodes[parent as usize].first_child;
        if next != NONE {
            self.nodes[next as usize].previous = node;
        }
        let entry = &mut self.nodes[node as usize];
        (entry.parent, entry.flow, entry.cost) = (parent, flow, cost);
        (entry.next, entry.previous) = (next, NONE);
        self.nodes[parent as usize].first_child = node;
    }

    /// Cuts a node off its parent.
    pub(super) fn detach(&mut self, node: u32) {
        let Node {
            parent,
            next,
            previous,
            ..
        } = self.nodes[node as usize];
        if previous == NONE {
            self.nodes[parent as usize].first_child = next;
        } else {
            self.nodes[previous as usize].next = next;
        }
        if next != NONE {
            self.nodes[next as usize].previous = previous;
        }
        self.nodes[node as usize].parent = NONE;
    }

    /// Turns a part that was cut off at `old_top` so that `new_top` is on top.
    pub(super) fn turn(&mut self, old_top: u32, new_top: u32) {
        let mut child = new_top;
        let mut arc = self.nodes[child as usize];
        while child != old_top {
            let parent = arc.parent;
            let above = self.nodes[parent as usize];
            if child == new_top {
                self.detach(child);
            }
            if parent != old_top {
                self.detach(parent);
            }
            self.attach(parent, child, arc.flow, arc.cost);
            (child, arc) = (parent, above);
        }
    }

    /// Sets the prices and depths of a node and all below it, after it was attached anew.
    pub(super) fn settle(&mut self, top: u32) {
        let rise = self.price_under(top) - self.prices[top as usize];
        let mut node = top;
        loop {
            let depth = self.depth(self.nodes[node as usize].parent) + 1;
            self.nodes[node as usize].depth = depth;
            self.prices[node as usize] += rise;
            let mut next = self.nodes[node as usize].first_child;
            while next == NONE && node != top {
                next = self.nodes[node as usize].next;
                if next == NONE {
                    node = self.nodes[node as usize].parent;
                }
            }
            if next == NONE {
                return;
            }
            node = next;
        }
    }

    /// Makes a joint that has only its parent left a leaf again; other nodes stay.
    pub(super) fn make_leaf_if_single(&mut self, node: u32) {
        if !self.is_joint(node) || self.nodes[node as usize].first_child != NONE {
            return;
        }
        let Node {
            need, parent, cost, ..
        } = self.nodes[node as usize];
        self.detach(node);
        self.seats[need as usize] = Seat {
            joint: NONE,
            parent,
            cost,
        };
        self.free.push(node);
    }

    /// The price that makes the arc to the parent cost neither more nor less than it is worth.
    fn price_under(&self, node: u32) -> P {
        let entry = &self.nodes[node as usize];
        let above = self.prices[entry.parent as usize];
        if self.is_joint(node) {
            above + entry.cost
        } else {
            above - entry.cost
        }
    }
}
