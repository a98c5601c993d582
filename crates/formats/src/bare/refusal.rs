//! Why a bare file is refused.

use model::BadValue;
use std::fmt;
use std::sync::Arc;

/// The most refusals that are told word for word; all are counted.
pub const MAX_REFUSALS: usize = 20;

/// The longest part of a value that a refusal shows, in characters.
const MAX_VALUE_CHARS: usize = 60;

/// One thing that is wrong with a file. Of the row, only the cell that is wrong is ever shown: a row of needs is about a family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The file, as the user gave it.
    pub file: Arc<str>,
    /// The row as a spreadsheet counts them: the header is row 1.
    pub row: Option<u64>,
    /// The column.
    pub column: Option<String>,
    /// What is wrong and what would be right.
    pub problem: String,
}

impl Refusal {
    /// A refusal of a whole file.
    pub(super) fn new(file: &Arc<str>, problem: impl Into<String>) -> Self {
        Self {
            file: file.clone(),
            row: None,
            column: None,
            problem: problem.into(),
        }
    }

    /// The refusal, at a row.
    pub(super) fn at(mut self, row: u64) -> Self {
        self.row = Some(row);
        self
    }

    /// The refusal, in a column.
    pub(super) fn in_column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }
}

impl fmt::Display for Refusal {
    /// `needs.csv, row 3, column lat: "95" is not a latitude between -90 and 90`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

/// The sentence that a value is not what it should be; long values are cut.
pub(super) fn not_expected(bad: &BadValue) -> String {
    format!("{} is not {}", shown(&bad.value), bad.expected)
}

/// A value as a refusal shows it: in quotes, on one line, cut when long.
pub(super) fn shown(value: &str) -> String {
    match value.char_indices().nth(MAX_VALUE_CHARS) {
        None => format!("{value:?}"),
        Some((end, _)) => format!("{:?}", format!("{}…", &value[..end])),
    }
}

/// Everything that is wrong with a file, in the order of its rows, repeated ids after everything else; the first [`MAX_REFUSALS`] are kept.
///
/// It prints as one line a refusal, and a line that says how many more there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Refusals {
    kept: Vec<Refusal>,
    n_more: u64,
}

impl Refusals {
    /// The first refusals.
    pub fn first(&self) -> &[Refusal] {
        &self.kept
    }

    /// How many there are in all.
    pub fn n_refusals(&self) -> u64 {
        self.kept.len() as u64 + self.n_more
    }

    /// Whether nothing is refused.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Adds the refusals of later rows.
    pub fn append(&mut self, later: Self) {
        let n_kept = later.kept.len() as u64;
        let room = MAX_REFUSALS - self.kept.len();
        self.kept.extend(later.kept.into_iter().take(room));
        self.n_more += later.n_more + n_kept.saturating_sub(room as u64);
    }

    /// Adds the refusal that `refusal` makes, which is not called when it would not be kept.
    pub(super) fn push(&mut self, refusal: impl FnOnce() -> Refusal) {
        if self.kept.len() < MAX_REFUSALS {
            self.kept.push(refusal());
        } else {
            self.n_more += 1;
        }
    }

    /// `value`, unless something was refused.
    pub(super) fn or<T>(self, value: T) -> Result<T, Self> {
        match self.is_empty() {
            true => Ok(value),
            false => Err(self),
        }
    }
}

impl From<Refusal> for Refusals {
    fn from(refusal: Refusal) -> Self {
        Self {
            kept: vec![refusal],
            n_more: 0,
        }
    }
}

impl fmt::Display for Refusals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, refusal) in self.kept.iter().enumerate() {
            let line_end = if index > 0 { "\n" } else { "" };
            write!(f, "{line_end}{refusal}")?;
        }
        match self.n_more {
            0 => Ok(()),
            n_more => write!(f, "\nand {n_more} more"),
        }
    }
}

impl std::error::Error for Refusals {}
