//! How much each position of a line matters.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// For each position of a line the area that is lost when it is left out, never less than that of what was left out before it; without end for the first
/// and last one. O(n log n).
///
/// # References
/// Visvalingam and Whyatt, Line generalisation by repeated elimination of points, The Cartographic Journal 30 (1993).
pub(super) fn weights(line: &[[f64; 2]]) -> Vec<f64> {
    let n = line.len();
    let mut weights = vec![f64::INFINITY; n];
    if n < 3 {
        return weights;
    }
    let mut before: Vec<usize> = (0..n).map(|place| place.saturating_sub(1)).collect();
    let mut after: Vec<usize> = (1..=n).collect();
    let mut current = vec![f64::INFINITY; n];
    let mut heap = BinaryHeap::with_capacity(n);
    for place in 1..n - 1 {
        current[place] = area(line[place - 1], line[place], line[place + 1]);
        heap.push(Least(current[place], place));
    }
    let mut largest = 0.0;
    while let Some(Least(area_then, place)) = heap.pop() {
        // What has changed since stands in the heap once more.
        if weights[place].is_finite() || area_then != current[place] {
            continue;
        }
        largest = area_then.max(largest);
        weights[place] = largest;
        let (a, b) = (before[place], after[place]);
        after[a] = b;
        before[b] = a;
        for other in [a, b] {
            if other > 0 && other < n - 1 {
                current[other] = area(line[before[other]], line[other], line[after[other]]);
                heap.push(Least(current[other], other));
            }
        }
    }
    weights
}

fn area(a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> f64 {
    ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs() / 2.0
}

/// The smallest area first, then the first place.
#[derive(PartialEq)]
struct Least(f64, usize);

impl Eq for Least {}

impl Ord for Least {
    fn cmp(&self, other: &Self) -> Ordering {
        other.0.total_cmp(&self.0).then(other.1.cmp(&self.1))
    }
}

impl PartialOrd for Least {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
