//! What a batch does to what stands.

use crate::bench::{Bench, asset, batch, record, response, school};
use model::record::{District, RecordKind};
use serde_json::json;
use store::{Applied, ImportedFile, Operation, Store, StoreError, Subject};

fn names(store: &Store) -> Vec<String> {
    let records = store.records(RecordKind::School).unwrap();
    records.iter().map(model::record::Record::id).collect()
}

fn counts(applied: Applied) -> [u64; 5] {
    [
        applied.added,
        applied.updated,
        applied.unchanged,
        applied.reactivated,
        applied.inactivated,
    ]
}

pub(crate) fn a_new_database_is_empty(bench: &Bench) {
    let store = bench.open();
    assert_eq!(store.sequence().unwrap(), 0);
    assert_eq!(store.district().unwrap(), None);
    assert_eq!(store.contents().unwrap().records, []);
    assert_eq!(store.changes_since(0).unwrap(), []);
    assert_eq!(store.imports().unwrap(), []);
}

pub(crate) fn one_record_is_found_by_its_id_as_long_as_it_stands(bench: &Bench) {
    let mut store = bench.open();
    store
        .apply(&batch("s.csv", &[school("1", "Oak"), school("2", "Elm")]))
        .unwrap();
    let found = store.record(RecordKind::School, "2").unwrap();
    assert_eq!(found, Some(school("2", "Elm")));
    assert_eq!(store.record(RecordKind::Asset, "2").unwrap(), None);
    store.apply(&batch("s.csv", &[school("1", "Oak")])).unwrap();
    assert_eq!(store.record(RecordKind::School, "2").unwrap(), None);
}

pub(crate) fn the_same_batch_twice_writes_nothing(bench: &Bench) {
    let mut store = bench.open();
    let schools = batch("s.csv", &[school("1", "Oak"), school("2", "Elm")]);
    let first = store.apply(&schools).unwrap();
    assert_eq!(counts(first), [2, 0, 0, 0, 0]);
    assert_eq!(first.sequence, 2);
    let again = store.apply(&schools).unwrap();
    assert_eq!(counts(again), [0, 0, 2, 0, 0]);
    assert_eq!(again.sequence, 2);
    assert_eq!(store.changes_since(0).unwrap().len(), 2);
    assert_eq!(store.imports().unwrap().len(), 1);
}

pub(crate) fn what_a_newer_file_leaves_out_becomes_inactive(bench: &Bench) {
    let mut store = bench.open();
    let old = [school("1", "Oak"), school("2", "Elm"), school("3", "Ash")];
    store.apply(&batch("s.csv", &old)).unwrap();
    let new = [school("1", "Oak"), school("3", "Ash Street")];
    let applied = store.apply(&batch("s.csv", &new)).unwrap();
    assert_eq!(counts(applied), [0, 1, 1, 0, 1]);
    assert_eq!(store.records(RecordKind::School).unwrap(), new);
    let owners = store.owners(RecordKind::School).unwrap();
    assert_eq!(owners.len(), 3);
    assert!(!owners["2"].is_active && owners["3"].is_active);
}

pub(crate) fn what_comes_back_is_reactivated(bench: &Bench) {
    let mut store = bench.open();
    let both = batch("s.csv", &[school("1", "Oak"), school("2", "Elm")]);
    store.apply(&both).unwrap();
    store.apply(&batch("s.csv", &[school("1", "Oak")])).unwrap();
    assert_eq!(counts(store.apply(&both).unwrap()), [0, 0, 1, 1, 0]);
    assert_eq!(names(&store), ["1", "2"]);
}

pub(crate) fn a_refused_row_is_neither_updated_nor_vanished(bench: &Bench) {
    let mut store = bench.open();
    let both = batch("s.csv", &[school("1", "Oak"), school("2", "Elm")]);
    store.apply(&both).unwrap();
    let mut newer = batch("s.csv", &[school("1", "Oak")]);
    newer.kept.insert((RecordKind::School, "2".to_owned()));
    assert_eq!(counts(store.apply(&newer).unwrap()), [0, 0, 1, 0, 0]);
    assert_eq!(names(&store), ["1", "2"]);
}

pub(crate) fn only_the_kinds_of_the_batch_can_vanish(bench: &Bench) {
    let mut store = bench.open();
    store
        .apply(&batch("city", &[school("1", "Oak"), asset("1", "Library")]))
        .unwrap();
    let applied = store.apply(&batch("city", &[asset("2", "Hall")])).unwrap();
    assert_eq!(counts(applied), [1, 0, 0, 0, 1]);
    assert_eq!(names(&store), ["1"]);
}

pub(crate) fn another_source_keeps_its_records(bench: &Bench) {
    let mut store = bench.open();
    store.apply(&batch("a", &[school("1", "Oak")])).unwrap();
    let applied = store.apply(&batch("b", &[school("2", "Elm")])).unwrap();
    assert_eq!(counts(applied), [1, 0, 0, 0, 0]);
    assert_eq!(names(&store), ["1", "2"]);
}

pub(crate) fn an_id_of_another_source_is_refused_and_nothing_is_written(bench: &Bench) {
    let mut store = bench.open();
    store.apply(&batch("a", &[school("2", "Elm")])).unwrap();
    let stolen = batch("b", &[school("1", "Oak"), school("2", "Mine now")]);
    let error = store.apply(&stolen).unwrap_err();
    let StoreError::OwnedElsewhere { kind, id, owner } = &error else {
        panic!("{error:?}")
    };
    assert_eq!(
        (*kind, id.as_str(), owner.as_str()),
        (RecordKind::School, "2", "a")
    );
    assert_eq!(
        error.to_string(),
        "the school with id \"2\" already belongs to the source \"a\": import it under that source, or give it another id"
    );
    assert_eq!(names(&store), ["2"]);
    assert_eq!(store.sequence().unwrap(), 1);
    assert!(store.plan(&stolen).is_err());
}

pub(crate) fn an_inactive_id_can_pass_to_another_source(bench: &Bench) {
    let mut store = bench.open();
    store
        .apply(&batch("a", &[school("1", "Oak"), school("2", "Elm")]))
        .unwrap();
    store.apply(&batch("a", &[school("1", "Oak")])).unwrap();
    let applied = store.apply(&batch("b", &[school("2", "Elm")])).unwrap();
    assert_eq!(counts(applied), [0, 0, 0, 1, 0]);
    assert_eq!(store.owners(RecordKind::School).unwrap()["2"].source, "b");
}

pub(crate) fn an_id_repeated_in_one_batch_is_refused_and_nothing_is_written(bench: &Bench) {
    let mut store = bench.open();
    let twice = batch("a", &[school("1", "Oak"), school("1", "Elm")]);
    let error = store.apply(&twice).unwrap_err();
    assert!(matches!(error, StoreError::RepeatedId { .. }), "{error:?}");
    assert_eq!(store.sequence().unwrap(), 0);
}

pub(crate) fn a_plan_counts_the_same_and_writes_nothing(bench: &Bench) {
    let mut store = bench.open();
    store
        .apply(&batch("a", &[school("1", "Oak"), school("2", "Elm")]))
        .unwrap();
    let newer = batch("a", &[school("1", "Oak Street"), school("3", "Ash")]);
    let planned = store.plan(&newer).unwrap();
    assert_eq!(names(&store), ["1", "2"]);
    assert_eq!(store.sequence().unwrap(), 2);
    assert_eq!(store.imports().unwrap().len(), 1);
    assert_eq!(store.apply(&newer).unwrap(), planned);
}

pub(crate) fn records_come_in_the_order_of_their_bytes(bench: &Bench) {
    let mut store = bench.open();
    let ids = ["9", "é", "10", "a", "Z", "007"];
    let schools: Vec<_> = ids.iter().map(|id| school(id, "Oak")).collect();
    store.apply(&batch("a", &schools)).unwrap();
    assert_eq!(names(&store), ["007", "10", "9", "Z", "a", "é"]);
}

pub(crate) fn coordinates_come_back_to_the_last_digit(bench: &Bench) {
    let mut store = bench.open();
    // Full-length decimals: quick parsers get about one in ten of them wrong in the last place.
    let position = |n: u32| {
        let turn = (f64::from(n) * 0.618_033_988_749_895).fract();
        [-77.0 - turn, 38.0 + turn / 3.0]
    };
    let mut ring: Vec<_> = (1..2_000).map(position).collect();
    ring.push(ring[0]);
    let area = record(
        json!({"kind": "neighborhood", "body": {"id": "n", "name": "N", "surface": [[ring]]}}),
    );
    let areas = [area];
    store.apply(&batch("a", &areas)).unwrap();
    assert_eq!(store.records(RecordKind::Neighborhood).unwrap(), areas);
}

pub(crate) fn the_district_is_kept_and_logged_once(bench: &Bench) {
    let mut store = bench.open();
    let mut district = District {
        name: "Riverbend Unified".to_owned(),
        time_zone: "America/Chicago".to_owned(),
    };
    for _ in 0..2 {
        store
            .set_district(&district, "2026-09-01T08:00:00Z")
            .unwrap();
    }
    assert_eq!(store.district().unwrap().as_ref(), Some(&district));
    assert_eq!(store.sequence().unwrap(), 1);
    district.name = "Riverbend".to_owned();
    store
        .set_district(&district, "2026-09-02T08:00:00Z")
        .unwrap();
    let changes = store.changes_since(1).unwrap();
    assert_eq!(changes.len(), 1);
    assert_eq!(changes[0].operation, Operation::Updated);
    assert_eq!(changes[0].subject, Subject::District(district));
}

pub(crate) fn the_log_says_what_happened_in_order(bench: &Bench) {
    let mut store = bench.open();
    for records in [
        vec![school("1", "Oak"), school("2", "Elm")],
        vec![school("1", "Oak Street")],
        vec![school("1", "Oak Street"), school("2", "Elm")],
    ] {
        store.apply(&batch("a", &records)).unwrap();
    }
    let changes = store.changes_since(1).unwrap();
    let said: Vec<_> = changes
        .iter()
        .map(|change| {
            let Subject::Record { id, record, .. } = &change.subject else {
                panic!("{change:?}")
            };
            (
                change.sequence,
                change.operation.as_str(),
                id.as_str(),
                record.is_some(),
            )
        })
        .collect();
    let expected = [
        (2, "added", "2", true),
        (3, "updated", "1", true),
        (4, "inactivated", "2", false),
        (5, "reactivated", "2", true),
    ];
    assert_eq!(said, expected);
    assert!(changes.iter().all(|c| c.source == "a" && !c.at.is_empty()));
}

pub(crate) fn the_log_keeps_no_answers_of_families(bench: &Bench) {
    let mut store = bench.open();
    store.apply(&batch("survey", &[response(1)])).unwrap();
    let changes = store.changes_since(0).unwrap();
    let Subject::Record { kind, id, record } = &changes[0].subject else {
        panic!("{changes:?}")
    };
    assert_eq!(
        (*kind, id.as_str(), record),
        (RecordKind::Response, "r000001", &None)
    );
    assert_eq!(store.records(RecordKind::Response).unwrap(), [response(1)]);
}

pub(crate) fn imports_are_logged_with_their_files(bench: &Bench) {
    let mut store = bench.open();
    let mut schools = batch("s.csv", &[school("1", "Oak")]);
    schools.warnings = 3;
    schools.files = vec![ImportedFile {
        name: "s.csv".to_owned(),
        size_bytes: 120,
        sha256: Some("ab".to_owned()),
    }];
    let applied = store.apply(&schools).unwrap();
    let imports = store.imports().unwrap();
    assert_eq!(imports.len(), 1);
    assert_eq!(imports[0].applied, applied);
    assert_eq!(
        (imports[0].warnings, &imports[0].files),
        (3, &schools.files)
    );
    assert_eq!(
        (imports[0].source.as_str(), &imports[0].at),
        ("s.csv", &schools.at)
    );
}

pub(crate) fn origins_tell_the_source_and_the_last_two_changes(bench: &Bench) {
    let mut store = bench.open();
    let later = |at: &str, batch: store::Batch| store::Batch {
        at: at.to_owned(),
        ..batch
    };
    let first = [school("1", "Oak"), school("2", "Elm"), school("3", "Ash")];
    store.apply(&batch("a", &first)).unwrap();
    let second = [school("1", "Oak"), school("2", "Elm Street")];
    store
        .apply(&later("2026-10-01T08:00:00Z", batch("a", &second)))
        .unwrap();
    let origins = store.origins(&[RecordKind::School]).unwrap();
    let told = |id: &str| {
        let origin = origins.get(RecordKind::School, id)?;
        let before = origin.changed_before.as_deref();
        Some((&*origin.source, origin.changed_at.as_str(), before))
    };
    let (then, now) = ("2026-09-01T08:00:00Z", "2026-10-01T08:00:00Z");
    assert_eq!(told("1"), Some(("a", then, None)));
    assert_eq!(told("2"), Some(("a", now, Some(then))));
    assert_eq!(told("3"), None);
    assert_eq!(origins.get(RecordKind::Asset, "1"), None);
    let mut followed = store::Origins::of_kinds(&[RecordKind::School]);
    for change in store.changes_since(0).unwrap() {
        followed.take(&change);
    }
    assert_eq!(followed, origins);
}
