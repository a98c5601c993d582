//! Branch and bound over the candidates.

use super::Coverage;
use super::relaxation::{Fixed, Relaxation};

/// Subgradient steps at the root, and at every other node.
const ROOT_STEPS: u32 = 1_500;
const NODE_STEPS: u32 = 60;
/// Relaxed solutions at the root of which one is improved by swaps.
const IMPROVED_EVERY: u32 = 20;

/// A search that keeps the best set found.
pub(super) struct Search<'a> {
    coverage: &'a Coverage,
    p: usize,
    best: Vec<u32>,
    covered: u64,
    work_left: u64,
    /// What may be covered in branches that were given up for want of work.
    open_bound: u64,
}

impl<'a> Search<'a> {
    pub(super) fn new(coverage: &'a Coverage, p: usize, start: Vec<u32>, most_work: u64) -> Self {
        Self {
            coverage,
            p,
            covered: coverage.covered(&start),
            best: start,
            work_left: most_work,
            open_bound: 0,
        }
    }

    /// Searches; the weight that no set exceeds.
    pub(super) fn run(&mut self) -> u64 {
        let mut relaxation = Relaxation::new(self.coverage, self.p);
        let mut fixed = vec![Fixed::Free; self.coverage.n_candidates()];
        self.node(&mut relaxation, &mut fixed, (ROOT_STEPS, u64::MAX));
        self.covered.max(self.open_bound)
    }

    pub(super) fn into_best(self) -> Vec<u32> {
        self.best
    }

    fn node(
        &mut self,
        relaxation: &mut Relaxation<'a>,
        fixed: &mut Vec<Fixed>,
        (n_steps, above): (u32, u64),
    ) {
        let coverage = self.coverage;
        let mut found: Option<Vec<u32>> = None;
        let mut most = self.covered;
        let (mut n_seen, is_root) = (0, n_steps == ROOT_STEPS);
        let mut seen = |chosen: &[u32]| {
            n_seen += 1;
            let improved;
            let chosen = if is_root && n_seen % IMPROVED_EVERY == 0 {
                improved = coverage.improved(chosen.to_vec());
                &improved
            } else {
                chosen
            };
            let covered = coverage.covered(chosen);
            if covered > most {
                most = covered;
                found = Some(chosen.to_vec());
            }
        };
        let bound = relaxation.descend(fixed, self.covered, n_steps, &mut seen);
        seen(&bound.chosen);
        // What holds above holds below.
        let most_here = bound.weight.min(above);
        if let Some(found) = found {
            let improved = coverage.improved(found);
            self.covered = coverage.covered(&improved);
            self.best = improved;
        }
        let size: usize = coverage.covered_by.iter().map(Vec::len).sum();
        let work = (size as u64 + coverage.patterns.len() as u64) * u64::from(n_steps);
        let is_out_of_work = self.work_left < work;
        self.work_left = self.work_left.saturating_sub(work);
        if most_here <= self.covered {
            return;
        }
        let settled: Vec<usize> = (0..fixed.len())
            .filter(|c| fixed[*c] == Fixed::Free && relaxation.is_settled(&bound, *c, self.covered))
            .collect();
        let is_chosen = |candidate: usize| bound.chosen.contains(&(candidate as u32));
        for &candidate in &settled {
            fixed[candidate] = if is_chosen(candidate) {
                Fixed::In
            } else {
                Fixed::Out
            };
        }
        let free = (0..fixed.len()).filter(|candidate| fixed[*candidate] == Fixed::Free);
        // The candidate that is surest in: taking it out then closes its branch soonest.
        let branch = free
            .filter(|c| is_chosen(*c))
            .max_by_key(|c| (bound.regret[*c], std::cmp::Reverse(*c)));
        match branch {
            None => self.close(fixed),
            // No work is left to decide it with: what is not proven stays open.
            Some(_) if is_out_of_work => self.open_bound = self.open_bound.max(most_here),
            Some(candidate) => {
                for side in [Fixed::Out, Fixed::In] {
                    fixed[candidate] = side;
                    let mut below = relaxation.clone();
                    self.node(&mut below, fixed, (NODE_STEPS, most_here));
                }
                fixed[candidate] = Fixed::Free;
            }
        }
        for candidate in settled {
            fixed[candidate] = Fixed::Free;
        }
    }

    /// A node at which the relaxed solution holds no free candidate: there is room for none, or none that may join. Then those that are in are the
    /// only set worth a look.
    fn close(&mut self, fixed: &[Fixed]) {
        let chosen = (0u32..)
            .zip(fixed)
            .filter(|(_, fixed)| **fixed == Fixed::In);
        let chosen: Vec<u32> = chosen.map(|(candidate, _)| candidate).collect();
        let covered = self.coverage.covered(&chosen);
        if covered > self.covered {
            (self.best, self.covered) = (chosen, covered);
        }
    }
}
