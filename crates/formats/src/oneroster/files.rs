//! The files of a roster, and what its manifest says of them.

use crate::input::{Input, checked_size, unreadable};
use crate::report::Report;
use crate::table::Table;
use crate::zip::Archive;
use crate::{ImportError, Limits};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The file that names the others.
pub(super) const MANIFEST: &str = "manifest.csv";

/// A roster's files.
pub(super) struct Files {
    source: Source,
    /// The roster as the user gave it.
    pub(super) path: String,
    limits: Limits,
    manifest: HashMap<String, String>,
}

enum Source {
    Folder(PathBuf),
    Zip(Box<Archive>),
}

/// Whether a member of a zip is the file of this name, in whatever folder.
pub(super) fn is_named(member: &str, name: &str) -> bool {
    let file = member.rsplit('/').next().unwrap_or(member);
    file.eq_ignore_ascii_case(name)
}

impl Files {
    pub(super) fn open(path: &Path, limits: &Limits) -> Result<Self, ImportError> {
        let source = match path.is_dir() {
            true => Source::Folder(path.to_owned()),
            false => Source::Zip(Box::new(Archive::open(path, limits)?)),
        };
        let mut files = Self {
            source,
            path: path.display().to_string(),
            limits: *limits,
            manifest: HashMap::new(),
        };
        let manifest = files.required(MANIFEST, &mut Report::default())?;
        let [name, value] = ["propertyName", "value"].map(|column| manifest.column(column));
        for row in &manifest.rows {
            let cell = |place: Option<usize>| place.and_then(|place| row.cells.get(place));
            if let (Some(name), Some(value)) = (cell(name), cell(value)) {
                files
                    .manifest
                    .insert(name.to_ascii_lowercase(), value.to_ascii_lowercase());
            }
        }
        files.check_version()?;
        Ok(files)
    }

    fn check_version(&self) -> Result<(), ImportError> {
        let version = self
            .manifest
            .get("oneroster.version")
            .map_or("", String::as_str);
        match version {
            "1.1" | "1.2" => Ok(()),
            _ => Err(ImportError::NotTheFormat {
                file: self.path.clone(),
                expected: "OneRoster 1.1 or 1.2".to_owned(),
                found: match version {
                    "" => "its manifest.csv has no row oneroster.version".to_owned(),
                    version => format!("its manifest.csv says oneroster.version {version:?}"),
                },
            }),
        }
    }

    /// A file that must be there.
    pub(super) fn required(
        &mut self,
        name: &str,
        report: &mut Report,
    ) -> Result<Table, ImportError> {
        self.optional(name, report)?
            .ok_or_else(|| ImportError::Damaged {
                file: self.path.clone(),
                detail: format!("its {name} is missing; a roster of OneRoster needs it"),
            })
    }

    /// A file that may be there; one that holds changes only is refused.
    pub(super) fn optional(
        &mut self,
        name: &str,
        report: &mut Report,
    ) -> Result<Option<Table>, ImportError> {
        let stem = name.trim_end_matches(".csv").to_ascii_lowercase();
        match self
            .manifest
            .get(&format!("file.{stem}"))
            .map(String::as_str)
        {
            Some("delta") => {
                return Err(ImportError::NotTheFormat {
                    file: self.path.clone(),
                    expected: "a bulk export".to_owned(),
                    found: format!(
                        "manifest.csv says that {name} is a delta, which holds changes only; export it as bulk"
                    ),
                });
            }
            Some("absent") => return Ok(None),
            _ => {}
        }
        let Some(bytes) = self.bytes(name)? else {
            return Ok(None);
        };
        if bytes.is_empty() {
            return Ok(None);
        }
        let shown = format!("{name} in {}", self.path);
        let input = Input::from_memory(name.to_owned(), shown, bytes);
        crate::csv::read(input, report).map(Some)
    }

    fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, ImportError> {
        match &mut self.source {
            Source::Zip(archive) => {
                let members = archive.members();
                let member = members.iter().find(|member| is_named(member, name));
                member.map(|member| archive.read(member)).transpose()
            }
            Source::Folder(folder) => {
                let path = folder.join(name);
                if !path.is_file() {
                    return Ok(None);
                }
                checked_size(&path, &self.limits)?;
                let shown = path.display().to_string();
                let bytes = std::fs::read(&path).map_err(|cause| unreadable(&shown, cause))?;
                Ok(Some(bytes))
            }
        }
    }
}
