//! Rows of named text columns with a shape: what CSV, XLSX, GeoJSON, FlatGeobuf, GeoPackage and Shapefile have in common.

mod open;

pub(crate) use open::read_tables;

use crate::geometry::Geometry;
use ::csv::StringRecord;

/// The rows of one file.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// The file's name without its folder, for findings.
    pub(crate) file: String,
    /// The file as the user gave it, for refusals.
    pub(crate) path: String,
    /// Column names, trimmed; a name may be empty.
    pub(crate) columns: Vec<String>,
    /// The rows in the file's order.
    pub(crate) rows: Vec<Row>,
    /// Whether the format carries shapes (GeoJSON, FlatGeobuf, GeoPackage, Shapefile), so that a row without one has none.
    pub(crate) has_shapes: bool,
    /// The name of the layer, where the file has several of them: then the file's name alone does not say what was read.
    pub(crate) layer: Option<String>,
}

/// One row.
#[derive(Debug)]
pub(crate) struct Row {
    /// Its number as [`crate::report::Finding::row`] counts.
    pub(crate) number: u64,
    /// Its cells, trimmed, in the order of the columns; missing ones at the end are empty.
    pub(crate) cells: StringRecord,
    /// Its shape.
    pub(crate) geometry: Option<Geometry>,
    /// Why the row cannot be used, when reading it already showed that.
    pub(crate) faults: Vec<Fault>,
}

/// Why a row is refused.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fault {
    pub(crate) kind: &'static str,
    pub(crate) column: Option<String>,
    pub(crate) value: Option<String>,
    pub(crate) expected: String,
}

impl Fault {
    pub(crate) fn new(kind: &'static str, expected: impl Into<String>) -> Self {
        Self {
            kind,
            column: None,
            value: None,
            expected: expected.into(),
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(column) = &self.column {
            write!(f, "{column}: ")?;
        }
        if let Some(value) = &self.value {
            write!(f, "{value:?}; ")?;
        }
        write!(f, "expected {}", self.expected)
    }
}

impl Table {
    /// The place of a column: by its exact name, else by the only name that differs in case alone.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        let name = name.trim();
        let exact = self.columns.iter().position(|column| column == name);
        exact.or_else(|| {
            let is_same = |(_, column): &(usize, &String)| column.eq_ignore_ascii_case(name);
            let mut same = self.columns.iter().enumerate().filter(is_same);
            match (same.next(), same.next()) {
                (Some((place, _)), None) => Some(place),
                _ => None,
            }
        })
    }

    /// How often a column name occurs.
    pub(crate) fn n_columns_named(&self, name: &str) -> usize {
        self.columns.iter().filter(|c| *c == name).count()
    }
}

/// Whether a cell says nothing: `Null`, `None`, `N/A`, `(   )    -`.
pub(crate) fn is_blank(cell: &str) -> bool {
    const WORDS: [&str; 5] = ["null", "none", "n/a", "<null>", "#n/a"];
    let is_filler = |c: char| c.is_whitespace() || "()-./_".contains(c);
    cell.chars().all(is_filler) || WORDS.iter().any(|word| cell.eq_ignore_ascii_case(word))
}
