//! `locate`: which area of a layer holds each of many points.

use e2e::bare::{Folder, file, rows};
use serde_json::{Value, json};

pub(super) const LINE: &str = "locate --points points.csv --areas areas.geojson";

/// An area by its id and the coordinates of its polygon.
pub(super) fn area(id: &str, polygon: Value) -> Value {
    json!({ "type": "Feature", "properties": { "id": id, "name": format!("Area {id}") },
            "geometry": { "type": "Polygon", "coordinates": polygon } })
}

/// The ring of a rectangle, counterclockwise from the south west.
pub(super) fn ring([west, south, east, north]: [f64; 4]) -> Value {
    json!([
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south]
    ])
}

pub(super) fn layer(areas: &[Value]) -> String {
    json!({ "type": "FeatureCollection", "features": areas }).to_string()
}

/// The area of each of some points, as `lon,lat`, in their order; empty where there is none.
pub(super) fn held(areas: &[Value], points: &[&str]) -> Vec<String> {
    let named: Vec<_> = (0..)
        .zip(points)
        .map(|(n, at)| format!("p{n:05},{at}"))
        .collect();
    let folder = Folder::with(&[
        ("points.csv", &file("id,lon,lat", &named)),
        ("areas.geojson", &layer(areas)),
    ]);
    let csv = folder.result(LINE);
    assert!(csv.starts_with("id,area_id\n"), "{csv}");
    rows(&csv)
        .iter()
        .map(|row| row["area_id"].clone())
        .collect()
}

#[test]
fn a_point_on_a_shared_border_belongs_to_the_area_with_the_lowest_id() {
    let (west, east) = ([10.0, 40.0, 11.0, 41.0], [11.0, 40.0, 12.0, 41.0]);
    let border = ["11,40", "11,40.5", "11,40.123456", "11,41"];
    for (of_west, of_east, lowest) in [
        ("a", "b", "a"),
        ("b", "a", "a"),
        ("9", "10", "10"),
        ("Z", "a", "Z"),
    ] {
        let areas = [
            area(of_west, json!([ring(west)])),
            area(of_east, json!([ring(east)])),
        ];
        assert_eq!(held(&areas, &border), [lowest; 4]);
        let others = held(
            &areas,
            &["10.5,40.5", "10,40", "11.5,40.5", "12,41", "10,40.3"],
        );
        assert_eq!(others, [of_west, of_west, of_east, of_east, of_west]);
    }
}

#[test]
fn a_hole_is_outside_and_its_edge_is_of_the_area_around_it_or_of_what_fills_it() {
    let (outer, inner) = (
        ring([10.0, 40.0, 14.0, 44.0]),
        ring([11.0, 41.0, 12.0, 42.0]),
    );
    // In, on an edge of the hole, on a corner of it, around it.
    let points = ["11.5,41.5", "11,41.5", "12,42", "10.5,40.5"];
    let around = area("m", json!([outer, inner]));
    assert_eq!(
        held(std::slice::from_ref(&around), &points),
        ["", "m", "m", "m"]
    );
    let filled = |id| [around.clone(), area(id, json!([inner]))];
    assert_eq!(held(&filled("z"), &points), ["z", "m", "m", "m"]);
    assert_eq!(held(&filled("c"), &points), ["c", "c", "c", "m"]);
}

#[test]
fn points_outside_and_points_without_a_place_are_in_no_area() {
    let areas = [area("a", json!([ring([10.0, 40.0, 11.0, 41.0])]))];
    let points = [
        "9.999999,40.5",
        "11.000001,40.5",
        "10.5,41.0000001",
        "-170,-40",
        "10.5,90",
        ",",
        "10.5,40.5",
    ];
    assert_eq!(held(&areas, &points), ["", "", "", "", "", "", "a"]);
}

#[test]
fn an_area_cut_at_the_antimeridian_holds_both_sides_and_the_line_by_either_name() {
    let (west, east) = (
        ring([179.0, -1.0, 180.0, 1.0]),
        ring([-180.0, -1.0, -179.0, 1.0]),
    );
    let points = ["179.5,0", "-179.5,0", "180,0.5", "-180,0.5", "178,0", "0,0"];
    let both = json!({ "type": "Feature", "properties": { "id": "f", "name": "Fiji" },
        "geometry": { "type": "MultiPolygon", "coordinates": [[west], [east]] } });
    assert_eq!(held(&[both], &points), ["f", "f", "f", "f", "", ""]);
}

#[test]
fn an_area_around_a_pole_holds_it_under_every_longitude() {
    for (pole, cap) in [
        (90, [-180.0, 80.0, 180.0, 90.0]),
        (-90, [-180.0, -90.0, 180.0, -80.0]),
    ] {
        let near = f64::from(pole) * 85.0 / 90.0;
        let points: Vec<_> = ["0", "17.25", "180", "-180", "-90"]
            .iter()
            .flat_map(|lon| [format!("{lon},{pole}"), format!("{lon},{near}")])
            .collect();
        let points: Vec<_> = points.iter().map(String::as_str).collect();
        let areas = [area("cap", json!([ring(cap)]))];
        assert_eq!(held(&areas, &points), vec!["cap"; 10]);
        assert_eq!(held(&areas, &["0,79", "0,-79", "180,0"]), ["", "", ""]);
    }
}

#[test]
fn points_that_are_a_header_alone_give_a_header_alone() {
    let areas = layer(&[area("a", json!([ring([10.0, 40.0, 11.0, 41.0])]))]);
    let folder = Folder::with(&[("points.csv", "id,lon,lat\n"), ("areas.geojson", &areas)]);
    for threads in ["", "--threads 1", "--threads 2"] {
        assert_eq!(folder.result(&format!("{LINE} {threads}")), "id,area_id\n");
    }
}

#[test]
fn several_files_of_areas_are_one_layer_and_without_out_the_same_is_printed() {
    let folder = Folder::with(&[("points.csv", "lat,id,lon\n40.5,2,11\n40.5,10,11.5\n")]);
    folder.write(
        "areas.geojson",
        layer(&[area("b", json!([ring([10.0, 40.0, 11.0, 41.0])]))]),
    );
    folder.write(
        "more.geojson",
        layer(&[area("a", json!([ring([11.0, 40.0, 12.0, 41.0])]))]),
    );
    let line = format!("{LINE} --areas more.geojson");
    assert_eq!(folder.result(&line), "id,area_id\n10,a\n2,a\n");
    let printed = folder.outcome(&line).expect(0);
    assert_eq!(
        (printed.stdout.as_str(), printed.stderr.as_str()),
        ("id,area_id\n10,a\n2,a\n", "")
    );
}

#[test]
fn the_antimeridian_and_a_pole_are_one_border_under_all_their_names() {
    let (west, east) = (
        area("w", json!([ring([179.0, -1.0, 180.0, 1.0])])),
        area("e", json!([ring([-180.0, -1.0, -179.0, 1.0])])),
    );
    let line = ["180,0.5", "-180,0.5"];
    assert_eq!(held(&[west.clone(), east.clone()], &line), ["e", "e"]);
    assert_eq!(held(&[west], &line), ["w", "w"]);
    assert_eq!(held(&[east], &line), ["e", "e"]);
    let halves = [
        area("w", json!([ring([-180.0, 80.0, 0.0, 90.0])])),
        area("e", json!([ring([0.0, 80.0, 180.0, 90.0])])),
    ];
    assert_eq!(
        held(&halves, &["0,90", "90,90", "-90,90", "180,85", "-180,85"]),
        ["e"; 5]
    );
}

#[test]
fn an_area_at_zero_degrees_is_an_area_like_any_other() {
    let areas = [
        area("a", json!([ring([0.0, 0.0, 1.0, 1.0])])),
        area("b", json!([ring([1.0, 0.0, 2.0, 1.0])])),
    ];
    assert_eq!(
        held(&areas, &["0,0", "0.5,0.5", "1,0.5", "1.5,0.5", "-1,0"]),
        ["a", "a", "a", "b", ""]
    );
}

#[test]
fn a_layer_without_areas_holds_nothing_and_areas_need_no_names() {
    assert_eq!(held(&[], &["0,0"]), [""]);
    let mut nameless = area("a", json!([ring([10.0, 40.0, 11.0, 41.0])]));
    nameless["properties"]
        .as_object_mut()
        .unwrap()
        .remove("name");
    assert_eq!(held(&[nameless], &["10.5,40.5"]), ["a"]);
}

#[test]
fn an_id_is_a_property_or_the_member_of_its_feature_and_stands_as_it_is() {
    let square = |south: f64| json!([ring([10.0, south, 11.0, south + 1.0])]);
    let mut member = area("a", square(40.0));
    member["properties"] = Value::Null;
    member["id"] = json!(10);
    let areas = [
        member,
        area("none", square(41.0)),
        area("\"q\",", square(42.0)),
    ];
    assert_eq!(
        held(&areas, &["10.5,40.5", "10.5,41.5", "10.5,42.5"]),
        ["10", "none", "\"q\","]
    );
}

#[test]
fn byte_order_marks_carriage_returns_and_quotes_change_nothing() {
    let areas = layer(&[area("a", json!([ring([10.0, 40.0, 11.0, 41.0])]))]);
    let folder = Folder::with(&[
        (
            "points.csv",
            "\u{feff}id,lon,lat\r\n\"p,1\",\"10.5\",40.5\r\np2,,\r\n",
        ),
        ("areas.geojson", &format!("\u{feff}{areas}\r\n")),
    ]);
    let (csv, notes) = folder.result_and_notes(LINE);
    assert_eq!(csv, "id,area_id\n\"p,1\",a\np2,\n");
    assert_eq!(notes, "");
}

#[test]
fn a_collection_of_polygons_is_one_area() {
    let mut both = area("a", Value::Null);
    let polygon = |rectangle| json!({ "type": "Polygon", "coordinates": [ring(rectangle)] });
    let members = [polygon([0.0, 0.0, 1.0, 1.0]), polygon([5.0, 5.0, 6.0, 6.0])];
    both["geometry"] = json!({ "type": "GeometryCollection", "geometries": members });
    assert_eq!(
        held(&[both], &["0.5,0.5", "5.5,5.5", "3,3"]),
        ["a", "a", ""]
    );
}

/// A layer of the whole world has places that would fit with their numbers exchanged, and they stay where they are.
#[test]
fn areas_far_from_the_others_stay_where_they_are() {
    let square =
        |id, west: f64, south: f64| area(id, json!([ring([west, south, west + 1.0, south + 1.0])]));
    let areas = [
        square("a", 10.0, 40.0),
        square("b", 10.0, 41.0),
        square("c", 40.0, 10.0),
        square("d", 20.0, -80.0),
    ];
    let points = ["10.5,40.5", "40.5,10.5", "20.5,-79.5", "-80,20.5"];
    assert_eq!(held(&areas, &points), ["a", "c", "d", ""]);
}

#[test]
fn points_that_are_all_elsewhere_are_said_to_be() {
    let areas = layer(&[area("a", json!([ring([10.0, 40.0, 11.0, 41.0])]))]);
    let folder = Folder::with(&[("areas.geojson", &areas)]);
    for (points, words) in [
        (
            "p,40.5,10.5\nq,,\n",
            "warning: of 1 points with a position none is in an area",
        ),
        ("p,40.5,10.5\nq,10.5,40.5\n", ""),
        ("q,,\n", ""),
    ] {
        folder.write("points.csv", format!("id,lon,lat\n{points}"));
        let (_, notes) = folder.result_and_notes(LINE);
        assert_eq!(notes.is_empty(), words.is_empty(), "{notes}");
        assert!(notes.contains(words), "{notes}");
    }
}

#[test]
fn the_help_of_locate_says_how_areas_at_the_antimeridian_are_given() {
    let help = Folder::with(&[]).outcome("locate --help").expect(0).stdout;
    assert!(
        help.contains("antimeridian") && help.contains("RFC 7946"),
        "{help}"
    );
}
