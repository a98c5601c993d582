use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Watches ids that came in batches, with gaps between the rows of some.
fn watched(batches: &[Vec<String>], gap: u64) -> (IdWatch, Vec<(u64, String)>) {
    let mut all = IdWatch::default();
    let mut items: Vec<(u64, String)> = Vec::new();
    let mut row = 2;
    for batch in batches {
        let mut watch = IdWatch::default();
        let mut before: Option<&str> = None;
        let last = items.last().map(|(_, id)| id.clone());
        for (index, id) in batch.iter().enumerate() {
            watch.push(row, before, id);
            items.push((row, id.clone()));
            before = Some(id);
            row += if index % 3 == 2 { 1 + gap } else { 1 };
        }
        all.append(watch, last.as_deref(), batch.first().map(String::as_str));
    }
    (all, items)
}

fn refused_rows(watch: &IdWatch, items: &[(u64, String)], n_threads: usize) -> Vec<u64> {
    let refusals = watch.refuse_repeated(&"f.csv".into(), |item| items[item].1.as_str(), n_threads);
    refusals
        .first()
        .iter()
        .map(|refusal| refusal.row.unwrap())
        .collect()
}

#[test]
fn ids_that_were_counted_up_need_no_comparison() {
    for ids in [
        vec!["8", "9", "10", "11"],
        vec!["a", "ab", "b"],
        vec!["x"],
        vec![],
    ] {
        let ids: Vec<String> = ids.into_iter().map(str::to_owned).collect();
        assert!(!watched(&[ids], 0).0.ascent().may_repeat());
    }
    let (watch, _) = watched(&[vec!["9".to_owned()], vec!["10".to_owned()]], 0);
    assert!(!watch.ascent().may_repeat());
    assert!(!watch.ascent().is_by_bytes());
    assert!(
        watched(&[vec!["a".to_owned(), "a".to_owned()]], 0)
            .0
            .ascent()
            .may_repeat()
    );
}

#[test]
fn values_that_are_there_more_than_once_are_found_by_any_number_of_threads() {
    let values: Vec<u64> = (0..100_000u64)
        .map(|i| i.wrapping_mul(0x9e37_79b9_7f4a_7c15) % 70_000)
        .collect();
    let mut counts = vec![0; 70_000];
    values.iter().for_each(|value| counts[*value as usize] += 1);
    let expected: Vec<u64> = (0..70_000)
        .filter(|value| counts[*value as usize] > 1)
        .collect();
    for n_threads in 1..5 {
        assert_eq!(repeated(values.clone(), n_threads), expected);
    }
}

proptest! {
    #[test]
    fn a_row_is_refused_exactly_when_its_id_stands_in_an_earlier_one(
        batches in prop::collection::vec(prop::collection::vec("[ab]{0,3}", 0..6), 0..5), gap in 0..3u64, n_threads in 1..4usize,
    ) {
        let (watch, items) = watched(&batches, gap);
        let mut seen = BTreeSet::new();
        let expected: Vec<u64> = items.iter().filter(|(_, id)| !seen.insert(id.clone())).map(|(row, _)| *row).take(20).collect();
        prop_assert_eq!(refused_rows(&watch, &items, n_threads), expected);
        for (item, (row, _)) in items.iter().enumerate() {
            prop_assert_eq!(watch.rows.row_of(item), Some(*row));
        }
    }
}
