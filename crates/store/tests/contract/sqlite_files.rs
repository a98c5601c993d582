//! Files that are no database of ours. Only SQLite has files, so these stand outside the contract.

use crate::bench::{Bench, batch, response, school};
use model::record::RecordKind;
use store::{Store, StoreError};

#[test]
fn a_database_of_a_newer_version_is_refused_with_a_sentence() {
    let bench = Bench::sqlite();
    drop(bench.open());
    (bench.tamper)(
        &bench.database(),
        "INSERT INTO schema_version (version, name) VALUES (99, '0099_later')",
    )
    .unwrap();
    let error = Store::open(&bench.database()).unwrap_err();
    assert!(
        matches!(
            error,
            StoreError::NewerSchema {
                found: 99,
                known: 1,
                ..
            }
        ),
        "{error:?}"
    );
    assert!(error.to_string().ends_with("use the newer program"));
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_as_it_is() {
    let bench = Bench::sqlite();
    let letters = "id,name\n1,Oak\n".repeat(100);
    std::fs::write(bench.database(), &letters).unwrap();
    let error = Store::open(&bench.database()).unwrap_err();
    assert!(
        matches!(error, StoreError::NotADatabase { .. }),
        "{error:?}"
    );
    assert_eq!(std::fs::read_to_string(bench.database()).unwrap(), letters);
}

#[test]
fn a_database_of_another_program_is_refused_and_left_as_it_is() {
    let bench = Bench::sqlite();
    (bench.tamper)(&bench.database(), "CREATE TABLE invoices (id INTEGER)").unwrap();
    let before = std::fs::read(bench.database()).unwrap();
    let error = Store::open(&bench.database()).unwrap_err();
    assert!(
        matches!(error, StoreError::OtherProgram { .. }),
        "{error:?}"
    );
    assert_eq!(std::fs::read(bench.database()).unwrap(), before);
}

#[test]
fn a_folder_in_the_place_of_the_file_is_refused_with_its_name() {
    let bench = Bench::sqlite();
    std::fs::create_dir(bench.database()).unwrap();
    let error = Store::open(&bench.database()).unwrap_err();
    assert!(error.to_string().contains("district.sqlite"), "{error}");
}

/// A failing row in the middle: the ones before it must not stay.
#[test]
fn an_error_while_writing_leaves_nothing_behind() {
    let bench = Bench::sqlite();
    let mut store = bench.open();
    (bench.tamper)(
        &bench.database(),
        "CREATE TRIGGER full_disk BEFORE INSERT ON record WHEN NEW.id = '2'
         BEGIN SELECT RAISE(ABORT, 'the disk is full'); END",
    )
    .unwrap();
    let both = batch("a", &[school("1", "Oak"), school("2", "Elm")]);
    let error = store.apply(&both).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the database could not write a record: the disk is full"
    );
    assert_eq!(store.records(RecordKind::School).unwrap(), []);
    assert_eq!(store.sequence().unwrap(), 0);
}

#[test]
fn a_reader_does_not_wait_for_a_writer() {
    let bench = Bench::sqlite();
    let mut store = bench.open();
    store.apply(&batch("a", &[school("1", "Oak")])).unwrap();
    let writer = rusqlite::Connection::open(bench.database()).unwrap();
    writer
        .execute_batch("BEGIN EXCLUSIVE; UPDATE record SET is_active = 0;")
        .unwrap();
    let started = std::time::Instant::now();
    assert_eq!(store.records(RecordKind::School).unwrap().len(), 1);
    let newer = batch("a", &[school("2", "Elm")]);
    assert_eq!(store.plan(&newer).unwrap().added, 1);
    assert!(started.elapsed() < std::time::Duration::from_secs(5));
}

#[test]
fn an_unreadable_record_is_named_without_its_text() {
    let bench = Bench::sqlite();
    let mut store = bench.open();
    store.apply(&batch("survey", &[response(1)])).unwrap();
    (bench.tamper)(
        &bench.database(),
        r#"UPDATE record SET body = '{"kind":"response","body":{"home":"12 Elm Street"}}'"#,
    )
    .unwrap();
    let error = store.records(RecordKind::Response).unwrap_err().to_string();
    assert!(error.contains("r000001"), "{error}");
    assert!(!error.contains("Elm"), "{error}");
}

#[cfg(unix)]
#[test]
fn only_the_owner_of_the_files_can_read_them() {
    use std::os::unix::fs::PermissionsExt;
    let bench = Bench::sqlite();
    let store = bench.open();
    let copy = bench.file("backup.sqlite");
    store.backup(&copy).unwrap();
    for file in [bench.database(), copy] {
        let mode = std::fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{}", file.display());
    }
}
