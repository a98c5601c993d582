//! Brings the tables of a file up to date.

use super::{failed, opening_failed};
use crate::StoreError;
use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use std::path::Path;

/// Marks a file as ours in its header: `CGRD`.
const APPLICATION_ID: i64 = 0x4347_5244;

/// The steps in order. The n-th one leads to version n.
const MIGRATIONS: [(&str, &str); 1] = [(
    "0001_first_tables",
    include_str!("../../migrations/0001_first_tables.sql"),
)];

/// Refuses a database of another program before anything in it is touched.
pub(super) fn refuse_foreign(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let facts = connection.query_row(
        "SELECT (SELECT application_id FROM pragma_application_id), (SELECT count(*) FROM sqlite_schema)",
        [],
        |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
    );
    match facts.map_err(|cause| opening_failed(path, cause))? {
        (APPLICATION_ID, _) | (0, 0) => Ok(()),
        _ => Err(StoreError::OtherProgram {
            path: path.to_owned(),
        }),
    }
}

/// Runs the steps that the file has not seen, all in one transaction.
pub(super) fn bring_up_to_date(connection: &mut Connection, path: &Path) -> Result<(), StoreError> {
    let known = MIGRATIONS.len();
    if version(connection)? == known {
        return Ok(());
    }
    let tx = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(failed("begin to bring its tables up to date"))?;
    // Read again under the lock: another process may have done the work in between.
    let found = version(&tx)?;
    if found > known {
        return Err(StoreError::NewerSchema {
            path: path.to_owned(),
            found: u32::try_from(found).unwrap_or(u32::MAX),
            known: u32::try_from(known).unwrap_or(u32::MAX),
        });
    }
    let run = || -> rusqlite::Result<()> {
        tx.pragma_update(None, "application_id", APPLICATION_ID)?;
        tx.execute_batch(
            "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL);",
        )?;
        for (done, (name, sql)) in MIGRATIONS.iter().enumerate().skip(found) {
            tx.execute_batch(sql)?;
            let sql = "INSERT INTO schema_version (version, name) VALUES (?1, ?2)";
            tx.execute(sql, (done as i64 + 1, name))?;
        }
        Ok(())
    };
    run().map_err(failed("bring its tables up to date"))?;
    tx.commit().map_err(failed("bring its tables up to date"))
}

/// The version of the tables; 0 for a new file.
fn version(connection: &Connection) -> Result<usize, StoreError> {
    let read = || -> rusqlite::Result<i64> {
        let table = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_version'";
        if connection
            .query_row(table, [], |_| Ok(()))
            .optional()?
            .is_none()
        {
            return Ok(0);
        }
        let sql = "SELECT coalesce(max(version), 0) FROM schema_version";
        connection.query_row(sql, [], |row| row.get(0))
    };
    let version = read().map_err(failed("read the version of its tables"))?;
    Ok(usize::try_from(version).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_migrations_folder_is_a_step_in_its_order() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter_map(|name| name.strip_suffix(".sql").map(str::to_owned))
            .collect();
        files.sort();
        let steps: Vec<_> = MIGRATIONS.iter().map(|(name, _)| *name).collect();
        assert_eq!(files, steps);
        for (n, name) in steps.iter().enumerate() {
            assert!(name.starts_with(&format!("{:04}_", n + 1)), "{name}");
        }
    }
}
