//! Files of which nothing can be used: one sentence, and quickly.

use crate::harness::{Case, collection};
use formats::ImportKind::{Neighborhoods, Schools};
use formats::Limits;
use std::io::Write;

fn schools(name: &str, bytes: impl AsRef<[u8]>) -> Case {
    Case::new(Schools).file(name, bytes)
}

/// Bytes as a broken disk has them.
fn garbage() -> Vec<u8> {
    let mut state = 7u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..5000).map(|_| next()).collect()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in members {
        writer
            .start_file(*name, zip::write::SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_is_missing_empty_or_garbage_is_said() {
    let missing = Case::new(Schools).path(std::path::Path::new("no/such.csv"));
    assert_eq!(missing.refusal(), "no/such.csv: there is no such file");
    assert!(
        schools("a.csv", b"")
            .refusal()
            .ends_with("it is empty (0 bytes)")
    );
    for name in ["a.csv", "a.geojson", "a.zip", "a.shp", "a"] {
        let refusal = schools(name, garbage()).refusal();
        assert!(
            refusal.contains("this is not") && refusal.contains("it is not text"),
            "{refusal}"
        );
    }
}

#[test]
fn a_file_that_is_not_what_its_name_says_is_refused() {
    let csv = "id,name\n1,Oak\n";
    let json = collection(&[]);
    for (name, bytes, part) in [
        ("a.geojson", csv, "this is not GeoJSON"),
        ("a.zip", csv, "this is not a zip"),
        ("a.shp", csv, "this is not a Shapefile"),
        ("a.csv", json.as_str(), "it begins like JSON"),
        (
            "b.geojson",
            "{\"error\":\"not found\"}",
            "JSON without a GeoJSON type",
        ),
        ("c.geojson", "{\"type\":\"Topology\"}", "type \"Topology\""),
        ("d.geojson", "[1,2]", "GeoJSON"),
        ("e.csv", "id,name\n", "it has columns and no rows"),
        ("f.csv", ",,\n1,2,3\n", "its first line names no column"),
    ] {
        let refusal = schools(name, bytes).refusal();
        assert!(refusal.contains(part), "{refusal}");
    }
}

#[test]
fn a_file_over_the_limit_is_refused_before_it_is_read() {
    let mut case = schools("a.csv", "id,name\n1,Oak\n");
    case.limits = Limits {
        file_bytes: 10,
        ..Limits::default()
    };
    assert!(
        case.refusal()
            .contains("14 bytes, which is more than the limit of 10")
    );
    // Two gigabytes without a byte on the disk.
    let case = schools("big.csv", "id,name\n");
    let file = std::fs::OpenOptions::new()
        .write(true)
        .open(&case.files[0])
        .unwrap();
    file.set_len(2 << 30).unwrap();
    assert!(case.refusal().contains("2147483648 bytes"));
}

#[test]
fn a_geojson_in_another_system_is_refused_by_name() {
    let rows = collection(&[(
        r#"{"id":"1","name":"Oak"}"#,
        r#"{"type":"Point","coordinates":[-77,38.9]}"#,
    )]);
    for (name, is_refused) in [
        ("urn:ogc:def:crs:EPSG::3857", true),
        ("EPSG:26985", true),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", false),
        ("urn:ogc:def:crs:EPSG::4326", false),
    ] {
        let crs = format!(r#"{{"crs":{{"type":"name","properties":{{"name":"{name}"}}}},"#);
        let case = schools("a.geojson", rows.replacen('{', &crs, 1));
        assert_eq!(case.read().is_err(), is_refused, "{name}");
        if is_refused {
            assert!(case.refusal().contains(name));
        }
    }
    let metres = collection(&[(
        r#"{"id":"1","name":"Oak"}"#,
        r#"{"type":"Point","coordinates":[396151,138827]}"#,
    )]);
    assert!(
        schools("m.geojson", metres)
            .refusal()
            .contains("metres or feet")
    );
}

#[test]
fn what_breaks_off_is_refused() {
    let whole = collection(&[(
        r#"{"id":"1","name":"Oak"}"#,
        r#"{"type":"Point","coordinates":[-77,38.9]}"#,
    )]);
    for length in [whole.len() - 1, whole.len() / 2, 30] {
        let refusal = schools("a.geojson", &whole[..length]).refusal();
        assert!(refusal.contains("ends in the middle"), "{refusal}");
    }
    let zipped = zip(&[("schools.csv", b"id,name\n1,Oak\n")]);
    assert_eq!(schools("a.zip", &zipped).import().records.len(), 1);
    for length in [zipped.len() - 5, zipped.len() / 2, 10] {
        let refusal = schools("a.zip", &zipped[..length]).refusal();
        assert!(refusal.contains("cut off or damaged"), "{refusal}");
    }
}

#[test]
fn a_zip_bomb_is_stopped_by_what_comes_out_of_it() {
    let zeros = vec![b'0'; 80 << 20];
    let bomb = zip(&[("schools.csv", &zeros)]);
    assert!(bomb.len() < 200_000);
    let refusal = schools("bomb.zip", &bomb).refusal();
    assert!(refusal.contains("unpacking it was stopped"), "{refusal}");
    let mut case = schools("small.zip", zip(&[("schools.csv", &zeros[..2000])]));
    case.limits = Limits {
        unzipped_bytes: 1000,
        ..Limits::default()
    };
    assert!(case.refusal().contains("larger than 1000 bytes"));
    let many: Vec<_> = (0..20).map(|n| format!("{n}.csv")).collect();
    let members: Vec<(&str, &[u8])> = many
        .iter()
        .map(|name| (name.as_str(), b"x".as_slice()))
        .collect();
    let mut case = schools("many.zip", zip(&members));
    case.limits = Limits {
        zip_members: 10,
        ..Limits::default()
    };
    assert!(case.refusal().contains("20 members"));
}

#[test]
fn a_zip_with_no_layer_or_with_several_is_refused() {
    assert!(
        schools("a.zip", zip(&[("read.me", b"x")]))
            .refusal()
            .contains("it has none")
    );
    let two = zip(&[("a.csv", b"id\n1"), ("b.csv", b"id\n1")]);
    assert!(
        schools("a.zip", two)
            .refusal()
            .contains("it has 2: a.csv, b.csv")
    );
    let mac = zip(&[
        ("x/schools.csv", b"id,name\n1,Oak\n"),
        ("__MACOSX/x/._schools.csv", b"\0"),
    ]);
    assert_eq!(schools("mac.zip", mac).import().records.len(), 1);
}

#[test]
fn a_file_without_the_columns_names_those_it_has() {
    let refusal = schools("a.csv", "code,title\n1,Oak\n").refusal();
    assert!(
        refusal.contains("no column for id") && refusal.contains("its columns are: code, title"),
        "{refusal}"
    );
    let refusal = schools("a.csv", "id,name,id\n1,Oak,2\n").refusal();
    assert!(
        refusal.contains("\"id\", which is needed, is there twice"),
        "{refusal}"
    );
}

#[test]
fn a_folder_is_no_table() {
    let case = Case::new(Neighborhoods);
    let folder = case.folder().to_owned();
    assert!(case.path(&folder).refusal().contains("it is a folder"));
}
