//! The store against the plainest possible store: a map.

use crate::bench::{Bench, batch, school};
use model::record::RecordKind;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use std::collections::BTreeMap;
use store::StoreError;

/// One import: which source, which schools with which name, which ids were refused.
type Step = (u8, BTreeMap<u8, u8>, Vec<u8>);

/// id -> (source, is active, name)
type Plain = BTreeMap<u8, (u8, bool, u8)>;

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let schools = proptest::collection::btree_map(0u8..5, 0u8..2, 0..5);
    let step = (0u8..2, schools, proptest::collection::vec(0u8..5, 0..2));
    proptest::collection::vec(step, 1..8)
}

/// What the step makes of the map, and the counts; nothing when an id belongs to the other source.
fn plain_apply(plain: &Plain, (source, schools, kept): &Step) -> Option<(Plain, [u64; 5])> {
    let (mut next, mut counts) = (plain.clone(), [0; 5]);
    for (id, name) in schools {
        let count = match plain.get(id) {
            None => 0,
            Some((_, false, _)) => 3,
            Some((owner, true, _)) if owner != source => return None,
            Some((_, true, old)) => usize::from(old == name) + 1,
        };
        counts[count] += 1;
        next.insert(*id, (*source, true, *name));
    }
    for (id, (owner, is_active, _)) in &mut next {
        if owner == source && *is_active && !schools.contains_key(id) && !kept.contains(id) {
            *is_active = false;
            counts[4] += 1;
        }
    }
    Some((next, counts))
}

pub(crate) fn any_run_of_batches_agrees_with_a_plain_map(bench: &Bench) {
    let mut runner = TestRunner::new(ProptestConfig::with_cases(48));
    let run = |steps: Vec<Step>| {
        let bench = bench.fresh();
        let mut store = bench.open();
        let mut plain = Plain::new();
        for step in &steps {
            let (source, schools, kept) = step;
            let records: Vec<_> = schools
                .iter()
                .map(|(id, name)| school(&id.to_string(), &name.to_string()))
                .collect();
            let mut next = batch(&source.to_string(), &records);
            next.kinds = vec![RecordKind::School];
            next.kept = kept
                .iter()
                .map(|id| (RecordKind::School, id.to_string()))
                .collect();
            let planned = store.plan(&next);
            match (plain_apply(&plain, step), store.apply(&next)) {
                (None, Err(StoreError::OwnedElsewhere { .. })) => prop_assert!(planned.is_err()),
                (Some((after, counts)), Ok(applied)) => {
                    let [added, updated, unchanged, reactivated, inactivated] = counts;
                    prop_assert_eq!(
                        (applied.added, applied.updated, applied.unchanged),
                        (added, updated, unchanged)
                    );
                    prop_assert_eq!(
                        (applied.reactivated, applied.inactivated),
                        (reactivated, inactivated)
                    );
                    prop_assert_eq!(planned.unwrap(), applied);
                    plain = after;
                }
                other => prop_assert!(false, "{:?}", other),
            }
            let stored = store.records(RecordKind::School).unwrap();
            let expected: Vec<_> = plain
                .iter()
                .filter(|(_, (_, is_active, _))| *is_active)
                .map(|(id, (_, _, name))| school(&id.to_string(), &name.to_string()))
                .collect();
            prop_assert_eq!(stored, expected);
        }
        Ok(())
    };
    runner.run(&steps(), run).unwrap();
}
