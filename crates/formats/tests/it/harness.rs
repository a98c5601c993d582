//! Imports small texts and tells what came of them.

use formats::{
    Import, ImportError, ImportKind, ImportRequest, Known, Limits, Mapping, read_import,
};
use std::path::{Path, PathBuf};

/// An import under construction.
pub(crate) struct Case {
    pub(crate) kind: ImportKind,
    pub(crate) files: Vec<PathBuf>,
    pub(crate) mapping: Mapping,
    pub(crate) confidential: Option<PathBuf>,
    pub(crate) known: Known,
    pub(crate) limits: Limits,
    folder: tempfile::TempDir,
}

impl Case {
    pub(crate) fn new(kind: ImportKind) -> Self {
        Self {
            kind,
            files: Vec::new(),
            mapping: Mapping::default(),
            confidential: None,
            known: Known::default(),
            limits: Limits::default(),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Adds a file with these bytes.
    pub(crate) fn file(mut self, name: &str, bytes: impl AsRef<[u8]>) -> Self {
        let path = self.write(name, bytes);
        self.files.push(path);
        self
    }

    /// Writes a file without importing it.
    pub(crate) fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(crate) fn path(mut self, path: &Path) -> Self {
        self.files.push(path.to_owned());
        self
    }

    pub(crate) fn map(mut self, text: &str) -> Self {
        self.mapping = Mapping::parse(text, "mapping.toml").unwrap();
        self
    }

    pub(crate) fn set(mut self, assignment: &str) -> Self {
        self.mapping.set(assignment).unwrap();
        self
    }

    pub(crate) fn read(&self) -> Result<Import, ImportError> {
        read_import(&ImportRequest {
            kind: self.kind,
            files: &self.files,
            mapping: &self.mapping,
            source: None,
            confidential: self.confidential.as_deref(),
            known: &self.known,
            limits: self.limits,
            progress: &|_, _| {},
        })
    }

    pub(crate) fn import(&self) -> Import {
        self.read().unwrap()
    }

    /// The message of a refused file.
    pub(crate) fn refusal(&self) -> String {
        self.read()
            .map(|import| import.records.len())
            .unwrap_err()
            .to_string()
    }
}

/// The findings of an import as lines.
pub(crate) fn lines(import: &Import) -> Vec<String> {
    let groups = import.report.groups.iter();
    groups
        .flat_map(|group| {
            group.findings.iter().map(move |finding| {
                format!("{} {}: {finding}", group.severity.as_str(), group.kind)
            })
        })
        .collect()
}
