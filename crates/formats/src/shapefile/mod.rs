//! Shapefiles: a `.shp` with its `.dbf` and `.prj`, zipped or side by side.
//!
//! The two formats are read here and not by a library, because counts in a damaged file must not decide how much memory is taken:
//! every count is held against the bytes that are there.

pub(crate) mod crs;
mod dbf;
mod shp;

use crate::input::checked_size;
use crate::report::{Finding, Report, Severity};
use crate::table::{Row, Table};
use crate::zip::Archive;
use crate::{ImportError, Limits};
use std::path::Path;

/// The files of one layer.
#[derive(Default)]
struct Layer {
    shp: Vec<u8>,
    dbf: Option<Vec<u8>>,
    prj: Option<String>,
    cpg: Option<String>,
}

/// Reads a `.shp` with the files beside it.
pub(crate) fn read_beside(
    path: &Path,
    limits: &Limits,
    report: &mut Report,
) -> Result<Table, ImportError> {
    let read = |path: &Path| {
        checked_size(path, limits)?;
        let shown = path.display().to_string();
        std::fs::read(path).map_err(|cause| crate::input::unreadable(&shown, cause))
    };
    let beside = |ending: &str| {
        let lower = path.with_extension(ending);
        let upper = path.with_extension(ending.to_ascii_uppercase());
        [lower, upper].into_iter().find(|path| path.is_file())
    };
    let text = |ending: &str| {
        let bytes = beside(ending).map(|path| read(&path)).transpose()?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()))
    };
    let layer = Layer {
        shp: read(path)?,
        dbf: beside("dbf").map(|path| read(&path)).transpose()?,
        prj: text("prj")?,
        cpg: text("cpg")?,
    };
    let names = (crate::input::file_name(path), path.display().to_string());
    into_table(layer, names, report)
}

/// Reads the layer of a zip whose `.shp` is `member`.
pub(crate) fn read_zipped(
    archive: &mut Archive,
    member: &str,
    report: &mut Report,
) -> Result<Table, ImportError> {
    let stem = &member[..member.len() - "shp".len()];
    let members = archive.members();
    let beside = |ending: &str| {
        let wanted = format!("{stem}{ending}");
        members
            .iter()
            .find(|name| name.eq_ignore_ascii_case(&wanted))
    };
    let read = |archive: &mut Archive, ending: &str| {
        beside(ending)
            .map(|member| archive.read(member))
            .transpose()
    };
    let text = |bytes: Option<Vec<u8>>| bytes.map(|b| String::from_utf8_lossy(&b).into_owned());
    let layer = Layer {
        shp: archive.read(member)?,
        dbf: read(archive, "dbf")?,
        prj: text(read(archive, "prj")?),
        cpg: text(read(archive, "cpg")?),
    };
    let name = member.rsplit('/').next().unwrap_or(member).to_owned();
    let shown = format!("{member} in {}", archive.path());
    into_table(layer, (name, shown), report)
}

fn into_table(
    layer: Layer,
    (file, path): (String, String),
    report: &mut Report,
) -> Result<Table, ImportError> {
    let damaged = |detail: String| ImportError::Damaged {
        file: path.clone(),
        detail,
    };
    let dbf = layer.dbf.ok_or_else(|| {
        damaged(
            "its .dbf with the columns is missing; a Shapefile has .shp, .dbf and .prj".to_owned(),
        )
    })?;
    let shapes = shp::read(&layer.shp).map_err(&damaged)?;
    let attributes = dbf::read(&dbf, layer.cpg.as_deref()).map_err(&damaged)?;
    if shapes.len() != attributes.rows.len() {
        return Err(damaged(format!(
            "it has {} shapes and {} rows of columns",
            shapes.len(),
            attributes.rows.len()
        )));
    }
    if attributes.n_undecodable > 0 {
        let expected = format!(
            "text in {}; {} cells were read as Windows-1252 (Latin-1)",
            attributes.encoding, attributes.n_undecodable
        );
        report.add(Finding::new(
            Severity::Repaired,
            "encoding",
            &file,
            &expected,
        ));
    }
    let mut rows = Vec::with_capacity(shapes.len());
    for (number, (shape, cells)) in shapes.into_iter().zip(attributes.rows).enumerate() {
        // A row that is marked as deleted is none.
        let Some(cells) = cells else { continue };
        let (geometry, faults) = match shape {
            Ok(geometry) => (geometry, Vec::new()),
            Err(fault) => (None, vec![fault]),
        };
        rows.push(Row {
            number: number as u64 + 1,
            cells,
            geometry,
            faults,
        });
    }
    let mut table = Table {
        file,
        path,
        columns: attributes.columns,
        rows,
        has_shapes: true,
        layer: None,
    };
    crs::to_degrees(&mut table, layer.prj.as_deref(), report)?;
    Ok(table)
}
