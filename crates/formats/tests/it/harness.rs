//! Imports small texts and tells what came of them.

use formats::{
    Import, ImportError, ImportKind, ImportRequest, Known, Limits, Mapping, read_import,
};
use model::record::{Record, RecordKind};
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

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
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

    /// Says that a record is stored already.
    pub(crate) fn knows(mut self, kind: RecordKind, id: &str) -> Self {
        self.known
            .ids
            .entry(kind)
            .or_default()
            .insert(id.to_owned());
        self
    }

    /// Says that a school is stored already, by its name too.
    pub(crate) fn knows_school(mut self, id: &str, name: &str) -> Self {
        let same = self.known.schools_by_name.entry(name.to_lowercase());
        same.or_default().insert(id.to_owned());
        self.knows(RecordKind::School, id)
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
            .map(|import| lines(&import))
            .unwrap_err()
            .to_string()
    }
}

/// The import of a CSV text.
pub(crate) fn csv(kind: ImportKind, text: impl AsRef<[u8]>) -> Import {
    Case::new(kind).file("table.csv", text).import()
}

/// The import of GeoJSON features, given as (properties, geometry).
pub(crate) fn features(kind: ImportKind, rows: &[(&str, &str)]) -> Import {
    Case::new(kind)
        .file("layer.geojson", collection(rows))
        .import()
}

/// A FeatureCollection.
pub(crate) fn collection(rows: &[(&str, &str)]) -> String {
    let features: Vec<_> = rows
        .iter()
        .map(|(properties, geometry)| {
            format!(r#"{{"type":"Feature","properties":{properties},"geometry":{geometry}}}"#)
        })
        .collect();
    format!(
        r#"{{"type":"FeatureCollection","features":[{}]}}"#,
        features.join(",")
    )
}

/// The findings of an import as lines, without those on unused columns.
pub(crate) fn lines(import: &Import) -> Vec<String> {
    let groups = import
        .report
        .groups
        .iter()
        .filter(|g| g.kind != "unused-columns");
    groups
        .flat_map(|group| {
            let line =
                move |finding| format!("{} {}: {finding}", group.severity.as_str(), group.kind);
            group.findings.iter().map(line)
        })
        .collect()
}

/// The ids of the records, in order.
pub(crate) fn ids(import: &Import) -> Vec<String> {
    import.records.iter().map(Record::id).collect()
}

/// The position of the only school or asset.
pub(crate) fn position(import: &Import) -> Option<[f64; 2]> {
    match import.records.as_slice() {
        [Record::School(school)] => school.position.map(Into::into),
        [Record::Asset(asset)] => asset.position.map(Into::into),
        [Record::Response(response)] => response.home.map(Into::into),
        other => panic!("not one record with a position: {other:?}"),
    }
}
