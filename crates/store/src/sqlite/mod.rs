//! The SQLite back end. All of its SQL is in this folder and in `migrations/`.

mod apply;
mod migrate;
mod read;

use crate::{Applied, Batch, Change, Contents, ImportLogEntry, Origins, Owner, StoreError};
use model::record::{District, Record, RecordKind};
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a writer waits for another one.
const BUSY_TIMEOUT: Duration = Duration::from_secs(30);

/// One connection to one file.
#[derive(Debug)]
pub(crate) struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        create_private(path)?;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(path, flags);
        let mut connection = opened.map_err(|cause| opening_failed(path, cause))?;
        // The first statement that reads the file finds out whether it is a database.
        let prepare = |connection: &Connection| -> rusqlite::Result<()> {
            connection.busy_timeout(BUSY_TIMEOUT)?;
            connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))
        };
        prepare(&connection).map_err(|cause| opening_failed(path, cause))?;
        migrate::refuse_foreign(&connection, path)?;
        // WAL: readers do not wait for the writer. FULL: a commit that returned survives a power cut.
        connection
            .execute_batch(
                "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;",
            )
            .map_err(|cause| opening_failed(path, cause))?;
        migrate::bring_up_to_date(&mut connection, path)?;
        connection.set_prepared_statement_cache_capacity(32);
        Ok(Self { connection })
    }

    pub(crate) fn apply(&mut self, batch: &Batch) -> Result<Applied, StoreError> {
        // Asked for at once, so that nothing changes between comparing and writing.
        let tx = self.begin_write()?;
        let diff = apply::compare(&tx, batch)?;
        let applied = apply::write(&tx, batch, &diff)?;
        tx.commit().map_err(failed("save the import"))?;
        Ok(applied)
    }

    pub(crate) fn plan(&mut self, batch: &Batch) -> Result<Applied, StoreError> {
        let tx = self.begin_read()?;
        let diff = apply::compare(&tx, batch)?;
        let mut planned = diff.counts;
        planned.sequence = read::sequence(&tx)? + planned.n_changes();
        Ok(planned)
    }

    pub(crate) fn records(&self, kind: RecordKind) -> Result<Vec<Record>, StoreError> {
        read::records(&self.connection, kind)
    }

    pub(crate) fn record(&self, kind: RecordKind, id: &str) -> Result<Option<Record>, StoreError> {
        read::record(&self.connection, kind, id)
    }

    pub(crate) fn contents(&self) -> Result<Contents, StoreError> {
        let tx = self.begin_read()?;
        let mut records = Vec::new();
        for kind in RecordKind::ALL {
            records.append(&mut read::records(&tx, kind)?);
        }
        Ok(Contents {
            sequence: read::sequence(&tx)?,
            district: read::district(&tx)?,
            records,
        })
    }

    pub(crate) fn owners(&self, kind: RecordKind) -> Result<BTreeMap<String, Owner>, StoreError> {
        read::owners(&self.connection, kind)
    }

    pub(crate) fn origins(&self, kinds: &[RecordKind]) -> Result<Origins, StoreError> {
        read::origins(&self.connection, kinds)
    }

    pub(crate) fn district(&self) -> Result<Option<District>, StoreError> {
        read::district(&self.connection)
    }

    pub(crate) fn set_district(&mut self, district: &District, at: &str) -> Result<(), StoreError> {
        let tx = self.begin_write()?;
        apply::write_district(&tx, district, at)?;
        tx.commit().map_err(failed("save the district"))
    }

    pub(crate) fn sequence(&self) -> Result<u64, StoreError> {
        read::sequence(&self.connection)
    }

    pub(crate) fn changes_since(&self, sequence: u64) -> Result<Vec<Change>, StoreError> {
        read::changes_since(&self.connection, sequence)
    }

    pub(crate) fn imports(&self) -> Result<Vec<ImportLogEntry>, StoreError> {
        read::imports(&self.connection)
    }

    pub(crate) fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let refuse_existing = || match to.try_exists() {
            Ok(false) => Ok(()),
            Ok(true) => Err(StoreError::BackupExists {
                path: to.to_owned(),
            }),
            Err(cause) => Err(file_failed(to, cause)),
        };
        refuse_existing()?;
        let partial = partial_name(to);
        let written = self
            .copy_into(&partial)
            .and_then(|()| refuse_existing())
            .and_then(|()| std::fs::rename(&partial, to).map_err(|cause| file_failed(to, cause)));
        if written.is_err() {
            // The first error is the one to report; a leftover is replaced by the next backup.
            let _ = std::fs::remove_file(&partial);
        }
        written
    }

    /// `VACUUM INTO` reads in one transaction, so the copy is of one moment and writers go on; the copying interface of
    /// SQLite would begin again at each write of another process.
    fn copy_into(&self, partial: &Path) -> Result<(), StoreError> {
        let io = |cause| file_failed(partial, cause);
        if partial.try_exists().map_err(io)? {
            std::fs::remove_file(partial).map_err(io)?;
        }
        create_private(partial)?;
        let name = partial.to_str().ok_or_else(|| {
            let cause = std::io::Error::new(
                std::io::ErrorKind::InvalidInput,
                "the file's name is not UTF-8",
            );
            file_failed(partial, cause)
        })?;
        self.connection
            .execute("VACUUM INTO ?1", [name])
            .map_err(failed("write the backup"))?;
        File::open(partial)
            .and_then(|file| file.sync_all())
            .map_err(io)
    }

    fn begin_write(&mut self) -> Result<Transaction<'_>, StoreError> {
        self.connection
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(failed("begin to write"))
    }

    fn begin_read(&self) -> Result<Transaction<'_>, StoreError> {
        self.connection
            .unchecked_transaction()
            .map_err(failed("begin to read"))
    }
}

/// Turns what the driver says into an error of ours.
fn failed(action: &'static str) -> impl Fn(rusqlite::Error) -> StoreError {
    move |cause| match cause.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy,
        _ => StoreError::Database {
            action,
            cause: Box::new(cause),
        },
    }
}

fn opening_failed(path: &Path, cause: rusqlite::Error) -> StoreError {
    match cause.sqlite_error_code() {
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StoreError::NotADatabase {
            path: path.to_owned(),
        },
        Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied) => {
            file_failed(path, std::io::Error::other(cause.to_string()))
        }
        _ => failed("open the file")(cause),
    }
}

fn file_failed(path: &Path, cause: std::io::Error) -> StoreError {
    StoreError::File {
        path: path.to_owned(),
        cause,
    }
}

/// Makes sure that the file is there. A new one can be read by its owner only: it will hold answers of families.
fn create_private(path: &Path) -> Result<(), StoreError> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(path)
        .map(drop)
        .map_err(|cause| file_failed(path, cause))
}

fn partial_name(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(".partial");
    PathBuf::from(name)
}

/// SQLite's integers are signed; counts and sequence numbers never come near the end of either range.
fn to_i64(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

fn to_u64(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}
