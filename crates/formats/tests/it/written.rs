//! What is written reads back as the same.

use crate::harness::Case;
use formats::ImportKind::Neighborhoods;
use formats::export::{self, Format};
use model::feature::{Feature, Field, FieldKind, Geometry, GeometryKind, Schema, Value};
use model::geometry::Surface;
use model::record::Record;
use std::sync::Arc;

#[test]
fn geojson_keeps_every_digit_and_turns_rings() {
    let clockwise = vec![vec![vec![
        [-77.03, 38.9],
        [-77.02, 38.91234567890123],
        [-77.01, 38.9],
        [-77.03, 38.9],
    ]]];
    let surface = Surface::try_new(clockwise).unwrap();
    let schema = Schema {
        fields: vec![Field {
            name: "name".into(),
            title: "Name".into(),
            description: "Its name.".into(),
            kind: FieldKind::Text,
            unit: None,
            codes: Vec::new(),
        }],
        geometry: Some(GeometryKind::Surface),
    };
    let placed = Feature {
        id: "n1".to_owned(),
        geometry: Some(Geometry::Surface(Arc::new(surface.clone()))),
        values: vec![Value::Text("Old \"Town\"".to_owned())],
    };
    let none = Feature {
        id: "n2".to_owned(),
        geometry: None,
        values: vec![Value::Missing],
    };
    let mut out = Vec::new();
    export::write(
        Format::GeoJson,
        "places",
        &schema,
        &[&placed, &none],
        &mut out,
    )
    .unwrap();
    let text = String::from_utf8(out.clone()).unwrap();
    assert!(
        text.starts_with(r#"{"type":"FeatureCollection","features":["#),
        "{text}"
    );
    assert!(
        text.contains(r#""geometry":null"#) && text.contains("38.91234567890123"),
        "{text}"
    );
    let import = Case::new(Neighborhoods).file("n.geojson", out).import();
    assert_eq!(import.report.count_of("ring-direction"), 0);
    let Record::Neighborhood(read) = &import.records[0] else {
        panic!()
    };
    let mut turned = surface.polygons().to_vec();
    turned[0][0].reverse();
    assert_eq!(read.surface.polygons(), turned);
}

#[test]
fn csv_quotes_what_needs_it() {
    let mut out = Vec::new();
    formats::csv::write_table(&mut out, &["a", "b"], [["1", "x,y"], ["2", "say \"so\"\n"]])
        .unwrap();
    assert_eq!(
        String::from_utf8(out).unwrap(),
        "a,b\n1,\"x,y\"\n2,\"say \"\"so\"\"\n\"\n"
    );
}
