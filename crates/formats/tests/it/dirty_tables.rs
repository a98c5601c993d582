//! Tables as people export them.

use crate::harness::{Case, csv, ids, lines, position};
use formats::ImportKind::{Feeders, Responses, Schools};
use model::record::{Record, RecordKind};

fn school_names(import: &formats::Import) -> Vec<&str> {
    let records = import.records.iter();
    records
        .map(|record| match record {
            Record::School(school) => school.name.as_str(),
            other => panic!("{other:?}"),
        })
        .collect()
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_first_column() {
    let import = csv(Schools, b"\xef\xbb\xbfid,name\n1,Oak\n");
    assert_eq!(ids(&import), ["1"]);
    assert_eq!(import.report.count_of("byte-order-mark"), 1);
}

#[test]
fn latin_1_is_read_with_a_warning_that_names_the_first_row() {
    let import = csv(Schools, b"id,name\n1,Oak\n2,Nu\xf1ez\n3,Caf\xe9\n");
    assert_eq!(school_names(&import), ["Oak", "Nuñez", "Café"]);
    assert_eq!(import.report.count_of("encoding"), 1);
    assert!(lines(&import)[0].contains("row 3"), "{:?}", lines(&import));
}

#[test]
fn utf_16_with_tabs_is_read() {
    let text = "\u{feff}id\tname\r\n1\tNuñez\r\n";
    let bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(school_names(&csv(Schools, bytes)), ["Nuñez"]);
}

#[test]
fn any_line_end_and_semicolons_between_columns_are_read() {
    for text in [
        "id,name\r1,Oak\r2,Elm\r",
        "id,name\r\n1,Oak\r\n2,Elm",
        "id;name\n1;Oak\n\n2;Elm\n",
    ] {
        assert_eq!(
            school_names(&csv(Schools, text)),
            ["Oak", "Elm"],
            "{text:?}"
        );
    }
}

#[test]
fn words_for_nothing_are_unknown() {
    for blank in ["", " ", "Null", "None", "N/A", "(   )    -"] {
        let text = format!("id,name,address,enrollment,levels\n1,Oak,{blank},{blank},{blank}\n");
        let import = csv(Schools, text);
        let Record::School(school) = &import.records[0] else {
            panic!()
        };
        assert_eq!(
            (&school.address, school.enrollment, school.levels.len()),
            (&None, None, 0),
            "{blank:?}"
        );
    }
}

#[test]
fn a_ragged_row_is_refused_by_name_and_the_others_are_read() {
    let import = csv(Schools, "id,name\n1,Oak\n2,Elm,extra\n3\n4,Ash\n");
    assert_eq!(ids(&import), ["1", "4"]);
    let rows: Vec<_> = import.rejected.iter().map(|row| row.row).collect();
    assert_eq!(rows, [3, 4]);
    assert!(
        import.rejected[0]
            .reason
            .contains("3 fields where the header names 2")
    );
    assert!(
        import.kept.contains(&(RecordKind::School, "2".to_owned())),
        "a refused row has not vanished"
    );
}

#[test]
fn rows_that_repeat_word_for_word_are_dropped_and_contradictions_refused() {
    let import = csv(Schools, "id,name\n1,Oak\n1,Oak\n2,Elm\n2,Ash\n3,Fir\n");
    assert_eq!(ids(&import), ["1", "3"]);
    assert_eq!(import.report.count_of("repeated-row"), 1);
    assert_eq!(import.report.count_of("repeated-id"), 2);
    assert_eq!(import.rejected.len(), 2);
}

#[test]
fn ids_keep_their_zeros_and_get_lost_ones_back() {
    let import = csv(Schools, "id,name\n0012,Oak\n12,Elm\n");
    assert_eq!(ids(&import), ["0012", "12"]);
    let case = Case::new(Feeders)
        .file(
            "feeders.csv",
            "from_school_id,to_school_id,share\n12,0300,\n12,77,0.5\n",
        )
        .knows(RecordKind::School, "0012")
        .knows(RecordKind::School, "0300");
    let import = case.import();
    assert_eq!(ids(&import), ["0012>0300", "0012>77"]);
    assert_eq!(import.report.count_of("leading-zeros"), 2);
    assert_eq!(
        import.report.count_of("unknown-reference"),
        1,
        "{:?}",
        lines(&import)
    );
    let padded = Case::new(Schools).file("s.csv", "NCESSCH,N\n10000500870,Oak\n");
    let padded = padded
        .map("[fields]\nid = { column = 'NCESSCH', pad = 12 }\nname = 'N'")
        .import();
    assert_eq!(ids(&padded), ["010000500870"]);
}

#[test]
fn a_school_that_is_named_where_its_id_belongs_is_found_when_only_one_has_the_name() {
    let text = "from_school_id,to_school_id\n\"escuela Peña, K-8\",003H\nTwin,003H\n";
    let import = Case::new(Feeders)
        .file("feeders.csv", text)
        .knows_school("017", "Escuela Peña, K-8")
        .knows_school("003H", "003")
        .knows_school("021", "Twin")
        .knows_school("022", "Twin")
        .import();
    assert_eq!(ids(&import), ["017>003H", "Twin>003H"]);
    assert_eq!(import.report.count_of("school-name"), 1);
    let unknown = import.report.count_of("unknown-reference");
    assert_eq!(unknown, 1, "{:?}", lines(&import));
}

#[test]
fn feeder_shares_that_can_only_be_percentages_are_read_as_such() {
    let shares = |column: &str| {
        let text = column.split(' ').enumerate();
        let rows: String = text.map(|(n, share)| format!("a{n},z,{share}\n")).collect();
        let text = format!("from_school_id,to_school_id,share\n{rows}");
        let import = csv(Feeders, text);
        let share = |record: &Record| match record {
            Record::FeederLink(link) => link.share.unwrap(),
            _ => unreachable!(),
        };
        let read: Vec<f64> = import.records.iter().map(share).collect();
        (
            read,
            import.report.count_of("percentages"),
            import.rejected.len(),
        )
    };
    assert_eq!(
        shares("99.5 0.5 100 50%"),
        (vec![0.995, 0.005, 1.0, 0.5], 1, 0)
    );
    assert_eq!(shares("0.25 1 1 25%"), (vec![0.25, 1.0, 1.0, 0.25], 0, 0));
    // One number over 1 among shares is a mistake, and a number over 100 is no share of anything.
    assert_eq!(shares("0.25 0.75 75"), (vec![0.25, 0.75], 0, 1));
    assert_eq!(shares("99 1 101"), (vec![1.0], 0, 2));
}

#[test]
fn numbers_are_read_as_spreadsheets_write_them_and_nothing_else() {
    for (text, enrollment) in [
        ("321", Some(321)),
        ("321.0", Some(321)),
        ("\"1,234\"", Some(1234)),
    ] {
        let import = csv(Schools, format!("id,name,enrollment\n1,Oak,{text}\n"));
        let Record::School(school) = &import.records[0] else {
            panic!()
        };
        assert_eq!(school.enrollment, enrollment, "{text}");
    }
    for text in ["-1", "12.5", "many", "1e3", "\"12,34\""] {
        let import = csv(Schools, format!("id,name,enrollment\n1,Oak,{text}\n"));
        assert_eq!(import.rejected.len(), 1, "{text}");
    }
}

#[test]
fn longitude_and_latitude_in_columns_are_judged() {
    let place =
        |lon: &str, lat: &str| csv(Schools, format!("id,name,lon,lat\n1,Oak,{lon},{lat}\n"));
    assert_eq!(position(&place("-77.03", "38.9")), Some([-77.03, 38.9]));
    let unknown = place("", "");
    assert_eq!(position(&unknown), None);
    assert_eq!(unknown.report.count_of("missing-position"), 1);
    let null = place("0", "0.0");
    assert_eq!(position(&null), None);
    assert_eq!(null.report.count_of("zero-position"), 1);
    let swapped = place("38.9", "-77.03");
    assert_eq!(position(&swapped), Some([-77.03, 38.9]));
    assert_eq!(swapped.report.count_of("swapped-lon-lat"), 1);
    for (lon, lat, reason) in [
        (
            "-77.03",
            "",
            "lat: expected longitude and latitude, both or neither",
        ),
        ("west", "38.9", "lon: \"west\"; expected degrees"),
        ("396151.5", "138827.7", "metres or feet"),
        ("NaN", "38.9", "lon: \"NaN\"; expected degrees"),
    ] {
        let import = place(lon, lat);
        assert!(
            import.rejected[0].reason.contains(reason),
            "{}",
            import.rejected[0].reason
        );
    }
}

#[test]
fn every_fault_of_a_row_is_named_at_once() {
    let import = csv(
        Schools,
        "id,name,levels,operator,enrollment\n1,,infant,state,-3\n",
    );
    let reason = &import.rejected[0].reason;
    for part in ["name", "infant", "state", "-3"] {
        assert!(reason.contains(part), "{reason}");
    }
    assert_eq!(import.report.refused_rows, 1);
    assert_eq!(
        import.rejected[0].cells[2],
        ("levels".to_owned(), "infant".to_owned())
    );
}

#[test]
fn a_refused_row_without_an_id_keeps_everything_from_vanishing() {
    let import = csv(Schools, "id,name\n,Oak\n2,Elm\n");
    assert!(import.kinds.is_empty());
    assert_eq!(import.report.count_of("nothing-vanished"), 1);
}

#[test]
fn a_report_counts_all_findings_and_keeps_fifty_of_a_kind() {
    let rows: String = (0..120).map(|n| format!("{n},\n")).collect();
    let import = csv(Schools, format!("id,name\n{rows}"));
    let group = &import.report.groups[0];
    assert_eq!(
        (group.count, group.findings.len(), import.rejected.len()),
        (120, 50, 120)
    );
}

const HEADER: &str = "id,wave,lon,lat,languages,weight,needs,times,mode,child_age,severity";

#[test]
fn a_whole_response_is_read() {
    let row = "r1,2026-fall,-77.03,38.9,es;Amharic;und,1.5,food;after-school,mon-fri 15:00-18:00;sat 10:00-12:00,Walk,9.5,2";
    let import = csv(Responses, format!("{HEADER}\n{row}\n"));
    assert_eq!(lines(&import), [""; 0]);
    let Record::Response(response) = &import.records[0] else {
        panic!()
    };
    let languages: Vec<_> = response.languages.iter().map(|l| l.as_str()).collect();
    assert_eq!(languages, ["am", "es"]);
    assert_eq!(
        response.times.as_ref().unwrap().to_string(),
        "sat 10:00-12:00;mon-fri 15:00-18:00"
    );
    assert_eq!(response.needs.len(), 2);
}

#[test]
fn no_message_about_a_response_shows_the_home_or_what_a_family_said_of_itself() {
    let rows = [
        "r1,w,938.123,12.5,es,1,food,,,,",
        "r2,w,xyz123,38.9,es,1,food,,,,",
        "r3,w,-77.03,38.9,es,1,food,,,951,",
        "r4,w,38.951,-77.01,es,1,food,,,9,",
        "r5,w,77.0951,-12.01,es,1,food,,,9,",
        "r6,w,-77.03,38.9,es,-1,food,,,9,",
        "r7,w,-77.03,38.9,es,1,bread,,,9,",
        "r8,w,-77.03,38.9,es,NaN,food,,,9,",
        "r9,w,-77.03,38.9,es,1,food,at noon,,9,",
    ];
    let import = csv(Responses, format!("{HEADER}\n{}\n", rows.join("\n")));
    let mut said = lines(&import);
    said.extend(import.rejected.iter().map(|row| row.reason.clone()));
    for line in &said {
        for secret in [
            "938", "12.5", "xyz", "951", "38.9", "77.0951", "77.01", "12.01",
        ] {
            assert!(!line.contains(secret), "{line}");
        }
    }
    for shown in ["\"-1\"", "\"bread\"", "\"NaN\"", "\"at noon\""] {
        assert!(
            said.iter().any(|line| line.contains(shown)),
            "{shown} in {said:#?}"
        );
    }
    assert_eq!(import.rejected.len(), 7);
}
