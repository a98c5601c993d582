//! Bare files that are not what they should be: exit status 3, the place and the value, and nothing written.

use e2e::bare::{BareFiles, NEEDS_HEADER, SITES_HEADER};
use e2e::{DataDir, Outcome};

const GOOD_NEED: &str = "good,1,2,food,,,,,,,,,";
const GOOD_SITE: &str = "good,1,2,food,,,,,,,";
const COMMANDS: [&[&str]; 3] = [
    &["match"],
    &["allocate", "--rule", "nearest-first"],
    &["anatomy"],
];

/// Runs a command that must refuse its files and leave neither a result nor a part of one.
fn refusal(files: &BareFiles, command: &[&str]) -> Outcome {
    let out = files.path("result.csv");
    let before = files.names();
    let out = ["--out", out.to_str().unwrap()];
    let outcome = files.outcome(&[command, &out].concat()).expect(3);
    assert_eq!(outcome.stdout, "", "{outcome:#?}");
    assert!(!outcome.stderr.contains("panicked"), "{outcome:#?}");
    assert_eq!(files.names(), before, "{outcome:#?}");
    outcome
}

/// Refused by every command, with all of these words.
fn is_refused(files: &BareFiles, words: &[&str]) {
    for command in COMMANDS {
        let outcome = refusal(files, command);
        for word in words {
            assert!(outcome.stderr.contains(word), "no {word} in {outcome:#?}");
        }
    }
}

/// Needs and sites with a good row each and this third row after it.
fn with_need(row: &str) -> BareFiles {
    BareFiles::of_rows(&[GOOD_NEED, row], &[GOOD_SITE])
}

fn with_site(row: &str) -> BareFiles {
    BareFiles::of_rows(&[GOOD_NEED], &[GOOD_SITE, row])
}

/// A good row in which one cell has this value.
fn with_cell(header: &str, good: &str, column: &str, value: &str) -> String {
    let mut cells: Vec<_> = good.split(',').map(str::to_owned).collect();
    cells[0] = "bad".to_owned();
    let place = header.split(',').position(|name| name == column).unwrap();
    cells[place] = format!("\"{}\"", value.replace('"', "\"\""));
    cells.join(",")
}

#[test]
fn a_cell_of_needs_that_is_wrong_is_named_with_file_row_column_and_value() {
    let numbers = ["max_minutes", "max_cost", "age", "weight"];
    let bad_numbers = [
        "-1",
        "-0.5",
        "NaN",
        "nan",
        "inf",
        "-Infinity",
        "1e3",
        "2E-1",
        "0.0000001",
        "1,5",
        "1 000",
        "ten",
        "0x10",
        "1.2.3",
        "--1",
    ];
    for column in numbers {
        for value in bad_numbers {
            let files = with_need(&with_cell(NEEDS_HEADER, GOOD_NEED, column, value));
            is_refused_by_match(&files, &["needs.csv", "row 3", column, value]);
        }
    }
    for (column, values) in [
        (
            "lon",
            &["180.0001", "-181", "NaN", "inf", "1e1", "77W", "38,9"][..],
        ),
        ("lat", &["90.0001", "-91", "NaN", "-inf", "9e0", "north"]),
        ("severity", &["NaN", "inf", "1e1", "0.1234567", "high"]),
        ("mode", &["car", "WALKING", "foot;bike"]),
        ("languages", &["es;no language!", "english language"]),
    ] {
        for value in values {
            let files = with_need(&with_cell(NEEDS_HEADER, GOOD_NEED, column, value));
            let shown = value.rsplit(';').next().unwrap();
            is_refused_by_match(&files, &["needs.csv", "row 3", column, shown]);
        }
    }
}

#[test]
fn times_and_hours_that_are_wrong_are_named() {
    for value in [
        "mon",
        "09:00-17:00",
        "mon 9:00-10:00",
        "mon 09:00",
        "mon 09:00-09:00",
        "mon 24:00-01:00",
        "mon 09:00-24:01",
        "mon 09:00-25:00",
        "mon 09:60-10:00",
        "mon,tue 09:00-10:00",
        "mon 09:00-10:00,11:00-12:00",
        "monday 09:00-10:00",
        "mo 09:00-10:00",
        "mon-tue-wed 09:00-10:00",
        "24/7",
    ] {
        let value = format!("sat 10:00-11:00;{value}");
        let need = with_need(&with_cell(NEEDS_HEADER, GOOD_NEED, "times", &value));
        let shown = value.rsplit(';').next().unwrap();
        is_refused_by_match(&need, &["needs.csv", "row 3", "times", shown]);
        let site = with_site(&with_cell(SITES_HEADER, GOOD_SITE, "hours", &value));
        is_refused_by_match(&site, &["sites.csv", "row 3", "hours", shown]);
    }
}

#[test]
fn a_cell_of_sites_that_is_wrong_is_named_with_file_row_column_and_value() {
    for (column, values) in [
        ("lon", &["180.0001", "NaN", "1e1"][..]),
        ("lat", &["-90.0001", "inf"]),
        ("min_age", &["-1", "NaN", "1e1"]),
        ("max_age", &["-0.5", "Infinity", "old"]),
        ("cost", &["-5", "$5", "1e1"]),
        ("capacity", &["-3", "many", "1.2345678", "inf"]),
        ("languages", &["???"]),
    ] {
        for value in values {
            let files = with_site(&with_cell(SITES_HEADER, GOOD_SITE, column, value));
            is_refused_by_match(&files, &["sites.csv", "row 3", column, value]);
        }
    }
    is_refused(
        &with_site("bad,1,2,food,,,12.5,12,,,"),
        &["sites.csv", "row 3", "min_age", "12.5", "12"],
    );
}

fn is_refused_by_match(files: &BareFiles, words: &[&str]) {
    let outcome = refusal(files, &["match"]);
    for word in words {
        assert!(outcome.stderr.contains(word), "no {word} in {outcome:#?}");
    }
}

#[test]
fn every_command_refuses_wrong_ids_and_half_positions() {
    for (need, words) in [
        (
            "good,1,2,food,,,,,,,,,",
            ["row 3", "column id", "\"good\"", "row 2"],
        ),
        (
            ",1,2,food,,,,,,,,,",
            ["row 3", "column id", "empty", "needs.csv"],
        ),
        (
            "bad,1,,food,,,,,,,,,",
            ["row 3", "column lat", "empty", "lon"],
        ),
        (
            "bad,,2,food,,,,,,,,,",
            ["row 3", "column lon", "empty", "lat"],
        ),
    ] {
        is_refused(&with_need(need), &words);
    }
    is_refused(
        &with_site("good,1,2,food,,,,,,,"),
        &["sites.csv", "row 3", "column id", "good"],
    );
    is_refused(
        &with_site(",1,2,food,,,,,,,"),
        &["sites.csv", "row 3", "column id"],
    );
    is_refused(
        &with_site("bad,,2,food,,,,,,,"),
        &["sites.csv", "row 3", "column lon"],
    );
}

/// A file in ascending order is matched while it is read; the ids here are far apart, in one that is not in order.
#[test]
fn an_id_that_comes_again_much_later_is_refused_in_any_order() {
    for (first, again) in [("n00000", 4_000), ("n03999", 4_000), ("n02000", 1)] {
        let mut needs: Vec<_> = (0..4_000)
            .map(|n| format!("n{n:05},1,2,food,,,,,,,,,"))
            .collect();
        needs.insert(again, format!("{first},1,2,food,,,,,,,,,"));
        let files = BareFiles::of_rows(&needs, &[GOOD_SITE]);
        is_refused(&files, &["needs.csv", "column id", first]);
    }
}

/// The rows before it have been matched by then: nothing of them may stay.
#[test]
fn a_fault_in_the_last_row_of_a_long_file_leaves_nothing_behind() {
    let long = "ramp;".repeat(400);
    let mut needs: Vec<_> = (0..6_000)
        .map(|n| format!("n{n:05},1,2,food,,,,,,,,,{long}"))
        .collect();
    needs.push("n06000,1,95,food,,,,,,,,,".to_owned());
    let files = BareFiles::of_rows(&needs, &[GOOD_SITE]);
    is_refused(&files, &["needs.csv", "row 6002", "column lat", "\"95\""]);
}

#[test]
fn a_result_that_is_there_already_stays_when_the_input_is_refused() {
    let files = with_need("bad,1,95,food,,,,,,,,,");
    std::fs::write(files.path("result.csv"), "yesterday's").unwrap();
    for command in COMMANDS {
        refusal(&files, command);
        let kept = std::fs::read_to_string(files.path("result.csv")).unwrap();
        assert_eq!(kept, "yesterday's");
    }
}

#[test]
fn a_wrong_header_is_refused_with_the_column() {
    let good = ("id,lon,lat,category\n", "id,lon,lat,categories\n");
    for (header, word) in [
        ("id,lon,lat,lon,category", "lon"),
        ("id,lon,lat,category,income", "income"),
        ("id,lon,lat,categories", "category"),
        ("lon,lat,category", "id"),
        ("id,lat,category", "lon"),
        ("id,lon,category", "lat"),
        ("ID,lon,lat,category", "ID"),
        ("id,lon,lat,category,", "\"\""),
        ("id;lon;lat;category", "id;lon;lat;category"),
    ] {
        let files = BareFiles::write(format!("{header}\n"), good.1);
        is_refused(&files, &["needs.csv", word]);
    }
    for (header, word) in [
        ("id,lon,lat,category", "category"),
        ("id,lon,lat,categories,categories", "categories"),
        ("id,lon,lat,categories,times", "times"),
        ("id,lon,lat", "categories"),
    ] {
        let files = BareFiles::write(good.0, format!("{header}\n"));
        is_refused(&files, &["sites.csv", word]);
    }
}

#[test]
fn files_that_are_no_csv_are_refused_with_their_name_and_row() {
    let good = (
        format!("{NEEDS_HEADER}\n{GOOD_NEED}\n"),
        format!("{SITES_HEADER}\n{GOOD_SITE}\n"),
    );
    for (more, words) in [
        ("bad,1,2,food\n", "row 3"),
        ("bad,1,2,food,,,,,,,,,,\n", "row 3"),
        ("bad,1,2,\"food,,,,,,,,,\n", "row 3"),
        ("bad,1,2,fo\"od,,,,,,,,,\n", "row 3"),
        ("bad,1,2,\"food\"s,,,,,,,,,\n", "row 3"),
    ] {
        let files = BareFiles::write(format!("{}{more}", good.0), &good.1);
        is_refused(&files, &["needs.csv", words]);
    }
    let utf_16: Vec<u8> = good.0.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let latin_1 = [good.0.as_bytes(), b"caf\xe9,1,2,food,,,,,,,,,\n"].concat();
    let nul = [0u8; 400].to_vec();
    for bytes in [utf_16, latin_1, nul] {
        is_refused(&BareFiles::write(bytes, &good.1), &["needs.csv"]);
    }
    for nothing in ["", "\u{feff}", "\n"] {
        is_refused(&BareFiles::write(nothing, &good.1), &["needs.csv"]);
        is_refused(&BareFiles::write(&good.0, nothing), &["sites.csv"]);
    }
}

#[test]
fn files_that_are_not_there_or_are_folders_are_refused_with_their_name() {
    for name in ["needs.csv", "sites.csv"] {
        let files = with_need("fine,1,2,food,,,,,,,,,");
        std::fs::remove_file(files.path(name)).unwrap();
        is_refused(&files, &[name]);
        std::fs::create_dir(files.path(name)).unwrap();
        is_refused(&files, &[name]);
    }
}

/// A row of needs is about a family: a refusal shows the cell that is wrong and nothing beside it.
#[test]
fn nothing_of_a_family_is_told_but_the_cell_that_is_wrong() {
    let files = with_need("family-77,12.34567,9.8765,shelter,ti,,fly,,,,,,");
    for command in COMMANDS {
        let outcome = refusal(&files, command);
        for hidden in ["family-77", "12.34567", "9.8765", "shelter"] {
            assert!(!outcome.stderr.contains(hidden), "{outcome:#?}");
        }
    }
}

#[test]
fn wrong_usage_is_exit_status_two_and_writes_nothing() {
    let files = BareFiles::of_rows(&[GOOD_NEED], &[GOOD_SITE]);
    let out = files.path("result.csv");
    let out = ["--out", out.to_str().unwrap()];
    for command in [
        &["match", "-k", "0"][..],
        &["match", "-k", "-1"],
        &["match", "-k", "many"],
        &["match", "-k", "1.5"],
        &["match", "--reading", "loose"],
        &["match", "--threads", "0"],
        &["match", "--wave", "2026-fall"],
        &["match", "--no-such-option"],
        &["match", "needs.csv"],
        &["allocate"],
        &["allocate", "--rule", "fair"],
        &["allocate", "--rule", "nearest-first", "-k", "3"],
        &["anatomy", "--reasons"],
        &["anatomy", "--rule", "nearest-first"],
    ] {
        let outcome = files.outcome(&[command, &out].concat()).expect(2);
        assert!(
            !outcome.stderr.is_empty() && outcome.stdout.is_empty(),
            "{outcome:#?}"
        );
        assert_eq!(files.names(), ["needs.csv", "sites.csv"], "{outcome:#?}");
    }
}

#[test]
fn one_file_without_the_other_is_wrong_usage() {
    let data = DataDir::new();
    for command in COMMANDS {
        for option in ["--needs", "--sites"] {
            let file = data.write("file.csv", "id,lon,lat,category\n");
            let outcome = data.run(&[command, &[option, file.to_str().unwrap()]].concat());
            let outcome = outcome.expect(2);
            let other = if option == "--needs" {
                "--sites"
            } else {
                "--needs"
            };
            assert!(outcome.stderr.contains(other), "{outcome:#?}");
        }
        // Neither, and no database.
        let outcome = data.run(command).expect(2);
        assert!(!data.data().exists(), "{outcome:#?}");
    }
}

#[test]
fn a_result_that_cannot_be_written_is_exit_status_one_and_is_named() {
    let files = BareFiles::of_rows(&[GOOD_NEED], &[GOOD_SITE]);
    let out = files.path("nowhere/result.csv");
    for command in COMMANDS {
        let outcome = files.outcome(&[command, &["--out", out.to_str().unwrap()]].concat());
        let outcome = outcome.expect(1);
        assert!(outcome.stderr.contains("result.csv"), "{outcome:#?}");
        assert!(!outcome.stderr.contains("panicked"), "{outcome:#?}");
        assert_eq!(files.names(), ["needs.csv", "sites.csv"]);
    }
}
