//! A SQLite file in memory, opened so that whatever stands in it can only be read.

use crate::ImportError;
use crate::input::unreadable;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, Error, ErrorCode, OpenFlags};
use std::cell::Cell;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

/// Steps of SQLite between two looks at how many there were.
const STEPS_AT_A_TIME: i32 = 100_000;
/// How often that may be: a layer of as many fields as are read takes a third of it.
const MOST_LOOKS: u32 = 2_000;
/// Where the header says how the file is written and read: 2 for a write-ahead log, 1 for a rollback journal.
const JOURNAL_BYTES: std::ops::Range<usize> = 18..20;
/// How many times larger than the file all values of a layer may be. They are smaller, but for UTF-16 text and computed columns.
const MOST_GROWTH: usize = 4;

/// A database that is only read.
pub(super) struct Database {
    pub(super) connection: Connection,
    /// The file as refusals name it.
    pub(super) path: String,
    /// Its length.
    pub(super) n_bytes: usize,
    /// How many bytes of values may still be taken from it. Pages of a damaged file may be reached many times.
    left_bytes: Cell<usize>,
}

impl Database {
    /// Opens the bytes of a file.
    pub(super) fn open(mut bytes: Vec<u8>, path: String) -> Result<Self, ImportError> {
        // A file in memory has no log beside it. Without one, or with an empty one, nothing but these two bytes tells the kinds apart.
        if let Some(journal) = bytes.get_mut(JOURNAL_BYTES) {
            journal.fill(1);
        }
        // SQLite takes what is missing of the last page of a file in memory for zeros, and would find no fault in it.
        if page_bytes(&bytes).is_some_and(|length| !bytes.len().is_multiple_of(length)) {
            return Err(ImportError::Damaged {
                file: path,
                detail: "it ends in the middle of a page".to_owned(),
            });
        }
        let connection = connect(&bytes).map_err(|cause| failure(&path, &cause))?;
        Ok(Self {
            connection,
            path,
            n_bytes: bytes.len(),
            left_bytes: Cell::new(bytes.len().saturating_mul(MOST_GROWTH)),
        })
    }

    /// Counts bytes that were taken.
    pub(super) fn spend(&self, n_bytes: usize) -> Result<(), ImportError> {
        let left = self.left_bytes.get().checked_sub(n_bytes);
        let left = left.ok_or_else(|| {
            self.damaged("its values are larger than the file that holds them".to_owned())
        })?;
        self.left_bytes.set(left);
        Ok(())
    }

    pub(super) fn damaged(&self, detail: String) -> ImportError {
        ImportError::Damaged {
            file: self.path.clone(),
            detail,
        }
    }

    /// The refusal for what SQLite says.
    pub(super) fn failed(&self, cause: &Error) -> ImportError {
        failure(&self.path, cause)
    }

    /// The name of a table as the schema writes it, when there is one with bytes of its own: views and virtual tables run code of the file.
    pub(super) fn own_table(&self, name: &str) -> Result<Option<String>, ImportError> {
        let query = "SELECT name FROM sqlite_schema \
            WHERE type = 'table' AND rootpage > 0 AND name = ?1 COLLATE NOCASE LIMIT 1";
        let found = self
            .connection
            .query_row(query, [name], |row| row.get::<_, String>(0));
        match found {
            Ok(name) => {
                self.spend(name.len())?;
                Ok(Some(name))
            }
            Err(Error::QueryReturnedNoRows) => Ok(None),
            Err(cause) => Err(self.failed(&cause)),
        }
    }
}

/// The length of a page, as the header has it; what is no power of 2 there is left for SQLite to refuse.
fn page_bytes(bytes: &[u8]) -> Option<usize> {
    let stated = u16::from_be_bytes(*bytes.get(16..)?.first_chunk()?);
    // The longest page does not fit its two bytes.
    let length = if stated == 1 {
        1 << 16
    } else {
        usize::from(stated)
    };
    length.is_power_of_two().then_some(length)
}

fn connect(bytes: &[u8]) -> Result<Connection, Error> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_in_memory_with_flags(flags)?;
    connection.deserialize_read_exact("main", bytes, bytes.len(), true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    for off in [
        DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA,
        DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER,
        DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW,
        DbConfig::SQLITE_DBCONFIG_DQS_DML,
    ] {
        connection.set_db_config(off, false)?;
    }
    let longest = i32::try_from(bytes.len()).unwrap_or(i32::MAX);
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, longest.max(1 << 20))?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 0)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50)?;
    let mut n_looks = 0;
    let is_too_long = move || {
        n_looks += 1;
        n_looks > MOST_LOOKS
    };
    connection.progress_handler(STEPS_AT_A_TIME, Some(is_too_long))?;
    connection.execute_batch("PRAGMA cell_size_check = ON; PRAGMA query_only = ON;")?;
    Ok(connection)
}

fn failure(path: &str, cause: &Error) -> ImportError {
    let said = match cause {
        Error::SqliteFailure(_, Some(said)) => said.clone(),
        Error::SqlInputError { msg, .. } => msg.clone(),
        Error::FromSqlConversionFailure(..)
        | Error::InvalidColumnType(..)
        | Error::Utf8Error(..) => {
            "a value in its tables is of another type than the format says".to_owned()
        }
        other => other.to_string(),
    };
    let detail = match cause.sqlite_error_code() {
        Some(ErrorCode::OperationInterrupted) => {
            "reading it was stopped, as it takes more work than a file of its size can need"
                .to_owned()
        }
        Some(ErrorCode::NotADatabase) => "its header is not that of a SQLite database".to_owned(),
        _ => format!("as a SQLite database it cannot be read ({said})"),
    };
    ImportError::Damaged {
        file: path.to_owned(),
        detail,
    }
}

/// A name as SQL takes it whatever it holds.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Refuses a file whose last changes are still beside it: in the log of a program that has it open, or in the journal of one that was stopped.
pub(crate) fn refuse_unsaved(path: &Path) -> Result<(), ImportError> {
    // A log is counted from its first frame on, behind a header of 32 bytes; a journal that is done has its header wiped.
    let is_log = |head: &[u8]| head.len() > 32;
    let is_journal =
        |head: &[u8]| head.starts_with(&[0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7]);
    let has_log = head_beside(path, "-wal")?.is_some_and(|head| is_log(&head));
    let has_journal = head_beside(path, "-journal")?.is_some_and(|head| is_journal(&head));
    let ending = match (has_log, has_journal) {
        (false, false) => return Ok(()),
        (true, _) => "-wal",
        (false, true) => "-journal",
    };
    let name = crate::input::file_name(path);
    Err(ImportError::NotTheFormat {
        file: path.display().to_string(),
        expected: "a database that was saved and closed".to_owned(),
        found: format!(
            "changes of it are still in {name}{ending} beside it; close the program that has it open (QGIS or another), or save the layer to a new file"
        ),
    })
}

/// The first bytes of a file whose name is longer by `ending`.
fn head_beside(path: &Path, ending: &str) -> Result<Option<Vec<u8>>, ImportError> {
    let mut beside = path.as_os_str().to_owned();
    beside.push(ending);
    let mut head = Vec::new();
    let read = File::open(&beside).and_then(|file| file.take(33).read_to_end(&mut head));
    match read {
        Ok(_) => Ok(Some(head)),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(unreadable(&beside.to_string_lossy(), cause)),
    }
}
