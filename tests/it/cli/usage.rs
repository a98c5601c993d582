//! Exit statuses and words of the command line itself.

use e2e::{DataDir, Town, fixture};

#[test]
fn wrong_usage_is_exit_status_two_and_says_what_is_allowed() {
    let data = DataDir::new();
    let schools = fixture("town/schools.csv");
    let schools = schools.to_str().unwrap();
    for arguments in [
        &["unknown-command"][..],
        &["import"],
        &["import", "schools"],
        &["import", "castles", schools],
        &["import", "schools", schools, "--no-such-option"],
        &["gaps"],
        &["gaps", "--by", "castle"],
        &["gaps", "--by", "neighborhood", "--format", "xlsx"],
        &["gaps", "--by", "neighborhood", "--category", "castles"],
        &["district", "--name", "Town"],
        &["serve", "--port", "many"],
        &["serve", "--basemap", "style.json"],
        &["serve", "--basemap-dark", "mapbox://styles/dark"],
    ] {
        let outcome = data.run(arguments).expect(2);
        assert!(!outcome.stderr.is_empty(), "{outcome:#?}");
    }
}

#[test]
fn a_time_zone_that_does_not_exist_is_refused() {
    let data = DataDir::new();
    let arguments = [
        "district",
        "--name",
        "Town",
        "--time-zone",
        "Moon/Tranquility",
    ];
    let outcome = data.run(&arguments);
    assert!([2, 3].contains(&outcome.status), "{outcome:#?}");
    assert!(outcome.stderr.contains("Moon/Tranquility"), "{outcome:#?}");
}

#[test]
fn check_prints_counts_and_what_somebody_should_look_at() {
    let data = Town::load();
    let state = data.state().to_lowercase();
    for words in ["schools", "neighborhoods", "responses", "nobody offers"] {
        assert!(state.contains(words), "no {words} in {state}");
    }
    let json = data.run(&["check", "--json"]).expect(0).json();
    assert!(json.is_object(), "{json}");
}

#[test]
fn a_database_that_is_no_database_is_exit_status_one_and_is_named() {
    let data = DataDir::new();
    std::fs::create_dir(data.data()).unwrap();
    let database = data.data().join("commonground.sqlite");
    std::fs::write(&database, "a letter\n".repeat(1_000)).unwrap();
    let outcome = data.run(&["check"]).expect(1);
    assert!(
        outcome.stderr.contains("commonground.sqlite"),
        "{outcome:#?}"
    );
    assert!(!outcome.stderr.contains("panicked"), "{outcome:#?}");
}

#[test]
fn a_backup_is_a_database_of_its_own_and_never_writes_over_a_file() {
    let data = Town::load();
    let copy = data.file("copy.sqlite");
    let arguments = ["backup", copy.to_str().unwrap()];
    data.run(&arguments).expect(0).text();
    data.run(&arguments).expect(1).text();
    let restored = DataDir::new();
    std::fs::create_dir(restored.data()).unwrap();
    std::fs::copy(copy, restored.data().join("commonground.sqlite")).unwrap();
    assert_eq!(restored.state(), data.state());
}
