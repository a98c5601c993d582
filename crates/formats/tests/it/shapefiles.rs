//! Shapefiles, written by another program's library.

use crate::harness::{Case, ids, lines, position};
use formats::ImportKind::{Neighborhoods, Schools};
use model::record::Record;
use shapefile::dbase::{FieldValue, Record as DbaseRecord, TableWriterBuilder};
use shapefile::{Point, Polygon, PolygonRing, Shape};
use std::io::Write;
use std::path::Path;

const DEGREES: &str = r#"GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["Degree",0.017453292519943295]]"#;

fn square(west: f64, south: f64, size: f64) -> Vec<Point> {
    let (east, north) = (west + size, south + size);
    [
        (west, south),
        (west, north),
        (east, north),
        (east, south),
        (west, south),
    ]
    .map(|(x, y)| Point::new(x, y))
    .to_vec()
}

/// Writes a layer and answers the folder's files `layer.shp`, `layer.dbf`, `layer.prj`.
fn layer(folder: &Path, shapes: Vec<(Shape, &str, &str)>, prj: &str) {
    let columns = TableWriterBuilder::new()
        .add_character_field("ID".try_into().unwrap(), 12)
        .add_character_field("NAME".try_into().unwrap(), 40);
    let mut writer = shapefile::Writer::from_path(folder.join("layer.shp"), columns).unwrap();
    for (shape, id, name) in shapes {
        let mut record = DbaseRecord::default();
        record.insert("ID".to_owned(), FieldValue::Character(Some(id.to_owned())));
        record.insert(
            "NAME".to_owned(),
            FieldValue::Character(Some(name.to_owned())),
        );
        match shape {
            Shape::Polygon(polygon) => writer.write_shape_and_record(&polygon, &record).unwrap(),
            Shape::Point(point) => writer.write_shape_and_record(&point, &record).unwrap(),
            _ => panic!("only points and polygons are written here"),
        }
    }
    drop(writer);
    std::fs::write(folder.join("layer.prj"), prj).unwrap();
}

fn zipped(folder: &Path, inside: &str, endings: &[&str]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for ending in endings {
        let options = zip::write::SimpleFileOptions::default();
        writer
            .start_file(format!("{inside}{ending}"), options)
            .unwrap();
        let bytes = std::fs::read(folder.join(format!("layer.{}", ending.to_lowercase()))).unwrap();
        writer.write_all(&bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const MAP: &str = "[fields]\nid = \"ID\"\nname = \"NAME\"\n";

fn island_with_lake() -> Shape {
    Shape::Polygon(Polygon::with_rings(vec![
        PolygonRing::Outer(square(-77.0, 38.0, 0.1)),
        PolygonRing::Inner(square(-76.97, 38.03, 0.02)),
        PolygonRing::Outer(square(-76.0, 38.0, 0.1)),
    ]))
}

#[test]
fn a_zipped_layer_is_read_with_its_holes_and_parts() {
    let case = Case::new(Neighborhoods);
    layer(
        case.folder(),
        vec![(island_with_lake(), "0007", "Señal Hill")],
        DEGREES,
    );
    std::fs::write(case.folder().join("layer.cpg"), "UTF-8").unwrap();
    let zip = zipped(
        case.folder(),
        "export/layer.",
        &["SHP", "dbf", "prj", "cpg"],
    );
    let import = case.file("layer.zip", zip).map(MAP).import();
    assert_eq!(lines(&import), [""; 0]);
    let Record::Neighborhood(hill) = &import.records[0] else {
        panic!()
    };
    assert_eq!(
        (hill.id.as_str(), hill.name.as_str()),
        ("0007", "Señal Hill")
    );
    let n_rings: Vec<_> = hill.surface.polygons().iter().map(Vec::len).collect();
    assert_eq!(n_rings, [2, 1]);
}

#[test]
fn a_layer_beside_its_columns_is_read() {
    let case = Case::new(Schools);
    let school = Shape::Point(Point::new(-77.03, 38.9));
    layer(case.folder(), vec![(school, "1", "Oak")], DEGREES);
    let shp = case.folder().join("layer.shp");
    let import = case.path(&shp).map(MAP).import();
    assert_eq!(position(&import), Some([-77.03, 38.9]));
}

#[test]
fn web_mercator_becomes_degrees_and_an_unknown_datum_is_refused() {
    let mercator = r#"PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]"#;
    let school = || {
        vec![(
            Shape::Point(Point::new(-8_576_540.84, 4_709_833.79)),
            "1",
            "Oak",
        )]
    };
    let case = Case::new(Schools);
    layer(case.folder(), school(), mercator);
    let zip = zipped(case.folder(), "layer.", &["shp", "dbf", "prj"]);
    let import = case.file("layer.zip", zip).map(MAP).import();
    let [lon, lat] = position(&import).unwrap();
    assert!(
        (lon + 77.044_377).abs() < 1e-5 && (lat - 38.917_310).abs() < 1e-5,
        "{lon}, {lat}"
    );
    assert_eq!(import.report.count_of("projected"), 1);
    let case = Case::new(Schools);
    layer(
        case.folder(),
        school(),
        &mercator.replace("D_WGS_1984", "D_Pulkovo_1942"),
    );
    let zip = zipped(case.folder(), "layer.", &["shp", "dbf", "prj"]);
    assert!(
        case.file("layer.zip", zip)
            .map(MAP)
            .refusal()
            .contains("Web_Mercator")
    );
    let case = Case::new(Schools);
    layer(case.folder(), school(), mercator);
    let zip = zipped(case.folder(), "layer.", &["shp", "dbf"]);
    assert!(
        case.file("layer.zip", zip)
            .map(MAP)
            .refusal()
            .contains("metres or feet")
    );
}

#[test]
fn a_layer_with_a_part_missing_or_cut_is_refused() {
    let case = Case::new(Neighborhoods);
    layer(
        case.folder(),
        vec![(island_with_lake(), "1", "Hill")],
        DEGREES,
    );
    let zip = zipped(case.folder(), "layer.", &["shp", "prj"]);
    let whole = case.file("a.zip", zip).map(MAP);
    assert!(whole.refusal().contains(".dbf with the columns is missing"));
    for (ending, length) in [("shp", 200), ("shp", 50), ("dbf", 100), ("dbf", 20)] {
        let case = Case::new(Neighborhoods);
        for part in ["shp", "dbf", "prj"] {
            let bytes = std::fs::read(whole.folder().join(format!("layer.{part}"))).unwrap();
            let end = if part == ending { length } else { bytes.len() };
            case.write(&format!("layer.{part}"), &bytes[..end]);
        }
        let shp = case.folder().join("layer.shp");
        let refusal = case.path(&shp).map(MAP).refusal();
        assert!(
            refusal.contains("cut off or damaged"),
            "{ending} {length}: {refusal}"
        );
    }
}

#[test]
fn counts_that_lie_take_no_memory() {
    let case = Case::new(Neighborhoods);
    layer(
        case.folder(),
        vec![
            (island_with_lake(), "1", "Hill"),
            (island_with_lake(), "2", "Dale"),
        ],
        DEGREES,
    );
    let mut bytes = std::fs::read(case.folder().join("layer.shp")).unwrap();
    // The number of points of the first shape: four thousand million.
    bytes[100 + 8 + 40..100 + 8 + 44].copy_from_slice(&u32::MAX.to_le_bytes());
    let shp = case.write("layer.shp", bytes);
    let import = case.path(&shp).map(MAP).import();
    assert_eq!(ids(&import), ["2"]);
    assert!(import.rejected[0].reason.contains("counts fit"));
}
