//! GeoPackages that are held against the same layer as GeoJSON, and those that are damaged, unfinished or made to do harm.

use crate::harness::{Case, collection, ids, lines, position};
use formats::ImportKind::{self, Context, Neighborhoods, Schools};
use proptest::prelude::*;
use rusqlite::Connection;
use serde_json::json;

type Position = [f64; 2];

const TABLES: &str = "
    PRAGMA application_id = 1196444487; PRAGMA user_version = 10300;
    CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER,
        definition TEXT, description TEXT);
    INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'undefined', NULL);
    CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
    CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z INTEGER, m INTEGER);";

/// A GeoPackage that is being made, in memory.
struct Package(Connection);

impl Package {
    fn new() -> Self {
        Self(Connection::open_in_memory().unwrap()).sql(TABLES)
    }

    fn sql(self, sql: &str) -> Self {
        self.0.execute_batch(sql).unwrap();
        self
    }

    fn layer(self, name: &str, columns: &str) -> Self {
        self.sql(&format!("CREATE TABLE {name} ({columns}); INSERT INTO gpkg_contents VALUES ('{name}', 'features', '{name}', 4326);
            INSERT INTO gpkg_geometry_columns VALUES ('{name}', 'geom', 'GEOMETRY', 4326, 0, 0)"))
    }

    fn table(self, name: &str, columns: &str) -> Self {
        self.sql(&format!("CREATE TABLE {name} ({columns}); INSERT INTO gpkg_contents VALUES ('{name}', 'attributes', '{name}', 0)"))
    }

    fn of_schools() -> Self {
        Self::new().layer(
            "schools",
            "fid INTEGER PRIMARY KEY, geom POINT, id TEXT, name TEXT",
        )
    }

    fn school(self, id: &str, name: &str, shape: Option<&[u8]>) -> Self {
        self.0
            .execute(
                "INSERT INTO schools (geom, id, name) VALUES (?1, ?2, ?3)",
                (shape, id, name),
            )
            .unwrap();
        self
    }

    fn bytes(mut self) -> Vec<u8> {
        self.0.serialize("main").unwrap().to_vec()
    }
}

/// How Well-Known Binary is written.
#[derive(Debug, Clone, Copy)]
struct Style {
    is_little: bool,
    has_z: bool,
    has_m: bool,
    is_extended: bool,
}

const PLAIN: Style = Style {
    is_little: true,
    has_z: false,
    has_m: false,
    is_extended: false,
};

impl Style {
    fn word(self, number: u32) -> Vec<u8> {
        if self.is_little {
            number.to_le_bytes().to_vec()
        } else {
            number.to_be_bytes().to_vec()
        }
    }

    fn head(self, kind: u32) -> Vec<u8> {
        let (z, m) = (u32::from(self.has_z), u32::from(self.has_m));
        let code = if self.is_extended {
            kind | z << 31 | m << 30
        } else {
            kind + 1000 * (z + 2 * m)
        };
        [vec![u8::from(self.is_little)], self.word(code)].concat()
    }

    fn position(self, [x, y]: Position) -> Vec<u8> {
        let mut numbers = vec![x, y];
        numbers.extend(self.has_z.then_some(12.5));
        numbers.extend(self.has_m.then_some(-7.0));
        let bytes = |n: f64| {
            if self.is_little {
                n.to_le_bytes()
            } else {
                n.to_be_bytes()
            }
        };
        numbers.into_iter().flat_map(bytes).collect()
    }

    fn positions(self, line: &[Position]) -> Vec<u8> {
        let mut bytes = self.word(line.len() as u32);
        line.iter().for_each(|at| bytes.extend(self.position(*at)));
        bytes
    }

    fn point(self, at: Position) -> Vec<u8> {
        [self.head(1), self.position(at)].concat()
    }

    fn line(self, line: &[Position]) -> Vec<u8> {
        [self.head(2), self.positions(line)].concat()
    }

    fn polygon(self, rings: &[Vec<Position>]) -> Vec<u8> {
        let parts: Vec<_> = rings.iter().flat_map(|ring| self.positions(ring)).collect();
        [self.head(3), self.word(rings.len() as u32), parts].concat()
    }

    fn several(self, kind: u32, members: Vec<Vec<u8>>) -> Vec<u8> {
        [
            self.head(kind),
            self.word(members.len() as u32),
            members.concat(),
        ]
        .concat()
    }

    fn dressed(self, mut wkb: Vec<u8>, envelope: u8) -> Vec<u8> {
        if self.is_extended {
            wkb[if self.is_little { 4 } else { 1 }] |= 0x20;
            wkb.splice(5..5, self.word(4326));
        }
        let n = [0, 4, 6, 6, 8][usize::from(envelope)];
        [
            vec![b'G', b'P', 0, envelope << 1 | u8::from(self.is_little)],
            self.word(4326),
            vec![0x7f; 8 * n],
            wkb,
        ]
        .concat()
    }
}

fn blob(wkb: &[u8]) -> Vec<u8> {
    PLAIN.dressed(wkb.to_vec(), 0)
}

fn styles() -> impl Strategy<Value = Style> {
    any::<[bool; 4]>().prop_map(|[is_little, has_z, has_m, is_extended]| Style {
        is_little,
        has_z,
        has_m,
        is_extended,
    })
}

fn positions() -> impl Strategy<Value = Position> {
    (0..20i32, 0..20i32)
        .prop_map(|(x, y)| [-77.0 + f64::from(x) / 10.0, 38.0 + f64::from(y) / 10.0])
}

fn rings() -> impl Strategy<Value = Vec<Position>> {
    prop::collection::vec(positions(), 3..8).prop_map(|mut ring| {
        ring.push(ring[0]);
        ring
    })
}

fn outcome(kind: ImportKind, file: &str, bytes: &[u8]) -> (String, Vec<String>) {
    let import = Case::new(kind).file(file, bytes).import();
    let told = lines(&import)
        .into_iter()
        .map(|line| line.replace("a.gpkg, layer areas", "a.geojson"));
    (format!("{:?}", import.records), told.collect())
}

/// Holds a shape in binary against the same in GeoJSON: records, repairs and refusals.
fn agree(kind: ImportKind, shape: &[u8], json: serde_json::Value) -> Result<(), TestCaseError> {
    let package = Package::new().layer("areas", "id TEXT, name TEXT, kind TEXT, geom GEOMETRY");
    package
        .0
        .execute("INSERT INTO areas VALUES ('1', 'One', 'park', ?1)", [shape])
        .unwrap();
    let geojson = collection(&[(
        r#"{"id":"1","name":"One","kind":"park"}"#,
        &json.to_string(),
    )]);
    prop_assert_eq!(
        outcome(kind, "a.gpkg", &package.bytes()),
        outcome(kind, "a.geojson", geojson.as_bytes())
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn shapes_are_what_they_are_in_geojson(
        polygons in prop::collection::vec(prop::collection::vec(rings(), 1..3), 1..4),
        paths in prop::collection::vec(prop::collection::vec(positions(), 2..6), 1..4),
        style in styles(), envelope in 0..5u8, is_collection in any::<bool>(),
    ) {
        let kind = |kind| if is_collection { 7 } else { kind };
        let dress = |wkb| style.dressed(wkb, envelope);
        let members = polygons.iter().map(|rings| style.polygon(rings)).collect();
        agree(Neighborhoods, &dress(style.several(kind(6), members)), json!({"type": "MultiPolygon", "coordinates": &polygons}))?;
        agree(Neighborhoods, &dress(style.polygon(&polygons[0])), json!({"type": "Polygon", "coordinates": &polygons[0]}))?;
        let members = paths.iter().map(|line| style.line(line)).collect();
        agree(Context, &dress(style.several(kind(5), members)), json!({"type": "MultiLineString", "coordinates": &paths}))?;
        agree(Context, &dress(style.line(&paths[0])), json!({"type": "LineString", "coordinates": &paths[0]}))?;
        let members = paths[0].iter().map(|at| style.point(*at)).collect();
        agree(Schools, &dress(style.several(kind(4), members)), json!({"type": "MultiPoint", "coordinates": &paths[0]}))?;
    }

    #[test]
    fn any_bytes_are_a_shape_or_a_refused_row(shape in prop::collection::vec(any::<u8>(), 0..80), is_wkb in any::<bool>()) {
        let shape = if is_wkb { [b"GP\0\x01\0\0\0\0\x01", &shape[..]].concat() } else { shape };
        let _ = Case::new(Schools).file("s.gpkg", Package::of_schools().school("1", "Oak", Some(&shape)).bytes()).read();
    }

    #[test]
    fn pages_in_the_place_of_others_are_read_or_refused(swaps in prop::collection::vec(any::<(prop::sample::Index, prop::sample::Index)>(), 1..4)) {
        let mut bytes = many(200);
        let n_pages = bytes.len() / 4096;
        for (to, from) in swaps {
            let from = 4096 * from.index(n_pages);
            bytes.copy_within(from..from + 4096, 4096 * to.index(n_pages));
        }
        let _ = Case::new(Schools).file("s.gpkg", bytes).read();
    }
}

fn many(n: u32) -> Vec<u8> {
    let mut package =
        Package::of_schools().sql("CREATE INDEX by_name ON schools (name, id); BEGIN");
    for number in 0..n {
        let place = [-77.0 + f64::from(number) / 1e5, 38.9];
        let name = "A school with a long name ".repeat(1 + number as usize % 7);
        package = package.school(&number.to_string(), &name, Some(&blob(&PLAIN.point(place))));
    }
    package.sql("COMMIT").bytes()
}

fn refusal(package: Package) -> String {
    Case::new(Schools).file("s.gpkg", package.bytes()).refusal()
}

#[test]
fn what_is_no_plain_shape_is_refused_with_row_column_and_value() {
    let at = [-77.03, 38.9];
    let curve = |kind| blob(&PLAIN.several(kind, vec![PLAIN.line(&[at, at])]));
    let changed = |place: usize, bits: u8| {
        let mut shape = blob(&PLAIN.point(at));
        shape[place] |= bits;
        shape
    };
    let deep = (0..400).fold(PLAIN.point(at), |inner, _| PLAIN.several(7, vec![inner]));
    let mixed = PLAIN.several(7, vec![PLAIN.point(at), PLAIN.line(&[at, at])]);
    let mut cases = vec![
        (curve(8), "CIRCULARSTRING"),
        (curve(1010), "CURVEPOLYGON"),
        (curve(12), "MULTISURFACE"),
        (curve(15), "POLYHEDRALSURFACE"),
        (curve(18), "kind 18"),
        (curve(4007), "kind 4007"),
        (changed(3, 0x20), "ExtendedGeoPackageBinary"),
        (changed(2, 1), "version 1"),
        (changed(3, 7 << 1), "kind 7"),
        (PLAIN.point(at), "begins with GP"),
        (blob(&[7]), "byte order"),
        (blob(&[PLAIN.point(at), vec![0]].concat()), "counts fit"),
        (blob(&PLAIN.several(6, vec![PLAIN.point(at)])), "POINT"),
        (blob(&mixed), "one sort"),
        (blob(&deep), "no deeper"),
        (b"GP".to_vec(), "counts fit"),
    ];
    for kind in 2..=7 {
        cases.push((
            blob(&[&[1, kind, 0, 0, 0][..], &[0xff; 4]].concat()),
            "counts fit",
        ));
    }
    for (shape, words) in cases {
        let import = Case::new(Schools)
            .file(
                "s.gpkg",
                Package::of_schools()
                    .school("1", "Oak", Some(&shape))
                    .bytes(),
            )
            .import();
        let said = lines(&import).join("\n");
        assert!(
            said.starts_with("refused bad-geometry: s.gpkg, layer schools, row 1, column geom"),
            "{words}: {said}"
        );
        assert!(said.contains(words), "no {words} in {said}");
    }
}

#[test]
fn a_file_that_breaks_off_is_refused_wherever_it_breaks() {
    let bytes = many(200);
    for length in (16..bytes.len())
        .step_by(331)
        .chain([99, 100, 101, bytes.len() - 1])
    {
        let said = Case::new(Schools)
            .file("s.gpkg", &bytes[..length])
            .refusal();
        assert!(said.contains("cut off or damaged"), "{length}: {said}");
    }
}

#[test]
fn pages_that_are_reached_again_and_again_end_soon() {
    let mut bytes = many(4000);
    let mut n_changed = 0;
    for page in bytes
        .chunks_exact_mut(4096)
        .skip(1)
        .filter(|page| page[0] == 5)
    {
        let n_cells = usize::from(u16::from_be_bytes([page[3], page[4]]));
        let cell = |page: &[u8], n: usize| {
            usize::from(u16::from_be_bytes([page[12 + 2 * n], page[13 + 2 * n]]))
        };
        let first = cell(page, 0);
        let child = page[first..first + 4].to_vec();
        for number in 0..n_cells {
            let at = cell(page, number);
            page[at..at + 4].copy_from_slice(&child);
        }
        n_changed += n_cells;
    }
    assert!(n_changed > 50, "{n_changed}");
    if let Ok(import) = Case::new(Schools).file("s.gpkg", bytes).read() {
        assert!(import.report.count_of("repeated-row") + import.report.refused_rows > 0);
    }
}

#[test]
fn computed_columns_cannot_outgrow_the_file() {
    let package = Package::new().table("schools", "id INTEGER PRIMARY KEY, name TEXT, big TEXT AS (printf('%.*c', 1000000, 'x'))").sql(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO schools (id, name) SELECT i, 'Oak' FROM n",
    );
    let said = refusal(package);
    assert!(said.contains("larger than the file"), "{said}");
}

#[test]
fn rows_of_many_columns_that_are_not_there_are_bounded() {
    let columns: Vec<_> = (0..1900).map(|number| format!("c{number}")).collect();
    let schema = format!(
        "CREATE TABLE schools (id INTEGER PRIMARY KEY, name, {})",
        columns.join(", ")
    );
    let package = Package::new().table("schools", "id INTEGER PRIMARY KEY").sql(&format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) INSERT INTO schools SELECT i FROM n;
         PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = '{schema}' WHERE name = 'schools'; PRAGMA writable_schema = RESET"));
    let said = refusal(package);
    assert!(said.contains("more rows than"), "{said}");
}

#[test]
fn tables_that_contradict_each_other_are_refused_with_what_is_missing() {
    for (sql, words) in [
        (
            "DELETE FROM gpkg_geometry_columns",
            "gpkg_geometry_columns does not say",
        ),
        ("DROP TABLE schools", "is not a table of it"),
        (
            "UPDATE gpkg_contents SET table_name = x'00'",
            "another type than the format says",
        ),
        (
            "UPDATE gpkg_contents SET table_name = 'a' || char(0) || 'b'",
            "is not a table of it",
        ),
        (
            "UPDATE gpkg_geometry_columns SET srs_id = 'x'",
            "another type than the format says",
        ),
    ] {
        let said = refusal(Package::of_schools().sql(sql));
        assert!(said.contains(words), "{sql}: {said}");
    }
    let tree = Package::new().sql("CREATE VIRTUAL TABLE boxes USING rtree(id, a, b); INSERT INTO gpkg_contents VALUES ('boxes', 'attributes', 'b', 0)");
    assert!(refusal(tree).contains("is not a table of it"));
}

#[test]
fn a_file_that_is_still_open_elsewhere_is_refused_until_it_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("open.gpkg");
    let shape = blob(&PLAIN.point([-77.03, 38.9]));
    std::fs::write(
        &path,
        Package::of_schools()
            .school("7", "Oak", Some(&shape))
            .bytes(),
    )
    .unwrap();
    let writer = Connection::open(&path).unwrap();
    writer
        .query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))
        .unwrap();
    writer
        .execute("INSERT INTO schools (id, name) VALUES ('8', 'Elm')", [])
        .unwrap();
    let case = Case::new(Schools).path(&path);
    let said = case.refusal();
    assert!(
        said.contains("open.gpkg-wal") && said.contains("close the program"),
        "{said}"
    );
    writer
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
        .unwrap();
    assert_eq!(ids(&case.import()), ["7", "8"]);
    drop(writer);
    let state = || {
        let mut names: Vec<_> = std::fs::read_dir(folder.path())
            .unwrap()
            .map(|e| e.unwrap().file_name())
            .collect();
        names.sort();
        (names, std::fs::read(&path).unwrap())
    };
    let before = state();
    assert_eq!(ids(&case.import()), ["7", "8"]);
    assert_eq!(
        state(),
        before,
        "nothing is written to the file or beside it"
    );
    let journal = [
        &[0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7][..],
        &[0; 600],
    ]
    .concat();
    std::fs::write(folder.path().join("open.gpkg-journal"), journal).unwrap();
    assert!(case.refusal().contains("open.gpkg-journal"));
}

#[test]
fn values_are_read_as_what_they_are() {
    let columns = "id INTEGER PRIMARY KEY, name TEXT, flag BOOLEAN, flag2 boolean, day DATE, number REAL, whole REAL, picture BLOB, odd INTEGER, missing TEXT";
    let package = Package::new().table("schools", columns).sql(
        "INSERT INTO schools VALUES (9007199254740993, 'Ōtāhuhu', 1, 0, '2026-03-01', 0.1, 12.0, x'0102', 'text among numbers', NULL)");
    let map = "[fields]\nid = \"id\"\nname = \"name\"\naddress = { joined = [\"flag\", \"flag2\", \"day\", \"number\", \"whole\", \"picture\", \"odd\", \"missing\"], with = \"|\" }\n";
    let import = Case::new(Schools)
        .file("s.gpkg", package.bytes())
        .map(map)
        .import();
    let text = format!("{:?}", import.records);
    for words in [
        "9007199254740993",
        "Ōtāhuhu",
        "yes|no|2026-03-01|0.1|12|text among numbers",
    ] {
        assert!(text.contains(words), "no {words} in {text}");
    }
}

/// WGS 84, NAD83, Web Mercator, zones of UTM, state planes in metres and in feet, Albers' cones.
const SYSTEMS: [u32; 9] = [4326, 4269, 3857, 32618, 26918, 26985, 2248, 2283, 5070];

#[test]
fn the_real_layers_of_washington_dc_are_the_same_from_gdal_in_every_system() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let data = root.join("../../../shared/data/washington-dc");
    if !data.is_dir() {
        println!("skipped: {} is not there", data.display());
        return;
    }
    for (kind, map, file) in [
        (
            Schools,
            "dc-public-schools",
            "schools/public_schools.geojson",
        ),
        (
            Neighborhoods,
            "dc-neighborhood-clusters",
            "areas/neighborhood_clusters.geojson",
        ),
    ] {
        let map =
            std::fs::read_to_string(root.join(format!("../../data/mappings/{map}.toml"))).unwrap();
        let source = data.join(file);
        assert!(source.is_file(), "{file}");
        let expected = Case::new(kind).path(&source).map(&map).import();
        for code in SYSTEMS {
            let case = Case::new(kind).map(&map);
            let to = case.folder().join("dc.gpkg");
            let ran = std::process::Command::new("ogr2ogr")
                .args(["-f", "GPKG", "-t_srs", &format!("EPSG:{code}")])
                .args([&to, &source])
                .output();
            let Ok(output) = ran else {
                println!("skipped: ogr2ogr is not installed");
                return;
            };
            assert!(output.status.success(), "{output:?}");
            let found = case.path(&to).import();
            assert_eq!(
                (ids(&found), found.rejected.len()),
                (ids(&expected), 0),
                "{file}, EPSG:{code}"
            );
            for (found, expected) in found.records.iter().zip(&expected.records) {
                let (found, expected) = (numbers(found), numbers(expected));
                assert_eq!(found.len(), expected.len(), "{file}, EPSG:{code}");
                let is_same = found
                    .iter()
                    .zip(&expected)
                    .all(|(found, expected)| (found - expected).abs() < 1e-7);
                assert!(is_same, "{file}, EPSG:{code}");
            }
        }
    }
}

/// Every decimal number of a record, in its order.
fn numbers(of: &impl std::fmt::Debug) -> Vec<f64> {
    let text = format!("{of:?}");
    let words = text.split(|c: char| !(c.is_ascii_digit() || "-.e".contains(c)));
    words
        .filter(|word| word.contains('.'))
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// What GDAL writes for EPSG:3857 in the older form.
const WEB_MERCATOR: &str = r#"PROJCS["WGS 84 / Pseudo-Mercator",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Mercator_1SP"],PARAMETER["central_meridian",0],PARAMETER["scale_factor",1],PARAMETER["false_easting",0],PARAMETER["false_northing",0],UNIT["metre",1],AXIS["Easting",EAST],AXIS["Northing",NORTH],EXTENSION["PROJ4","+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs"]]"#;

#[test]
fn web_mercator_without_a_code_is_known_by_its_description() {
    // The same place as in the test of Shapefiles, from public data of a city; its metres follow from the formula of the projection.
    let shape = blob(&PLAIN.point([-8_576_540.84, 4_709_833.79]));
    for name in ["WGS 84 / Pseudo-Mercator", "ours"] {
        let wkt = WEB_MERCATOR.replace("WGS 84 / Pseudo-Mercator", name);
        let package = Package::of_schools().school("1", "Oak", Some(&shape));
        let row = "INSERT INTO gpkg_spatial_ref_sys VALUES ('ours', 99, 'NONE', 99, ?1, NULL)";
        package.0.execute(row, [wkt]).unwrap();
        let package = package.sql("UPDATE gpkg_geometry_columns SET srs_id = 99");
        let import = Case::new(Schools).file("s.gpkg", package.bytes()).import();
        let [lon, lat] = position(&import).unwrap();
        assert!(
            (lon + 77.044_377_25).abs() < 1e-6 && (lat - 38.917_309_54).abs() < 1e-6,
            "{lon}, {lat}"
        );
    }
}
