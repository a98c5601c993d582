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
