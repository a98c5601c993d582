//! A good set: greedy, then swaps.

use super::Coverage;

impl Coverage {
    /// Candidates one by one, each time the one that adds most, the lowest of equal ones; none that adds nothing.
    pub(super) fn greedy(&self, p: usize) -> Vec<u32> {
        let mut state = Counts::new(self);
        while state.chosen.len() < p {
            let best = (0..self.n_candidates() as u32)
                .filter(|candidate| state.is_free(*candidate))
                .max_by_key(|candidate| (state.gain(*candidate), std::cmp::Reverse(*candidate)));
            match best {
                Some(best) if state.gain(best) > 0 => state.add(best),
                _ => break,
            }
        }
        state.chosen
    }

    /// The set after swaps of one candidate for another, the best swap each time, until none is better.
    pub(super) fn improved(&self, chosen: Vec<u32>) -> Vec<u32> {
        let mut state = Counts::new(self);
        chosen
            .into_iter()
            .for_each(|candidate| state.add(candidate));
        while let Some((place, new)) = state.best_swap() {
            let old = state.chosen[place];
            state.remove(old);
            state.add(new);
        }
        state.chosen
    }
}

/// A set, and how often each pattern is covered by it.
struct Counts<'a> {
    coverage: &'a Coverage,
    chosen: Vec<u32>,
    n_covering: Vec<u32>,
    group_is_taken: Vec<bool>,
}

impl<'a> Counts<'a> {
    fn new(coverage: &'a Coverage) -> Self {
        let n_groups = coverage
            .groups
            .iter()
            .max()
            .map_or(0, |last| *last as usize + 1);
        Self {
            coverage,
            chosen: Vec::new(),
            n_covering: vec![0; coverage.patterns.len()],
            group_is_taken: vec![false; n_groups],
        }
    }

    fn patterns(&self, candidate: u32) -> impl Iterator<Item = usize> + 'a {
        self.coverage.covered_by[candidate as usize]
            .iter()
            .map(|pattern| *pattern as usize)
    }

    fn is_free(&self, candidate: u32) -> bool {
        !self.group_is_taken[self.coverage.groups[candidate as usize] as usize]
    }

    /// The weight that only this candidate would cover.
    fn gain(&self, candidate: u32) -> u64 {
        let new = self
            .patterns(candidate)
            .filter(|pattern| self.n_covering[*pattern] == 0);
        new.map(|pattern| self.coverage.patterns[pattern].0).sum()
    }

    fn add(&mut self, candidate: u32) {
        self.patterns(candidate)
            .for_each(|pattern| self.n_covering[pattern] += 1);
        self.group_is_taken[self.coverage.groups[candidate as usize] as usize] = true;
        self.chosen.push(candidate);
    }

    fn remove(&mut self, candidate: u32) {
        self.patterns(candidate)
            .for_each(|pattern| self.n_covering[pattern] -= 1);
        self.group_is_taken[self.coverage.groups[candidate as usize] as usize] = false;
        self.chosen.retain(|other| *other != candidate);
    }

    /// The place of a chosen candidate and the one to take in its stead, where that covers more. Takes O(size of the problem).
    fn best_swap(&self) -> Option<(usize, u32)> {
        let coverage = self.coverage;
        let candidates = 0..coverage.n_candidates() as u32;
        let gains: Vec<u64> = candidates.clone().map(|c| self.gain(c)).collect();
        let mut best = (0, None);
        for (place, old) in self.chosen.iter().enumerate() {
            // What only the old one covers is lost, unless the new one covers it too.
            let mut loss = 0;
            let mut kept = vec![0; gains.len()];
            for pattern in self.patterns(*old).filter(|p| self.n_covering[*p] == 1) {
                let (weight, others) = &coverage.patterns[pattern];
                loss += weight;
                others.iter().for_each(|c| kept[*c as usize] += weight);
            }
            let group = coverage.groups[*old as usize];
            let may_join = |new: &u32| {
                new != old && (self.is_free(*new) || coverage.groups[*new as usize] == group)
            };
            for new in candidates.clone().filter(may_join) {
                let more = (gains[new as usize] + kept[new as usize]).saturating_sub(loss);
                if more > best.0 {
                    best = (more, Some((place, new)));
                }
            }
        }
        best.1
    }
}
