//! Compares a batch with what stands, and writes the difference.

use super::{failed, read, to_i64};
use crate::{Applied, Batch, Operation, StoreError};
use model::record::{District, RecordKind};
use rusqlite::{OptionalExtension, Transaction};
use std::collections::BTreeSet;

/// Who names the district in the log.
const DISTRICT_SOURCE: &str = "district";

/// What a batch would change.
pub(super) struct Diff {
    /// How many of each, with no sequence number yet.
    pub(super) counts: Applied,
    changes: Vec<PlannedChange>,
}

struct PlannedChange {
    kind: RecordKind,
    id: String,
    operation: Operation,
    /// The new text; nothing for an inactivation, which leaves the last one.
    body: Option<String>,
}

/// Reads only. Every record costs one look-up and one comparison of texts.
pub(super) fn compare(tx: &Transaction<'_>, batch: &Batch) -> Result<Diff, StoreError> {
    let mut diff = Diff {
        counts: Applied::default(),
        changes: Vec::new(),
    };
    let mut seen = BTreeSet::new();
    for record in &batch.records {
        let (kind, id) = (record.kind(), record.id());
        let body = to_json(record)?;
        let operation = operation(tx, (kind, &id), &body, &batch.source)?;
        let count = match operation {
            None => &mut diff.counts.unchanged,
            Some(Operation::Added) => &mut diff.counts.added,
            Some(Operation::Reactivated) => &mut diff.counts.reactivated,
            Some(_) => &mut diff.counts.updated,
        };
        *count += 1;
        if !seen.insert((kind, id.clone())) {
            return Err(StoreError::RepeatedId { kind, id });
        }
        if let Some(operation) = operation {
            diff.changes.push(PlannedChange {
                kind,
                id,
                operation,
                body: Some(body),
            });
        }
    }
    for (kind, id) in vanished(tx, batch, &seen)? {
        diff.counts.inactivated += 1;
        diff.changes.push(PlannedChange {
            kind,
            id,
            operation: Operation::Inactivated,
            body: None,
        });
    }
    Ok(diff)
}

/// What bringing `body` does to the record that stands; nothing when it says the same.
fn operation(
    tx: &Transaction<'_>,
    (kind, id): (RecordKind, &str),
    body: &str,
    source: &str,
) -> Result<Option<Operation>, StoreError> {
    let look_up = || -> rusqlite::Result<Option<(String, bool, bool)>> {
        let sql = "SELECT source, is_active, body = ?3 FROM record WHERE kind = ?1 AND id = ?2";
        let mut statement = tx.prepare_cached(sql)?;
        let row = statement.query_row((kind.as_str(), id, body), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        });
        row.optional()
    };
    match look_up().map_err(failed("look up a record"))? {
        None => Ok(Some(Operation::Added)),
        Some((_, false, _)) => Ok(Some(Operation::Reactivated)),
        Some((owner, true, _)) if owner != source => Err(StoreError::OwnedElsewhere {
            kind,
            id: id.to_owned(),
            owner,
        }),
        Some((_, true, is_same)) => Ok((!is_same).then_some(Operation::Updated)),
    }
}

/// The source's active records of the batch's kinds that are neither brought nor kept.
fn vanished(
    tx: &Transaction<'_>,
    batch: &Batch,
    seen: &BTreeSet<(RecordKind, String)>,
) -> Result<Vec<(RecordKind, String)>, StoreError> {
    let kinds: BTreeSet<RecordKind> = batch.kinds.iter().copied().collect();
    let mut gone = Vec::new();
    for kind in kinds {
        let list = || -> rusqlite::Result<Vec<String>> {
            let sql = "SELECT id FROM record WHERE source = ?1 AND kind = ?2 AND is_active = 1 ORDER BY id";
            let mut statement = tx.prepare_cached(sql)?;
            let rows = statement.query_map((&batch.source, kind.as_str()), |row| row.get(0))?;
            rows.collect()
        };
        for id in list().map_err(failed("list the records of the source"))? {
            let key = (kind, id);
            if !seen.contains(&key) && !batch.kept.contains(&key) {
                gone.push(key);
            }
        }
    }
    Ok(gone)
}

/// Writes the difference and, when there is one, a line in the import log.
pub(super) fn write(
    tx: &Transaction<'_>,
    batch: &Batch,
    diff: &Diff,
) -> Result<Applied, StoreError> {
    for change in &diff.changes {
        write_change(tx, batch, change).map_err(failed("write a record"))?;
    }
    let mut applied = diff.counts;
    applied.sequence = read::sequence(tx)?;
    if applied.n_changes() > 0 {
        log_import(tx, batch, &applied)?;
    }
    Ok(applied)
}

fn write_change(
    tx: &Transaction<'_>,
    batch: &Batch,
    change: &PlannedChange,
) -> rusqlite::Result<()> {
    let kind = change.kind.as_str();
    // A log that can never lose a row must not be where a family's answer is kept.
    let logged = change
        .body
        .as_deref()
        .filter(|_| change.kind != RecordKind::Response);
    let mut log = tx.prepare_cached(
        "INSERT INTO change_log (at, source, kind, id, operation, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let operation = change.operation.as_str();
    let sequence = log.insert((
        &batch.at,
        &batch.source,
        kind,
        &change.id,
        operation,
        logged,
    ))?;
    match &change.body {
        Some(body) => {
            let mut upsert = tx.prepare_cached(
                "INSERT INTO record (kind, id, source, is_active, body, sequence) VALUES (?1, ?2, ?3, 1, ?4, ?5)
                 ON CONFLICT (kind, id) DO UPDATE
                 SET source = excluded.source, is_active = 1, body = excluded.body, sequence = excluded.sequence",
            )?;
            upsert.execute((kind, &change.id, &batch.source, body, sequence))?;
        }
        None => {
            let mut inactivate = tx.prepare_cached(
                "UPDATE record SET is_active = 0, sequence = ?3 WHERE kind = ?1 AND id = ?2",
            )?;
            inactivate.execute((kind, &change.id, sequence))?;
        }
    }
    Ok(())
}

fn log_import(tx: &Transaction<'_>, batch: &Batch, applied: &Applied) -> Result<(), StoreError> {
    let files = to_json(&batch.files)?;
    let counts = [
        applied.added,
        applied.updated,
        applied.unchanged,
        applied.reactivated,
        applied.inactivated,
        batch.warnings,
        applied.sequence,
    ]
    .map(to_i64);
    let [
        added,
        updated,
        unchanged,
        reactivated,
        inactivated,
        warnings,
        sequence,
    ] = counts;
    tx.execute(
        "INSERT INTO import_log
         (at, source, files, added, updated, unchanged, reactivated, inactivated, warnings, sequence)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        rusqlite::params![
            batch.at, batch.source, files, added, updated, unchanged, reactivated, inactivated, warnings, sequence
        ],
    )
    .map_err(failed("write the import log"))?;
    Ok(())
}

/// Names the district, unless it is named so already.
pub(super) fn write_district(
    tx: &Transaction<'_>,
    district: &District,
    at: &str,
) -> Result<(), StoreError> {
    let before = read::district(tx)?;
    if before.as_ref() == Some(district) {
        return Ok(());
    }
    let operation = if before.is_none() {
        Operation::Added
    } else {
        Operation::Updated
    };
    let body = to_json(district)?;
    let run = || -> rusqlite::Result<()> {
        tx.execute(
            "INSERT INTO change_log (at, source, kind, id, operation, body) VALUES (?1, ?2, ?3, '', ?4, ?5)",
            (at, DISTRICT_SOURCE, read::DISTRICT_KIND, operation.as_str(), &body),
        )?;
        let sequence = tx.last_insert_rowid();
        tx.execute(
            "INSERT INTO district (only_row, body, sequence) VALUES (1, ?1, ?2)
             ON CONFLICT (only_row) DO UPDATE SET body = excluded.body, sequence = excluded.sequence",
            (&body, sequence),
        )?;
        Ok(())
    };
    run().map_err(failed("write the district"))
}

fn to_json<T: serde::Serialize>(value: &T) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|cause| StoreError::Database {
        action: "write a record as JSON",
        cause: Box::new(cause),
    })
}
