//! FlatGeobuf, written by another author's writer.

use crate::harness::{Case, ids, lines, position};
use flatgeobuf::{ColumnType, FgbCrs, FgbWriter, FgbWriterOptions, GeometryType};
use formats::ImportKind::{Neighborhoods, Schools};
use geozero::{ColumnValue, FeatureProcessor, GeomProcessor, PropertyProcessor};
use model::record::Record;
use proptest::prelude::*;

fn writer(kind: GeometryType, code: i32) -> FgbWriter<'static> {
    let crs = FgbCrs {
        code,
        ..FgbCrs::default()
    };
    let options = FgbWriterOptions {
        crs,
        ..FgbWriterOptions::default()
    };
    let mut writer = FgbWriter::create_with_options("layer", kind, options).unwrap();
    writer.add_column("id", ColumnType::Long, |_, _| {});
    writer.add_column("name", ColumnType::String, |_, _| {});
    writer.add_column("levels", ColumnType::Json, |_, _| {});
    writer
}

fn finish(writer: FgbWriter) -> Vec<u8> {
    let mut bytes = Vec::new();
    writer.write(&mut bytes).unwrap();
    bytes
}

fn schools(code: i32, [x, y]: [f64; 2]) -> Vec<u8> {
    let mut writer = writer(GeometryType::Point, code);
    for (place, name) in [(0, "Oak"), (1, "Señal Hill")] {
        writer.point_begin(0).unwrap();
        writer.xy(x + f64::from(place) / 1000.0, y, 0).unwrap();
        writer.point_end(0).unwrap();
        writer
            .property(0, "id", &ColumnValue::Long(i64::from(place) + 7))
            .unwrap();
        writer
            .property(1, "name", &ColumnValue::String(name))
            .unwrap();
        let levels = ColumnValue::Json("[\"elementary\",\"middle\"]");
        writer.property(2, "levels", &levels).unwrap();
        writer.feature_end(0).unwrap();
    }
    finish(writer)
}

fn ring(writer: &mut FgbWriter, [west, south]: [f64; 2], size: f64, idx: usize) {
    writer.linestring_begin(false, 5, idx).unwrap();
    let (east, north) = (west + size, south + size);
    let corners = [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
    ];
    for (place, [x, y]) in corners.into_iter().enumerate() {
        writer.xy(x, y, place).unwrap();
    }
    writer.linestring_end(false, idx).unwrap();
}

/// An island with a lake, and another island.
fn islands() -> Vec<u8> {
    let mut writer = writer(GeometryType::MultiPolygon, 4269);
    writer.multipolygon_begin(2, 0).unwrap();
    writer.polygon_begin(false, 2, 0).unwrap();
    ring(&mut writer, [-77.0, 38.0], 0.1, 0);
    ring(&mut writer, [-76.97, 38.03], 0.02, 1);
    writer.polygon_end(false, 0).unwrap();
    writer.polygon_begin(false, 1, 1).unwrap();
    ring(&mut writer, [-76.0, 38.0], 0.1, 0);
    writer.polygon_end(false, 1).unwrap();
    writer.multipolygon_end(0).unwrap();
    writer.property(0, "id", &ColumnValue::Long(12)).unwrap();
    writer
        .property(1, "name", &ColumnValue::String("Islands"))
        .unwrap();
    writer.feature_end(0).unwrap();
    finish(writer)
}

#[test]
fn features_are_rows_and_properties_are_columns() {
    let import = Case::new(Schools)
        .file("s.fgb", schools(4326, [-77.03, 38.9]))
        .import();
    let mut found = ids(&import);
    found.sort();
    assert_eq!(found, ["7", "8"]);
    let Some(Record::School(hill)) = import.records.iter().find(|record| record.id() == "8") else {
        panic!()
    };
    assert_eq!((hill.name.as_str(), hill.levels.len()), ("Señal Hill", 2));
    assert_eq!(hill.position.map(Into::into), Some([-77.029, 38.9]));
    assert_eq!(lines(&import), [""; 0]);
}

#[test]
fn polygons_keep_their_holes_and_parts() {
    let import = Case::new(Neighborhoods).file("n.fgb", islands()).import();
    let Record::Neighborhood(islands) = &import.records[0] else {
        panic!()
    };
    let n_rings: Vec<_> = islands.surface.polygons().iter().map(Vec::len).collect();
    assert_eq!(n_rings, [2, 1]);
    assert_eq!(islands.surface.polygons()[1][0][0], [-76.0, 38.0]);
}

#[test]
fn web_mercator_becomes_degrees_and_other_systems_are_refused() {
    let one = |code| {
        let mut writer = writer(GeometryType::Point, code);
        writer.point_begin(0).unwrap();
        // The same place as in the test of Shapefiles, from public data of a city.
        writer.xy(-8_576_540.84, 4_709_833.79, 0).unwrap();
        writer.point_end(0).unwrap();
        writer.property(0, "id", &ColumnValue::Long(1)).unwrap();
        writer
            .property(1, "name", &ColumnValue::String("Oak"))
            .unwrap();
        writer.feature_end(0).unwrap();
        Case::new(Schools).file("s.fgb", finish(writer))
    };
    let [lon, lat] = position(&one(3857).import()).unwrap();
    assert!((lon + 77.044_377).abs() < 1e-5 && (lat - 38.917_310).abs() < 1e-5);
    assert!(one(27_700).refusal().contains("EPSG:27700"));
}

#[test]
fn a_file_that_breaks_off_is_refused_wherever_it_breaks() {
    let bytes = islands();
    for length in 8..bytes.len() {
        let refusal = Case::new(Neighborhoods)
            .file("n.fgb", &bytes[..length])
            .refusal();
        assert!(
            refusal.contains("cut off or damaged"),
            "{length}: {refusal}"
        );
    }
    let refusal = Case::new(Neighborhoods).file("n.fgb", "{}").refusal();
    assert!(refusal.contains("not FlatGeobuf"), "{refusal}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_damaged_file_is_read_or_refused(places in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
        let mut bytes = islands();
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = Case::new(Neighborhoods).file("n.fgb", bytes).read();
    }
}
