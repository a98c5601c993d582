//! Shapes as real layers have them.

use crate::harness::{Case, collection, features, ids, lines, position};
use formats::ImportKind::{Assets, Context, Neighborhoods, Zones};
use model::record::Record;

const SQUARE: &str = r#"{"type":"Polygon","coordinates":[[[-77,38],[-76.99,38],[-76.99,38.01],[-77,38.01],[-77,38]]]}"#;

fn area(geometry: &str) -> formats::Import {
    features(
        Neighborhoods,
        &[(r#"{"id":"n1","name":"Old Town"}"#, geometry)],
    )
}

fn rings(import: &formats::Import) -> Vec<Vec<[f64; 2]>> {
    match import.records.as_slice() {
        [Record::Neighborhood(neighborhood)] => neighborhood.surface.polygons().concat(),
        other => panic!("{other:?}, {:?}", lines(import)),
    }
}

#[test]
fn a_valid_shape_keeps_its_coordinates_to_the_last_bit() {
    let import = area(SQUARE);
    assert_eq!(lines(&import), [""; 0]);
    assert_eq!(
        rings(&import),
        [[
            [-77.0, 38.0],
            [-76.99, 38.0],
            [-76.99, 38.01],
            [-77.0, 38.01],
            [-77.0, 38.0]
        ]]
    );
    let digits = SQUARE.replace("-76.99,38.01", "-76.98876543210987,38.012345678901234");
    assert_eq!(
        rings(&area(&digits))[0][2],
        [-76.98876543210987, 38.012345678901234]
    );
}

#[test]
fn rings_are_closed_turned_and_freed_of_repeats() {
    let unclosed =
        r#"{"type":"Polygon","coordinates":[[[-77,38],[-76.99,38],[-76.99,38.01],[-77,38.01]]]}"#;
    let clockwise = r#"{"type":"Polygon","coordinates":[[[-77,38],[-77,38.01],[-76.99,38.01],[-76.99,38],[-77,38]]]}"#;
    let repeated = SQUARE.replace("[-76.99,38],", "[-76.99,38],[-76.99,38],");
    for (geometry, kind) in [
        (unclosed, "unclosed-ring"),
        (clockwise, "ring-direction"),
        (repeated.as_str(), "repeated-positions"),
    ] {
        let import = area(geometry);
        assert_eq!(rings(&import)[0].len(), 5, "{kind}");
        assert_eq!(
            (import.report.count_of(kind), import.report.warnings()),
            (1, 1),
            "{kind}"
        );
    }
}

#[test]
fn a_shape_that_crosses_itself_is_mended_and_its_area_told() {
    let bow_tie = r#"{"type":"Polygon","coordinates":[[[-77,38],[-76.99,38.01],[-76.99,38],[-77,38.01],[-77,38]]]}"#;
    let import = area(bow_tie);
    assert_eq!(rings(&import).len(), 2);
    assert!(
        lines(&import)[0].starts_with("repaired self-intersection"),
        "{:?}",
        lines(&import)
    );
    let touching_itself = r#"{"type":"Polygon","coordinates":[[[0,10],[4,10],[4,14],[2,14],[1,12],[2,11],[3,12],[2,14],[0,14],[0,10]]]}"#;
    assert!(!rings(&area(touching_itself)).is_empty());
    let overlapping = r#"{"type":"MultiPolygon","coordinates":[[[[0,10],[4,10],[4,14],[0,14],[0,10]]],[[[2,12],[6,12],[6,16],[2,16],[2,12]]]]}"#;
    assert_eq!(rings(&area(overlapping)).len(), 1);
}

#[test]
fn a_shape_of_which_nothing_is_left_is_refused() {
    for (geometry, reason) in [
        ("null", "expected a polygon"),
        (
            r#"{"type":"Polygon","coordinates":[]}"#,
            "expected a polygon",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[-77,38],[-77,38]]]}"#,
            "nothing is left",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[-77,38],[-76,39],[-77,38],[-77,38]]]}"#,
            "nothing is left",
        ),
        (
            r#"{"type":"Point","coordinates":[-77,38]}"#,
            "expected a polygon",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[-77],[-76,39]]]}"#,
            "longitude and latitude",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[["-77","38"]]]}"#,
            "longitude and latitude",
        ),
        (r#"{"type":"Circle","coordinates":[1]}"#, "geometry type"),
        (
            r#"{"type":"Polygon","coordinates":[[[-77,38],[-76,38],[-75,38],[-77,38]]]}"#,
            "a polygon with an area",
        ),
        // On one line, but for the rounding of decimals.
        (
            r#"{"type":"Polygon","coordinates":[[[-77.1,38.1],[-77.2,38.2],[-77.3,38.3],[-77.1,38.1]]]}"#,
            "a polygon with an area",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[0,0],[-77,38],[-76,39],[0,0]]]}"#,
            "0, 0",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[[-77,38],[-76,39],[0,0],[-77,38]]]}"#,
            "0, 0",
        ),
    ] {
        let import = area(geometry);
        assert!(import.records.is_empty(), "{geometry}");
        assert!(
            import.rejected[0].reason.contains(reason),
            "{}",
            import.rejected[0].reason
        );
    }
}

#[test]
fn a_corner_at_zero_degrees_is_one_where_shapes_lie_around_it() {
    let triangle = r#"{"type":"Polygon","coordinates":[[[0,0],[0.01,0],[0.01,0.01],[0,0]]]}"#;
    let import = area(triangle);
    assert_eq!(lines(&import), [""; 0]);
    assert_eq!(rings(&import)[0][0], [0.0, 0.0]);
    let properties = |id: u32| format!(r#"{{"id":"{id}","name":"N"}}"#);
    let (one, two) = (properties(1), properties(2));
    let import = features(Neighborhoods, &[(&one, SQUARE), (&two, SQUARE)]);
    assert_eq!(import.rejected.len(), 0);
    let import = features(
        Neighborhoods,
        &[(&one, SQUARE), (&one, SQUARE), (&two, triangle)],
    );
    assert_eq!(import.rejected.len(), 1, "{:?}", lines(&import));
    assert!(import.rejected[0].reason.contains("0, 0"));
}

#[test]
fn parts_on_one_line_are_left_out_and_thin_ones_are_not() {
    let parts = r#"{"type":"MultiPolygon","coordinates":[[[[-77,38],[-76.99,38],[-76.99,38.01],[-77,38.01],[-77,38]]],[[[-75,38],[-74,38],[-73,38],[-75,38]]]]}"#;
    let import = area(parts);
    assert_eq!(rings(&import).len(), 1);
    assert!(
        lines(&import)[0].starts_with("repaired empty-ring"),
        "{:?}",
        lines(&import)
    );
    let thin =
        r#"{"type":"Polygon","coordinates":[[[-77,38],[-76,38],[-76,38.000000000001],[-77,38]]]}"#;
    assert_eq!(lines(&area(thin)), [""; 0]);
}

#[test]
fn holes_multipolygons_heights_and_collections_are_read() {
    let with_hole = r#"{"type":"Polygon","coordinates":[[[0,10,5],[4,10,5],[4,14,5],[0,14,5],[0,10,5]],[[1,11],[2,11],[2,12],[1,12],[1,11]]]}"#;
    let import = area(with_hole);
    assert_eq!(rings(&import).len(), 2);
    assert_eq!(
        import.report.count_of("ring-direction"),
        1,
        "the hole ran like the outer ring"
    );
    let collection = format!(
        r#"{{"type":"GeometryCollection","geometries":[{SQUARE},{{"type":"Polygon","coordinates":[[[0,10],[4,10],[4,14],[0,10]]]}}]}}"#
    );
    assert_eq!(rings(&area(&collection)).len(), 2);
}

#[test]
fn a_shape_with_latitude_first_is_turned_around() {
    let swapped = r#"{"type":"Polygon","coordinates":[[[38,-77],[38.01,-77],[38.01,-76.99],[38,-76.99],[38,-77]]]}"#;
    let import = area(swapped);
    assert!(
        rings(&import)[0]
            .iter()
            .all(|[lon, lat]| *lon < -76.0 && *lat > 37.0)
    );
    assert_eq!(import.report.count_of("swapped-lon-lat"), 1);
}

#[test]
fn zones_that_overlap_or_leave_slivers_are_told_and_left() {
    let zone = |id: &str| format!(r#"{{"id":"{id}","name":"{id}","level":"middle"}}"#);
    let square = |w: f64, e: f64| {
        format!(
            r#"{{"type":"Polygon","coordinates":[[[{w},38],[{e},38],[{e},38.01],[{w},38.01],[{w},38]]]}}"#
        )
    };
    let fit = features(
        Zones,
        &[
            (&zone("a"), &square(-77.0, -76.99)),
            (&zone("b"), &square(-76.99, -76.98)),
        ],
    );
    assert_eq!(lines(&fit), [""; 0]);
    let overlap = features(
        Zones,
        &[
            (&zone("a"), &square(-77.0, -76.99)),
            (&zone("b"), &square(-76.991, -76.98)),
        ],
    );
    assert_eq!(ids(&overlap), ["a", "b"]);
    assert!(
        lines(&overlap)[0].contains("zones a (a) and b (b) overlap by 974"),
        "{:?}",
        lines(&overlap)
    );
    let around = r#"{"type":"Polygon","coordinates":[[[-77,38],[-76.99,38],[-76.99,38.01],[-77,38.01],[-77,38]],[[-76.9951,38.005],[-76.9951,38.0051],[-76.995,38.0051],[-76.995,38.005],[-76.9951,38.005]]]}"#;
    let sliver = features(Zones, &[(&zone("a"), around)]);
    assert_eq!(sliver.report.count_of("slivers"), 1);
}

#[test]
fn a_polygon_is_a_position_inside_it_where_a_position_is_wanted() {
    let horseshoe = r#"{"type":"Polygon","coordinates":[[[0,10],[9,10],[9,19],[6,19],[6,13],[3,13],[3,19],[0,19],[0,10]]]}"#;
    let import = features(
        Assets,
        &[(
            r#"{"id":"u","name":"University","kind":"university"}"#,
            horseshoe,
        )],
    );
    let [lon, lat] = position(&import).unwrap();
    assert!(
        (0.0..=9.0).contains(&lon)
            && (10.0..=19.0).contains(&lat)
            && !(lon > 3.0 && lon < 6.0 && lat > 13.0)
    );
    assert_eq!(import.report.count_of("polygon-position"), 1);
}

#[test]
fn background_may_be_lines_or_polygons_but_no_points() {
    let rows = [
        (
            r#"{"id":"s","kind":"street","name":null}"#,
            r#"{"type":"LineString","coordinates":[[0,10],[1,11]]}"#,
        ),
        (r#"{"id":"w","kind":"water","name":"Lake"}"#, SQUARE),
        (
            r#"{"id":"p","kind":"park","name":"Dot"}"#,
            r#"{"type":"Point","coordinates":[0,10]}"#,
        ),
        (r#"{"id":"m","kind":"moor","name":"Moor"}"#, SQUARE),
    ];
    let import = features(Context, &rows);
    assert_eq!(ids(&import), ["s", "w"]);
    assert_eq!(import.rejected.len(), 2);
}

#[test]
fn a_single_feature_and_features_out_of_order_are_read() {
    let feature = format!(
        r#"{{"geometry":{SQUARE},"properties":{{"id":"n1","name":"Old Town"}},"type":"Feature"}}"#
    );
    assert_eq!(
        ids(&Case::new(Neighborhoods)
            .file("one.geojson", feature)
            .import()),
        ["n1"]
    );
    let collection = collection(&[(r#"{"id":7,"name":"Old Town"}"#, SQUARE)]);
    assert_eq!(
        ids(&Case::new(Neighborhoods)
            .file("c.geojson", collection)
            .import()),
        ["7"]
    );
}
