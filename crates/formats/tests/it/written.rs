//! What is written reads back as the same.

use crate::harness::Case;
use formats::ImportKind::Neighborhoods;
use formats::geojson::{self, Feature, write};
use model::geometry::Surface;
use model::record::Record;
use serde_json::Map;

#[test]
fn geojson_keeps_every_digit_and_turns_rings() {
    let clockwise = vec![vec![vec![
        [-77.03, 38.9],
        [-77.02, 38.91234567890123],
        [-77.01, 38.9],
        [-77.03, 38.9],
    ]]];
    let surface = Surface::try_new(clockwise).unwrap();
    let properties: Map<String, _> = [("name".to_owned(), "Old \"Town\"".into())]
        .into_iter()
        .collect();
    let feature = Feature {
        id: Some(geojson::Id::String("n1".to_owned())),
        geometry: Some(geojson::surface(&surface)),
        properties: Some(properties),
        ..Feature::default()
    };
    let none = Feature::default();
    let mut out = Vec::new();
    let members = [("numberMatched".to_owned(), 2.into())]
        .into_iter()
        .collect();
    write(&mut out, [&feature, &none], &members).unwrap();
    let text = String::from_utf8(out.clone()).unwrap();
    assert!(
        text.starts_with(r#"{"type":"FeatureCollection","numberMatched":2,"features":["#),
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
    assert_eq!(geojson::surface(&read.surface), geojson::surface(&surface));
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
