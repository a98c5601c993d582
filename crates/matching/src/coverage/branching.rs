//! Branch and bound over the candidates.

use super::Coverage;
use super::part::Part;
use super::relaxation::{Bound, Relaxation};
use std::cmp::Reverse;

/// Subgradient steps of the whole problem, and of a part.
const ROOT_STEPS: u32 = 1_500;
const NODE_STEPS: u32 = 60;
/// Relaxed solutions of the whole problem of which one is improved by swaps.
const IMPROVED_EVERY: u32 = 10;

/// A search that keeps the best set found.
pub(super) struct Search<'a> {
    coverage: &'a Coverage,
    best: Vec<u32>,
    covered: u64,
    work_left: u64,
}

/// A part that was looked at.
struct Node {
    part: Part,
    relaxation: Relaxation,
    /// No set of it covers more.
    most: u64,
    /// The free candidate to decide next.
    branch: u32,
}

impl<'a> Search<'a> {
    pub(super) fn new(coverage: &'a Coverage, start: Vec<u32>, most_work: u64) -> Self {
        Self {
            coverage,
            covered: coverage.covered(&start),
            best: start,
            work_left: most_work,
        }
    }

    /// Searches; the weight that no set of at most `p` exceeds.
    pub(super) fn run(&mut self, p: usize) -> u64 {
        let whole = Part::whole(self.coverage, p);
        let relaxation = Relaxation::new(self.coverage, p);
        // Parts still to look at, the next one last.
        let mut open = vec![(whole, relaxation, ROOT_STEPS, u64::MAX)];
        let mut unproven = 0;
        while let Some((part, relaxation, n_steps, above)) = open.pop() {
            if above <= self.covered {
                continue;
            }
            let Some(node) = self.look(part, relaxation, (n_steps, above)) else {
                continue;
            };
            if self.work_left == 0 {
                // No work is left to decide it with: what is not proven stays open.
                unproven = unproven.max(node.most);
                continue;
            }
            let branch = [node.branch];
            for (ins, outs) in [(&branch[..], &[][..]), (&[][..], &branch[..])] {
                let (part, multipliers) =
                    node.part.settled(ins, outs, &node.relaxation.multipliers);
                open.push((
                    part,
                    node.relaxation.with(multipliers),
                    NODE_STEPS,
                    node.most,
                ));
            }
        }
        self.covered.max(unproven)
    }

    pub(super) fn into_best(self) -> Vec<u32> {
        self.best
    }

    /// Looks at a part: finds sets, settles what it can, and gives what is left; nothing when it holds no better set.
    fn look(
        &mut self,
        part: Part,
        mut relaxation: Relaxation,
        (n_steps, above): (u32, u64),
    ) -> Option<Node> {
        self.take(&part.chosen, part.base);
        if part.p == 0 || part.coverage.patterns.is_empty() {
            return None;
        }
        let bound = self.descend(&part, &mut relaxation, n_steps);
        // What holds above holds below.
        let most = above.min(part.base + bound.weight);
        if most <= self.covered {
            return None;
        }
        let (ins, outs) = self.settled(&part, &relaxation, &bound);
        let (part, multipliers) = part.settled(&ins, &outs, &relaxation.multipliers);
        let relaxation = relaxation.with(multipliers);
        let bound = relaxation.bound(&part);
        // The candidate that is surest in: taking it out then closes its branch soonest.
        let surest = |c: &&u32| (bound.regret[**c as usize], Reverse(**c));
        let branch = bound.chosen.iter().max_by_key(surest).copied();
        if branch.is_none() {
            // There is room for none, or there is none: those that are in are the only set worth a look.
            self.take(&part.chosen, part.base);
        }
        Some(Node {
            part,
            relaxation,
            most,
            branch: branch?,
        })
    }

    /// The free candidates without which, and those with which, nothing is better than the best set found.
    fn settled(&self, part: &Part, relaxation: &Relaxation, bound: &Bound) -> (Vec<u32>, Vec<u32>) {
        let coverage = &part.coverage;
        let known = self.covered.saturating_sub(part.base);
        let mut is_chosen = vec![false; coverage.n_candidates()];
        for c in &bound.chosen {
            is_chosen[*c as usize] = true;
        }
        (0..is_chosen.len() as u32)
            .filter(|c| relaxation.is_settled(coverage.step, bound, *c as usize, known))
            .partition(|c| is_chosen[*c as usize])
    }

    /// Lowers the bound of a part, and takes the sets that come up on the way.
    fn descend(&mut self, part: &Part, relaxation: &mut Relaxation, n_steps: u32) -> Bound {
        let coverage = &part.coverage;
        let is_whole = coverage.n_candidates() == self.coverage.n_candidates();
        let mut found: Option<Vec<u32>> = None;
        let mut most = self.covered.saturating_sub(part.base);
        let mut n_seen = 0;
        let mut seen = |chosen: &[u32], mut covered: u64| {
            n_seen += 1;
            let mut improved = None;
            if is_whole && n_seen % IMPROVED_EVERY == 0 {
                let better = coverage.improved(chosen.to_vec());
                covered = coverage.covered(&better);
                improved = Some(better);
            }
            if covered > most {
                most = covered;
                found = Some(improved.unwrap_or_else(|| chosen.to_vec()));
            }
        };
        let known = self.covered.saturating_sub(part.base);
        let bound = relaxation.descend(part, known, n_steps, &mut seen);
        seen(&bound.chosen, coverage.covered(&bound.chosen));
        if let Some(found) = found {
            let improved = self.coverage.improved(part.set_of(&found));
            let covered = self.coverage.covered(&improved);
            self.take(&improved, covered);
        }
        let size: usize = coverage.covered_by.iter().map(Vec::len).sum();
        let work = (size + coverage.patterns.len()) as u64 * u64::from(n_steps);
        self.work_left = self.work_left.saturating_sub(work);
        bound
    }

    fn take(&mut self, chosen: &[u32], covered: u64) {
        if covered > self.covered {
            (self.best, self.covered) = (chosen.to_vec(), covered);
        }
    }
}
