//! What a GeoPackage says of itself: its version, its layers, their columns and coordinate systems.

use super::database::Database;
use crate::ImportError;
use crate::error::listed;
use rusqlite::Row;

/// What a GeoPackage calls itself in its header; versions 1.0 and 1.1 each had a name of their own.
const NAMES: [&[u8; 4]; 3] = [b"GPKG", b"GP10", b"GP11"];
/// The first version, as `user_version` counts, that may be anything: 1.x is read as 1.4 is.
const NEXT_MAJOR: i32 = 20_000;
/// The most layers that are looked at.
const MOST_LAYERS: usize = 10_000;
/// Tables in which programs keep drawing styles and projects beside the data. They are layers by their registration only.
const NOT_DATA: [&str; 2] = ["layer_styles", "qgis_projects"];

/// The layer that is read.
pub(super) struct Layer {
    pub(super) name: String,
    /// All columns, that of the shapes included.
    pub(super) columns: Vec<Column>,
    /// How it has shapes; nothing for a table.
    pub(super) shapes: Option<Shapes>,
    /// Whether the file has other layers.
    pub(super) has_siblings: bool,
}

/// Where the shapes of a layer are.
pub(super) struct Shapes {
    place: usize,
    /// The key of their system.
    pub(super) srs_id: i64,
}

/// One column.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) kind: Kind,
    /// Whether it alone is the primary key.
    pub(super) is_key: bool,
}

/// What a column's values are beyond what SQLite knows of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    /// 0 and 1 are no and yes.
    Flag,
    /// Text is JSON: a list, or an object.
    Json,
}

impl Layer {
    /// The place of the shapes among the columns.
    pub(super) fn shape_place(&self) -> Option<usize> {
        self.shapes.as_ref().map(|shapes| shapes.place)
    }
}

/// Refuses what is no GeoPackage, or one of a version that is not known.
pub(super) fn check_version(database: &Database) -> Result<(), ImportError> {
    let pragma = |name| {
        let value = database
            .connection
            .pragma_query_value(None, name, |row| row.get::<_, i32>(0));
        value.map_err(|cause| database.failed(&cause))
    };
    let (name, version) = (pragma("application_id")?, pragma("user_version")?);
    let is_named = NAMES
        .iter()
        .any(|known| i32::from_be_bytes(**known) == name);
    let has_contents = database.own_table("gpkg_contents")?.is_some();
    if is_named && !has_contents {
        let detail = "it calls itself a GeoPackage and has no table gpkg_contents".to_owned();
        return Err(database.damaged(detail));
    }
    // Many programs leave the name out, or keep one of their own; the list of contents says enough.
    if !has_contents {
        return Err(not_the_format(
            database,
            "a GeoPackage",
            "it is a SQLite database of another sort, without the table gpkg_contents; export what you need from it as CSV or GeoJSON",
        ));
    }
    if name == i32::from_be_bytes(*b"GPKG") && version >= NEXT_MAJOR {
        let found = format!("its version is {version}; save it as version 1.4 or older");
        return Err(not_the_format(database, "a GeoPackage 1.0 to 1.4", &found));
    }
    Ok(())
}

/// Looks up the layer of this name, or the only one.
pub(super) fn choose(database: &Database, wanted: Option<&str>) -> Result<Layer, ImportError> {
    let all = entries(database)?;
    let is_table = |entry: &&Entry| entry.sort != Sort::Other;
    let layers: Vec<_> = all.iter().filter(is_table).collect();
    let entry = match wanted {
        Some(wanted) => named(database, &layers, wanted)?,
        None => only(database, &layers)?,
    };
    let Some(name) = database.own_table(&entry.name)? else {
        let detail = format!(
            "its layer {:?} is not a table of it (views are not read; save the layer to a new file)",
            entry.name
        );
        return Err(database.damaged(detail));
    };
    let columns = columns(database, &name)?;
    let shapes = match entry.sort {
        Sort::Features => Some(shapes(database, &name, &columns)?),
        _ => None,
    };
    Ok(Layer {
        name,
        columns,
        shapes,
        has_siblings: layers.len() > 1,
    })
}

/// What the list of contents says of a layer.
struct Entry {
    name: String,
    sort: Sort,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Features,
    Attributes,
    /// Pictures, or what an extension brings.
    Other,
}

fn entries(database: &Database) -> Result<Vec<Entry>, ImportError> {
    let query = format!("SELECT table_name, data_type FROM gpkg_contents LIMIT {MOST_LAYERS}");
    let entry = |row: &Row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?));
    let mut entries = Vec::new();
    let mut statement = database
        .connection
        .prepare(&query)
        .map_err(|cause| database.failed(&cause))?;
    let found = statement.query_map([], entry);
    for entry in found.map_err(|cause| database.failed(&cause))? {
        let (name, sort) = entry.map_err(|cause| database.failed(&cause))?;
        database.spend(name.len())?;
        let sort = match sort.to_ascii_lowercase().as_str() {
            "features" => Sort::Features,
            // The second is what tables without shapes were called before version 1.2.
            "attributes" | "aspatial" => Sort::Attributes,
            _ => Sort::Other,
        };
        entries.push(Entry { name, sort });
    }
    Ok(entries)
}

fn named<'e>(
    database: &Database,
    layers: &[&'e Entry],
    wanted: &str,
) -> Result<&'e Entry, ImportError> {
    let same = |entry: &&&Entry| entry.name.trim().eq_ignore_ascii_case(wanted.trim());
    let exact = layers.iter().find(|entry| entry.name == wanted);
    exact
        .or_else(|| layers.iter().find(same))
        .copied()
        .ok_or_else(|| {
            let expected = format!("a GeoPackage with the layer {wanted:?}");
            let found = format!("its layers are: {}", names(layers));
            not_the_format(database, &expected, &found)
        })
}

fn only<'e>(database: &Database, layers: &[&'e Entry]) -> Result<&'e Entry, ImportError> {
    let is_data = |entry: &&&Entry| {
        let is_called = |name: &&str| entry.name.eq_ignore_ascii_case(name);
        !NOT_DATA.iter().any(is_called)
    };
    let data: Vec<_> = layers.iter().filter(is_data).copied().collect();
    match data.as_slice() {
        [only] => Ok(only),
        [] => Err(not_the_format(
            database,
            "a GeoPackage with a layer of features or attributes",
            "it has none (pictures and tiles are not read)",
        )),
        several => {
            let found = format!(
                "it has {}: {}; say which with layer = \"…\" in a mapping or --layer of import",
                several.len(),
                names(several)
            );
            Err(not_the_format(
                database,
                "a GeoPackage with one layer",
                &found,
            ))
        }
    }
}

fn names(layers: &[&Entry]) -> String {
    let names: Vec<_> = layers.iter().map(|entry| entry.name.clone()).collect();
    listed(&names)
}

fn columns(database: &Database, table: &str) -> Result<Vec<Column>, ImportError> {
    let of_json = json_columns(database, table)?;
    // 1 hides what only virtual tables have; columns that are computed are columns.
    let query = "SELECT name, type, pk FROM pragma_table_xinfo(?1) WHERE hidden <> 1";
    let failed = |cause| database.failed(&cause);
    let mut statement = database.connection.prepare(query).map_err(failed)?;
    let column = |row: &Row| {
        let name: String = row.get(0)?;
        let kind = match row.get::<_, String>(1)? {
            declared if declared.eq_ignore_ascii_case("boolean") => Kind::Flag,
            _ if of_json.contains(&name) => Kind::Json,
            _ => Kind::Plain,
        };
        let is_key = row.get::<_, i64>(2)? > 0;
        Ok(Column { name, kind, is_key })
    };
    let found = statement.query_map([table], column).map_err(failed)?;
    let mut columns = found.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    if columns.iter().filter(|column| column.is_key).count() > 1 {
        columns.iter_mut().for_each(|column| column.is_key = false);
    }
    Ok(columns)
}

/// The columns that hold JSON, as the extension for schemas says it.
fn json_columns(database: &Database, table: &str) -> Result<Vec<String>, ImportError> {
    if database.own_table("gpkg_data_columns")?.is_none() {
        return Ok(Vec::new());
    }
    let failed = |cause| database.failed(&cause);
    let query = "SELECT column_name FROM gpkg_data_columns \
        WHERE table_name = ?1 COLLATE NOCASE AND mime_type = 'application/json' LIMIT 2000";
    let mut statement = database.connection.prepare(query).map_err(failed)?;
    let mut found = statement.query([table]).map_err(failed)?;
    let mut names = Vec::new();
    while let Some(row) = found.next().map_err(failed)? {
        let name: String = row.get(0).map_err(failed)?;
        database.spend(name.len())?;
        names.push(name);
    }
    Ok(names)
}

fn shapes(database: &Database, table: &str, columns: &[Column]) -> Result<Shapes, ImportError> {
    let missing = || {
        let detail = format!(
            "its table gpkg_geometry_columns does not say where the shapes of layer {table:?} are"
        );
        database.damaged(detail)
    };
    if database.own_table("gpkg_geometry_columns")?.is_none() {
        return Err(missing());
    }
    let query = "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?1 COLLATE NOCASE LIMIT 1";
    let read = |row: &Row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?));
    let (name, srs_id) = match database.connection.query_row(query, [table], read) {
        Err(rusqlite::Error::QueryReturnedNoRows) => return Err(missing()),
        found => found.map_err(|cause| database.failed(&cause))?,
    };
    let is_it = |column: &Column| column.name.eq_ignore_ascii_case(&name);
    let place = columns.iter().position(is_it).ok_or_else(missing)?;
    Ok(Shapes { place, srs_id })
}

/// A coordinate system as the file describes it.
#[derive(Default)]
pub(super) struct Described {
    /// 0 when the file names no code that others know.
    pub(super) code: i32,
    /// Empty when the system is not known.
    pub(super) wkt: String,
}

/// Looks up a coordinate system.
pub(super) fn system(database: &Database, srs_id: i64) -> Result<Described, ImportError> {
    // The two that every file has for positions of an unknown system, in degrees and in anything else.
    if srs_id == 0 || srs_id == -1 {
        return Ok(Described::default());
    }
    let unknown = |name: String| ImportError::ForeignCrs {
        file: database.path.clone(),
        crs: name,
    };
    let nameless = || {
        let name = format!(
            "a system that its table gpkg_spatial_ref_sys does not describe (srs_id {srs_id})"
        );
        unknown(name)
    };
    if database.own_table("gpkg_spatial_ref_sys")?.is_none() {
        return Err(nameless());
    }
    let columns = columns(database, "gpkg_spatial_ref_sys")?;
    // Where the older description cannot hold a system, an extension has a newer one.
    let has_newer = columns
        .iter()
        .any(|column| column.name == "definition_12_063");
    let newer = if has_newer {
        "definition_12_063"
    } else {
        "NULL"
    };
    let query = format!(
        "SELECT srs_name, organization, organization_coordsys_id, definition, {newer} \
         FROM gpkg_spatial_ref_sys WHERE srs_id = ?1 LIMIT 1"
    );
    let read = |row: &Row| {
        let texts = [row.get(3)?, row.get(4)?];
        let names: [Option<String>; 2] = [row.get(0)?, row.get(1)?];
        Ok((names, row.get::<_, Option<i64>>(2)?, texts))
    };
    let found = database.connection.query_row(&query, [srs_id], read);
    let ([name, organization], number, texts): ([_; 2], _, [Option<String>; 2]) = match found {
        Err(rusqlite::Error::QueryReturnedNoRows) => return Err(nameless()),
        found => found.map_err(|cause| database.failed(&cause))?,
    };
    let code = code(&organization.unwrap_or_default(), number.unwrap_or(0));
    let is_said = |text: &String| !text.trim().is_empty() && text.trim() != "undefined";
    let wkt = texts
        .into_iter()
        .flatten()
        .find(is_said)
        .unwrap_or_default();
    if code == 0 && wkt.is_empty() {
        return Err(unknown(name.unwrap_or(format!("srs_id {srs_id}"))));
    }
    Ok(Described { code, wkt })
}

/// The code that an organization's number stands for; 0 for those of organizations that are not known.
fn code(organization: &str, number: i64) -> i32 {
    let is_ogc = organization.eq_ignore_ascii_case("OGC") && number == 84;
    // The maker's own numbers, among them those of Web Mercator, go on where those of EPSG end.
    let is_known = ["EPSG", "ESRI"]
        .iter()
        .any(|known| organization.eq_ignore_ascii_case(known));
    match i32::try_from(number) {
        Ok(code) if is_ogc || is_known => code,
        _ => 0,
    }
}

fn not_the_format(database: &Database, expected: &str, found: &str) -> ImportError {
    ImportError::NotTheFormat {
        file: database.path.clone(),
        expected: expected.to_owned(),
        found: found.to_owned(),
    }
}
