//! Mapping files: which column is which, and what its words mean. Written by people, in TOML.

mod field;
mod resolve;

pub(crate) use field::{FieldSpec, Other, fill};
pub(crate) use resolve::{Field, Resolved};

use crate::ImportError;
use crate::report::{Finding, Report, Severity};
use crate::table::{Row, Table};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// A mapping from the columns of a file to the fields of a kind. The default maps every field to the column of its name.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The kind of import that it is written for.
    pub kind: Option<String>,
    /// The source's name; it may hold constants, as in `zones-{level}`.
    pub source: Option<String>,
    /// The layer of a GeoPackage that is read, which may be left out where there is one; or the sheet of a workbook, the first one unless given.
    #[serde(alias = "sheet")]
    pub layer: Option<String>,
    /// Values that columns must have for a row to be read; every row when empty.
    #[serde(default)]
    pub(crate) when: BTreeMap<String, OneOrMany>,
    /// How each field is read. Where any field is given, fields that are not given are not read.
    #[serde(default)]
    pub(crate) fields: BTreeMap<String, FieldSpec>,
    /// Fields set by the caller; they win over `fields` and do not keep other fields from being read by their names.
    #[serde(skip)]
    pub(crate) constants: BTreeMap<String, String>,
    /// Names of languages to BCP 47 tags (directory).
    #[serde(default)]
    pub(crate) languages: BTreeMap<String, OneOrMany>,
    /// Taxonomy terms, by name or code, to need categories (directory).
    #[serde(default)]
    pub(crate) categories: BTreeMap<String, OneOrMany>,
    /// Descriptions of fees to amounts (directory).
    #[serde(default)]
    pub(crate) fees: BTreeMap<String, Amount>,
    /// Descriptions of hours to hours (directory).
    #[serde(default)]
    pub(crate) hours: BTreeMap<String, String>,
    /// Parts of descriptions of accessibility to words (directory).
    #[serde(default)]
    pub(crate) accessibility: BTreeMap<String, OneOrMany>,
    /// How the file of confidential rows is read (directory).
    #[serde(default)]
    pub(crate) confidential: ConfidentialSpec,
    /// The file it came from, for messages.
    #[serde(skip)]
    pub(crate) file: String,
}

/// A word or a list of words.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(crate) enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub(crate) fn words(&self) -> &[String] {
        match self {
            Self::One(word) => std::slice::from_ref(word),
            Self::Many(words) => words,
        }
    }
}

/// An amount of money, as a number or as text.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged)]
pub(crate) enum Amount {
    Whole(u32),
    Decimal(f64),
    Text(String),
}

impl Amount {
    pub(crate) fn as_text(&self) -> String {
        match self {
            Self::Whole(amount) => amount.to_string(),
            Self::Decimal(amount) => amount.to_string(),
            Self::Text(amount) => amount.clone(),
        }
    }
}

/// Which rows of another file name confidential records.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ConfidentialSpec {
    /// The column with the id.
    pub(crate) column: String,
    /// What the id is of: `service` or `location`.
    pub(crate) entity: ConfidentialEntity,
    /// Values that columns must have for the row to count; every row when empty.
    pub(crate) when: BTreeMap<String, OneOrMany>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum ConfidentialEntity {
    Service,
    Location,
}

impl Default for ConfidentialSpec {
    fn default() -> Self {
        Self {
            column: "service_id".to_owned(),
            entity: ConfidentialEntity::Service,
            when: BTreeMap::new(),
        }
    }
}

impl Mapping {
    /// Reads a mapping file.
    ///
    /// # Errors
    /// When the file cannot be read or is no mapping; the message says where.
    pub fn read(path: &Path) -> Result<Self, ImportError> {
        let file = path.display().to_string();
        let text = std::fs::read_to_string(path).map_err(|c| crate::input::unreadable(&file, c))?;
        Self::parse(&text, &file)
    }

    /// Reads a mapping from text. `file` names it in messages.
    ///
    /// # Errors
    /// When the text is no mapping; the message says where.
    pub fn parse(text: &str, file: &str) -> Result<Self, ImportError> {
        let mapping: Result<Self, _> = toml::from_str(text);
        match mapping {
            Ok(mapping) => Ok(Self {
                file: file.to_owned(),
                ..mapping
            }),
            Err(cause) => Err(ImportError::Mapping {
                file: file.to_owned(),
                problem: format!("the mapping cannot be read: {}", cause.to_string().trim()),
            }),
        }
    }

    /// Sets a field to the same value on every row, from text such as `level=elementary`.
    ///
    /// # Errors
    /// When the text is not a field, `=` and a value.
    pub fn set(&mut self, assignment: &str) -> Result<(), ImportError> {
        match assignment.split_once('=') {
            Some((field, value)) if !field.trim().is_empty() => {
                self.constants
                    .insert(field.trim().to_owned(), value.trim().to_owned());
                Ok(())
            }
            _ => Err(ImportError::Request(format!(
                "--set {assignment:?}: write a field, an equals sign and a value, such as level=elementary"
            ))),
        }
    }

    /// The source's name with its constants filled in.
    pub(crate) fn source_name(&self) -> Result<Option<String>, ImportError> {
        let Some(template) = &self.source else {
            return Ok(None);
        };
        field::fill(template, |name| self.constant(name))
            .map(Some)
            .map_err(|name| {
                self.wrong(format!(
                    "the source {template:?} needs the field {name}: add --set {name}=…"
                ))
            })
    }

    /// A field's value when it is the same on every row.
    pub(crate) fn constant(&self, field: &str) -> Option<String> {
        let set = self.constants.get(field).cloned();
        set.or_else(|| self.fields.get(field)?.value.clone())
    }

    /// Leaves out the rows that `[when]` does not ask for, with a note of how many.
    pub(crate) fn select_rows(
        &self,
        table: &mut Table,
        report: &mut Report,
    ) -> Result<(), ImportError> {
        let mut conditions = Vec::new();
        for (name, values) in &self.when {
            let place = table.column(name).ok_or_else(|| {
                resolve::columns_error(table, format!("there is no column {name:?} (for [when])"))
            })?;
            conditions.push((place, values.words()));
        }
        let n_rows = table.rows.len();
        let asked_for = |row: &Row| {
            conditions.iter().all(|(place, values)| {
                let cell = row.cells.get(*place).unwrap_or_default();
                values.iter().any(|value| value == cell)
            })
        };
        table.rows.retain(asked_for);
        let n_left_out = n_rows - table.rows.len();
        if n_left_out > 0 {
            let expected =
                format!("{n_left_out} rows were left out, as [when] of the mapping asks");
            let finding = Finding::new(Severity::Noted, "left-out", &table.file, &expected);
            report.add(finding);
        }
        Ok(())
    }

    pub(crate) fn wrong(&self, problem: String) -> ImportError {
        let file = match self.file.is_empty() {
            true => "the mapping".to_owned(),
            false => self.file.clone(),
        };
        ImportError::Mapping { file, problem }
    }
}
