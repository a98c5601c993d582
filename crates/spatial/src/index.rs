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
    leaves: Vec<Leaf>,
    entries: Vec<E>,
}

/// Most points of a leaf.
const LEAF: usize = 16;
/// The coordinates of the points of a leaf, axis by axis, so that several chords are computed at once. What there is beyond its points is not looked at.
type Leaf = [[f64; LEAF]; 3];
/// Most leaves of a vicinity: among more than these the tree is the faster guide.
const MOST_LEAVES: usize = 32;
/// Far more than what floating point adds to or takes from a chord, in metres.
const SLACK_M: f64 = 1e-3;
/// The bit of each place in a leaf.
const BITS: [u64; LEAF] = {
    let mut bits = [0; LEAF];
    let mut place = 0;
    while place < LEAF {
        bits[place] = 1 << place;
        place += 1;
    }
    bits
};
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
    /// The second child; the number of the leaf where nothing is below.
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
        (!self.is_leaf()).then_some(self.second as usize)
    }

    fn is_leaf(&self) -> bool {
        (self.end - self.start) as usize <= LEAF
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
    /// The square of the longest chord at which anything matters now, in squared metres; what is in a farther box, or was farther before the points
    /// around it were looked at, is not shown.
    fn reach_m2(&self) -> f64;

    /// Whether no point of a node within reach can matter; `chord2_m2` is the square of the least chord to its box.
    fn skips(&self, number: usize, node: &Node, chord2_m2: f64) -> bool;

    /// Whether a point that is within reach could matter: asked often, so that it should be a few instructions without a branch.
    fn may_matter(&self, _: &E) -> bool {
        true
    }

    /// Looks at the point in a slot, `chord2_m2` away (squared metres).
    fn meet(&mut self, slot: u32, entry: &E, chord2_m2: f64);

    /// What there is to do before the search looks elsewhere, after some points were met.
    fn move_on(&mut self) {}
}

/// The leaves around a few points that are close to each other.
#[derive(Debug)]
pub struct Vicinity {
    /// By a length in metres that no chord from any of the points to the leaf falls short of, and the number of the node.
    leaves: Vec<(f64, u32)>,
    reach_m2: f64,
}

impl Default for Vicinity {
    fn default() -> Self {
        Self {
            leaves: Vec::new(),
            reach_m2: -1.0,
        }
    }
}

impl Vicinity {
    /// The square of the longest chord within which nothing is missing, in squared metres; negative where nothing was gathered.
    pub fn reach_m2(&self) -> f64 {
        self.reach_m2
    }

    /// Forgets what was gathered.
    pub fn clear(&mut self) {
        self.leaves.clear();
        self.reach_m2 = -1.0;
    }
}

impl<E> Default for PointIndex<E> {
    fn default() -> Self {
        Self {
            nodes: Vec::new(),
            leaves: Vec::new(),
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
        let mut leaves = Vec::with_capacity(nodes.len() / 2 + 1);
        for node in nodes.iter_mut().filter(|node| node.is_leaf()) {
            node.second = leaves.len() as u32;
            leaves.push(leaf(&entries[node.slots()]));
        }
        Self {
            nodes,
            leaves,
            entries: entries.into_iter().map(|(_, entry)| entry).collect(),
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
            let second = self.nodes[number].second_child();
            next = second.map(|second| {
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
            if node.is_leaf() {
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

    /// Leaves in `vicinity` all that is within `reach_m` metres of any of some points; nothing when that is much.
    pub fn gather<'a>(
        &self,
        points: impl Iterator<Item = &'a EarthPoint> + Clone,
        reach_m: f64,
        vicinity: &mut Vicinity,
    ) {
        let (center, radius_m) = ball(points);
        let most_m2 = (radius_m + reach_m).powi(2);
        vicinity.clear();
        let mut open = [0u32; DEEPEST];
        let mut n_open = usize::from(!self.nodes.is_empty());
        while n_open > 0 {
            n_open -= 1;
            let number = open[n_open];
            let node = &self.nodes[number as usize];
            let chord2_m2 = node.squared_chord_m2(&center);
            if chord2_m2 > most_m2 {
                continue;
            }
            if !node.is_leaf() {
                open[n_open..n_open + 2].copy_from_slice(&[number + 1, node.second]);
                n_open += 2;
            } else if vicinity.leaves.len() < MOST_LEAVES {
                vicinity.leaves.push((chord2_m2.sqrt() - radius_m, number));
            } else {
                return vicinity.clear();
            }
        }
        vicinity.leaves.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        vicinity.reach_m2 = reach_m * reach_m;
    }

    /// As [`PointIndex::search`] from one of the points for which `vicinity` was gathered from this index, as far as that reaches, and in about that order.
    pub fn search_in(&self, vicinity: &Vicinity, from: &EarthPoint, visitor: &mut impl Visitor<E>) {
        let from = from.center_m();
        for (least_m, number) in &vicinity.leaves {
            let reach_m2 = visitor.reach_m2();
            if *least_m > 0.0 && least_m * least_m > reach_m2 {
                break;
            }
            let node = &self.nodes[*number as usize];
            let chord2_m2 = node.squared_chord_m2(&from);
            if chord2_m2 <= reach_m2 && !visitor.skips(*number as usize, node, chord2_m2) {
                self.look(&from, node, visitor);
            }
        }
    }

    fn look(&self, from: &[f64; 3], node: &Node, visitor: &mut impl Visitor<E>) {
        let (leaf, entries) = (
            &self.leaves[node.second as usize],
            &self.entries[node.slots()],
        );
        // All chords first, then those within reach: few of many points are, and which ones no processor can foresee.
        let mut chords2_m2 = [0.0; LEAF];
        for (place, chord2_m2) in chords2_m2.iter_mut().enumerate() {
            *chord2_m2 = squared_chord_m2(&[0, 1, 2].map(|axis| leaf[axis][place]), from);
        }
        let reach_m2 = visitor.reach_m2();
        let mut is_far = 0u64;
        for (chord2_m2, bit) in chords2_m2.iter().zip(&BITS) {
            // The sign of a difference, spread over all bits: unlike the outcome of a comparison it is computed for several points at once.
            is_far |= ((reach_m2 - chord2_m2).to_bits() as i64 >> 63) as u64 & bit;
        }
        let mut is_near = 0u64;
        for entry in entries.iter().rev() {
            is_near = is_near << 1 | u64::from(visitor.may_matter(entry));
        }
        is_near &= !is_far;
        if is_near == 0 {
            return;
        }
        while is_near != 0 {
            let place = is_near.trailing_zeros();
            is_near &= is_near - 1;
            let chord2_m2 = chords2_m2[place as usize % LEAF];
            visitor.meet(node.start + place, &entries[place as usize], chord2_m2);
        }
        visitor.move_on();
    }
}

/// The middle of some points and a length in metres beyond which none of them is from there.
fn ball<'a>(points: impl Iterator<Item = &'a EarthPoint> + Clone) -> ([f64; 3], f64) {
    let points = points.map(EarthPoint::center_m);
    let (mut least_m, mut most_m) = ([f64::INFINITY; 3], [f64::NEG_INFINITY; 3]);
    for point in points.clone() {
        for (axis, along_m) in point.into_iter().enumerate() {
            least_m[axis] = least_m[axis].min(along_m);
            most_m[axis] = most_m[axis].max(along_m);
        }
    }
    let center = [0, 1, 2].map(|axis| (least_m[axis] + most_m[axis]) / 2.0);
    let chords2_m2 = points.map(|point| squared_chord_m2(&point, &center));
    (center, chords2_m2.fold(0.0, larger).sqrt() + SLACK_M)
}

/// Points as a leaf keeps them.
fn leaf<E>(points: &[([f64; 3], E)]) -> Leaf {
    let mut leaf = [[0.0; LEAF]; 3];
    for (place, (point, _)) in points.iter().enumerate() {
        for (axis, along_m) in point.iter().enumerate() {
            leaf[axis][place] = *along_m;
        }
    }
    leaf
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
