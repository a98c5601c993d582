//! Files of NCES and the Census, with the mappings that are delivered for them. The files are made up; columns and systems are theirs.

use crate::harness::{Case, ids, lines};
use formats::ImportKind::{self, Context, Neighborhoods, Schools, Zones};
use model::record::Record;
use model::school::{Level, Operator};
use shapefile::dbase::{FieldValue, Record as DbaseRecord, TableWriterBuilder};
use shapefile::{Point, Polygon, PolygonRing, Polyline};
use std::io::Write;
use std::path::Path;

const NAD83: &str = r#"GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983",SPHEROID["GRS_1980",6378137,298.257222101]],PRIMEM["Greenwich",0],UNIT["Degree",0.017453292519943295]]"#;
const WEB_MERCATOR: &str = r#"PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]"#;

fn case(kind: ImportKind, mapping: &str) -> Case {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/mappings");
    let text = std::fs::read_to_string(folder.join(format!("{mapping}.toml"))).unwrap();
    Case::new(kind).map(&text)
}

enum Shape {
    Point(Point),
    Line(Polyline),
    Area(Polygon),
}

fn square(west: f64, south: f64, size: f64) -> Shape {
    let (east, north) = (west + size, south + size);
    let corners = [
        (west, south),
        (west, north),
        (east, north),
        (east, south),
        (west, south),
    ];
    let ring = corners.map(|(x, y)| Point::new(x, y)).to_vec();
    Shape::Area(Polygon::with_rings(vec![PolygonRing::Outer(ring)]))
}

/// A zipped layer of one shape or more, each with its cells.
fn zipped(columns: &[&str], rows: Vec<(Shape, &[&str])>, prj: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = |ending: &str| folder.path().join(format!("layer.{ending}"));
    let table = columns
        .iter()
        .fold(TableWriterBuilder::new(), |table, name| {
            table.add_character_field((*name).try_into().unwrap(), 60)
        });
    let mut writer = shapefile::Writer::from_path(path("shp"), table).unwrap();
    for (shape, cells) in rows {
        let mut record = DbaseRecord::default();
        for (name, cell) in columns.iter().zip(cells) {
            let value = FieldValue::Character(Some((*cell).to_owned()));
            record.insert((*name).to_owned(), value);
        }
        match shape {
            Shape::Point(point) => writer.write_shape_and_record(&point, &record).unwrap(),
            Shape::Line(line) => writer.write_shape_and_record(&line, &record).unwrap(),
            Shape::Area(area) => writer.write_shape_and_record(&area, &record).unwrap(),
        }
    }
    drop(writer);
    std::fs::write(path("prj"), prj).unwrap();
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for ending in ["shp", "dbf", "prj"] {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(format!("layer.{ending}"), options).unwrap();
        zip.write_all(&std::fs::read(path(ending)).unwrap())
            .unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn the_common_core_directory_is_read_without_its_closed_schools() {
    let csv = "SCHOOL_YEAR,ST,SCH_NAME,LEAID,NCESSCH,LSTREET1,LCITY,LSTATE,LZIP,SY_STATUS,CHARTER_TEXT,GSLO,GSHI,LEVEL\n\
               2022-2023,AL,Oak School,0100005,10000500870,1 Oak Street,Albertville,AL,35950,1,No,PK,05,Elementary\n\
               2022-2023,AL,Elm School,0100005,010000500871,2 Elm Street,Albertville,AL,35950,1,Yes,07,12,Secondary\n\
               2022-2023,AL,Ash School,0100005,010000500872,3 Ash Street,Albertville,AL,35950,1,Not applicable,UG,UG,Ungraded\n\
               2022-2023,AL,Old School,0100005,010000500873,4 Old Street,Albertville,AL,35950,2,No,M,M,Not reported\n";
    let import = case(Schools, "nces-ccd-schools")
        .file("ccd_sch_029.csv", csv)
        .import();
    assert_eq!(
        ids(&import),
        ["010000500870", "010000500871", "010000500872"]
    );
    let found: Vec<_> = import
        .records
        .iter()
        .map(|record| match record {
            Record::School(school) => (
                school.levels.clone(),
                school.operator,
                school.grades.clone(),
            ),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        found,
        [
            (
                vec![Level::Elementary],
                Some(Operator::District),
                Some("PK-05".to_owned())
            ),
            (
                vec![Level::Middle, Level::High],
                Some(Operator::Charter),
                Some("07-12".to_owned())
            ),
            (vec![], None, None),
        ]
    );
}

#[test]
fn edge_geocodes_are_read_from_a_shapefile_and_from_a_table() {
    let columns = [
        "NCESSCH", "LEAID", "NAME", "STREET", "CITY", "STATE", "ZIP", "LAT", "LON",
    ];
    let cells = [
        "010000500870",
        "0100005",
        "Oak School",
        "1 Oak St",
        "Albertville",
        "AL",
        "35950",
        "34.26",
        "-86.21",
    ];
    let zip = zipped(
        &columns,
        vec![(Shape::Point(Point::new(-86.21, 34.26)), &cells)],
        NAD83,
    );
    let of_shapes = case(Schools, "nces-edge-schools")
        .file("edge.zip", zip)
        .import();
    let csv = format!("{}\n{}\n", columns.join(","), cells.join(","));
    let of_table = case(Schools, "nces-edge-schools")
        .file("edge.csv", csv)
        .import();
    assert_eq!(of_shapes.records, of_table.records);
    let Record::School(oak) = &of_shapes.records[0] else {
        panic!()
    };
    assert_eq!(oak.position.map(Into::into), Some([-86.21, 34.26]));
    assert_eq!(
        oak.address.as_deref(),
        Some("1 Oak St, Albertville, AL, 35950")
    );
}

#[test]
fn attendance_boundaries_come_out_of_web_mercator() {
    let columns = [
        "SrcName", "ncessch", "schnam", "leaid", "gslo", "gshi", "defacto", "level", "MultiBdy",
    ];
    let row = |level, low, high| {
        [
            "Oak",
            "110003000123",
            "Oak School",
            "1100030",
            low,
            high,
            "No",
            level,
            "0",
        ]
    };
    let [primary, middle, other] = [
        row("1", "PK", "05"),
        row("2", "06", "08"),
        row("4", "KG", "12"),
    ];
    // About Washington, DC.
    let area = || square(-8_576_540.84, 4_709_833.79, 1000.0);
    let rows: Vec<(Shape, &[&str])> = vec![(area(), &primary), (area(), &middle), (area(), &other)];
    let import = case(Zones, "nces-sabs-zones")
        .file("SABS_1516.zip", zipped(&columns, rows, WEB_MERCATOR))
        .import();
    assert_eq!(
        ids(&import),
        ["1-110003000123-PK-05", "2-110003000123-06-08"]
    );
    let Record::AttendanceZone(zone) = &import.records[0] else {
        panic!()
    };
    assert_eq!(zone.level, Level::Elementary);
    assert_eq!(
        zone.school_id.as_ref().map(|id| id.as_str()),
        Some("110003000123")
    );
    let [lon, lat] = zone.surface.polygons()[0][0][0];
    assert!(
        (lon + 77.044_377).abs() < 1e-5 && (lat - 38.917_310).abs() < 1e-5,
        "{lon}, {lat}"
    );
    assert!(
        lines(&import)
            .iter()
            .any(|line| line.contains("1 rows were left out"))
    );
}

#[test]
fn tiger_files_are_read_by_their_own_columns() {
    let read = |kind, mapping, columns: &[&str], cells: &[&str], shape| {
        let zip = zipped(columns, vec![(shape, cells)], NAD83);
        ids(&case(kind, mapping).file("tl.zip", zip).import())
    };
    let area = || square(-77.0, 38.9, 0.01);
    let tract = read(
        Neighborhoods,
        "tiger-tracts",
        &["GEOID", "NAMELSAD"],
        &["11001000100", "Census Tract 1"],
        area(),
    );
    assert_eq!(tract, ["11001000100"]);
    let zip_code = read(
        Neighborhoods,
        "tiger-zip-codes",
        &["ZCTA5CE20", "GEOID20"],
        &["02134", "02134"],
        area(),
    );
    assert_eq!(zip_code, ["02134"]);
    let district = read(
        Neighborhoods,
        "tiger-school-districts",
        &["GEOID", "NAME"],
        &["1100030", "A District"],
        area(),
    );
    assert_eq!(district, ["1100030"]);
    let water = read(
        Context,
        "tiger-water",
        &["HYDROID", "FULLNAME"],
        &["110", "A River"],
        area(),
    );
    assert_eq!(water, ["110"]);
    let line = Polyline::new(vec![Point::new(-77.0, 38.9), Point::new(-77.01, 38.9)]);
    let road = read(
        Context,
        "tiger-roads",
        &["LINEARID", "FULLNAME"],
        &["1104", "Oak St"],
        Shape::Line(line),
    );
    assert_eq!(road, ["1104"]);
}
