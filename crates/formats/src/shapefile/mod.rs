//! Shapefiles.

use crate::report::Report;
use crate::table::Table;
use crate::zip::Archive;
use crate::{ImportError, Limits};
use std::path::Path;

/// Reads a `.shp` with the files beside it.
pub(crate) fn read_beside(
    path: &Path,
    _limits: &Limits,
    _report: &mut Report,
) -> Result<Table, ImportError> {
    Err(ImportError::Request(format!("{}: not yet", path.display())))
}

/// Reads the layer of a zip.
pub(crate) fn read_zipped(
    archive: &mut Archive,
    layer: &str,
    _report: &mut Report,
) -> Result<Table, ImportError> {
    Err(ImportError::Request(format!(
        "{}: {layer}: not yet",
        archive.path()
    )))
}
