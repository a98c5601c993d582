//! Layers of areas that are only asked what they hold.

use formats::{ImportError, Layer, LayerRequest, Limits, Mapping, read_layer};

const SQUARE: &str = r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}"#;

/// Reads files of these texts, with a mapping.
fn read(files: &[(&str, &str)], mapping: &str) -> Result<Layer, ImportError> {
    let folder = tempfile::tempdir().unwrap();
    let write = |(name, text): &(&str, &str)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let files: Vec<_> = files.iter().map(write).collect();
    read_layer(&LayerRequest {
        files: &files,
        mapping: &Mapping::parse(mapping, "mapping.toml").unwrap(),
        limits: Limits::default(),
        progress: &|_, _| {},
    })
}

/// A collection of features of these properties, the members before them, and one shape.
fn collection(features: &[(&str, &str)], shape: &str) -> String {
    let feature = |(members, properties): &(&str, &str)| {
        format!(r#"{{"type":"Feature",{members}"properties":{properties},"geometry":{shape}}}"#)
    };
    let features: Vec<_> = features.iter().map(feature).collect();
    format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    )
}

fn ids(layer: &Layer) -> Vec<&str> {
    layer.areas.iter().map(|area| area.id.as_str()).collect()
}

/// The refusals as they are printed.
fn refusals(layer: &Layer) -> Vec<String> {
    let groups = layer.report.groups.iter();
    groups
        .flat_map(|group| &group.findings)
        .map(ToString::to_string)
        .collect()
}

fn layer(features: &[(&str, &str)]) -> Layer {
    read(&[("a.geojson", &collection(features, SQUARE))], "").unwrap()
}

#[test]
fn ids_stand_as_they_are_in_a_property_or_else_the_feature() {
    let found = layer(&[
        ("", r#"{"id":"none"}"#),
        ("", r#"{"id":" a"}"#),
        ("", r#"{"id":"a"}"#),
        ("", r#"{"id":9}"#),
        (r#""id":"10","#, "null"),
        (r#""id":"f","#, r#"{"id":null}"#),
        (r#""id":"g","#, r#"{"id":"p"}"#),
        ("", r#"{"id":"-"}"#),
    ]);
    assert_eq!(refusals(&found), [""; 0]);
    assert_eq!(ids(&found), [" a", "-", "10", "9", "a", "f", "none", "p"]);
}

#[test]
fn an_id_that_is_no_text_and_no_number_that_can_be_kept_is_refused() {
    for id in ["true", "[1]", r#"{"a":1}"#, "123456789012345678901"] {
        for (member, properties) in [
            (format!("\"id\":{id},"), "{}".to_owned()),
            (String::new(), format!("{{\"id\":{id}}}")),
        ] {
            let found = layer(&[(&member, &properties)]);
            let said = refusals(&found);
            assert_eq!(said.len(), 1, "{said:?}");
            assert!(
                said[0].starts_with("a.geojson, row 1, column id, ")
                    && said[0].contains("text or a number"),
                "{said:?}"
            );
        }
    }
    let found = layer(&[
        ("", r#"{"id":18446744073709551615}"#),
        ("", r#"{"id":10.5}"#),
    ]);
    assert_eq!(ids(&found), ["10.5", "18446744073709551615"]);
}

#[test]
fn an_id_that_stands_again_is_refused_with_the_place_of_the_first() {
    let found = layer(&[
        ("", r#"{"id":"a"}"#),
        ("", r#"{"id":"b"}"#),
        ("", r#"{"id":"a"}"#),
    ]);
    assert_eq!(found.report.refused_rows, 1);
    let words = "column id, \"a\": it stands in row 1 already; every area has an id of its own";
    assert_eq!(refusals(&found), [format!("a.geojson, row 3, {words}")]);
    let again = collection(&[("", r#"{"id":"b"}"#)], SQUARE);
    let first = collection(&[("", r#"{"id":"a"}"#), ("", r#"{"id":"b"}"#)], SQUARE);
    let found = read(&[("a.geojson", &first), ("b.geojson", &again)], "").unwrap();
    let words = words
        .replace("\"a\"", "\"b\"")
        .replace("row 1", "row 2 of a.geojson");
    assert_eq!(refusals(&found), [format!("b.geojson, row 1, {words}")]);
}

#[test]
fn longitude_comes_first_wherever_the_others_lie() {
    let far = r#"{"type":"Polygon","coordinates":[[[10,40],[11,40],[11,41],[10,40]]]}"#;
    let exchanged = r#"{"type":"Polygon","coordinates":[[[40,10],[41,10],[41,11],[40,10]]]}"#;
    let south = r#"{"type":"Polygon","coordinates":[[[38,-77],[39,-77],[39,-76],[38,-77]]]}"#;
    let file = |id: &str, shape| collection(&[("", &format!(r#"{{"id":"{id}"}}"#))], shape);
    let files = [
        ("1.geojson", file("1", far)),
        ("2.geojson", file("2", exchanged)),
        ("3.geojson", file("3", south)),
    ];
    let files: Vec<_> = files.iter().map(|(name, text)| (*name, &**text)).collect();
    let found = read(&files, "").unwrap();
    assert_eq!(refusals(&found), [""; 0]);
    let corner = |number: usize| found.areas[number].surface.polygons()[0][0][0];
    assert_eq!(corner(1), [40.0, 10.0]);
    assert_eq!(corner(2), [38.0, -77.0]);
    let over = r#"{"type":"Polygon","coordinates":[[[38,-104],[39,-104],[39,-103],[38,-104]]]}"#;
    let found = read(&[("a.geojson", &file("1", over))], "").unwrap();
    let words =
        "\"-104\" is not a latitude between -90 and 90; longitude comes first, then latitude";
    assert_eq!(
        refusals(&found),
        [format!("a.geojson, row 1, column geometry: {words}")]
    );
}

#[test]
fn what_is_no_polygon_is_refused_with_what_it_is() {
    for (shape, words) in [
        ("null", "column geometry: it is null"),
        (
            r#"{"type":"Point","coordinates":[1,2]}"#,
            "column geometry: a point is no area; every area is a polygon",
        ),
        (
            r#"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#,
            "column geometry: a line is no area",
        ),
        (
            r#"{"type":"GeometryCollection","geometries":[]}"#,
            "column geometry: it is null or has no coordinates",
        ),
        (
            r#"{"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[1,2]},{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}]}"#,
            "column geometry: a geometry of one sort",
        ),
        (
            r#"{"type":"Polygon","coordinates":[[["0","0"],[1,0],[1,1],[0,0]]]}"#,
            "column geometry: a geometry type of GeoJSON with positions of longitude and latitude",
        ),
    ] {
        let text = collection(&[("", r#"{"id":"a"}"#)], shape);
        let found = read(&[("a.geojson", &text)], "").unwrap();
        let said = refusals(&found);
        assert_eq!(said.len(), 1, "{said:?}");
        assert!(
            said[0].starts_with(&format!("a.geojson, row 1, {words}")),
            "{said:?}"
        );
    }
    let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature","id":"a","properties":null,"geometry":null},7]}"#;
    let found = read(&[("a.geojson", text)], "").unwrap();
    assert_eq!(found.report.refused_rows, 2);
    assert!(
        refusals(&found).contains(
            &"a.geojson, row 2: a feature: an object with a geometry and properties".into()
        )
    );
}

#[test]
fn a_collection_of_polygons_is_one_area() {
    let shape = format!(
        r#"{{"type":"GeometryCollection","geometries":[{SQUARE},{{"type":"Polygon","coordinates":[[[5,5],[6,5],[6,6],[5,5]]]}}]}}"#
    );
    let text = collection(&[("", r#"{"id":"a"}"#)], &shape);
    let found = read(&[("a.geojson", &text)], "").unwrap();
    assert_eq!(refusals(&found), [""; 0]);
    assert_eq!(found.areas[0].surface.polygons().len(), 2);
}

#[test]
fn a_file_without_features_has_no_areas() {
    let found = read(&[("a.geojson", &collection(&[], ""))], "").unwrap();
    assert!(found.areas.is_empty() && refusals(&found).is_empty());
    let some = collection(&[("", r#"{"id":"a"}"#)], SQUARE);
    let none = collection(&[], "");
    let found = read(&[("a.geojson", &none), ("b.geojson", &some)], "").unwrap();
    assert_eq!(ids(&found), ["a"]);
}

#[test]
fn a_mapping_says_which_column_holds_the_id() {
    let text = collection(
        &[
            ("", r#"{"GEOID":"7","level":"high"}"#),
            ("", r#"{"GEOID":"8","level":"middle"}"#),
        ],
        SQUARE,
    );
    let files = [("a.geojson", &*text)];
    let error = read(&files, "").unwrap_err().to_string();
    assert!(
        error.contains("no area has an id") && error.ends_with("its columns are: GEOID, level"),
        "{error}"
    );
    for kind in ["", "kind = \"zones\"\n"] {
        let mapping = format!(
            "{kind}[fields]\nid = {{ column = \"GEOID\", prefix = \"{{level}}-\" }}\nlevel = \"level\"\nname = \"NAME\""
        );
        assert_eq!(
            ids(&read(&files, &mapping).unwrap()),
            ["high-7", "middle-8"]
        );
    }
    for (mapping, words) in [
        ("kind = \"schools\"", "this mapping is for schools"),
        ("[fields]\nids = \"GEOID\"", "there is no field \"ids\""),
        ("[fields]\nid = \"GEO\"", "there is no column \"GEO\""),
    ] {
        let error = read(&files, mapping).unwrap_err().to_string();
        assert!(error.contains(words), "{error}");
    }
}

#[test]
fn a_file_that_has_no_areas_in_degrees_is_refused_whole() {
    let metres =
        r#"{"type":"Polygon","coordinates":[[[400000,40],[400001,40],[400001,41],[400000,40]]]}"#;
    let text = collection(&[("", r#"{"id":"a"}"#)], metres);
    let error = read(&[("a.geojson", &text)], "").unwrap_err().to_string();
    assert!(error.contains("metres or feet of a projection"), "{error}");
    let error = read(&[("a.csv", "id,name\n1,a\n")], "").unwrap_err();
    assert!(error.to_string().contains("rows have no shapes"), "{error}");
    let eastward = metres.replace("4000", "2");
    let text = collection(&[("", r#"{"id":"a"}"#)], &eastward);
    let found = read(&[("a.geojson", &text)], "").unwrap();
    assert!(refusals(&found)[0].contains("\"200\" is not a longitude between -180 and 180"));
}
