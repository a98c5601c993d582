//! Maximum coverage: which p of many candidates cover the most weight, with a proven bound.
//!
//! | module | what it does |
//! |---|---|
//! | `heuristic` | a good set: greedy, then swaps |
//! | `relaxation` | a bound: Lagrangian multipliers on what is covered |
//! | `part` | what is left when some candidates are settled |
//! | `branching` | branch and bound between the two |
//!
//! Everything is integer and bounded by counted work, never by a clock, so that the same question has the same answer everywhere.
//!
//! # References
//! Church and ReVelle (1974), The maximal covering location problem, <https://doi.org/10.1007/BF01942293>; Galvao and ReVelle (1996), A
//! Lagrangean heuristic for the maximal covering location problem, <https://doi.org/10.1016/0377-2217(94)00159-6>.

mod branching;
mod heuristic;
mod part;
mod relaxation;

use std::collections::BTreeMap;

/// What can be covered, by which candidates.
#[derive(Debug, Clone)]
pub struct Coverage {
    /// Weight that the same candidates cover, and those candidates, ascending.
    patterns: Vec<(u64, Vec<u32>)>,
    /// For each candidate the patterns it covers.
    covered_by: Vec<Vec<u32>>,
    /// For each candidate its group; at most one candidate of a group is chosen.
    groups: Vec<u32>,
    /// Every sum of weights is a multiple of this.
    step: u64,
}

/// A chosen set and what is proven of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The candidates, ascending.
    pub chosen: Vec<u32>,
    /// The weight that they cover.
    pub covered: u64,
    /// No set covers more than this.
    pub bound: u64,
}

impl Choice {
    /// Whether no set covers more.
    pub fn is_optimal(&self) -> bool {
        self.covered == self.bound
    }

    /// The share by which the best set may cover more: `bound / covered - 1`; 0 when nothing can be covered.
    pub fn optimality_gap(&self) -> f64 {
        if self.covered == self.bound {
            0.0
        } else {
            (self.bound - self.covered) as f64 / self.covered.max(1) as f64
        }
    }
}

/// How much work branch and bound may do: steps times the size of what is left of the problem.
const MOST_WORK: u64 = 600_000_000;

impl Coverage {
    /// Candidates `0..n_candidates`, each in a group of its own, and `weights`: a weight and the candidates that cover it, in any order.
    /// Weights with the same candidates are added up; what nobody covers is left out.
    pub fn new(n_candidates: u32, weights: impl IntoIterator<Item = (u64, Vec<u32>)>) -> Self {
        let mut merged: BTreeMap<Vec<u32>, u64> = BTreeMap::new();
        for (weight, mut candidates) in weights {
            candidates.sort_unstable();
            candidates.dedup();
            if weight > 0 && !candidates.is_empty() {
                *merged.entry(candidates).or_default() += weight;
            }
        }
        Self::of_patterns(
            n_candidates as usize,
            merged.into_iter().collect(),
            (0..n_candidates).collect(),
        )
    }

    /// Patterns that differ, each with ascending candidates and a weight over 0.
    fn of_patterns(n_candidates: usize, patterns: Vec<(Vec<u32>, u64)>, groups: Vec<u32>) -> Self {
        let mut covered_by = vec![Vec::new(); n_candidates];
        let mut step = 0;
        for (pattern, (candidates, weight)) in (0u32..).zip(&patterns) {
            step = gcd(step, *weight);
            for candidate in candidates {
                covered_by[*candidate as usize].push(pattern);
            }
        }
        Self {
            patterns: patterns
                .into_iter()
                .map(|(candidates, weight)| (weight, candidates))
                .collect(),
            covered_by,
            groups,
            step: step.max(1),
        }
    }

    /// The same with groups, one number a candidate: at most one candidate of a group is chosen.
    #[must_use]
    pub fn with_groups(mut self, groups: Vec<u32>) -> Self {
        debug_assert_eq!(groups.len(), self.covered_by.len());
        self.groups = groups;
        self
    }

    /// The best set of at most `p` candidates that can be found with a fixed amount of work, with a proven bound.
    ///
    /// Of sets that cover as much the one found first is given, the same on every run.
    pub fn best_set(&self, p: usize) -> Choice {
        self.best_set_within(p, MOST_WORK)
    }

    /// As [`Coverage::best_set`] with another amount of work.
    pub fn best_set_within(&self, p: usize, most_work: u64) -> Choice {
        let mut chosen = self.improved(self.greedy(p));
        let mut search = branching::Search::new(self, chosen.clone(), most_work);
        let bound = search.run(p);
        chosen = search.into_best();
        chosen.sort_unstable();
        let covered = self.covered(&chosen);
        Choice {
            chosen,
            covered,
            bound: bound.max(covered),
        }
    }

    fn n_candidates(&self) -> usize {
        self.covered_by.len()
    }

    /// The weight that a set covers.
    pub fn covered(&self, chosen: &[u32]) -> u64 {
        let mut is_covered = vec![false; self.patterns.len()];
        for candidate in chosen {
            for pattern in &self.covered_by[*candidate as usize] {
                is_covered[*pattern as usize] = true;
            }
        }
        let covered = self
            .patterns
            .iter()
            .zip(is_covered)
            .filter(|(_, is_covered)| *is_covered);
        covered.map(|((weight, _), _)| weight).sum()
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}
