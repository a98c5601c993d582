//! Where a contract runs: a fresh database of some back end, and short ways to make records.

use model::record::Record;
use serde_json::json;
use std::path::{Path, PathBuf};
use store::{Batch, Store};
use tempfile::TempDir;

/// A fresh, empty database of one back end.
pub(crate) struct Bench {
    folder: TempDir,
    /// Runs raw statements against the database, around the product; the error is what the database says.
    pub(crate) tamper: fn(&Path, &str) -> Result<(), String>,
}

impl Bench {
    pub(crate) fn sqlite() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            tamper: |path, sql| {
                let connection = rusqlite::Connection::open(path).unwrap();
                connection.execute_batch(sql).map_err(|e| e.to_string())
            },
        }
    }

    /// Another empty database of the same back end.
    pub(crate) fn fresh(&self) -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
            tamper: self.tamper,
        }
    }

    /// One more connection to the database.
    pub(crate) fn open(&self) -> Store {
        Store::open(&self.database()).unwrap()
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.file("district.sqlite")
    }

    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

pub(crate) fn school(id: &str, name: &str) -> Record {
    record(json!({"kind": "school", "body": {"id": id, "name": name, "levels": []}}))
}

pub(crate) fn asset(id: &str, name: &str) -> Record {
    record(
        json!({"kind": "asset", "body": {"id": id, "name": name, "kind": "library", "is_confidential": false}}),
    )
}

/// A response at a place of its own, as heavy as a real one.
pub(crate) fn response(n: u32) -> Record {
    let lon = -77.0 + f64::from(n) * 1e-6;
    record(json!({"kind": "response", "body": {
        "id": format!("r{n:06}"), "wave": "2026-fall", "home": [lon, 38.9], "school_id": "101",
        "languages": ["en", "es"], "weight": 1_000_000, "needs": ["food", "tutoring"], "times": "mon-fri 15:00-18:00",
        "mode": "transit", "max_minutes": 30_000_000, "child_age": 9_000_000, "accessibility": [], "severity": 1_000_000,
        "trusted": ["org-1"], "is_simulated": true}}))
}

pub(crate) fn record(json: serde_json::Value) -> Record {
    serde_json::from_value(json).unwrap()
}

/// A batch of the source `source` that covers the kinds of its records.
pub(crate) fn batch(source: &str, records: &[Record]) -> Batch {
    let mut kinds: Vec<_> = records.iter().map(Record::kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    Batch {
        at: "2026-09-01T08:00:00Z".to_owned(),
        source: source.to_owned(),
        kinds,
        records: records.to_vec(),
        ..Batch::default()
    }
}
