//! A value of a row as a cell.

use super::contents::{Column, Kind};
use super::database::Database;
use crate::ImportError;
use crate::geojson::cell;
use crate::report::{Finding, Report, Severity};
use crate::values::push_number;
use encoding_rs::WINDOWS_1252;
use rusqlite::types::ValueRef;
use std::borrow::Cow;

/// Cells of one layer, while they are read.
pub(super) struct Cells<'a> {
    database: &'a Database,
    /// Texts that were not in UTF-8.
    n_undecodable: u64,
}

impl<'a> Cells<'a> {
    pub(super) fn new(database: &'a Database) -> Self {
        Self {
            database,
            n_undecodable: 0,
        }
    }

    /// A value as text. What SQLite holds counts, which need not be what the column declares.
    pub(super) fn text<'v>(
        &mut self,
        value: ValueRef<'v>,
        column: &Column,
    ) -> Result<Cow<'v, str>, ImportError> {
        Ok(match (value, column.kind) {
            (ValueRef::Integer(0), Kind::Flag) => "no".into(),
            (ValueRef::Integer(1), Kind::Flag) => "yes".into(),
            (ValueRef::Text(bytes), kind) => {
                self.database.spend(bytes.len())?;
                let text = self.decoded(bytes);
                match kind {
                    Kind::Json => match serde_json::from_str(&text) {
                        Ok(value) => cell(&value).into(),
                        Err(_) => text,
                    },
                    // An id is never changed; who reads it as words trims it.
                    _ if column.name == "id" => text,
                    _ => trimmed(text),
                }
            }
            // What a column of bytes holds (a picture, a style) is of no use as a cell.
            (ValueRef::Blob(bytes), _) => {
                self.database.spend(bytes.len())?;
                "".into()
            }
            (value, _) => plain(value).into(),
        })
    }

    fn decoded<'v>(&mut self, bytes: &'v [u8]) -> Cow<'v, str> {
        match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => {
                self.n_undecodable += 1;
                WINDOWS_1252.decode_without_bom_handling(bytes).0
            }
        }
    }

    /// Reports what was only counted.
    pub(super) fn tell(self, file: &str, report: &mut Report) {
        if self.n_undecodable > 0 {
            let expected = format!(
                "text in UTF-8; {} cells were read as Windows-1252 (Latin-1)",
                self.n_undecodable
            );
            report.add(Finding::new(
                Severity::Repaired,
                "encoding",
                file,
                &expected,
            ));
        }
    }
}

fn trimmed(text: Cow<str>) -> Cow<str> {
    match text {
        Cow::Borrowed(text) => text.trim().into(),
        Cow::Owned(text) => text.trim().to_owned().into(),
    }
}

/// A value in words, whatever its column is.
pub(super) fn plain(value: ValueRef) -> String {
    match value {
        ValueRef::Null => String::new(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => {
            let mut digits = Vec::new();
            push_number(&mut digits, number);
            String::from_utf8_lossy(&digits).into_owned()
        }
        ValueRef::Text(text) => String::from_utf8_lossy(text).trim().to_owned(),
        ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}
