//! `locate` on points and areas that are not what they should be: the place and the value, and nothing written.

use super::locate::{LINE, area, layer, ring};
use e2e::bare::Folder;
use e2e::fixture;
use serde_json::{Value, json};

const POINTS: &str = "id,lon,lat\ngood,10.5,40.5\n";

fn square() -> Value {
    json!([ring([10.0, 40.0, 11.0, 41.0])])
}

fn with_areas(areas: &str) -> Folder {
    Folder::with(&[("points.csv", POINTS), ("areas.geojson", areas)])
}

fn good() -> Folder {
    with_areas(&layer(&[area("a", square())]))
}

/// Areas that are refused with all of these words.
fn refused(areas: &str, words: &[&str]) {
    let words: Vec<_> = words.iter().copied().chain(["areas.geojson"]).collect();
    with_areas(areas).fails(LINE, 3, &words);
}

#[test]
fn good_points_and_areas_are_located() {
    assert_eq!(good().result(LINE), "id,area_id\ngood,a\n");
}

#[test]
fn a_row_of_points_that_is_wrong_is_named_with_file_row_column_and_value() {
    for (row, column, words) in [
        (
            "bad,10,90.0001",
            "lat",
            ["\"90.0001\"", "between -90 and 90"],
        ),
        (
            "bad,-180.0001,40",
            "lon",
            ["\"-180.0001\"", "between -180 and 180"],
        ),
        ("bad,NaN,40", "lon", ["\"NaN\"", "longitude"]),
        ("bad,10,-inf", "lat", ["\"-inf\"", "latitude"]),
        ("bad,1e1,40", "lon", ["\"1e1\"", "plain"]),
        ("bad,,40", "lon", ["empty", "lat"]),
        ("bad,10,", "lat", ["empty", "lon"]),
        ("good,10,40", "id", ["\"good\"", "row 2"]),
        (",10,40", "id", ["empty", "every row"]),
    ] {
        let folder = good();
        folder.write("points.csv", format!("{POINTS}{row}\n"));
        let place = format!("points.csv, row 3, column {column}: ");
        folder.fails(LINE, 3, &[&place, words[0], words[1]]);
    }
    let folder = good();
    folder.write("points.csv", format!("{POINTS}bad,10\n"));
    folder.fails(LINE, 3, &["points.csv, row 3", "2 fields", "3 columns"]);
}

#[test]
fn a_wrong_header_of_points_is_refused_with_the_column() {
    for (header, words) in [
        ("id,lon", ["column lat", "missing"]),
        ("lon,lat", ["column id", "missing"]),
        ("id,lon,lat,weight", ["\"weight\"", "id, lon, lat"]),
        ("id,lon,lat,lat", ["column lat", "twice"]),
    ] {
        let folder = good();
        folder.write("points.csv", format!("{header}\n"));
        folder.fails(LINE, 3, &["points.csv, row 1", words[0], words[1]]);
    }
    let folder = good();
    folder.write("points.csv", "");
    folder.fails(LINE, 3, &["points.csv"]);
    folder.fails(
        &LINE.replace("points.csv", "nowhere.csv"),
        3,
        &["nowhere.csv"],
    );
}

#[test]
fn areas_that_are_no_geojson_are_refused_with_what_they_are() {
    refused("", &["empty", "0 bytes"]);
    refused("id,lon,lat\n", &["not GeoJSON"]);
    refused("[]", &["GeoJSON"]);
    refused(&layer(&[area("a", square())])[..120], &["cut off"]);
    let garbage = std::fs::read(fixture("bad/garbage.geojson")).unwrap();
    let folder = good();
    folder.write("areas.geojson", garbage);
    folder.fails(LINE, 3, &["areas.geojson"]);
    let projected = std::fs::read_to_string(fixture("bad/other_crs.geojson")).unwrap();
    refused(&projected, &["areas.geojson"]);
    good().fails(
        &LINE.replace("areas.geojson", "nowhere.geojson"),
        3,
        &["nowhere.geojson"],
    );
}

#[test]
fn an_area_without_an_id_is_refused_with_its_row() {
    let mut nameless = area("b", square());
    nameless["properties"].as_object_mut().unwrap().remove("id");
    let words = ["no area has an id", "property `id`", "are: name"];
    refused(&layer(std::slice::from_ref(&nameless)), &words);
    let words = ["row 2, column id", "it is empty; every area has an id"];
    refused(&layer(&[area("a", square()), nameless]), &words);
    refused(&layer(&[area("a", square()), area("", square())]), &words);
}

#[test]
fn an_id_that_two_areas_have_is_refused_even_when_they_are_alike() {
    let twice = [
        area("a", square()),
        area("b", square()),
        area("a", square()),
    ];
    let words = [
        "row 3, column id, \"a\"",
        "stands in row 1 already",
        "error: an area is refused",
    ];
    refused(&layer(&twice), &words);
    let folder = good();
    folder.write("more.geojson", layer(&twice[..1]));
    let line = format!("{LINE} --areas more.geojson");
    folder.fails(&line, 3, &["more.geojson, row 1", "row 1 of areas.geojson"]);
}

#[test]
fn an_area_that_is_no_polygon_is_refused_with_its_row() {
    let of = |geometry: Value| {
        let mut wrong = area("b", square());
        wrong["geometry"] = geometry;
        layer(&[area("a", square()), wrong])
    };
    let polygon = |ring: Value| of(json!({ "type": "Polygon", "coordinates": [ring] }));
    let point = json!({ "type": "Point", "coordinates": [10.0, 40.0] });
    refused(&of(point), &["row 2", "a polygon"]);
    refused(&of(Value::Null), &["row 2", "a polygon"]);
    let there_and_back = json!([[10.0, 40.0], [11.0, 40.0], [10.0, 40.0]]);
    refused(
        &polygon(there_and_back),
        &["row 2", "a polygon with an area"],
    );
    let too_far = ring([10.0, 40.0, 200.0, 41.0]);
    refused(
        &polygon(too_far),
        &["row 2", "\"200\"", "between -180 and 180"],
    );
    let across = ring([179.0, -1.0, 181.0, 1.0]);
    refused(
        &polygon(across),
        &["row 2", "\"181\"", "between -180 and 180"],
    );
}

/// Drawings that can be read in one way only are mended, and it is said.
#[test]
fn rings_that_cross_or_stay_open_are_mended_and_told() {
    let located = |ring: Value, points: &str| {
        let folder = with_areas(&layer(&[area("a", json!([ring]))]));
        folder.write("points.csv", format!("id,lon,lat\n{points}"));
        folder.result_and_notes(LINE)
    };
    let open = json!([[10.0, 40.0], [11.0, 40.0], [11.0, 41.0], [10.0, 41.0]]);
    let (csv, notes) = located(open, "in,10.5,40.5\n");
    assert_eq!(csv, "id,area_id\nin,a\n");
    assert!(
        notes.contains("areas.geojson, row 1") && notes.contains("closed"),
        "{notes}"
    );
    let bow_tie = json!([
        [10.0, 40.0],
        [11.0, 41.0],
        [11.0, 40.0],
        [10.0, 41.0],
        [10.0, 40.0]
    ]);
    let (csv, notes) = located(bow_tie, "east,10.9,40.5\nnorth,10.5,40.9\nwest,10.1,40.5\n");
    assert_eq!(csv, "id,area_id\neast,a\nnorth,\nwest,a\n");
    assert!(
        notes.contains("areas.geojson, row 1") && notes.contains("made valid"),
        "{notes}"
    );
}

#[test]
fn wrong_usage_of_locate_and_a_result_that_cannot_be_written_are_told_apart() {
    for (line, word) in [
        ("locate --areas areas.geojson", "--points"),
        ("locate --points points.csv", "--areas"),
        (
            "locate --points points.csv --areas areas.geojson --threads 0",
            "--threads",
        ),
        (
            "locate --points points.csv --areas areas.geojson --near 5m",
            "--near",
        ),
    ] {
        good().fails(line, 2, &[word]);
    }
    let folder = good();
    let outcome = folder.outcome(&format!("{LINE} --out nowhere/result.csv"));
    let outcome = outcome.expect(1);
    assert!(
        outcome.stderr.contains("nowhere/result.csv"),
        "{outcome:#?}"
    );
}

#[test]
fn a_polygon_without_area_is_refused() {
    let line = json!([[[10.0, 40.0], [11.0, 40.0], [12.0, 40.0], [10.0, 40.0]]]);
    refused(
        &layer(&[area("a", line)]),
        &["areas.geojson, row 1", "a polygon with an area"],
    );
}
