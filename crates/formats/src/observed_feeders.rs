//! Observed flows of students between schools: a table to hold derived feeder patterns against. Nothing of it is stored.

use crate::import::Cells;
use crate::input::Counter;
use crate::mapping::{Mapping, Resolved};
use crate::report::Report;
use crate::table::read_tables;
use crate::{ImportError, Limits};
use std::path::Path;

const KIND: &str = "observed-feeders";
const FIELDS: [&str; 5] = [
    "from_school_id",
    "to_school_id",
    "grade",
    "new_grade",
    "count",
];
const REQUIRED: [&str; 3] = ["from_school_id", "to_school_id", "count"];

/// Students of one school and grade, and where they were a year later.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ObservedRow {
    /// The school that they left.
    pub from_school_id: String,
    /// The school in which they were a year later; nothing when it is none of the district's.
    pub to_school_id: Option<String>,
    /// Their grade, as the source writes it.
    pub grade: Option<String>,
    /// Their grade a year later.
    pub new_grade: Option<String>,
    /// How many; nothing when the source hides it.
    pub count: Option<u64>,
}

/// Reads a table of observed flows with the fields `from_school_id`, `to_school_id`, `grade`, `new_grade` and `count`.
///
/// # Errors
/// When the file or its mapping cannot be used, or a row says something that is no count.
pub fn read(file: &Path, map: Option<&Path>) -> Result<Vec<ObservedRow>, ImportError> {
    let mapping = match map {
        Some(map) => Mapping::read(map)?,
        None => Mapping::default(),
    };
    if let Some(kind) = mapping.kind.as_deref().filter(|kind| *kind != KIND) {
        return Err(mapping.wrong(format!("this mapping is for {kind}, not for {KIND}")));
    }
    let quiet = |_, _| {};
    let progress = Counter::new(0, &quiet);
    let mut report = Report::default();
    let mut table = read_tables(
        file,
        mapping.layer.as_deref(),
        &Limits::default(),
        &progress,
        &mut report,
    )?;
    mapping.select_rows(&mut table, &mut report)?;
    let resolved = Resolved::new(&mapping, &FIELDS, &REQUIRED, &table)?;
    let mut rows = Vec::with_capacity(table.rows.len());
    for row in &table.rows {
        let mut cells = Cells::new(&resolved, row, &[]);
        let from_school_id = cells.required("from_school_id");
        let to_school_id = cells.text("to_school_id");
        let [grade, new_grade] = ["grade", "new_grade"].map(|field| cells.text(field));
        let count = cells.whole("count").map(u64::from);
        if let Some(fault) = cells.faults.first() {
            return Err(ImportError::Damaged {
                file: table.path.clone(),
                detail: format!("row {}: {fault}", row.number),
            });
        }
        rows.extend(from_school_id.map(|from_school_id| ObservedRow {
            from_school_id,
            to_school_id,
            grade,
            new_grade,
            count,
        }));
    }
    Ok(rows)
}
