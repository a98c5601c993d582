//! From files to validated records: everything is read and judged here, nothing is stored.

mod cells;
pub(crate) mod context;
mod duplicates;
mod kind;
mod places;
mod positions;
mod responses;
mod schools;
mod tabular;

pub(crate) use cells::{Cells, MAX_AGE, plain_number};
pub use kind::ImportKind;
pub(crate) use tabular::rejected as rejected_row;

use crate::input::Counter;
use crate::mapping::Mapping;
use crate::report::Report;
use crate::{ImportError, Limits};
use model::record::{Record, RecordKind};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The most zeros that a code can lose; the longest in use, of schools and census blocks, start with few.
const MAX_LOST_ZEROS: usize = 15;

/// What is to be imported, and how.
pub struct ImportRequest<'a> {
    /// The kind of records.
    pub kind: ImportKind,
    /// The files; all of them together are what the source says.
    pub files: &'a [PathBuf],
    /// Which column is which.
    pub mapping: &'a Mapping,
    /// The source's name; wins over the mapping's. Without either it is the files' names without their endings.
    pub source: Option<&'a str>,
    /// A file that names confidential services or locations (directory).
    pub confidential: Option<&'a Path>,
    /// What is stored already.
    pub known: &'a Known,
    /// How much is read.
    pub limits: Limits,
    /// Called with bytes done and bytes in all.
    pub progress: &'a dyn Fn(u64, u64),
}

/// What the store holds already, for references between records.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// Active ids of each kind.
    pub ids: BTreeMap<RecordKind, BTreeSet<String>>,
    /// West, south, east, north of the district, when anything of it is stored; west over east where it lies on both sides of the antimeridian.
    pub extent: Option<[f64; 4]>,
    /// The ids of schools by their names in lower case: some sources name schools where others have ids.
    pub schools_by_name: BTreeMap<String, BTreeSet<String>>,
    /// Stored locations that are confidential. They stay so until an import brings a table of confidential records that says otherwise.
    pub confidential_locations: BTreeSet<String>,
}

impl Known {
    /// Whether an id of a kind is stored.
    pub fn has(&self, kind: RecordKind, id: &str) -> bool {
        self.ids.get(&kind).is_some_and(|ids| ids.contains(id))
    }

    /// The id of the only stored school of this name, whatever its case.
    pub(crate) fn school_named(&self, name: &str) -> Option<&str> {
        let ids = self.schools_by_name.get(&name.to_lowercase())?;
        let only = ids.first().filter(|_| ids.len() == 1);
        only.map(String::as_str)
    }

    /// The only stored id that `code` becomes when zeros are put before it.
    pub(crate) fn with_zeros(&self, kind: RecordKind, code: &str) -> Option<&str> {
        let is_number = !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit());
        if !is_number || self.has(kind, code) {
            return None;
        }
        let ids = self.ids.get(&kind)?;
        let with_zeros = (1..=MAX_LOST_ZEROS).map(|n_zeros| "0".repeat(n_zeros) + code);
        let mut same = with_zeros.filter_map(|id| ids.get(&id));
        match (same.next(), same.next()) {
            (Some(id), None) => Some(id),
            _ => None,
        }
    }
}

/// What an import brings.
#[derive(Debug)]
pub struct Import {
    /// The source's name.
    pub source: String,
    /// The kinds that the files cover. Empty when a refused row has no id that can be read: then nothing may be taken to have vanished.
    pub kinds: Vec<RecordKind>,
    /// The records, each id once.
    pub records: Vec<Record>,
    /// Ids of refused rows: neither brought nor vanished.
    pub kept: BTreeSet<(RecordKind, String)>,
    /// What was found.
    pub report: Report,
    /// The refused rows.
    pub rejected: Vec<RejectedRow>,
}

/// A refused row as it stood in its file.
#[derive(Debug, Clone, PartialEq)]
pub struct RejectedRow {
    /// The file.
    pub file: String,
    /// The row, counted as in findings.
    pub row: u64,
    /// Every reason.
    pub reason: String,
    /// The row's columns and cells; a shape stands under `geometry` as GeoJSON.
    pub cells: Vec<(String, String)>,
}

/// Reads files into records.
///
/// # Errors
/// When a whole file cannot be used. Single rows that cannot be used are in [`Import::rejected`].
pub fn read_import(request: &ImportRequest) -> Result<Import, ImportError> {
    check_request(request)?;
    let total = crate::input::total_bytes(request.files);
    let progress = Counter::new(total, request.progress);
    match request.kind {
        ImportKind::Directory => crate::hsds::read(request, &progress),
        kind => tabular::read(request, kind, &progress),
    }
}

/// The source's name: given, mapped, or made from the files' names, each with the layer that was read where the file has several.
pub(crate) fn source_name(
    request: &ImportRequest,
    layers: &[Option<String>],
) -> Result<String, ImportError> {
    if let Some(source) = request.source {
        return Ok(source.to_owned());
    }
    if let Some(source) = request.mapping.source_name()? {
        return Ok(source);
    }
    let stem = |(number, path): (usize, &PathBuf)| {
        let stem = path.file_stem().unwrap_or(path.as_os_str());
        let stem = stem.to_string_lossy().into_owned();
        // Otherwise a second layer of the same file would be taken for a newer state of the first.
        match layers.get(number).and_then(Option::as_ref) {
            Some(layer) => format!("{stem}/{layer}"),
            None => stem,
        }
    };
    let stems: Vec<_> = request.files.iter().enumerate().map(stem).collect();
    Ok(stems.join("+"))
}

fn check_request(request: &ImportRequest) -> Result<(), ImportError> {
    if request.files.is_empty() {
        return Err(ImportError::Request("no file was given".to_owned()));
    }
    let kind = request.kind.as_str();
    if let Some(written_for) = &request.mapping.kind
        && written_for != kind
    {
        return Err(request
            .mapping
            .wrong(format!("this mapping is for {written_for}, not for {kind}")));
    }
    if request.confidential.is_some() && request.kind != ImportKind::Directory {
        return Err(ImportError::Request(format!(
            "a file of confidential records goes with the directory, not with {kind}"
        )));
    }
    Ok(())
}
