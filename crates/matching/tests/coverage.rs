//! Maximum coverage against a look at every set.

use matching::coverage::Coverage;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;

/// The most that any set of at most p candidates covers, at most one of a group.
fn brute_force(n: u32, weights: &[(u64, Vec<u32>)], groups: &[u32], p: usize) -> u64 {
    let covered = |set: u32| -> u64 {
        let is_covered = |candidates: &Vec<u32>| candidates.iter().any(|c| set >> c & 1 == 1);
        weights
            .iter()
            .filter(|(_, candidates)| is_covered(candidates))
            .map(|(weight, _)| weight)
            .sum()
    };
    let is_allowed = |set: &u32| {
        let mut taken: Vec<_> = (0..n)
            .filter(|c| set >> c & 1 == 1)
            .map(|c| groups[c as usize])
            .collect();
        let n_taken = taken.len();
        taken.sort_unstable();
        taken.dedup();
        n_taken <= p && taken.len() == n_taken
    };
    (0..1u32 << n)
        .filter(is_allowed)
        .map(covered)
        .max()
        .unwrap_or(0)
}

fn any_weights(n: u32) -> impl Strategy<Value = Vec<(u64, Vec<u32>)>> {
    let weight = prop_oneof![0u64..6, Just(1_000_000), 0u64..5_000_000];
    let candidates = btree_set(0..n, 0..4).prop_map(|set| set.into_iter().collect::<Vec<_>>());
    vec((weight, candidates), 0..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_best_set_is_that_of_looking_at_every_set(
        (n, weights, groups) in (1u32..11).prop_flat_map(|n| (Just(n), any_weights(n), vec(0..n, n as usize))),
        p in 0usize..6,
        is_grouped in any::<bool>(),
    ) {
        let groups = if is_grouped { groups } else { (0..n).collect() };
        let coverage = Coverage::new(n, weights.clone()).with_groups(groups.clone());
        let choice = coverage.best_set(p);
        let best = brute_force(n, &weights, &groups, p);
        prop_assert_eq!(choice.covered, coverage.covered(&choice.chosen));
        prop_assert!(choice.chosen.len() <= p && choice.chosen.windows(2).all(|pair| pair[0] < pair[1]));
        prop_assert!(choice.bound >= best, "bound {} below {best}", choice.bound);
        prop_assert_eq!(choice.covered, best);
        prop_assert!(choice.is_optimal(), "{choice:?}");
        // With no work at all the bound still holds.
        let hasty = coverage.best_set_within(p, 0);
        prop_assert!(hasty.covered <= best && hasty.bound >= best);
        prop_assert_eq!(coverage.best_set(p), choice);
    }
}

#[test]
fn greedy_is_not_the_best() {
    // The middle candidate covers most by itself and is in neither half of the best pair.
    let weights = [(3, vec![0]), (2, vec![0, 1]), (2, vec![1, 2]), (3, vec![2])];
    let coverage = Coverage::new(3, weights.clone().map(|(w, c)| (w, c)));
    let choice = coverage.best_set(2);
    assert_eq!(
        (choice.chosen.as_slice(), choice.covered, choice.bound),
        (&[0, 2][..], 10, 10)
    );
    assert_eq!(choice.optimality_gap(), 0.0);
}

#[test]
fn nothing_to_cover_is_covered_by_nobody() {
    let empty = Coverage::new(4, []).best_set(3);
    assert_eq!((empty.covered, empty.bound, empty.chosen.len()), (0, 0, 0));
    assert_eq!(Coverage::new(0, []).best_set(2).covered, 0);
}
