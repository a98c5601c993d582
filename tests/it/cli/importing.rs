//! What an import does to what is there.

use super::{collection, ids, named_district, snapshot};
use e2e::{Town, fixture};

#[test]
fn every_kind_of_the_town_is_loaded_and_counted() {
    let data = Town::load();
    let state = data.state();
    for count in ["4", "74", "2025-fall", "2026-fall"] {
        assert!(state.contains(count), "no {count} in {state}");
    }
    assert_eq!(
        ids(&collection(&data, "schools")),
        ["0101", "0102", "0201", "0301"]
    );
}

#[test]
fn the_same_file_twice_changes_nothing() {
    let data = Town::load();
    let before = (snapshot(&data), data.state());
    for (kind, file) in [
        ("schools", "town/schools.csv"),
        ("zones", "town/zones.geojson"),
        ("assets", "town/assets.csv"),
    ] {
        data.import(kind, &fixture(file), &[]).expect(0).text();
    }
    let confidential = fixture("town/confidential.csv");
    let more = ["--confidential", confidential.to_str().unwrap()];
    data.import("directory", &fixture("town/directory"), &more)
        .expect(0)
        .text();
    data.import("responses", &data.file("responses.csv"), &[])
        .expect(0)
        .text();
    assert_eq!((snapshot(&data), data.state()), before);
}

#[test]
fn a_newer_file_updates_by_id_and_what_vanished_is_no_longer_shown() {
    let data = named_district();
    let source = ["--source", "schools"];
    data.import("schools", &fixture("town/schools.csv"), &source)
        .expect(0)
        .text();
    data.import("schools", &fixture("town/schools_newer.csv"), &source)
        .expect(0)
        .text();
    let schools = collection(&data, "schools");
    assert_eq!(ids(&schools), ["0101", "0102", "0301", "0302"]);
    let renamed = schools.iter().find(|s| s["id"] == "0102").unwrap();
    assert_eq!(renamed["properties"]["name"], "East Academy");
}

#[test]
fn an_id_of_another_source_is_refused_and_nothing_changes() {
    let data = named_district();
    let source = ["--source", "last year"];
    data.import("schools", &fixture("town/schools.csv"), &source)
        .expect(0)
        .text();
    let before = snapshot(&data);
    let source = ["--source", "this year"];
    let outcome = data
        .import("schools", &fixture("town/schools_newer.csv"), &source)
        .expect(3);
    assert!(outcome.stderr.contains("last year"), "{outcome:#?}");
    assert_eq!(snapshot(&data), before);
}

#[test]
fn a_dry_run_reports_and_writes_nothing() {
    let data = named_district();
    let before = (snapshot(&data), data.state());
    let outcome = data
        .import("schools", &fixture("town/schools.csv"), &["--dry-run"])
        .expect(0);
    assert!(outcome.text().contains('4'), "{outcome:#?}");
    assert_eq!((snapshot(&data), data.state()), before);
}

#[test]
fn one_wrong_row_refuses_the_whole_file_and_names_row_column_and_value() {
    let data = named_district();
    let before = snapshot(&data);
    let file = fixture("bad/schools_some_wrong.csv");
    let said = data.import("schools", &file, &[]).expect(3).text();
    for words in ["schools_some_wrong.csv", "name", "195.02", "lat"] {
        assert!(said.contains(words), "no {words} in {said}");
    }
    assert_eq!(snapshot(&data), before);
}

#[test]
fn with_rejects_the_good_rows_are_loaded_and_the_others_written_with_the_reason() {
    let data = named_district();
    let rejects = data.file("rejects.csv");
    let file = fixture("bad/schools_some_wrong.csv");
    let more = ["--rejects", rejects.to_str().unwrap()];
    data.import("schools", &file, &more).expect(0).text();
    let loaded = collection(&data, "schools");
    // Neither of two rows with one id is taken: nobody can tell which of them is right.
    assert_eq!(ids(&loaded), ["3", "6"]);
    let zero = loaded.iter().find(|school| school["id"] == "3").unwrap();
    assert!(zero["geometry"].is_null(), "0,0 is no place: {zero}");
    let rejected = std::fs::read_to_string(&rejects).unwrap();
    for words in ["Far", "195.02", "Oak again"] {
        assert!(rejected.contains(words), "no {words} in {rejected}");
    }
    assert!(!rejected.contains("Elm"), "{rejected}");
}

#[test]
fn a_report_lists_fifty_of_a_kind_and_counts_them_all() {
    let data = named_district();
    let mut csv = "id,name,levels,lon,lat\n".to_owned();
    for n in 0..80 {
        csv.push_str(&format!("s{n},School {n},elementary,-90.0,195.{n:02}\n"));
    }
    let file = data.write("schools.csv", csv);
    let said = data.import("schools", &file, &[]).expect(3).text();
    let listed = said
        .lines()
        .filter(|line| line.contains("schools.csv, row "));
    assert_eq!(listed.count(), 50, "{said}");
    assert!(said.contains("80"), "{said}");
}

#[test]
fn a_report_for_machines_is_json() {
    let data = named_district();
    let file = fixture("town/schools.csv");
    let report = data.import("schools", &file, &["--json"]).expect(0).json();
    assert!(report.is_object(), "{report}");
}

#[test]
fn layers_of_one_geopackage_are_imported_by_name_like_files_of_their_own() {
    let (apart, together) = (named_district(), named_district());
    let package = together.file("district.gpkg");
    for (layer, file) in [
        ("zones", "town/zones.geojson"),
        ("hoods", "town/neighborhoods.geojson"),
    ] {
        let mut command = std::process::Command::new("ogr2ogr");
        command.args(["-f", "GPKG", "-update", "-append", "-t_srs", "EPSG:3857"]);
        command
            .args(["-nln", layer])
            .arg(&package)
            .arg(fixture(file));
        if !command.output().is_ok_and(|output| output.status.success()) {
            println!("skipped: ogr2ogr is not installed");
            return;
        }
    }
    let refused = together.import("zones", &package, &[]).expect(3);
    assert!(refused.stderr.contains("zones, hoods"), "{refused:#?}");
    for (kind, layer, file) in [
        ("zones", "zones", "town/zones.geojson"),
        ("neighborhoods", "hoods", "town/neighborhoods.geojson"),
    ] {
        apart.import(kind, &fixture(file), &[]).expect(0).text();
        together
            .import(kind, &package, &["--layer", layer])
            .expect(0)
            .text();
    }
    for (name, n) in [("attendance-zones", 4), ("neighborhoods", 2)] {
        let (apart, together) = (collection(&apart, name), collection(&together, name));
        assert_eq!(apart.len(), n, "{name}");
        for (one, other) in apart.iter().zip(&together) {
            assert_eq!(one["id"], other["id"]);
            assert_eq!(one["properties"], other["properties"]);
        }
    }
}
