//! The table that names confidential services or locations. It comes beside the directory, as HSDS has no place for it.

use crate::ImportError;
use crate::import::ImportRequest;
use crate::input::Counter;
use crate::mapping::ConfidentialEntity;
use crate::report::Report;
use crate::table::{Table, read_tables};
use std::collections::BTreeSet;

/// Ids of what is confidential.
#[derive(Debug, Default)]
pub(super) struct Confidential {
    pub(super) services: BTreeSet<String>,
    pub(super) locations: BTreeSet<String>,
    /// Whether a table was given: then it says all, and what was confidential before is no longer.
    pub(super) is_given: bool,
}

pub(super) fn read(
    request: &ImportRequest,
    progress: &Counter,
    report: &mut Report,
) -> Result<Confidential, ImportError> {
    let Some(path) = request.confidential else {
        return Ok(Confidential::default());
    };
    let spec = &request.mapping.confidential;
    let table = read_tables(path, None, &request.limits, progress, report)?;
    let id = column(&table, &spec.column)?;
    let mut conditions = Vec::new();
    for (name, values) in &spec.when {
        conditions.push((column(&table, name)?, values));
    }
    let mut confidential = Confidential {
        is_given: true,
        ..Confidential::default()
    };
    for row in &table.rows {
        let cell = |place: usize| row.cells.get(place).unwrap_or_default();
        let counts = conditions
            .iter()
            .all(|(place, values)| values.words().iter().any(|value| value == cell(*place)));
        if !counts {
            continue;
        }
        // A row without its id would leave a place in sight that must not be: that refuses all of it.
        if cell(id).is_empty() || !row.faults.is_empty() {
            return Err(ImportError::Damaged {
                file: table.path.clone(),
                detail: format!("row {} names nothing in column {}", row.number, spec.column),
            });
        }
        let ids = match spec.entity {
            ConfidentialEntity::Service => &mut confidential.services,
            ConfidentialEntity::Location => &mut confidential.locations,
        };
        ids.insert(cell(id).to_owned());
    }
    Ok(confidential)
}

fn column(table: &Table, name: &str) -> Result<usize, ImportError> {
    table.column(name).ok_or_else(|| ImportError::Columns {
        file: table.path.clone(),
        problem: format!("there is no column {name:?} (for [confidential] in the mapping)"),
        columns: table.columns.clone(),
    })
}
