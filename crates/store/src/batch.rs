//! What an import hands to the store, and what the store says it did.

use model::record::{Record, RecordKind};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// All that one import brings.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    /// The moment of the import, RFC 3339, from the caller's clock.
    pub at: String,
    /// Where the records come from. A newer file of the same source replaces what the older one said.
    pub source: String,
    /// The kinds that the source's file covers: its active records of these kinds that are absent become inactive.
    pub kinds: Vec<RecordKind>,
    /// The records.
    pub records: Vec<Record>,
    /// Ids of rows that were refused: absent from `records`, and yet not vanished.
    pub kept: BTreeSet<(RecordKind, String)>,
    /// The files read.
    pub files: Vec<ImportedFile>,
    /// Warnings given about them.
    pub warnings: u64,
}

/// A file as the import log remembers it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedFile {
    /// Its name without the folder.
    pub name: String,
    /// Its length in bytes.
    pub size_bytes: u64,
    /// Its SHA-256 in hexadecimal digits; nothing when it was not computed.
    pub sha256: Option<String>,
}

/// What a batch did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Applied {
    /// Records that were not there before.
    pub added: u64,
    /// Records that now say something else.
    pub updated: u64,
    /// Records that say what they said.
    pub unchanged: u64,
    /// Records that had vanished and are back.
    pub reactivated: u64,
    /// Records that vanished from their source.
    pub inactivated: u64,
    /// The number of the last change in the log.
    pub sequence: u64,
}

impl Applied {
    /// How many records changed in any way.
    pub fn n_changes(&self) -> u64 {
        self.added + self.updated + self.reactivated + self.inactivated
    }
}

/// Who brought a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// The source that brought it last.
    pub source: String,
    /// Whether the source still has it.
    pub is_active: bool,
}

/// An import that changed something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportLogEntry {
    /// When, RFC 3339.
    pub at: String,
    /// From where.
    pub source: String,
    /// The files read.
    pub files: Vec<ImportedFile>,
    /// What it did.
    pub applied: Applied,
    /// Warnings given.
    pub warnings: u64,
}
