//! The sum over one side, for every position of the other.

use super::kernel::{Kernel, Open, Place, Verdict, sum};
use super::places::{LEAF, Node, Places, chord2};
use std::sync::Mutex;

/// Parts of the work have at most one in so many of the leaves. A fixed number: it decides how spheres are split, and so the order of sums.
const PARTS: usize = 64;

/// For every row of `at`, the sum over the rows of `of` of its value times the weight of the pair.
///
/// # Parameters
/// `values`: one a row of `of`, finite and not negative. `n_threads`: at least 1; the result is the same to the last bit for any number.
///
/// # Returns
/// One sum a row of `at`, 0 where no value is in reach or the position is not known.
///
/// # Algorithm
/// Two trees of spheres are walked together. Where a sphere of `of` is within the same step as seen from all of a sphere of `at`, its sum is
/// added once for all of them; only where a step's edge passes through are single pairs looked at.
///
/// # Complexity
/// About O((n + m) log) plus the pairs near an edge for [`super::StepKernel`]; all pairs within the limit for [`super::CurveKernel`].
pub fn sums(
    at: &Places,
    of: &Places,
    values: &[f64],
    kernel: &impl Kernel,
    n_threads: usize,
) -> Vec<f64> {
    let mut values_of_leaves = vec![[0.0; LEAF]; of.leaves.len()];
    for (slot, value) in of.slots().zip(values) {
        if let Some((leaf, slot)) = slot {
            values_of_leaves[leaf][slot] += value;
        }
    }
    let walk = Walk {
        at,
        of,
        totals: totals(of, &values_of_leaves),
        values: &values_of_leaves,
        kernel,
    };
    let mut sums_of_leaves = vec![[0.0; LEAF]; at.leaves.len()];
    if !at.nodes.is_empty() && !of.nodes.is_empty() {
        walk.all(&mut sums_of_leaves, n_threads);
    }
    let sum_of =
        |slot: Option<(usize, usize)>| slot.map_or(0.0, |(leaf, slot)| sums_of_leaves[leaf][slot]);
    at.slots().map(sum_of).collect()
}

/// The sum of the values below every node.
fn totals(of: &Places, values: &[[f64; LEAF]]) -> Vec<f64> {
    let mut totals = vec![0.0; of.nodes.len()];
    for (number, node) in of.nodes.iter().enumerate().rev() {
        totals[number] = if node.second == 0 {
            sum(values[node.first_leaf])
        } else {
            totals[number + 1] + totals[node.second]
        };
    }
    totals
}

struct Walk<'a, K> {
    at: &'a Places,
    of: &'a Places,
    totals: Vec<f64>,
    values: &'a [[f64; LEAF]],
    kernel: &'a K,
}

/// The sums below one node of `at`.
struct Part<'a> {
    root: usize,
    /// What is added to everything below a node, by the node's number less the root's.
    for_nodes: Vec<f64>,
    first_leaf: usize,
    for_leaves: &'a mut [[f64; LEAF]],
}

impl<K: Kernel> Walk<'_, K> {
    fn all(&self, sums: &mut [[f64; LEAF]], n_threads: usize) {
        let parts = Mutex::new(self.parts(sums).into_iter());
        let work = || {
            loop {
                let next = parts
                    .lock()
                    .expect("no thread stops while it takes a part")
                    .next();
                let Some(mut part) = next else { break };
                let root = part.root;
                self.visit(&mut part, (root, 0), self.kernel.open());
                self.hand_down(&mut part, root);
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..n_threads {
                scope.spawn(work);
            }
            work();
        });
    }

    /// The nodes of `at` that are worked on by themselves, with their share of the sums.
    fn parts<'s>(&self, mut sums: &'s mut [[f64; LEAF]]) -> Vec<Part<'s>> {
        let most_leaves = self.at.leaves.len().div_ceil(PARTS);
        let mut parts = Vec::new();
        let mut number = 0;
        while number < self.at.nodes.len() {
            let node = &self.at.nodes[number];
            if node.n_leaves > most_leaves {
                number += 1;
                continue;
            }
            let n_nodes = 2 * node.n_leaves - 1;
            let (own, rest) = sums.split_at_mut(node.n_leaves);
            parts.push(Part {
                root: number,
                for_nodes: vec![0.0; n_nodes],
                first_leaf: node.first_leaf,
                for_leaves: own,
            });
            sums = rest;
            number += n_nodes;
        }
        parts
    }

    /// Adds what the second node, of `of`, gives to the first, of `at`.
    fn visit(&self, part: &mut Part<'_>, (to, from): (usize, usize), open: Open) {
        if self.totals[from] == 0.0 {
            return;
        }
        let (a, b) = (&self.at.nodes[to], &self.of.nodes[from]);
        let around_m = a.radius_m + b.radius_m;
        let open = match self
            .kernel
            .judge(chord2(a.center_m, b.center_m).sqrt(), around_m, open)
        {
            Verdict::Same(weight) => {
                part.for_nodes[to - part.root] += weight * self.totals[from];
                return;
            }
            Verdict::Mixed(open) => open,
        };
        if a.second == 0 && b.second == 0 {
            self.visit_leaves(part, (a, b), open);
        } else if b.second == 0 || (a.second != 0 && a.radius_m > b.radius_m) {
            self.visit(part, (to + 1, from), open);
            self.visit(part, (a.second, from), open);
        } else {
            self.visit(part, (to, from + 1), open);
            self.visit(part, (to, b.second), open);
        }
    }

    /// The pairs of two leaves: the places of the wider one, each against the sphere of the other, then, where that does not decide, against
    /// its places.
    fn visit_leaves(&self, part: &mut Part<'_>, (a, b): (&Node, &Node), open: Open) {
        let (to, from) = (&self.at.leaves[a.first_leaf], &self.of.leaves[b.first_leaf]);
        let values = &self.values[b.first_leaf];
        let sums = &mut part.for_leaves[a.first_leaf - part.first_leaf];
        if a.radius_m > b.radius_m {
            let total = sum(*values);
            let chords_m = to.chords_m(b.center_m);
            for (slot, sum_of_place) in sums.iter_mut().enumerate().take(to.n_positions) {
                *sum_of_place += match self.kernel.judge(chords_m[slot], b.radius_m, open) {
                    Verdict::Same(weight) => weight * total,
                    Verdict::Mixed(open) => {
                        let weights = self.kernel.weights(&Place::of(to, slot), from, open);
                        sum(std::array::from_fn(|slot| weights[slot] * values[slot]))
                    }
                };
            }
        } else {
            let mut for_all = 0.0;
            let chords_m = from.chords_m(a.center_m);
            for (slot, value) in values.iter().enumerate().take(from.n_positions) {
                match self.kernel.judge(chords_m[slot], a.radius_m, open) {
                    Verdict::Same(weight) => for_all += weight * value,
                    Verdict::Mixed(open) => {
                        let weights = self.kernel.weights(&Place::of(from, slot), to, open);
                        for (sum_of_place, weight) in sums.iter_mut().zip(weights) {
                            *sum_of_place += weight * value;
                        }
                    }
                }
            }
            for sum_of_place in sums {
                *sum_of_place += for_all;
            }
        }
    }

    /// Adds the sums of nodes to all that is below them.
    fn hand_down(&self, part: &mut Part<'_>, number: usize) {
        let node = &self.at.nodes[number];
        let given = part.for_nodes[number - part.root];
        if node.second == 0 {
            for sum in &mut part.for_leaves[node.first_leaf - part.first_leaf] {
                *sum += given;
            }
        } else {
            part.for_nodes[number + 1 - part.root] += given;
            part.for_nodes[node.second - part.root] += given;
            self.hand_down(part, number + 1);
            self.hand_down(part, node.second);
        }
    }
}
