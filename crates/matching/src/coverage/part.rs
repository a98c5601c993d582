//! What is left of a problem when some candidates are settled.

use super::Coverage;
use std::collections::BTreeMap;

/// The problem among the candidates that are free: smaller with each one that is settled, as what the same of them cover is one pattern.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// What the free candidates cover, beyond what is covered already.
    pub(super) coverage: Coverage,
    /// The free candidates, by their numbers in the whole problem, ascending.
    names: Vec<u32>,
    /// Those that are in, by the same numbers.
    pub(super) chosen: Vec<u32>,
    /// The weight that they cover.
    pub(super) base: u64,
    /// How many more may join them.
    pub(super) p: usize,
}

impl Part {
    /// All of it: nothing is settled.
    pub(super) fn whole(coverage: &Coverage, p: usize) -> Self {
        Self {
            names: (0..coverage.n_candidates() as u32).collect(),
            coverage: coverage.clone(),
            chosen: Vec::new(),
            base: 0,
            p,
        }
    }

    /// A set of free candidates and those that are in, by their numbers in the whole problem.
    pub(super) fn set_of(&self, free: &[u32]) -> Vec<u32> {
        let names = free.iter().map(|free| self.names[*free as usize]);
        self.chosen.iter().copied().chain(names).collect()
    }

    /// What is left when some free candidates are in and some are out, and the multipliers of what is left. Of a group with one that is in, the
    /// others are out. Takes O(n log n) for a problem of size n.
    pub(super) fn settled(
        &self,
        ins: &[u32],
        outs: &[u32],
        multipliers: &[i64],
    ) -> (Self, Vec<i64>) {
        let coverage = &self.coverage;
        let mut is_free = vec![true; coverage.n_candidates()];
        for gone in ins.iter().chain(outs) {
            is_free[*gone as usize] = false;
        }
        let is_taken = |c: usize| {
            let group = coverage.groups[c];
            ins.iter()
                .any(|other| coverage.groups[*other as usize] == group)
        };
        let mut number = vec![None; is_free.len()];
        let mut names = Vec::new();
        for c in (0..is_free.len()).filter(|c| is_free[*c] && !is_taken(*c)) {
            number[c] = Some(names.len() as u32);
            names.push(self.names[c]);
        }
        let mut is_covered = vec![false; coverage.patterns.len()];
        for pattern in ins.iter().flat_map(|c| &coverage.covered_by[*c as usize]) {
            is_covered[*pattern as usize] = true;
        }
        let mut base = self.base;
        let mut merged: BTreeMap<Vec<u32>, (u64, i64)> = BTreeMap::new();
        for (pattern, (weight, candidates)) in coverage.patterns.iter().enumerate() {
            if is_covered[pattern] {
                base += weight;
                continue;
            }
            let left = candidates.iter().filter_map(|c| number[*c as usize]);
            let left: Vec<u32> = left.collect();
            if !left.is_empty() {
                let both = merged.entry(left).or_default();
                both.0 += weight;
                both.1 += multipliers[pattern];
            }
        }
        let multipliers = merged.values().map(|(_, paid)| *paid).collect();
        let groups = (0..number.len()).filter(|c| number[*c].is_some());
        let groups = groups.map(|c| coverage.groups[c]).collect();
        let weights = merged.into_iter().map(|(left, (weight, _))| (left, weight));
        let part = Self {
            coverage: Coverage::of_patterns(names.len(), weights.collect(), groups),
            chosen: self.set_of(ins),
            base,
            p: self.p - ins.len(),
            names,
        };
        (part, multipliers)
    }
}
