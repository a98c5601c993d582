//! GeoPackages: written row by row as the standard says, and by GDAL.

use crate::harness::{Case, collection, ids, lines};
use formats::ImportKind::{Schools, Zones};
use model::record::Record;
use proptest::prelude::*;
use rusqlite::Connection;
use std::process::Command;

/// The name in the header of a GeoPackage.
const NAME: i32 = i32::from_be_bytes(*b"GPKG");

/// A GeoPackage without layers.
fn empty() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .pragma_update(None, "application_id", NAME)
        .unwrap();
    connection
        .pragma_update(None, "user_version", 10_300)
        .unwrap();
    connection
        .execute_batch(
            "CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, \
               organization_coordsys_id INTEGER, definition TEXT, description TEXT);
             INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, '', ''), \
               ('Mercator', 3857, 'EPSG', 3857, '', ''), ('none', -1, 'NONE', -1, 'undefined', '');
             CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
             CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);",
        )
        .unwrap();
    connection
}

/// Adds a layer of schools whose shapes are these bytes.
fn add_schools(connection: &Connection, layer: &str, srs_id: i32, shapes: &[Option<Vec<u8>>]) {
    connection
        .execute_batch(&format!(
            "CREATE TABLE \"{layer}\" (id INTEGER PRIMARY KEY, name TEXT, charter BOOLEAN, shape BLOB);
             INSERT INTO gpkg_contents VALUES ('{layer}', 'features', '{layer}', {srs_id});
             INSERT INTO gpkg_geometry_columns VALUES ('{layer}', 'shape', 'POINT', {srs_id}, 0, 0);"
        ))
        .unwrap();
    for (place, shape) in shapes.iter().enumerate() {
        let insert = format!("INSERT INTO \"{layer}\" VALUES (?1, ?2, 1, ?3)");
        let name = format!("Señal {place}");
        connection
            .execute(&insert, (place as i64 + 7, name, shape))
            .unwrap();
    }
}

fn bytes(connection: &Connection) -> Vec<u8> {
    // A copy, as handing out the bytes needs the connection to itself.
    let mut copy = Connection::open_in_memory().unwrap();
    {
        let backup = rusqlite::backup::Backup::new(connection, &mut copy).unwrap();
        backup
            .run_to_completion(1_000, std::time::Duration::ZERO, None)
            .unwrap();
    }
    copy.serialize("main").unwrap().to_vec()
}

/// How a shape is written.
#[derive(Debug, Clone, Copy)]
struct Form {
    is_little: bool,
    /// The kind of envelope, 0 to 4.
    envelope: u8,
    /// What is added to the number of a point's kind, and the numbers behind x and y.
    dimensions: (u32, usize),
}

const PLAIN: Form = Form {
    is_little: true,
    envelope: 0,
    dimensions: (0, 0),
};

fn point([x, y]: [f64; 2], form: Form) -> Vec<u8> {
    let word = |number: u32| match form.is_little {
        true => number.to_le_bytes(),
        false => number.to_be_bytes(),
    };
    let number = |number: f64| match form.is_little {
        true => number.to_le_bytes(),
        false => number.to_be_bytes(),
    };
    let mut bytes = vec![b'G', b'P', 0, form.envelope << 1 | u8::from(form.is_little)];
    bytes.extend(word(4326));
    let n_bounds = [0, 4, 6, 6, 8][usize::from(form.envelope)];
    bytes.extend((0..n_bounds).flat_map(|_| number(x)));
    bytes.push(u8::from(form.is_little));
    bytes.extend(word(1 + form.dimensions.0));
    bytes.extend([number(x), number(y)].concat());
    bytes.extend((0..form.dimensions.1).flat_map(|_| number(5.0)));
    bytes
}

/// Where a school is.
fn position(record: &Record) -> Option<[f64; 2]> {
    match record {
        Record::School(school) => school.position.map(Into::into),
        other => panic!("not a school: {other:?}"),
    }
}

fn schools() -> Vec<u8> {
    let connection = empty();
    let shapes = [[-77.0, 38.9], [-77.01, 38.91]].map(|place| Some(point(place, PLAIN)));
    add_schools(&connection, "schools", 4326, &shapes);
    bytes(&connection)
}

#[test]
fn a_layer_of_features_is_a_table() {
    let import = Case::new(Schools).file("s.gpkg", schools()).import();
    assert_eq!(ids(&import), ["7", "8"]);
    let [x, y] = position(&import.records[1]).unwrap();
    assert_eq!((x, y), (-77.01, 38.91));
    let Record::School(school) = &import.records[0] else {
        panic!("{:?}", import.records[0]);
    };
    assert_eq!(school.name, "Señal 0");
}

#[test]
fn shapes_that_are_missing_empty_or_broken_leave_their_row_or_refuse_it() {
    let connection = empty();
    let nowhere = point([f64::NAN, f64::NAN], PLAIN);
    let curve = point(
        [1.0, 2.0],
        Form {
            dimensions: (7, 0),
            ..PLAIN
        },
    );
    let cut = point([1.0, 2.0], PLAIN)[..20].to_vec();
    add_schools(
        &connection,
        "s",
        4326,
        &[None, Some(nowhere), Some(curve), Some(cut)],
    );
    let import = Case::new(Schools)
        .file("s.gpkg", bytes(&connection))
        .import();
    assert_eq!(ids(&import), ["7", "8"]);
    assert_eq!(position(&import.records[0]), None);
    let said = lines(&import).join("\n");
    assert!(
        said.contains("CIRCULARSTRING") && said.contains("counts fit its bytes"),
        "{said}"
    );
}

#[test]
fn of_several_layers_one_has_to_be_named() {
    let connection = empty();
    for (layer, x) in [("old", -77.0), ("new", -78.0)] {
        add_schools(&connection, layer, 4326, &[Some(point([x, 38.9], PLAIN))]);
    }
    let file = bytes(&connection);
    let said = Case::new(Schools).file("s.gpkg", &file).refusal();
    assert!(
        said.contains("old") && said.contains("new") && said.contains("--layer"),
        "{said}"
    );
    let import = Case::new(Schools)
        .map("layer = \"new\"")
        .file("s.gpkg", &file)
        .import();
    assert_eq!(position(&import.records[0]), Some([-78.0, 38.9]));
    let said = Case::new(Schools)
        .map("layer = \"nwe\"")
        .file("s.gpkg", &file)
        .refusal();
    assert!(
        said.contains("nwe") && said.contains("its layers are: old, new"),
        "{said}"
    );
}

#[test]
fn a_system_that_is_not_known_is_noted_and_one_without_a_way_is_refused() {
    let file = |srs_id| {
        let connection = empty();
        let insert = "INSERT INTO gpkg_spatial_ref_sys VALUES ('local', 32618, 'EPSG', 32618, 'undefined', '')";
        connection.execute(insert, ()).unwrap();
        add_schools(
            &connection,
            "s",
            srs_id,
            &[Some(point([-77.0, 38.9], PLAIN))],
        );
        bytes(&connection)
    };
    let import = Case::new(Schools).file("s.gpkg", file(-1)).import();
    assert!(
        lines(&import).join("\n").contains("degrees of WGS 84"),
        "{:?}",
        lines(&import)
    );
    let said = Case::new(Schools).file("s.gpkg", file(32_618)).refusal();
    assert!(said.contains("32618"), "{said}");
}

#[test]
fn another_database_is_refused_with_what_to_do() {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .execute_batch("CREATE TABLE schools (id, name)")
        .unwrap();
    let said = Case::new(Schools)
        .file("s.gpkg", bytes(&connection))
        .refusal();
    assert!(
        said.contains("gpkg_contents") && said.contains("CSV or GeoJSON"),
        "{said}"
    );
    let said = Case::new(Schools)
        .file("s.gpkg", "id,name\n1,Oak\n")
        .refusal();
    assert!(said.contains("not a GeoPackage"), "{said}");
}

#[test]
fn a_view_that_would_run_code_of_the_file_is_no_layer() {
    let connection = empty();
    connection
        .execute_batch(
            "CREATE VIEW schools AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, 'x' AS name FROM n;
             INSERT INTO gpkg_contents VALUES ('schools', 'attributes', 'schools', 0);",
        )
        .unwrap();
    let said = Case::new(Schools)
        .file("s.gpkg", bytes(&connection))
        .refusal();
    assert!(said.contains("views are not read"), "{said}");
}

fn forms() -> impl Strategy<Value = Form> {
    let dimensions = prop::sample::select(vec![
        (0, 0),
        (1_000, 1),
        (2_000, 1),
        (3_000, 2),
        (0x8000_0000, 1),
        (0xc000_0000, 2),
    ]);
    (any::<bool>(), 0u8..5, dimensions).prop_map(|(is_little, envelope, dimensions)| Form {
        is_little,
        envelope,
        dimensions,
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_point_is_the_same_in_every_form(x in -124.0..-67.0f64, y in 25.0..49.0f64, form in forms()) {
        let connection = empty();
        add_schools(&connection, "s", 4326, &[Some(point([x, y], form))]);
        let import = Case::new(Schools).file("s.gpkg", bytes(&connection)).import();
        prop_assert_eq!(position(&import.records[0]), Some([x, y]));
    }

    #[test]
    fn a_damaged_geopackage_is_read_or_refused(places in prop::collection::vec(any::<(prop::sample::Index, u8)>(), 1..8), cut in prop::option::of(any::<prop::sample::Index>())) {
        let mut bytes = schools();
        for (place, byte) in places {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        // Either is right; a panic is not.
        let _ = Case::new(Schools).file("s.gpkg", bytes).read();
    }
}

/// What GDAL makes of a GeoJSON file, as a GeoPackage in another system; nothing without GDAL.
fn by_gdal(case: &Case, geojson: &str, system: &str) -> Option<Vec<u8>> {
    let source = case.write("source.geojson", geojson);
    let target = case
        .folder()
        .join(format!("{}.gpkg", system.replace(':', "")));
    let ran = Command::new("ogr2ogr")
        .args(["-f", "GPKG", "-t_srs", system, "-nln", "layer"])
        .args([&target, &source])
        .output();
    let Ok(output) = ran else {
        eprintln!("skipped: ogr2ogr is not installed");
        return None;
    };
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    Some(std::fs::read(target).unwrap())
}

#[test]
fn gdal_and_we_mean_the_same_places_in_every_system() {
    let rows = [
        (
            r#"{"id":"a","name":"Island","level":"high"}"#,
            r#"{"type":"MultiPolygon","coordinates":[[[[-77,38],[-76.9,38],[-76.9,38.1],[-77,38.1],[-77,38]],[[-76.98,38.02],[-76.98,38.04],[-76.96,38.04],[-76.96,38.02],[-76.98,38.02]]],[[[-76.5,38],[-76.4,38],[-76.45,38.1],[-76.5,38]]]]}"#,
        ),
        (
            r#"{"id":"b","name":"Peña","level":"high"}"#,
            r#"{"type":"Polygon","coordinates":[[[-77.2,38.2],[-77.1,38.2],[-77.1,38.3],[-77.2,38.2]]]}"#,
        ),
    ];
    let geojson = collection(&rows);
    let zones = |case: &Case| -> Vec<Record> { case.import().records };
    let expected = zones(&Case::new(Zones).file("z.geojson", &geojson));
    for system in ["EPSG:4326", "EPSG:4269", "EPSG:3857", "EPSG:26918"] {
        let case = Case::new(Zones);
        let Some(file) = by_gdal(&case, &geojson, system) else {
            return;
        };
        let found = zones(&case.file("z.gpkg", file));
        assert_eq!(found.len(), expected.len(), "{system}");
        for (found, expected) in found.iter().zip(&expected) {
            let (Record::AttendanceZone(found), Record::AttendanceZone(expected)) =
                (found, expected)
            else {
                panic!("{found:?}");
            };
            assert_eq!((&found.name, found.level), (&expected.name, expected.level));
            let (found, expected) = (numbers(&found.surface), numbers(&expected.surface));
            assert_eq!(found.len(), expected.len(), "{system}");
            // NAD83 and WGS 84 are taken as one, in GDAL as here.
            for (found, expected) in found.iter().zip(&expected) {
                assert!(
                    (found - expected).abs() < 1e-7,
                    "{system}: {found} for {expected}"
                );
            }
        }
    }
}

/// Every number of a shape, in its order.
fn numbers(shape: &impl std::fmt::Debug) -> Vec<f64> {
    let text = format!("{shape:?}");
    let words = text.split(|letter: char| !(letter.is_ascii_digit() || "-.e".contains(letter)));
    words.filter_map(|word| word.parse().ok()).collect()
}
