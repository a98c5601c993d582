//! The truth on disk: records as they stand now, and an append-only log of how they became so.
//!
//! A [`Batch`] is applied whole or not at all, and a batch that changes nothing writes nothing. SQL and the driver stay
//! behind [`Store`]; another back end is another arm of one private enum and passes the same `tests/contract.rs`.
//!
//! ```
//! use model::record::Record;
//! # let folder = tempfile::tempdir()?;
//! let mut store = store::Store::open(&folder.path().join("commonground.sqlite"))?;
//! let school: Record = serde_json::from_str(
//!     r#"{"kind":"school","body":{"id":"101","name":"Oak Street","levels":["elementary"]}}"#,
//! )?;
//! let batch = store::Batch {
//!     at: "2026-09-01T08:00:00Z".to_owned(),
//!     source: "schools.csv".to_owned(),
//!     kinds: vec![school.kind()],
//!     records: vec![school],
//!     ..store::Batch::default()
//! };
//! assert_eq!(store.apply(&batch)?.added, 1);
//! assert_eq!(store.apply(&batch)?.unchanged, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod batch;
mod change;
mod error;
mod origins;
mod sqlite;

pub use batch::{Applied, Batch, ImportLogEntry, ImportedFile, Owner};
pub use change::{Change, Contents, Operation, Subject};
pub use error::StoreError;
pub use origins::Origins;

use model::record::{District, Record, RecordKind};
use sqlite::Sqlite;
use std::collections::BTreeMap;
use std::path::Path;

/// A database of one district.
///
/// One `Store` is one connection. Several processes may hold one each on the same file: readers never wait for a writer, and
/// writers wait for one another.
#[derive(Debug)]
pub struct Store {
    backend: Backend,
}

/// The storage back ends: a closed set.
#[derive(Debug)]
enum Backend {
    Sqlite(Sqlite),
}

impl Store {
    /// Opens the SQLite file at `path`, creates it when it is missing and brings its tables up to date.
    ///
    /// # Errors
    /// When the file cannot be opened or created, is no database, belongs to another program or was written by a newer version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let backend = Backend::Sqlite(Sqlite::open(path)?);
        Ok(Self { backend })
    }

    /// Writes a batch in one transaction: all of it or, on an error, nothing.
    ///
    /// When this returns, the batch is on disk. A batch that changes nothing leaves no trace, in the logs neither.
    ///
    /// # Errors
    /// When another source owns one of the ids, an id is repeated, or the database cannot be written.
    pub fn apply(&mut self, batch: &Batch) -> Result<Applied, StoreError> {
        match &mut self.backend {
            Backend::Sqlite(sqlite) => sqlite.apply(batch),
        }
    }

    /// What [`Store::apply`] would count, with nothing written.
    ///
    /// # Errors
    /// As [`Store::apply`].
    pub fn plan(&mut self, batch: &Batch) -> Result<Applied, StoreError> {
        match &mut self.backend {
            Backend::Sqlite(sqlite) => sqlite.plan(batch),
        }
    }

    /// The active records of a kind, in the order of their ids' bytes.
    ///
    /// # Errors
    /// When the database cannot be read or holds a record that this version cannot read.
    pub fn records(&self, kind: RecordKind) -> Result<Vec<Record>, StoreError> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.records(kind),
        }
    }

    /// The active record of a kind with this id, as it stands now.
    ///
    /// # Errors
    /// As [`Store::records`].
    pub fn record(&self, kind: RecordKind, id: &str) -> Result<Option<Record>, StoreError> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.record(kind, id),
        }
    }

    /// The district, every active record and the sequence number at which they stood so, all of one moment.
    ///
    /// # Errors
    /// As [`Store::records`].
    pub fn contents(&self) -> Result<Contents, StoreError> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.contents(),
        }
    }

    /// Who owns each id of a kind, inactive ones included.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn owners(&self, kind: RecordKind) -> Result<BTreeMap<String, Owner>, StoreError> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.owners(kind),
        }
    }

    /// Where each active record of these kinds comes from, and when it last changed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn origins(&self, kinds: &[RecordKind]) -> Result<Origins, StoreError> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.origins(kinds),
        }
    }

    /// The district, when it has been named.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn district(&self) -> Result<Option<District>, StoreError> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.district(),
        }
    }

    /// Names the district. `at` is RFC 3339 from the caller's clock. The same district again writes nothing.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn set_district(&mut self, district: &District, at: &str) -> Result<(), StoreError> {
        match &mut self.backend {
            Backend::Sqlite(sqlite) => sqlite.set_district(district, at),
        }
    }

    /// The number of the last change; 0 when there is none.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn sequence(&self) -> Result<u64, StoreError> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.sequence(),
        }
    }

    /// The changes after number `sequence`, in order.
    ///
    /// # Errors
    /// When the database cannot be read or holds a change that this version cannot read.
    pub fn changes_since(&self, sequence: u64) -> Result<Vec<Change>, StoreError> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.changes_since(sequence),
        }
    }

    /// The imports that changed something, oldest first.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn imports(&self) -> Result<Vec<ImportLogEntry>, StoreError> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.imports(),
        }
    }

    /// Writes a copy of one moment to the new file `to`, while others go on reading and writing.
    ///
    /// The copy appears under its name only when it is complete.
    ///
    /// # Errors
    /// When `to` exists, or cannot be written.
    pub fn backup(&self, to: &Path) -> Result<(), StoreError> {
        match &self.backend {
            Backend::Sqlite(sqlite) => sqlite.backup(to),
        }
    }
}
