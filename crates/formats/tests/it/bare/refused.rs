//! Every kind of refusal, and what it says.

use super::{needs, said, sites, write};
use formats::bare::{BareFile, MAX_REFUSALS, read_needs};

const HEADER: &str = "id,lon,lat,category,languages,times,mode,max_minutes,max_cost,age,severity,weight,accessibility\n";
const SITES: &str =
    "id,lon,lat,categories,languages,hours,min_age,max_age,cost,capacity,accessibility\n";

/// What is said of a needs file with one good row and `row` after it.
fn need(row: &str) -> Vec<String> {
    said(needs(format!("{HEADER}good,1,2,food,,,,,,,,,\n{row}\n")))
}

fn site(row: &str) -> Vec<String> {
    said(sites(format!("{SITES}good,1,2,food,,,,,,,\n{row}\n")))
}

#[test]
fn a_cell_that_is_wrong_is_named_with_its_row_and_column() {
    let number = "a number of 0 or more with at most 6 decimals, such as 12 or 0.5";
    let hours = "hours such as mon-fri 09:00-17:00 or sat 20:00-02:00";
    for (row, column, value, expected) in [
        (
            "n,200,2,food,,,,,,,,,",
            "lon",
            "200",
            "a longitude: plain degrees between -180 and 180",
        ),
        (
            "n,-180.0000001,2,food,,,,,,,,,",
            "lon",
            "-180.0000001",
            "a longitude: plain degrees between -180 and 180",
        ),
        (
            "n,NaN,2,food,,,,,,,,,",
            "lon",
            "NaN",
            "a longitude: plain degrees between -180 and 180",
        ),
        (
            "n,1e1,2,food,,,,,,,,,",
            "lon",
            "1e1",
            "a longitude: plain degrees between -180 and 180",
        ),
        (
            "n,+1,2,food,,,,,,,,,",
            "lon",
            "+1",
            "a longitude: plain degrees between -180 and 180",
        ),
        (
            "n,1,90.5,food,,,,,,,,,",
            "lat",
            "90.5",
            "a latitude: plain degrees between -90 and 90",
        ),
        (
            "n,1,-inf,food,,,,,,,,,",
            "lat",
            "-inf",
            "a latitude: plain degrees between -90 and 90",
        ),
        (
            "n,1,\"38,9\",food,,,,,,,,,",
            "lat",
            "38,9",
            "a latitude: plain degrees between -90 and 90",
        ),
        (
            "n,1,2,food,es;no language!,,,,,,,,",
            "languages",
            "no language!",
            "a BCP 47 language tag such as en, es or zh-Hant",
        ),
        (
            "n,1,2,food,,mon 9:00-10:00,,,,,,,",
            "times",
            "mon 9:00-10:00",
            hours,
        ),
        (
            "n,1,2,food,,mon 09:00-09:00,,,,,,,",
            "times",
            "mon 09:00-09:00",
            hours,
        ),
        (
            "n,1,2,food,,sat 10:00-11:00;mon 24:00-01:00,,,,,,,",
            "times",
            "mon 24:00-01:00",
            hours,
        ),
        (
            "n,1,2,food,,\"mon,tue 09:00-10:00\",,,,,,,",
            "times",
            "mon,tue 09:00-10:00",
            hours,
        ),
        (
            "n,1,2,food,,,car,,,,,,",
            "mode",
            "car",
            "a mode: walk, bike, drive or transit",
        ),
        ("n,1,2,food,,,,-1,,,,,", "max_minutes", "-1", number),
        ("n,1,2,food,,,,inf,,,,,", "max_minutes", "inf", number),
        ("n,1,2,food,,,,,1e3,,,,", "max_cost", "1e3", number),
        ("n,1,2,food,,,,,,-0.5,,,", "age", "-0.5", number),
        (
            "n,1,2,food,,,,,,,NaN,,",
            "severity",
            "NaN",
            "a number with at most 6 decimals, such as 2, 0.5 or -1",
        ),
        ("n,1,2,food,,,,,,,,-2,", "weight", "-2", number),
        (
            "n,1,2,food,,,,,,,,0.0000001,",
            "weight",
            "0.0000001",
            number,
        ),
        ("n,1,2,food,,,,,,,,+1,", "weight", "+1", number),
    ] {
        let expected = format!("needs.csv, row 3, column {column}: {value:?} is not {expected}");
        assert_eq!(need(row), [expected], "{row}");
    }
    for (row, column, value) in [
        ("s,1,2,food,,,-1,,,,", "min_age", "-1"),
        ("s,1,2,food,,,,Infinity,,,", "max_age", "Infinity"),
        ("s,1,2,food,,,,,-5,,", "cost", "-5"),
        ("s,1,2,food,,,,,,-3,", "capacity", "-3"),
        ("s,1,2,food,,,,,,1.2345678,", "capacity", "1.2345678"),
    ] {
        let expected = format!("sites.csv, row 3, column {column}: {value:?} is not {number}");
        assert_eq!(site(row), [expected], "{row}");
    }
}

#[test]
fn ids_and_positions_are_whole_or_refused() {
    for (row, expected) in [
        (
            ",1,2,food,,,,,,,,,",
            "row 3, column id: it is empty; every row has an id",
        ),
        (
            "good,1,2,food,,,,,,,,,",
            "row 3, column id: \"good\" stands in row 2 already; every row has an id of its own",
        ),
        (
            "n,1,,food,,,,,,,,,",
            "row 3, column lat: it is empty where lon is given; both are or neither",
        ),
        (
            "n,,2,food,,,,,,,,,",
            "row 3, column lon: it is empty where lat is given; both are or neither",
        ),
    ] {
        assert_eq!(need(row), [format!("needs.csv, {expected}")], "{row}");
    }
}

#[test]
fn a_minimum_age_over_the_maximum_is_refused() {
    let expected = "sites.csv, row 3, column min_age: \"12.5\" is more than max_age, \"12\"; it is at most that";
    assert_eq!(site("s,1,2,food,,,12.5,12,,,"), [expected]);
}

#[test]
fn a_row_of_another_length_is_refused() {
    let expected = "needs.csv, row 3: it has 4 fields where the header names 13 columns";
    assert_eq!(need("n,1,2,food"), [expected]);
    let expected = "needs.csv, row 3: it has 14 fields where the header names 13 columns";
    assert_eq!(need("n,1,2,food,,,,,,,,,,"), [expected]);
    let expected = "needs.csv, row 3: it has 1 field where the header names 13 columns";
    assert_eq!(need(" "), [expected]);
}

#[test]
fn what_rfc_4180_does_not_allow_is_refused() {
    for (row, expected) in [
        (
            "n,1,2,5\" pipe,,,,,,,,,",
            "column category: a quote stands inside a field",
        ),
        (
            "n,1,2,\"food\" bank,,,,,,,,,",
            "column category: text follows a closing quote",
        ),
        (
            "n,1,2,\"food,,,,,,,,,\nm,1,2,food,,,,,,,,,",
            "column category: a quote opens in this row and is never closed",
        ),
        (
            "n,1,2,fo\rod,,,,,,,,,",
            "column category: a carriage return stands outside quotes",
        ),
        (
            "\"n\",1,2,fo\rod,,,,,,,,,",
            "column category: a carriage return stands outside quotes",
        ),
    ] {
        let said = need(row);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(
            said[0].starts_with(&format!("needs.csv, row 3, {expected}")),
            "{said:?}"
        );
    }
}

#[test]
fn what_is_not_utf8_is_refused_with_its_row_and_column() {
    let mut bytes = format!("{HEADER}a,1,2,food,,,,,,,,,\n\"b\n\",1,2,\"fo,od").into_bytes();
    bytes.extend(b"\xe9\",,,,,,,,,\nc,x,2,food,,,,,,,,,\n");
    assert_eq!(
        said(needs(bytes)),
        [
            "needs.csv, row 3, column category: its bytes are not UTF-8 text; save the file as UTF-8",
            "needs.csv, row 4, column lon: \"x\" is not a longitude: plain degrees between -180 and 180",
        ]
    );
    let utf_16: Vec<u8> = "\u{feff}id,lon"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    assert_eq!(
        said(needs(utf_16)),
        ["needs.csv, row 1: its bytes are not UTF-8 text; save the file as UTF-8"]
    );
}

#[test]
fn a_header_that_is_wrong_is_refused_with_all_that_is_wrong() {
    let known = "which are id, lon, lat, category, languages, times, mode, max_minutes, max_cost, age, severity, weight, accessibility";
    assert_eq!(
        said(needs("id,lon,lat,lon,categories\nn,1,2,3,food\n")),
        [
            "needs.csv, row 1, column lon: it is named twice; every column is named once".to_owned(),
            format!("needs.csv, row 1: \"categories\" is not one of this file's columns, {known}"),
            "needs.csv, row 1, column category: it is missing; the required columns are id, lon, lat, category".to_owned(),
        ]
    );
    let trailing_comma = said(needs("id,lon,lat,category,\n"));
    assert_eq!(
        trailing_comma,
        [format!(
            "needs.csv, row 1: \"\" is not one of this file's columns, {known}"
        )]
    );
    let not_ours = said(sites("id,lon,lat,category\n"));
    assert_eq!(not_ours.len(), 2, "{not_ours:?}");
}

#[test]
fn a_file_without_a_header_is_refused() {
    assert_eq!(
        said(needs("")),
        ["needs.csv: it is empty (0 bytes); a file without rows has its header"]
    );
    for text in ["\n", "\r\n\n", "\u{feff}", "\u{feff}\n"] {
        let expected = "needs.csv: it has no header; its first row names the columns";
        assert_eq!(said(needs(text)), [expected], "{text:?}");
    }
}

#[test]
fn a_file_that_is_not_there_or_is_a_folder_is_refused() {
    let file = write("needs.csv", "");
    let missing = file.path.with_file_name("other.csv");
    assert_eq!(
        said(read_needs(&BareFile::new(&missing))),
        ["other.csv: there is no such file"]
    );
    let folder = file.path.with_file_name("");
    let refusals = read_needs(&BareFile::new(&folder)).unwrap_err();
    assert!(
        refusals
            .to_string()
            .ends_with(": it is a folder, not a file"),
        "{refusals}"
    );
}

#[test]
fn everything_wrong_in_a_row_is_said_and_nothing_else_of_it() {
    let said = need("secret,12.34567,x,food,en,mon,fly,,,,,,");
    assert_eq!(said.len(), 3);
    for hidden in ["secret", "12.34567", "food"] {
        assert!(!said.concat().contains(hidden), "{said:?}");
    }
}

#[test]
fn the_first_refusals_are_told_and_the_others_are_counted() {
    let rows: String = (0..50)
        .map(|row| format!("n{row},1,100,food,,,,,,,,,\n"))
        .collect();
    for chunk_bytes in [1, 100, 1 << 20] {
        for n_threads in [1, 3] {
            let file = write("needs.csv", format!("{HEADER}{rows}"));
            let file = BareFile::new(&file.path)
                .with_chunk_bytes(chunk_bytes)
                .with_threads(n_threads);
            let refusals = read_needs(&file).unwrap_err();
            assert_eq!(
                (refusals.first().len(), refusals.n_refusals()),
                (MAX_REFUSALS, 50)
            );
            let text = refusals.to_string();
            assert_eq!(text.lines().count(), MAX_REFUSALS + 1);
            assert!(text.ends_with("\nand 30 more"), "{text}");
            assert!(
                refusals
                    .first()
                    .iter()
                    .map(|refusal| refusal.row)
                    .eq((2..22).map(Some))
            );
        }
    }
}

#[test]
fn a_long_value_is_cut_and_stays_on_one_line() {
    let said = need(&format!("n,1,2,food,,,\"a\n{}\",,,,,,", "é".repeat(500)));
    assert_eq!(said.len(), 1);
    assert!(
        said[0].contains("column mode: \"a\\né") && said[0].contains("…\" is not a mode"),
        "{said:?}"
    );
    assert!(said[0].chars().count() < 200);
}

#[test]
fn rows_without_any_character_count_and_are_no_rows() {
    let said = said(needs(format!("\n{HEADER}\r\n\nn,1,x,food,,,,,,,,,\n")));
    assert!(
        said[0].starts_with("needs.csv, row 5, column lat: "),
        "{said:?}"
    );
}
