//! A bound: what is covered is paid for by multipliers.
//!
//! With a multiplier `u` between 0 and the weight `w` for each pattern, no set covers more than the sum of `w - u` over all patterns plus the sum
//! of the p largest scores, a candidate's score being the sum of `u` over what it covers. Subgradient steps look for multipliers with a low bound.

use super::Coverage;
use super::part::Part;
use std::cmp::Reverse;

/// Multipliers are whole numbers of this part of the weights' unit, so that bounds are exact.
const MOST_TOTAL: u64 = 1 << 50;
/// Steps without a better bound after which the step length is halved.
const PATIENCE: u32 = 40;

/// How much of a step is that of the one before (Camerini, Fratta and Maffioli 1975).
const DEFLECTION: f64 = 0.7;
/// The length of the first steps, as a share of the way to the known set over the slope (Held, Wolfe and Crowder 1974).
const FIRST_LENGTH: f64 = 1.5;

/// Multipliers, one for each pattern of a part.
#[derive(Debug, Clone)]
pub(super) struct Relaxation {
    /// Multipliers' units in a unit of weight, the same in every part of a problem.
    scale: i64,
    pub(super) multipliers: Vec<i64>,
}

/// The bound at some multipliers.
pub(super) struct Bound {
    /// In units of weight, a multiple of the step.
    pub(super) weight: u64,
    /// The candidates of the relaxed solution.
    pub(super) chosen: Vec<u32>,
    /// How much the bound falls when a free candidate is settled against the relaxed solution, in units of multipliers.
    pub(super) regret: Vec<i64>,
    scaled: i64,
}

impl Relaxation {
    pub(super) fn new(coverage: &Coverage, p: usize) -> Self {
        let total: u64 = coverage.patterns.iter().map(|(weight, _)| weight).sum();
        let scale = (MOST_TOTAL / total.max(1)).max(1) as i64;
        let multiplier = |(weight, candidates): &(u64, Vec<u32>)| {
            *weight as i64 * scale / candidates.len().min(p.max(1)) as i64
        };
        Self {
            scale,
            multipliers: coverage.patterns.iter().map(multiplier).collect(),
        }
    }

    /// The same with the multipliers of a part.
    pub(super) fn with(&self, multipliers: Vec<i64>) -> Self {
        Self {
            scale: self.scale,
            multipliers,
        }
    }

    /// The bound at the multipliers as they are.
    pub(super) fn bound(&self, Part { coverage, p, .. }: &Part) -> Bound {
        let score = |patterns: &Vec<u32>| {
            patterns
                .iter()
                .map(|pattern| self.multipliers[*pattern as usize])
                .sum::<i64>()
        };
        let scores: Vec<i64> = coverage.covered_by.iter().map(score).collect();
        let (chosen, regret) = choose(&coverage.groups, *p, &scores);
        let weights = coverage.patterns.iter().zip(&self.multipliers);
        let unpaid: i64 = weights
            .map(|((weight, _), paid)| *weight as i64 * self.scale - paid)
            .sum();
        let scaled = unpaid
            + chosen
                .iter()
                .map(|candidate| scores[*candidate as usize])
                .sum::<i64>();
        let weight = (scaled / self.scale) as u64;
        Bound {
            weight: weight / coverage.step * coverage.step,
            chosen,
            regret,
            scaled,
        }
    }

    /// Looks for multipliers with a lower bound in `n_steps` subgradient steps and keeps the best; stops early when the bound proves that nothing
    /// covers more than `known`. `seen` is shown every relaxed solution.
    pub(super) fn descend(
        &mut self,
        part: &Part,
        known: u64,
        n_steps: u32,
        seen: &mut dyn FnMut(&[u32], u64),
    ) -> Bound {
        let mut best = self.bound(part);
        let mut best_multipliers = self.multipliers.clone();
        let (mut length, mut n_idle) = (FIRST_LENGTH, 0);
        let mut chosen = best.chosen.clone();
        let mut now = best.scaled;
        let mut direction = vec![0.0; self.multipliers.len()];
        let mut slope = direction.clone();
        for _ in 0..n_steps {
            if best.weight <= known {
                break;
            }
            let covered = slope_at(&part.coverage, &chosen, &mut slope);
            seen(&chosen, covered);
            let excess = length * (now - known as i64 * self.scale) as f64;
            if !self.step(&part.coverage, &slope, excess, &mut direction) {
                break;
            }
            let bound = self.bound(part);
            chosen.clone_from(&bound.chosen);
            now = bound.scaled;
            if bound.scaled < best.scaled {
                best = bound;
                best_multipliers.clone_from(&self.multipliers);
                n_idle = 0;
            } else {
                n_idle += 1;
            }
            if n_idle == PATIENCE {
                (length, n_idle) = (length / 2.0, 0);
                self.multipliers.clone_from(&best_multipliers);
            }
        }
        self.multipliers = best_multipliers;
        best
    }

    /// One step against the subgradient, deflected towards the steps before it; whether anything moved.
    fn step(
        &mut self,
        coverage: &Coverage,
        slope: &[f64],
        excess: f64,
        direction: &mut [f64],
    ) -> bool {
        let mut squares = 0.0;
        let paid = self.multipliers.iter().zip(&coverage.patterns);
        for ((before, slope), (paid, (weight, _))) in direction.iter_mut().zip(slope).zip(paid) {
            *before = slope + DEFLECTION * *before;
            // A multiplier at its end cannot go further.
            let is_stuck = (*before > 0.0 && *paid == 0)
                || (*before < 0.0 && *paid == *weight as i64 * self.scale);
            if is_stuck {
                *before = 0.0;
            }
            squares += *before * *before;
        }
        if squares < f64::EPSILON {
            return false;
        }
        let step = excess / squares;
        let paid = self.multipliers.iter_mut().zip(&coverage.patterns);
        for (direction, (paid, (weight, _))) in direction.iter().zip(paid) {
            // Multipliers are below 2^50, so that they are exact as floating point numbers.
            let most = *weight as f64 * self.scale as f64;
            *paid = (*paid as f64 - step * direction).clamp(0.0, most).round() as i64;
        }
        true
    }

    /// Whether settling a candidate against the relaxed solution leaves nothing better than `known`.
    pub(super) fn is_settled(
        &self,
        step: u64,
        bound: &Bound,
        candidate: usize,
        known: u64,
    ) -> bool {
        let left = bound.scaled.saturating_sub(bound.regret[candidate]);
        let weight = (left.max(0) / self.scale) as u64;
        weight / step * step <= known
    }
}

/// For each pattern how many of the chosen cover it, less one: where the bound rises with its multiplier. Gives the weight that is covered.
fn slope_at(coverage: &Coverage, chosen: &[u32], slope: &mut [f64]) -> u64 {
    slope.fill(-1.0);
    for candidate in chosen {
        for pattern in &coverage.covered_by[*candidate as usize] {
            slope[*pattern as usize] += 1.0;
        }
    }
    let both = coverage.patterns.iter().zip(slope);
    both.filter(|(_, slope)| **slope >= 0.0)
        .map(|((weight, _), _)| weight)
        .sum()
}

/// The candidates with the largest scores, the best of each group, and the regret of each candidate.
fn choose(groups: &[u32], p: usize, scores: &[i64]) -> (Vec<u32>, Vec<i64>) {
    let mut order: Vec<u32> = (0..scores.len() as u32).collect();
    order.sort_unstable_by_key(|c| (Reverse(scores[*c as usize]), *c));
    let n_groups = groups.iter().max().map_or(0, |last| *last as usize + 1);
    let mut is_taken = vec![false; n_groups];
    let mut heads = order;
    heads.retain(|c| !std::mem::replace(&mut is_taken[groups[*c as usize] as usize], true));
    // The last score that is in and the first that is out; a place left empty scores nothing.
    let score_at = |place: usize| heads.get(place).map_or(0, |c| scores[*c as usize]);
    let last_in = p.checked_sub(1).map_or(i64::MAX, score_at);
    let first_out = score_at(p);
    heads.truncate(p);
    let mut regret: Vec<i64> = scores
        .iter()
        .map(|score| last_in.saturating_sub(*score).max(0))
        .collect();
    for c in &heads {
        regret[*c as usize] = (scores[*c as usize] - first_out).max(0);
    }
    (heads, regret)
}
