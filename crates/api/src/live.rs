//! The snapshot that requests read.

use crate::app::LeversFound;
use crate::hsds::PreparedDirectory;
use crate::ogc::Served;
use atlas::Atlas;
use atlas::data::Records;
use atlas::next::Change;
use model::record::RecordKind;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock, RwLock};
use std::time::Duration;
use store::{ImportLogEntry, Origins, Store, StoreError, Subject};

/// An atlas and the change of the store that it stands at.
#[derive(Debug)]
pub struct Snapshot {
    /// The atlas.
    pub atlas: Atlas,
    /// The number of the last change it includes.
    pub sequence: u64,
    /// When it was made.
    pub(crate) made_at: jiff::Timestamp,
    /// What it has served.
    pub(crate) served: Served,
    /// Where the records of the directory come from.
    origins: Arc<Origins>,
    /// The imports that made it.
    pub(crate) imports: Vec<ImportLogEntry>,
    /// The levers that were asked for.
    pub(crate) levers: LeversFound,
    /// The public directory, once somebody asked.
    hsds: OnceLock<PreparedDirectory>,
}

/// The kinds of records that make up the directory.
pub const DIRECTORY: [RecordKind; 4] = [
    RecordKind::Organization,
    RecordKind::Service,
    RecordKind::Location,
    RecordKind::ServiceAtLocation,
];

impl Snapshot {
    fn new(
        atlas: Atlas,
        sequence: u64,
        origins: Arc<Origins>,
        imports: Vec<ImportLogEntry>,
    ) -> Self {
        let now = jiff::Timestamp::now();
        Self {
            atlas,
            sequence,
            made_at: now.round(jiff::Unit::Second).unwrap_or(now),
            served: Served::default(),
            origins,
            imports,
            levers: LeversFound::default(),
            hsds: OnceLock::new(),
        }
    }

    /// Reads the store and computes the atlas.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub fn read(store: &Store) -> Result<Self, StoreError> {
        let contents = store.contents()?;
        let atlas = Atlas::build(Records::collect(contents.district, contents.records));
        let origins = Arc::new(store.origins(&DIRECTORY)?);
        Ok(Self::new(
            atlas,
            contents.sequence,
            origins,
            store.imports()?,
        ))
    }

    /// The public directory in HSDS.
    pub fn hsds(&self) -> &PreparedDirectory {
        let prepare = || PreparedDirectory::new(&self.atlas.records, &self.origins);
        self.hsds.get_or_init(prepare)
    }
}

/// Changes that a snapshot takes up one by one; after more it is read anew.
const MOST_CHANGES: u64 = 1_000;

impl Snapshot {
    /// The snapshot after the changes that the store has logged since this one.
    fn next(&self, store: &Store) -> Result<Self, StoreError> {
        let logged = store.changes_since(self.sequence)?;
        let sequence = logged
            .last()
            .map_or(self.sequence, |change| change.sequence);
        let mut origins = Arc::clone(&self.origins);
        let mut changes = Vec::with_capacity(logged.len());
        for change in logged {
            if origins.concerns(&change) {
                Arc::make_mut(&mut origins).take(&change);
            }
            changes.push(match change.subject {
                Subject::District(district) => Change::District(district),
                Subject::Record {
                    record: Some(record),
                    ..
                } => Change::Put(*record),
                // The log keeps no answers of families: what stands now is asked for, and is gone when it no longer stands.
                Subject::Record {
                    kind,
                    id,
                    record: None,
                } => match store.record(kind, &id)? {
                    Some(record) => Change::Put(record),
                    None => Change::Remove(kind, id),
                },
            });
        }
        let atlas = self.atlas.next(changes);
        Ok(Self::new(atlas, sequence, origins, store.imports()?))
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
        let current = self.snapshot();
        let latest = store.sequence()?;
        if latest == current.sequence {
            return Ok(());
        }
        // After a large import reading everything anew costs less than its changes one by one.
        let is_little = latest.saturating_sub(current.sequence) <= MOST_CHANGES;
        let next = if is_little {
            current.next(&store)?
        } else {
            Snapshot::read(&store)?
        };
        let next = Arc::new(next);
        log::info!("snapshot at change {}", next.sequence);
        *self
            .0
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::clone(&next);
        // The layer is fresh; what coordination would serve comes a little later, and is null until then.
        next.hsds();
        next.atlas.coordinate();
        Ok(())
    }
}
