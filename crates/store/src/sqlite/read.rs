//! Everything that is asked of the tables.

use super::{failed, to_i64, to_u64};
use crate::{Applied, Change, ImportLogEntry, Operation, Origins, Owner, StoreError, Subject};
use model::record::{District, Record, RecordKind};
use rusqlite::{Connection, OptionalExtension, Row};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// The district's word in the column `kind` of the change log.
pub(super) const DISTRICT_KIND: &str = "district";

pub(super) fn records(
    connection: &Connection,
    kind: RecordKind,
) -> Result<Vec<Record>, StoreError> {
    let query = || -> rusqlite::Result<Vec<(String, String)>> {
        let sql = "SELECT id, body FROM record WHERE kind = ?1 AND is_active = 1 ORDER BY id";
        let mut statement = connection.prepare_cached(sql)?;
        let rows = statement.query_map([kind.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))?;
        rows.collect()
    };
    let rows = query().map_err(failed("read the records"))?;
    rows.iter()
        .map(|(id, body)| from_json(kind.as_str(), id, body))
        .collect()
}

pub(super) fn record(
    connection: &Connection,
    kind: RecordKind,
    id: &str,
) -> Result<Option<Record>, StoreError> {
    let sql = "SELECT body FROM record WHERE kind = ?1 AND id = ?2 AND is_active = 1";
    let body: Option<String> = connection
        .query_row(sql, [kind.as_str(), id], |row| row.get(0))
        .optional()
        .map_err(failed("read a record"))?;
    body.map(|body| from_json(kind.as_str(), id, &body))
        .transpose()
}

pub(super) fn owners(
    connection: &Connection,
    kind: RecordKind,
) -> Result<BTreeMap<String, Owner>, StoreError> {
    let query = || -> rusqlite::Result<BTreeMap<String, Owner>> {
        let sql = "SELECT id, source, is_active FROM record WHERE kind = ?1";
        let mut statement = connection.prepare_cached(sql)?;
        let rows = statement.query_map([kind.as_str()], |row| {
            let owner = Owner {
                source: row.get(1)?,
                is_active: row.get(2)?,
            };
            Ok((row.get(0)?, owner))
        })?;
        rows.collect()
    };
    query().map_err(failed("read who owns the records"))
}

pub(super) fn district(connection: &Connection) -> Result<Option<District>, StoreError> {
    let sql = "SELECT body FROM district";
    let body: Option<String> = connection
        .query_row(sql, [], |row| row.get(0))
        .optional()
        .map_err(failed("read the district"))?;
    body.map(|body| from_json(DISTRICT_KIND, "", &body))
        .transpose()
}

pub(super) fn sequence(connection: &Connection) -> Result<u64, StoreError> {
    let sql = "SELECT coalesce(max(sequence), 0) FROM change_log";
    connection
        .query_row(sql, [], |row| row.get(0))
        .map(to_u64)
        .map_err(failed("read the number of the last change"))
}

pub(super) fn changes_since(
    connection: &Connection,
    sequence: u64,
) -> Result<Vec<Change>, StoreError> {
    let query = || -> rusqlite::Result<Vec<LoggedChange>> {
        let sql = "SELECT sequence, at, source, kind, id, operation, body FROM change_log
                   WHERE sequence > ?1 ORDER BY sequence";
        let mut statement = connection.prepare_cached(sql)?;
        let rows = statement.query_map([to_i64(sequence)], LoggedChange::from_row)?;
        rows.collect()
    };
    let rows = query().map_err(failed("read the change log"))?;
    rows.into_iter().map(LoggedChange::into_change).collect()
}

/// Reads the log without what records said, which is most of it.
pub(super) fn origins(
    connection: &Connection,
    kinds: &[RecordKind],
) -> Result<Origins, StoreError> {
    let query = || -> rusqlite::Result<Origins> {
        let sql = "SELECT kind, id, operation, at, source FROM change_log ORDER BY sequence";
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query([])?;
        let mut origins = Origins::of_kinds(kinds);
        while let Some(row) = rows.next()? {
            let kind = RecordKind::from_word(row.get_ref(0)?.as_str()?);
            let operation = Operation::from_word(row.get_ref(2)?.as_str()?);
            let Some((kind, operation)) = kind.zip(operation).filter(|(k, _)| kinds.contains(k))
            else {
                continue;
            };
            let (at, source) = (row.get_ref(3)?.as_str()?, row.get_ref(4)?.as_str()?);
            origins.note((kind, row.get(1)?), operation, (at, source));
        }
        Ok(origins)
    };
    query().map_err(failed("read where the records come from"))
}

pub(super) fn imports(connection: &Connection) -> Result<Vec<ImportLogEntry>, StoreError> {
    let query = || -> rusqlite::Result<Vec<(ImportLogEntry, String)>> {
        let sql = "SELECT at, source, files, added, updated, unchanged, reactivated, inactivated, warnings, sequence
                   FROM import_log ORDER BY number";
        let mut statement = connection.prepare_cached(sql)?;
        let rows = statement.query_map([], import_from_row)?;
        rows.collect()
    };
    let rows = query().map_err(failed("read the import log"))?;
    let with_files = |(mut entry, files): (ImportLogEntry, String)| {
        entry.files = from_json("import", &entry.at, &files)?;
        Ok(entry)
    };
    rows.into_iter().map(with_files).collect()
}

fn import_from_row(row: &Row<'_>) -> rusqlite::Result<(ImportLogEntry, String)> {
    let count = |column: usize| row.get(column).map(to_u64);
    let entry = ImportLogEntry {
        at: row.get(0)?,
        source: row.get(1)?,
        files: Vec::new(),
        applied: Applied {
            added: count(3)?,
            updated: count(4)?,
            unchanged: count(5)?,
            reactivated: count(6)?,
            inactivated: count(7)?,
            sequence: count(9)?,
        },
        warnings: count(8)?,
    };
    Ok((entry, row.get(2)?))
}

/// A row of the change log before its words and texts are read.
struct LoggedChange {
    sequence: u64,
    at: String,
    source: String,
    kind: String,
    id: String,
    operation: String,
    body: Option<String>,
}

impl LoggedChange {
    fn from_row(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            sequence: row.get(0).map(to_u64)?,
            at: row.get(1)?,
            source: row.get(2)?,
            kind: row.get(3)?,
            id: row.get(4)?,
            operation: row.get(5)?,
            body: row.get(6)?,
        })
    }

    fn into_change(self) -> Result<Change, StoreError> {
        let unreadable = || StoreError::UnreadableRecord {
            kind: self.kind.clone(),
            id: self.id.clone(),
            column: 0,
        };
        let operation = Operation::from_word(&self.operation).ok_or_else(unreadable)?;
        let body = self.body.as_deref();
        let subject = if self.kind == DISTRICT_KIND {
            let body = body.ok_or_else(unreadable)?;
            Subject::District(from_json(&self.kind, &self.id, body)?)
        } else {
            Subject::Record {
                kind: RecordKind::from_word(&self.kind).ok_or_else(unreadable)?,
                record: body
                    .map(|body| from_json(&self.kind, &self.id, body).map(Box::new))
                    .transpose()?,
                id: self.id,
            }
        };
        Ok(Change {
            sequence: self.sequence,
            at: self.at,
            source: self.source,
            operation,
            subject,
        })
    }
}

fn from_json<T: DeserializeOwned>(kind: &str, id: &str, body: &str) -> Result<T, StoreError> {
    serde_json::from_str(body).map_err(|cause| StoreError::UnreadableRecord {
        kind: kind.to_owned(),
        id: id.to_owned(),
        column: cause.column(),
    })
}
