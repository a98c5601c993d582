//! `levers` on files, options and databases that are not what they should be.

use super::levers_choosing::{CANDIDATES, LINE, NEEDS, three_in_a_row};
use e2e::{DataDir, Town};

#[test]
fn wrong_needs_candidates_and_lengths_are_refused() {
    let refused = |name: &str, text: &str, words: &[&str]| {
        let folder = three_in_a_row();
        folder.write(name, text);
        folder.fails(&format!("{LINE} --within 1km --choose 1"), 3, words);
    };
    for (row, words) in [
        ("x,10,95", ["candidates.csv, row 3, column lat", "\"95\""]),
        ("y,NaN,0", ["candidates.csv, row 3, column lon", "\"NaN\""]),
        ("y,10,", ["candidates.csv, row 3, column lat", "empty"]),
        (
            "good,10,0",
            [
                "candidates.csv, row 3, column id",
                "\"good\" stands in row 2",
            ],
        ),
        (",10,0", ["candidates.csv, row 3, column id", "empty"]),
    ] {
        refused(
            "candidates.csv",
            &format!("{CANDIDATES}\ngood,10,0\n{row}\n"),
            &words,
        );
    }
    refused(
        "candidates.csv",
        "id,lon,lat,places\n",
        &["candidates.csv, row 1", "\"places\""],
    );
    refused(
        "candidates.csv",
        "id,lon\n",
        &["candidates.csv, row 1, column lat", "missing"],
    );
    refused("candidates.csv", "", &["candidates.csv"]);
    refused(
        "needs.csv",
        &format!("{NEEDS}\na,10,0,food,-1\n"),
        &["needs.csv, row 2, column weight", "\"-1\""],
    );
    refused(
        "needs.csv",
        &format!("{NEEDS}\na,10,91,food,1\n"),
        &["needs.csv, row 2, column lat", "\"91\""],
    );
    for within in ["100", "1mile", "m", "1e3m", "NaNm", "infkm"] {
        let shown = format!("--within {within:?}");
        let line = format!("{LINE} --choose 1 --within {within}");
        three_in_a_row().fails(&line, 2, &[&shown, "2000m or 2km"]);
    }
    for (line, word) in [
        (format!("{LINE} --within 1km"), "--choose"),
        (format!("{LINE} --choose 1"), "--within"),
        (format!("{LINE} --within 1km --choose some"), "'some'"),
        (format!("{LINE} --within 1km --choose 0"), "1 or more"),
        (format!("{LINE} --within -1km --choose 1"), "\"-1km\""),
        (
            format!("{LINE} --within 1km --choose 1 --wave 2026"),
            "--wave",
        ),
        (
            format!("{LINE} --within 1km --choose 1 --grid 100"),
            "--grid",
        ),
        (format!("{LINE} --within 1km --choose 1 --top 3"), "--top"),
        (
            format!("{LINE} --within 1km --choose 1 --category food"),
            "--category",
        ),
        (
            "levers --needs needs.csv --within 1km --choose 1".to_owned(),
            "--candidates",
        ),
        (
            "levers --candidates candidates.csv --within 1km --choose 1".to_owned(),
            "--needs",
        ),
    ] {
        three_in_a_row().fails(&line, 2, &[word]);
    }
}

#[test]
fn wrong_usage_of_levers_says_what_would_be_right() {
    let data = Town::load();
    for (arguments, words) in [
        (&["levers"][..], ["--category", "--help"]),
        (
            &["levers", "--category", "tutors"],
            ["\"tutors\"", "tutoring"],
        ),
        (
            &["levers", "--category", "food", "--wave", "1999"],
            ["\"1999\"", "2025-fall, 2026-fall"],
        ),
        (
            &["levers", "--category", "food", "--grid", "3"],
            ["--grid", "from 50 to 100000"],
        ),
        (
            &["levers", "--category", "food", "--grid", "far"],
            ["--grid", "metres"],
        ),
        (
            &["levers", "--category", "food", "--top", "many"],
            ["--top", "'many'"],
        ),
        (
            &["levers", "--category", "food", "--top", "0"],
            ["--top", "1 or more"],
        ),
        (
            &["levers", "--category", "food", "--choose", "0"],
            ["--choose", "1 or more"],
        ),
        (
            &["levers", "--category", "food", "--choose", "-1"],
            ["-1", "--help"],
        ),
    ] {
        let outcome = data.run(arguments).expect(2);
        for word in words {
            assert!(outcome.stderr.contains(word), "no {word} in {outcome:#?}");
        }
        assert_eq!(outcome.stdout, "", "{outcome:#?}");
    }
    // Without a database, and it does not make one.
    let none = DataDir::new();
    let outcome = none.run(&["levers", "--category", "food"]).expect(2);
    assert!(
        outcome.stderr.contains("no database") && !none.data().exists(),
        "{outcome:#?}"
    );
}
