//! The weight of a pair: by steps of its distance, or along a curve.

use super::chord::{Bracket, short_geodesic_m};
use super::places::{LEAF, Leaf, toward_normal};
use crate::distance::geodesic_m;
use model::LonLat;

/// One position, as a kernel sees it.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    position: LonLat,
    pub(super) center_m: [f64; 3],
    to_normal: f64,
}

impl Place {
    pub(super) fn of(leaf: &Leaf, slot: usize) -> Self {
        Self {
            position: leaf.positions[slot],
            center_m: [leaf.x_m[slot], leaf.y_m[slot], leaf.z_m[slot]],
            to_normal: leaf.to_normal[slot],
        }
    }

    /// What [`short_geodesic_m`] wants to know of every pair with a leaf.
    #[inline(always)]
    fn bends_m(&self, leaf: &Leaf) -> [f64; LEAF] {
        let [x, y, z] = self.center_m;
        let [normal_x, normal_y, normal_z] =
            toward_normal(self.center_m).map(|c| c * self.to_normal);
        let mut bends_m = [0.0; LEAF];
        for (slot, bend_m) in bends_m.iter_mut().enumerate() {
            let there = [leaf.x_m[slot], leaf.y_m[slot], leaf.z_m[slot]];
            let [to_x, to_y, to_z] = toward_normal(there);
            let length = leaf.to_normal[slot];
            *bend_m = (to_x * length - normal_x) * (there[0] - x)
                + (to_y * length - normal_y) * (there[1] - y)
                + (to_z * length - normal_z) * (there[2] - z);
        }
        bends_m
    }
}

/// The steps that are still open for a pair of spheres: `first..end`. All pairs are beyond the steps before, and within the one at `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Open {
    first: usize,
    end: usize,
}

/// What the chord between two spheres says about the pairs between them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// All have this weight.
    Same(f64),
    /// It depends on the pair.
    Mixed(Open),
}

/// How much a pair of positions counts, by its geodesic distance. The two kinds are [`StepKernel`] and [`CurveKernel`].
pub trait Kernel: Sync {
    /// All steps.
    #[doc(hidden)]
    fn open(&self) -> Open;

    /// What is known of chords that differ from `apart_m` by at most `around_m`.
    #[doc(hidden)]
    fn judge(&self, apart_m: f64, around_m: f64, open: Open) -> Verdict;

    /// The weight of every pair of a place and a leaf. Of empty slots it is any number.
    #[doc(hidden)]
    fn weights(&self, from: &Place, leaf: &Leaf, open: Open) -> [f64; LEAF];
}

/// A weight for every distance up to some limit, the first limit that is not exceeded decides; beyond the last, 0.
///
/// Limits are included, and it is the geodesic distance that is held against them: chords decide only where they leave no doubt.
#[derive(Debug, Clone)]
pub struct StepKernel {
    steps: Vec<Step>,
}

#[derive(Debug, Clone, Copy)]
struct Step {
    limit_m: f64,
    weight: f64,
    chord: Bracket,
    /// The square of a chord that differs from this by more than `doubt2` decides.
    middle2: f64,
    doubt2: f64,
}

impl StepKernel {
    /// The kernel of `steps`, pairs of a limit in metres and the weight up to it, by ascending limit.
    pub fn new(steps: &[(f64, f64)]) -> Self {
        let steps = steps.iter().map(|&(limit_m, weight)| {
            let chord = Bracket::of(limit_m);
            let (inside2, outside2) = chord.squares();
            Step {
                limit_m,
                weight,
                chord,
                middle2: (inside2 + outside2) / 2.0,
                doubt2: (outside2 - inside2) / 2.0 * 1.01,
            }
        });
        Self {
            steps: steps.collect(),
        }
    }

    fn weight(&self, distance_m: f64) -> f64 {
        let step = self.steps.iter().find(|step| distance_m <= step.limit_m);
        step.map_or(0.0, |step| step.weight)
    }

    #[inline(always)]
    /// The weight within a step but beyond those before it; 0 for the number after the last.
    fn weight_of(&self, number: usize) -> f64 {
        self.steps.get(number).map_or(0.0, |step| step.weight)
    }

    /// The weights by the geodesics themselves, for a leaf where chords leave a doubt.
    #[cold]
    fn exact_weights(&self, from: &Place, leaf: &Leaf) -> [f64; LEAF] {
        std::array::from_fn(|slot| {
            if slot >= leaf.n_positions {
                return 0.0;
            }
            self.weight(between_m(from.position, leaf.positions[slot]))
        })
    }
}

impl Kernel for StepKernel {
    fn open(&self) -> Open {
        Open {
            first: 0,
            end: self.steps.len(),
        }
    }

    #[inline(always)]
    fn judge(&self, apart_m: f64, around_m: f64, mut open: Open) -> Verdict {
        let (least_m, most_m) = (apart_m - around_m, apart_m + around_m);
        while open.first < open.end && least_m > self.steps[open.first].chord.outside_m {
            open.first += 1;
        }
        while open.first < open.end && most_m <= self.steps[open.end - 1].chord.inside_m {
            open.end -= 1;
        }
        if open.first == open.end {
            Verdict::Same(self.weight_of(open.end))
        } else {
            Verdict::Mixed(open)
        }
    }

    #[inline]
    fn weights(&self, from: &Place, leaf: &Leaf, open: Open) -> [f64; LEAF] {
        let chords2 = leaf.chords2(from.center_m);
        let mut weights = [self.weight_of(open.end); LEAF];
        let mut doubts = [0.0; LEAF];
        for step in self.steps[open.first..open.end].iter().rev() {
            for slot in 0..LEAF {
                weights[slot] = if chords2[slot] <= step.middle2 {
                    step.weight
                } else {
                    weights[slot]
                };
            }
            for slot in 0..LEAF {
                doubts[slot] += if (chords2[slot] - step.middle2).abs() <= step.doubt2 {
                    1.0
                } else {
                    0.0
                };
            }
        }
        if sum(doubts) > 0.0 {
            weights = self.exact_weights(from, leaf);
        }
        weights
    }
}

/// A weight that is a function of the distance in metres up to a limit, bound included; beyond it, 0.
///
/// Distances are good to 1e-10 of their length; whether a pair is within the limit is decided by its geodesic.
#[derive(Debug, Clone)]
pub struct CurveKernel<F> {
    limit_m: f64,
    chord: Bracket,
    /// The squares of the bracket.
    chord2: (f64, f64),
    weight: F,
}

impl<F: Fn(f64) -> f64 + Sync> CurveKernel<F> {
    /// The kernel that is `weight` of the distance in metres up to `limit_m`.
    pub fn new(limit_m: f64, weight: F) -> Self {
        let chord = Bracket::of(limit_m);
        Self {
            limit_m,
            chord,
            chord2: chord.squares(),
            weight,
        }
    }

    /// The distance of one pair, nothing when it is over the limit.
    fn distance_m(&self, pair: (LonLat, LonLat), chord2: f64, bend_m: f64) -> Option<f64> {
        let (inside2, outside2) = self.chord2;
        if chord2 > outside2 {
            return None;
        }
        if chord2 > inside2 {
            let exact_m = between_m(pair.0, pair.1);
            return (exact_m <= self.limit_m).then_some(exact_m);
        }
        let short_m = short_geodesic_m(chord2, bend_m);
        Some(short_m.unwrap_or_else(|| between_m(pair.0, pair.1)))
    }
}

impl<F: Fn(f64) -> f64 + Sync> Kernel for CurveKernel<F> {
    fn open(&self) -> Open {
        Open { first: 0, end: 1 }
    }

    fn judge(&self, apart_m: f64, around_m: f64, open: Open) -> Verdict {
        if apart_m - around_m > self.chord.outside_m {
            Verdict::Same(0.0)
        } else {
            Verdict::Mixed(open)
        }
    }

    fn weights(&self, from: &Place, leaf: &Leaf, _open: Open) -> [f64; LEAF] {
        let (chords2, bends_m) = (leaf.chords2(from.center_m), from.bends_m(leaf));
        let mut weights = [0.0; LEAF];
        for slot in 0..leaf.n_positions {
            let pair = (from.position, leaf.positions[slot]);
            if let Some(distance_m) = self.distance_m(pair, chords2[slot], bends_m[slot]) {
                weights[slot] = (self.weight)(distance_m);
            }
        }
        weights
    }
}

/// The geodesic between two positions; 0 at once where they are the same.
fn between_m(a: LonLat, b: LonLat) -> f64 {
    if a == b { 0.0 } else { geodesic_m(a, b) }
}

/// The sum of a leaf, always in the same order.
pub(super) fn sum([a, b, c, d, e, f, g, h]: [f64; LEAF]) -> f64 {
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}
