//! The bare files: needs, sites, demand, supply, costs, candidates and points as plain CSV, read strictly and fast without a database,
//! and the result files, written exactly.
//!
//! | file | columns | read by |
//! |---|---|---|
//! | needs | `id,lon,lat,category,languages,times,mode,max_minutes,max_cost,age,severity,weight,accessibility` | [`read_needs`], [`NeedChunks`] |
//! | sites | `id,lon,lat,categories,languages,hours,min_age,max_age,cost,capacity,accessibility` | [`read_sites`] |
//! | points, candidates | `id,lon,lat` | [`read_points`] |
//! | demand | `id,lon,lat,demand` | [`read_demand`] |
//! | supply | `id,lon,lat,supply` | [`read_supply`] |
//! | costs | `origin,dest,cost` | [`read_costs`] |
//!
//! Rows are UTF-8 with or without a byte order mark, RFC 4180, with LF or CRLF. A quote inside a field that does not begin with one, text
//! after a closing quote and a carriage return of its own are refused, because RFC 4180 does not say what they mean. Lines without any
//! character are passed over, and count as rows. Columns come by name in any order. Cells are trimmed, ids are not: they are taken
//! byte for byte. An empty cell is unknown. Numbers are plain decimals: digits with at most one point, and a minus sign where a number
//! may be negative; never a plus sign, an exponent or a word.
//!
//! Nothing is repaired: a file is read as it stands or refused, every refusal naming file, row, column, value and what would be right.

mod cells;
mod chunk;
mod costs;
mod header;
mod ids;
mod in_order;
mod needs;
mod number;
mod points;
mod record;
mod refusal;
mod shared;
mod sites;
mod table;
mod texts;
pub mod write;

pub use costs::{Cost, read_costs};
pub use in_order::in_order;
pub use needs::{IdOrder, NeedBatch, NeedCache, NeedChunk, NeedChunks};
pub use needs::{read_needs, refuse_repeated_needs};
pub use points::{Demand, Points, PositionColumns, Supply, read_demand, read_points, read_supply};
pub use refusal::{MAX_REFUSALS, Refusal, Refusals};
pub use sites::read_sites;
pub use texts::Texts;

use std::path::Path;

/// Bytes of a chunk unless asked for otherwise: enough to make the hand-over between threads cheap, and little enough to stay in the
/// cache of a core.
const CHUNK_BYTES: usize = 1 << 18;

/// A bare file and how it is read. What is read never depends on the number of threads or the size of a chunk.
#[derive(Clone, Copy)]
pub struct BareFile<'a> {
    path: &'a Path,
    n_threads: usize,
    chunk_bytes: usize,
    progress: &'a (dyn Fn(u64, u64) + Sync),
}

impl<'a> BareFile<'a> {
    /// The file at `path`, read by one thread that tells nobody how far it is.
    pub fn new(path: &'a Path) -> Self {
        Self {
            path,
            n_threads: 1,
            chunk_bytes: CHUNK_BYTES,
            progress: &|_, _| {},
        }
    }

    /// Read by this many threads, at least one.
    #[must_use]
    pub fn with_threads(self, n_threads: usize) -> Self {
        let n_threads = n_threads.max(1);
        Self { n_threads, ..self }
    }

    /// Handed to the threads in chunks of about so many bytes (1 to 16 MiB), at least one row each.
    #[must_use]
    pub fn with_chunk_bytes(self, chunk_bytes: usize) -> Self {
        let chunk_bytes = chunk_bytes.clamp(1, chunk::MAX_ROW_BYTES);
        Self {
            chunk_bytes,
            ..self
        }
    }

    /// Calls `progress` with the bytes read so far and the bytes in all, after every chunk. The latter is 0 for what is no regular file.
    #[must_use]
    pub fn with_progress(self, progress: &'a (dyn Fn(u64, u64) + Sync)) -> Self {
        Self { progress, ..self }
    }

    /// The path as it was given.
    pub fn path(&self) -> &'a Path {
        self.path
    }
}

impl std::fmt::Debug for BareFile<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BareFile")
            .field("path", &self.path)
            .field("n_threads", &self.n_threads)
            .field("chunk_bytes", &self.chunk_bytes)
            .finish_non_exhaustive()
    }
}
