//! A packed tree over points, searched nearest first.

use crate::distance::{EarthPoint, squared_chord_m2};
use std::ops::Range;

/// What the index keeps with a point.
pub trait Entry: Copy {
    /// The caller's number for the point; equal points are kept in its order.
    fn number(&self) -> u32;

    /// Bits that a search may ask for: a node carries all bits of the points below it.
    fn tags(&self) -> u64;
}

/// Points of the earth in a balanced k-d tree: each split halves the points of a node along its widest axis, each node knows the box around
/// its points.
///
/// Points are kept as earth-centered coordinates, so that neither the antimeridian nor the poles are special. Building costs
/// O(n log^2 n), a search O(log n) on average for each point that it ends with.
#[derive(Debug)]
pub struct PointIndex<E> {
    nodes: Vec<Node>,
    points: Vec<[f64; 3]>,
    entries: Vec<E>,
}

/// Most points of a leaf.
const LEAF: usize = 16;
/// More nodes than a path from the root can leave open: a tree of 2^32 points is 30 splits deep.
const DEEPEST: usize = 64;

/// Part of the tree. Nodes stand in preorder: the near child of a split follows its parent.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    least_m: [f64; 3],
    most_m: [f64; 3],
    tags: u64,
    lowest_number: u32,
    start: u32,
    end: u32,
    /// The second child; 0 for a leaf.
    second: u32,
}

impl Node {
    /// The bits of all points below.
    pub fn tags(&self) -> u64 {
        self.tags
    }

    /// The lowest number of the points below.
    pub fn lowest_number(&self) -> u32 {
        self.lowest_number
    }

    /// The slots of the points below.
    pub fn slots(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The number of the second of the two nodes below, of which the first follows this one; nothing for a leaf.
    pub fn second_child(&self) -> Option<usize> {
        (self.second > 0).then_some(self.second as usize)
    }

    fn squared_chord_m2(&self, from: &[f64; 3]) -> f64 {
        let along = |axis: usize| {
            larger(
                larger(
                    self.least_m[axis] - from[axis],
                    from[axis] - self.most_m[axis],
                ),
                0.0,
            )
        };
        let [x, y, z] = [along(0), along(1), along(2)];
        x * x + y * y + z * z
    }
}

/// The larger of two numbers of which neither is NaN: one instruction, where `f64::max` minds NaN.
#[inline]
fn larger(a: f64, b: f64) -> f64 {
    if a > b { a } else { b }
}

/// What a search does with what it meets.
pub trait Visitor<E> {
    /// The square of the longest chord at which anything matters now, in squared metres; what is farther is not shown.
    fn reach_m2(&self) -> f64;

    /// Whether no point of a node within reach can matter; `chord2_m2` is the square of the least chord to its box.
    fn skips(&self, number: usize, node: &Node, chord2_m2: f64) -> bool;

    /// Whether a point that is within reach could matter: asked often, so that it should be a few instructions without a branch.
    fn may_matter(&self, _: &E) -> bool {
        true
    }

    /// Looks at the point in a slot, `chord2_m2` away (squared metres).
    fn meet(&mut self, slot: u32, entry: &E, chord2_m2: f64);
}

impl<E> Default for PointIndex<E> {
    fn default() -> Self {
        Self {
            nodes: Vec::new(),
            points: Vec::new(),
            entries: Vec::new(),
        }
    }
}

impl<E: Entry> PointIndex<E> {
    /// An index over points in any order.
    pub fn build(points: impl IntoIterator<Item = (EarthPoint, E)>) -> Self {
        let mut entries: Vec<([f64; 3], E)> = points
            .into_iter()
            .map(|(point, entry)| (point.center_m(), entry))
            .collect();
        let mut nodes = Vec::with_capacity(entries.len() / LEAF * 4 + 1);
        if !entries.is_empty() {
            split(&mut nodes, &mut entries, 0);
        }
        let (points, entries) = entries.into_iter().unzip();
        Self {
            nodes,
            points,
            entries,
        }
    }

    /// The entries by slot.
    pub fn entries(&self) -> &[E] {
        &self.entries
    }

    /// How many nodes the tree has.
    pub fn n_nodes(&self) -> usize {
        self.nodes.len()
    }

    /// The node with this number.
    pub fn node(&self, number: usize) -> &Node {
        &self.nodes[number]
    }

    /// The numbers of the nodes over a slot, from the root down.
    pub fn path_to(&self, slot: usize) -> impl Iterator<Item = usize> + '_ {
        let mut next = (!self.nodes.is_empty()).then_some(0);
        std::iter::from_fn(move || {
            let number = next?;
            let second = self.nodes[number].second as usize;
            next = (second > 0).then(|| {
                let is_in_second = self.nodes[second].slots().contains(&slot);
                if is_in_second { second } else { number + 1 }
            });
            Some(number)
        })
    }

    /// Shows `visitor` every point that it does not skip, near boxes before far ones; of boxes as near as each other the one with the lowest number.
    pub fn search(&self, from: &EarthPoint, visitor: &mut impl Visitor<E>) {
        let from = from.center_m();
        let Some(root) = self.nodes.first() else {
            return;
        };
        let mut open = [(0u32, 0.0f64); DEEPEST];
        let mut n_open = 1;
        open[0] = (0, root.squared_chord_m2(&from));
        while n_open > 0 {
            n_open -= 1;
            let (number, chord2_m2) = open[n_open];
            let number = number as usize;
            let node = &self.nodes[number];
            if chord2_m2 > visitor.reach_m2() || visitor.skips(number, node, chord2_m2) {
                continue;
            }
            if node.second == 0 {
                self.look(&from, node, visitor);
                continue;
            }
            let (first, second) = (&self.nodes[number + 1], &self.nodes[node.second as usize]);
            let near = (number as u32 + 1, first.squared_chord_m2(&from));
            let far = (node.second, second.squared_chord_m2(&from));
            let is_swapped =
                far.1 < near.1 || (far.1 == near.1 && second.lowest_number < first.lowest_number);
            (open[n_open], open[n_open + 1]) = if is_swapped { (near, far) } else { (far, near) };
            n_open += 2;
        }
    }

    fn look(&self, from: &[f64; 3], node: &Node, visitor: &mut impl Visitor<E>) {
        let slots = node.slots();
        let (points, entries) = (&self.points[slots.clone()], &self.entries[slots]);
        // All chords first, then those within reach: few of many points are, and which ones no processor can foresee.
        let mut chords2_m2 = [0.0; LEAF];
        let mut is_near = 0u32;
        let reach_m2 = visitor.reach_m2();
        let held = points.iter().zip(entries).zip(&mut chords2_m2);
        for (place, ((point, entry), chord2_m2)) in held.enumerate() {
            *chord2_m2 = squared_chord_m2(point, from);
            is_near |= u32::from((*chord2_m2 <= reach_m2) & visitor.may_matter(entry)) << place;
        }
        while is_near != 0 {
            let place = is_near.trailing_zeros();
            is_near &= is_near - 1;
            let chord2_m2 = chords2_m2[place as usize];
            if chord2_m2 <= visitor.reach_m2() {
                visitor.meet(node.start + place, &entries[place as usize], chord2_m2);
            }
        }
    }
}

/// Adds the node over `entries`, which begin at slot `start`, and everything below it; sorts the entries into their slots.
fn split<E: Entry>(nodes: &mut Vec<Node>, entries: &mut [([f64; 3], E)], start: u32) {
    let mut node = Node {
        least_m: [f64::INFINITY; 3],
        most_m: [f64::NEG_INFINITY; 3],
        tags: 0,
        lowest_number: u32::MAX,
        start,
        end: start + entries.len() as u32,
        second: 0,
    };
    for (point, entry) in entries.iter() {
        for (axis, along_m) in point.iter().enumerate() {
            node.least_m[axis] = node.least_m[axis].min(*along_m);
            node.most_m[axis] = node.most_m[axis].max(*along_m);
        }
        node.tags |= entry.tags();
        node.lowest_number = node.lowest_number.min(entry.number());
    }
    let number = nodes.len();
    nodes.push(node);
    if entries.len() <= LEAF {
        entries.sort_unstable_by_key(|(_, entry)| entry.number());
        return;
    }
    let width_m = |axis: &usize| node.most_m[*axis] - node.least_m[*axis];
    let widest = (0..3)
        .max_by(|a, b| width_m(a).total_cmp(&width_m(b)))
        .unwrap_or(0);
    // Whole leaves on the first side, so that few of them are partly empty.
    let n_leaves = entries.len().div_ceil(LEAF);
    let middle = n_leaves.div_ceil(2) * LEAF;
    let middle = if middle < entries.len() {
        middle
    } else {
        entries.len() / 2
    };
    entries.select_nth_unstable_by(middle, |(a, one), (b, other)| {
        let by_place = a[widest].total_cmp(&b[widest]);
        by_place.then_with(|| one.number().cmp(&other.number()))
    });
    let (first, second) = entries.split_at_mut(middle);
    split(nodes, first, start);
    nodes[number].second = nodes.len() as u32;
    split(nodes, second, start + middle as u32);
}

#[cfg(test)]
#[path = "index_tests.rs"]
mod tests;
