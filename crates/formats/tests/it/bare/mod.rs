//! The bare files, read and refused.

mod chunks;
mod quantities;
mod refused;
mod valid;

use formats::bare::{BareFile, Refusals, read_needs, read_sites};
use model::analysis::{Need, Site};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A file with these bytes, in a folder that goes with it.
pub(crate) struct Written {
    pub(crate) path: PathBuf,
    _folder: TempDir,
}

pub(crate) fn write(name: &str, bytes: impl AsRef<[u8]>) -> Written {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    Written {
        path,
        _folder: folder,
    }
}

pub(crate) fn needs(bytes: impl AsRef<[u8]>) -> Result<Vec<Need>, Refusals> {
    read_needs(&BareFile::new(&write("needs.csv", bytes).path))
}

pub(crate) fn sites(bytes: impl AsRef<[u8]>) -> Result<Vec<Site>, Refusals> {
    read_sites(&BareFile::new(&write("sites.csv", bytes).path))
}

/// What the refusals say, without the file's folder.
pub(crate) fn said<T>(read: Result<T, Refusals>) -> Vec<String> {
    let refusals = read.err().expect("the file is refused");
    let lines = refusals.to_string();
    let name = |line: &str| {
        line.rsplit_once(std::path::MAIN_SEPARATOR)
            .map_or(line.to_owned(), |(_, name)| name.to_owned())
    };
    lines.lines().map(name).collect()
}

/// Files with worked answers that stand beside the checkout.
pub(crate) fn cases() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/cases");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} is not there", folder.display());
    None
}
