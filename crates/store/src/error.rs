//! What can go wrong, in words for the person at the keyboard.

use model::record::RecordKind;
use std::path::PathBuf;

/// Why the store did not do what was asked. Nothing was written, unless a variant says otherwise.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The file cannot be opened, created or synced.
    #[error("the file {} cannot be opened or written: {cause}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        #[source]
        cause: std::io::Error,
    },
    /// The file holds something that is no database.
    #[error("the file {} is not a Commonground database: it is something else, or it is damaged", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// The file is a database, and not ours.
    #[error("the file {} is a database of another program; it was left as it is", path.display())]
    OtherProgram {
        /// The file.
        path: PathBuf,
    },
    /// The tables are of a later version than this program knows.
    #[error(
        "the database {} was written by a newer version of this program (its tables are of version {found}, this program \
         knows versions up to {known}): use the newer program",
        path.display()
    )]
    NewerSchema {
        /// The file.
        path: PathBuf,
        /// The version of its tables.
        found: u32,
        /// The last version that this program knows.
        known: u32,
    },
    /// Another source has an active record with this id.
    #[error(
        "the {} with id {id:?} already belongs to the source {owner:?}: import it under that source, or give it another id",
        kind.as_str()
    )]
    OwnedElsewhere {
        /// What the record is.
        kind: RecordKind,
        /// Its id.
        id: String,
        /// The source that owns it.
        owner: String,
    },
    /// A batch has two records with one id.
    #[error("the {} with id {id:?} is there twice in one import", kind.as_str())]
    RepeatedId {
        /// What the records are.
        kind: RecordKind,
        /// Their id.
        id: String,
    },
    /// A record in the database does not read as what it should be. The message leaves out what it says: it may be about a family.
    #[error(
        "the {kind} with id {id:?} in the database cannot be read by this version (column {column} of its text)"
    )]
    UnreadableRecord {
        /// What it should be.
        kind: String,
        /// Its id.
        id: String,
        /// Where reading stopped.
        column: usize,
    },
    /// Another process held the database for too long.
    #[error("the database is being written by another process; try again when that has finished")]
    Busy,
    /// The backup's file is already there.
    #[error("the file {} already exists; a backup never writes over a file", path.display())]
    BackupExists {
        /// The file.
        path: PathBuf,
    },
    /// The database failed in a way with which a caller can do nothing.
    #[error("the database could not {action}: {cause}")]
    Database {
        /// What was being done, as the end of "could not".
        action: &'static str,
        /// What the database says.
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
}
