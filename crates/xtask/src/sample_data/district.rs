//! `district.toml`: how the files of a district are imported, in order.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The list for Riverbend, as it is written to `data/sample/district.toml`.
pub(crate) const RIVERBEND: &str = r#"# How the fictional district Riverbend is loaded: its name, and its files in the order in which they are imported.
# Files are named from this folder. `set` gives every row of the files a field that the files lack.

[district]
name = "Riverbend Unified"
time_zone = "America/Chicago"

[[import]]
kind = "schools"
files = ["schools.geojson"]

[[import]]
kind = "zones"
files = ["zones-elementary.geojson"]
set = { level = "elementary" }

[[import]]
kind = "zones"
files = ["zones-middle.geojson"]
set = { level = "middle" }

[[import]]
kind = "zones"
files = ["zones-high.geojson"]
set = { level = "high" }

[[import]]
kind = "neighborhoods"
files = ["neighborhoods.geojson"]

[[import]]
kind = "population"
files = ["population.geojson"]

[[import]]
kind = "context"
files = ["context.geojson"]

[[import]]
kind = "directory"
files = ["directory"]
confidential = "confidential.csv"

[[import]]
kind = "assets"
files = ["assets.geojson"]

[[import]]
kind = "responses"
files = ["responses-2025-fall.csv"]

[[import]]
kind = "responses"
files = ["responses-2026-fall.csv"]
"#;

/// A district and its files.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    /// The district.
    pub(crate) district: District,
    /// What to import, in order.
    #[serde(rename = "import")]
    pub(crate) imports: Vec<Import>,
}

/// A district.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct District {
    /// Its name.
    pub(crate) name: String,
    /// Its time zone in the IANA database.
    pub(crate) time_zone: String,
}

/// One import.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Import {
    /// What the files hold.
    pub(crate) kind: String,
    /// The files.
    pub(crate) files: Vec<String>,
    /// A mapping of columns.
    #[serde(default)]
    pub(crate) map: Option<String>,
    /// Fields that every row gets.
    #[serde(default)]
    pub(crate) set: BTreeMap<String, String>,
    /// A list of confidential services.
    #[serde(default)]
    pub(crate) confidential: Option<String>,
}

impl Import {
    /// The arguments of `commonground import` for files below a folder.
    pub(crate) fn arguments(&self, folder: &std::path::Path) -> Vec<String> {
        let below = |file: &String| folder.join(file).to_string_lossy().into_owned();
        let mut arguments = vec!["import".to_owned(), self.kind.clone()];
        arguments.extend(self.files.iter().map(below));
        if let Some(map) = &self.map {
            arguments.extend(["--map".to_owned(), below(map)]);
        }
        for (field, value) in &self.set {
            arguments.extend(["--set".to_owned(), format!("{field}={value}")]);
        }
        if let Some(list) = &self.confidential {
            arguments.extend(["--confidential".to_owned(), below(list)]);
        }
        arguments
    }
}
