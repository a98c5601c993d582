//! Which reader a file goes to: by what it holds, held against what its name claims.

use crate::input::{Counter, Input, Look};
use crate::report::Report;
use crate::table::Table;
use crate::zip::Archive;
use crate::{ImportError, Limits};
use std::path::Path;

/// Reads a CSV, XLSX, GeoJSON, FlatGeobuf, GeoPackage or Shapefile, a zip with one of them, or the schools of a OneRoster zip or folder.
///
/// `layer` names the layer of a GeoPackage, which has to be named unless it is the only one, or the sheet of a workbook, else the first.
pub(crate) fn read_tables(
    path: &Path,
    layer: Option<&str>,
    limits: &Limits,
    progress: &Counter,
    report: &mut Report,
) -> Result<Table, ImportError> {
    if crate::oneroster::is_folder(path) {
        return crate::oneroster::read_table(path, limits, report);
    }
    let mut input = Input::open(path, limits, progress)?;
    let look = input.look()?;
    match look {
        Look::Zip => {
            let mut archive = Archive::open(path, limits)?;
            if crate::xlsx::is_workbook(&archive) {
                return crate::xlsx::read(path, &mut archive, layer, report);
            }
            match crate::oneroster::is_zip(&archive) {
                true => crate::oneroster::read_table(path, limits, report),
                false => read_zip(&mut archive, layer, report),
            }
        }
        Look::Shapefile => crate::shapefile::read_beside(path, limits, report),
        _ => {
            if look == Look::Sqlite {
                crate::geopackage::refuse_unsaved(path)?;
            }
            read_plain(input, look, layer, report)
        }
    }
}

/// Reads a CSV, GeoJSON, FlatGeobuf or GeoPackage file.
fn read_plain(
    input: Input,
    look: Look,
    layer: Option<&str>,
    report: &mut Report,
) -> Result<Table, ImportError> {
    check_claim(&input, look)?;
    match look {
        Look::Json => crate::geojson::read(input, report),
        Look::FlatGeobuf => crate::flatgeobuf::read(input, report),
        Look::Sqlite => crate::geopackage::read(input, layer, report),
        _ => crate::csv::read(input, report),
    }
}

/// Refuses a file that is not what its name's ending says.
fn check_claim(input: &Input, look: Look) -> Result<(), ImportError> {
    let ending = input.name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let (expected, is_right) = match ending.to_ascii_lowercase().as_str() {
        "zip" => ("a zip", look == Look::Zip),
        "shp" => ("a Shapefile", look == Look::Shapefile),
        "geojson" | "json" => ("GeoJSON", look == Look::Json),
        "xlsx" => ("an XLSX workbook", false),
        "fgb" => ("FlatGeobuf", look == Look::FlatGeobuf),
        "gpkg" => ("a GeoPackage", look == Look::Sqlite),
        "csv" | "tsv" | "txt" => ("a CSV table", look == Look::Text),
        _ => (
            "a CSV table, an XLSX workbook, GeoJSON, FlatGeobuf, a GeoPackage or a zipped Shapefile",
            matches!(
                look,
                Look::Json | Look::Text | Look::FlatGeobuf | Look::Sqlite
            ),
        ),
    };
    if is_right {
        return Ok(());
    }
    let found = match look {
        Look::Zip => "it begins like a zip",
        Look::Shapefile => "it begins like a Shapefile",
        Look::Json => "it begins like JSON",
        Look::Text => "it is text of another sort",
        Look::FlatGeobuf => "it begins like FlatGeobuf",
        Look::Sqlite => "it begins like a GeoPackage or another SQLite database",
        Look::Ole => {
            "it is an Excel workbook of the old kind (.xls) or one with a password; save it as .xlsx without a password"
        }
        Look::Binary => "it is not text",
    };
    Err(ImportError::NotTheFormat {
        file: input.path.clone(),
        expected: expected.to_owned(),
        found: found.to_owned(),
    })
}

fn read_zip(
    archive: &mut Archive,
    wanted: Option<&str>,
    report: &mut Report,
) -> Result<Table, ImportError> {
    let members = archive.members();
    let ending_in = |endings: &[&str]| {
        let is_wanted = |member: &&String| {
            let ending = member.rsplit_once('.').map_or("", |(_, ending)| ending);
            endings
                .iter()
                .any(|wanted| ending.eq_ignore_ascii_case(wanted))
        };
        members
            .iter()
            .filter(is_wanted)
            .cloned()
            .collect::<Vec<_>>()
    };
    let shapes = ending_in(&["shp"]);
    let layers = match shapes.is_empty() {
        true => ending_in(&["geojson", "json", "csv", "fgb", "gpkg"]),
        false => shapes,
    };
    let [layer] = layers.as_slice() else {
        return Err(ImportError::NotTheFormat {
            file: archive.path().to_owned(),
            expected: "a zip with one layer (.shp, .geojson, .fgb, .gpkg or .csv)".to_owned(),
            found: match layers.len() {
                0 => "it has none".to_owned(),
                _ => format!("it has {}: {}", layers.len(), layers.join(", ")),
            },
        });
    };
    if layer.to_ascii_lowercase().ends_with(".shp") {
        return crate::shapefile::read_zipped(archive, layer, report);
    }
    let bytes = archive.read(layer)?;
    let shown = format!("{} in {}", layer, archive.path());
    let mut input = Input::from_memory(layer.clone(), shown, bytes);
    let look = input.look()?;
    read_plain(input, look, wanted, report)
}
