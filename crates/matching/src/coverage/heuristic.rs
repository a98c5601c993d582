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

    /// The place of a chosen candidate and the one to take in its stead, where that covers more.
    fn best_swap(&mut self) -> Option<(usize, u32)> {
        let mut best = (0, None);
        for (place, old) in self.chosen.clone().into_iter().enumerate() {
            self.remove(old);
            let loss = self.gain(old);
            for new in (0..self.coverage.n_candidates() as u32).filter(|new| *new != old) {
                if self.is_free(new) {
                    let more = self.gain(new).saturating_sub(loss);
                    if more > best.0 {
                        best = (more, Some((place, new)));
                    }
                }
            }
            self.add(old);
            // Adding puts it last; the places of the others must stay.
            let last = self.chosen.len() - 1;
            self.chosen[place..=last].rotate_right(1);
        }
        best.1
    }
}
