//! XLSX workbooks, written by another library.

use crate::harness::{Case, ids, lines, position};
use formats::ImportKind::Schools;
use model::record::Record;
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

/// A workbook with a sheet of notes and one of schools.
fn workbook() -> Workbook {
    let mut book = Workbook::new();
    let schools = book.add_worksheet();
    schools.set_name("Schools 2026").unwrap();
    for (column, name) in (0..).zip(["id", "name", "enrollment", "lon", "lat"]) {
        schools.write_string(0, column, name).unwrap();
    }
    schools.write_number(1, 0, 7.0).unwrap();
    schools.write_string(1, 1, " Señal Hill ").unwrap();
    schools.write_number(1, 2, 412.0).unwrap();
    schools.write_number(1, 3, -77.031).unwrap();
    schools.write_number(1, 4, 38.9).unwrap();
    let notes = book.add_worksheet();
    notes.set_name("Notes").unwrap();
    notes.write_string(0, 0, "id").unwrap();
    notes.write_string(0, 1, "name").unwrap();
    notes.write_string(1, 0, "n1").unwrap();
    notes.write_string(1, 1, "A note").unwrap();
    book
}

fn school(record: &Record) -> &model::school::School {
    match record {
        Record::School(school) => school,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_first_sheet_is_a_table() {
    let bytes = workbook().save_to_buffer().unwrap();
    let import = Case::new(Schools).file("schools.xlsx", bytes).import();
    let hill = school(&import.records[0]);
    assert_eq!((hill.id.as_str(), hill.name.as_str()), ("7", "Señal Hill"));
    assert_eq!(hill.enrollment, Some(412));
    assert_eq!(position(&import), Some([-77.031, 38.9]));
    assert!(
        lines(&import)[0].contains("Schools 2026"),
        "{:?}",
        lines(&import)
    );
}

#[test]
fn a_mapping_names_another_sheet_and_zeros_come_back() {
    let bytes = workbook().save_to_buffer().unwrap();
    let map = "sheet = \"notes\"\n[fields]\nid = { column = \"id\", pad = 4 }\nname = \"name\"\n";
    let import = Case::new(Schools)
        .file("schools.xlsx", &bytes)
        .map(map)
        .import();
    assert_eq!(ids(&import), ["00n1"]);
    let refusal = Case::new(Schools)
        .file("schools.xlsx", &bytes)
        .map("sheet = \"Pupils\"")
        .refusal();
    assert!(refusal.contains("Schools 2026, Notes"), "{refusal}");
}

#[test]
fn rows_are_counted_as_the_spreadsheet_shows_them_and_failed_formulas_are_named() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(2, 0, "id").unwrap();
    sheet.write_string(2, 1, "name").unwrap();
    sheet.write_string(5, 0, "1").unwrap();
    sheet
        .write_formula(5, 1, Formula::new("=1/0").set_result("#DIV/0!"))
        .unwrap();
    sheet.write_string(6, 0, "2").unwrap();
    sheet.write_string(6, 1, "Oak").unwrap();
    sheet.write_string(6, 2, "too much").unwrap();
    sheet.write_boolean(7, 0, true).unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    let date = ExcelDateTime::from_ymd(2026, 3, 1).unwrap();
    sheet.write_datetime_with_format(7, 1, &date, &day).unwrap();
    let import = Case::new(Schools)
        .file("s.xlsx", book.save_to_buffer().unwrap())
        .import();
    let last = school(&import.records[0]);
    assert_eq!(
        (last.id.as_str(), last.name.as_str()),
        ("yes", "2026-03-01")
    );
    let text = lines(&import).join("\n");
    assert!(text.contains("row 6") && text.contains("#DIV/0!"), "{text}");
    assert!(
        text.contains("row 7") && text.contains("3 fields"),
        "{text}"
    );
}

#[test]
fn cells_at_far_corners_do_not_make_a_table_between_them() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "id").unwrap();
    sheet.write_string(0, 1, "name").unwrap();
    sheet.write_string(1, 0, "1").unwrap();
    sheet.write_string(1, 1, "Oak").unwrap();
    sheet.write_string(1_048_575, 16_383, "x").unwrap();
    let import = Case::new(Schools)
        .file("s.xlsx", book.save_to_buffer().unwrap())
        .import();
    assert_eq!(ids(&import), ["1"]);
    assert_eq!(import.rejected.len(), 1);
}

#[test]
fn what_is_no_workbook_is_refused_with_what_it_is() {
    let refusal = |name: &str, bytes: &[u8]| Case::new(Schools).file(name, bytes).refusal();
    let old = [
        &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..],
        &[0; 600],
    ]
    .concat();
    assert!(refusal("s.xls", &old).contains("save it as .xlsx"));
    assert!(refusal("s.xlsx", b"id,name\n1,Oak\n").contains("not an XLSX workbook"));
    let database = [&b"SQLite format 3\0"[..], &[0; 600]].concat();
    assert!(refusal("s.xlsx", &database).contains("a GeoPackage or another SQLite database"));
    let mut empty = Workbook::new();
    empty.add_worksheet().set_name("Blank").unwrap();
    assert!(refusal("s.xlsx", &empty.save_to_buffer().unwrap()).contains("\"Blank\" is empty"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_damaged_workbook_is_read_or_refused(place in any::<prop::sample::Index>(), byte in any::<u8>(), is_cut in any::<bool>()) {
        let mut bytes = workbook().save_to_buffer().unwrap();
        let place = place.index(bytes.len());
        match is_cut {
            true => bytes.truncate(place.max(1)),
            false => bytes[place] = byte,
        }
        let _ = Case::new(Schools).file("s.xlsx", bytes).read();
    }
}
