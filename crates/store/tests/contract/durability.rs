//! Several connections, restarts, backups and size.

use crate::bench::{Bench, batch, response, school};
use model::record::RecordKind;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};
use store::{Store, StoreError};

pub(crate) fn the_logs_cannot_be_rewritten(bench: &Bench) {
    let mut store = bench.open();
    store.apply(&batch("a", &[school("1", "Oak")])).unwrap();
    for sql in [
        "UPDATE change_log SET source = 'somebody else'",
        "DELETE FROM change_log",
        "UPDATE import_log SET warnings = 0",
        "DELETE FROM import_log",
    ] {
        let refusal = (bench.tamper)(&bench.database(), sql).unwrap_err();
        assert!(refusal.contains("log only grows"), "{sql}: {refusal}");
    }
    assert_eq!(store.changes_since(0).unwrap().len(), 1);
    assert_eq!(store.imports().unwrap().len(), 1);
}

pub(crate) fn what_was_applied_is_there_after_opening_again(bench: &Bench) {
    bench
        .open()
        .apply(&batch("a", &[school("1", "Oak")]))
        .unwrap();
    let store = bench.open();
    assert_eq!(
        store.records(RecordKind::School).unwrap(),
        [school("1", "Oak")]
    );
    assert_eq!(store.sequence().unwrap(), 1);
}

pub(crate) fn a_second_connection_sees_what_was_committed(bench: &Bench) {
    let (mut writer, reader) = (bench.open(), bench.open());
    writer.apply(&batch("a", &[school("1", "Oak")])).unwrap();
    assert_eq!(reader.sequence().unwrap(), 1);
    let contents = reader.contents().unwrap();
    assert_eq!(
        (contents.sequence, contents.records),
        (1, vec![school("1", "Oak")])
    );
}

pub(crate) fn two_processes_may_open_a_new_database_at_once(bench: &Bench) {
    std::thread::scope(|scope| {
        for n in 0..4 {
            scope.spawn(move || {
                let source = format!("source-{n}");
                let mut store = bench.open();
                store
                    .apply(&batch(&source, &[school(&source, "Oak")]))
                    .unwrap();
            });
        }
    });
    let store = bench.open();
    assert_eq!(store.records(RecordKind::School).unwrap().len(), 4);
    assert_eq!(store.changes_since(0).unwrap().len(), 4);
}

/// Every batch renames both schools in one go, so a copy in which their names differ would be of two moments.
pub(crate) fn a_backup_is_of_one_moment_while_another_connection_writes(bench: &Bench) {
    let pair = |n: u32| {
        batch(
            "a",
            &[school("1", &n.to_string()), school("2", &n.to_string())],
        )
    };
    let mut writer = bench.open();
    writer.apply(&pair(0)).unwrap();
    let is_done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut n = 0;
            while !is_done.load(Ordering::Relaxed) {
                n += 1;
                writer.apply(&pair(n)).unwrap();
            }
        });
        let store = bench.open();
        for n in 0..10 {
            let copy = bench.file(&format!("backup-{n}.sqlite"));
            store.backup(&copy).unwrap();
            let copied = Store::open(&copy).unwrap();
            let schools = copied.records(RecordKind::School).unwrap();
            let names: Vec<_> = schools
                .iter()
                .map(|school| serde_json::to_value(school).unwrap()["body"]["name"].clone())
                .collect();
            assert_eq!(names[0], names[1]);
            assert_eq!(
                copied.sequence().unwrap(),
                copied.changes_since(0).unwrap().len() as u64
            );
        }
        is_done.store(true, Ordering::Relaxed);
    });
}

pub(crate) fn a_backup_never_writes_over_a_file(bench: &Bench) {
    let store = bench.open();
    let copy = bench.file("backup.sqlite");
    std::fs::write(&copy, "a letter").unwrap();
    let error = store.backup(&copy).unwrap_err();
    assert!(
        matches!(error, StoreError::BackupExists { .. }),
        "{error:?}"
    );
    assert_eq!(std::fs::read_to_string(&copy).unwrap(), "a letter");
    assert!(!bench.file("backup.sqlite.partial").exists());
}

/// The limit is generous, since tests run unoptimized and beside others; a statement per field or an index missed is far above it.
pub(crate) fn a_hundred_thousand_responses_take_seconds(bench: &Bench) {
    let responses: Vec<_> = (0..100_000).map(response).collect();
    let wave = batch("survey.csv", &responses);
    let mut store = bench.open();
    for expected in [(100_000, 0), (0, 100_000)] {
        let started = Instant::now();
        let applied = store.apply(&wave).unwrap();
        assert_eq!((applied.added, applied.unchanged), expected);
        let took = started.elapsed();
        eprintln!("100,000 responses {expected:?}: {took:.2?}");
        assert!(took < Duration::from_secs(30), "{took:?}");
    }
}
