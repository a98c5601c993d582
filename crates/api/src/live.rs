//! The snapshot that requests read.

use atlas::Atlas;
use atlas::data::Records;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};
use std::time::Duration;
use store::{Store, StoreError};

/// An atlas and the change of the store that it stands at.
#[derive(Debug)]
pub struct Snapshot {
    /// The atlas.
    pub atlas: Atlas,
    /// The number of the last change it includes.
    pub sequence: u64,
}

impl Snapshot {
    /// Reads the store and computes the atlas.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn read(store: &Store) -> Result<Self, StoreError> {
        let contents = store.contents()?;
        let atlas = Atlas::build(Records::collect(contents.district, contents.records));
        Ok(Self {
            atlas,
            sequence: contents.sequence,
        })
    }
}

/// The current snapshot. A request takes it once and keeps it to its end; a newer one is swapped in whole.
#[derive(Debug)]
pub struct Live(RwLock<Arc<Snapshot>>);

/// How often the store is asked whether it has changed.
const POLL: Duration = Duration::from_secs(1);

impl Live {
    /// Starts with `snapshot`.
    pub fn new(snapshot: Snapshot) -> Self {
        Self(RwLock::new(Arc::new(snapshot)))
    }

    /// The current snapshot.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        let current = self
            .0
            .read()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&current)
    }

    /// Follows the store at `path` for ever: reads it anew whenever its change log has grown. What fails is logged and tried again.
    pub fn follow(&self, path: PathBuf) {
        loop {
            std::thread::sleep(POLL);
            if let Err(error) = self.catch_up(&path) {
                log::warn!("the store could not be read, the last snapshot stays: {error}");
            }
        }
    }

    fn catch_up(&self, path: &std::path::Path) -> Result<(), StoreError> {
        let store = Store::open(path)?;
        if store.sequence()? == self.snapshot().sequence {
            return Ok(());
        }
        let next = Arc::new(Snapshot::read(&store)?);
        log::info!("snapshot at change {}", next.sequence);
        *self
            .0
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = next;
        Ok(())
    }
}
