//! `needs.csv`.

use super::BareFile;
use super::cells::{Cells, items};
use super::chunk::{Chunks, RawChunk};
use super::header::Schema;
use super::ids::{Ascent, Repeats, repeated};
use super::refusal::Refusals;
use super::shared::{SharedCells, hash_bytes};
use super::table::{HasId, Records, Table, read_chunk, read_table};
use model::BadValue;
use model::analysis::Need;
use model::hours::WeekHours;
use model::ids::{CategoryId, NeedId, OrganizationId};
use model::language::Language;
use model::survey::Mode;
use model::units::{Micro, Severity};
use std::collections::BTreeSet;
use std::sync::Arc;

static NEEDS: Schema = Schema {
    columns: &[
        "id",
        "lon",
        "lat",
        "category",
        "languages",
        "times",
        "mode",
        "max_minutes",
        "max_cost",
        "age",
        "severity",
        "weight",
        "accessibility",
    ],
    required: &["id", "lon", "lat", "category"],
};

const ID: usize = 0;
const LON: usize = 1;
const LAT: usize = 2;
const CATEGORY: usize = 3;
const LANGUAGES: usize = 4;
const TIMES: usize = 5;
const MODE: usize = 6;
const MAX_MINUTES: usize = 7;
const MAX_COST: usize = 8;
const AGE: usize = 9;
const SEVERITY: usize = 10;
const WEIGHT: usize = 11;
const ACCESSIBILITY: usize = 12;

/// Reads all needs, in the order of the file. Linear in its length; the ids cost O(n log n) where they come in no order.
///
/// An empty mode walks, an empty limit is none, empty severity and weight are 1.
///
/// # Errors
/// When the file or anything in it is refused.
pub fn read_needs(file: &BareFile) -> Result<Vec<Need>, Refusals> {
    let (needs, refusals, name) = read_table(&NeedTable, file)?;
    needs.checked(refusals, &name, file.n_threads)
}

/// The needs of a file piece by piece, for files that are larger than memory.
///
/// The pieces may be parsed on any thread, in any order. Repeated ids are refused within the whole file, which takes a look at all of
/// it: see [`IdOrder`].
pub struct NeedChunks<'a>(Chunks<'a>);

impl<'a> NeedChunks<'a> {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// When the file cannot be read, or its header is refused.
    pub fn open(file: &BareFile<'a>) -> Result<Self, Refusals> {
        Chunks::open(file, &NEEDS).map(Self)
    }

    /// The next rows, as they stand in the file; nothing at its end.
    ///
    /// # Errors
    /// When the file cannot be read on.
    pub fn next_chunk(&mut self) -> Result<Option<NeedChunk>, Refusals> {
        Ok(self.0.next_chunk()?.map(NeedChunk))
    }

    /// Bytes read so far, and bytes in all (0 for what is no regular file).
    pub fn progress(&self) -> (u64, u64) {
        self.0.progress()
    }
}

/// Some whole rows of needs, not yet parsed.
#[derive(Debug)]
pub struct NeedChunk(RawChunk);

impl NeedChunk {
    /// The number of its first row; the header is row 1.
    pub fn first_row(&self) -> u64 {
        self.0.first_row
    }

    /// The needs, in the order of the rows; `cache` is the thread's own and serves all its chunks.
    ///
    /// # Errors
    /// When anything in the rows is refused.
    pub fn parse(&self, cache: &mut NeedCache) -> Result<NeedBatch, Refusals> {
        let (batch, refusals) = read_chunk(&NeedTable, &self.0, cache);
        refusals.or(NeedBatch {
            needs: batch.records,
            ascent: batch.watch.ascent(),
        })
    }
}

/// Needs of one chunk.
#[derive(Debug)]
pub struct NeedBatch {
    /// The needs, in the order of the rows.
    pub needs: Vec<Need>,
    ascent: Ascent,
}

/// Watches over the chunks of a file whether ids may be repeated, keeping one id only.
///
/// Ids that come in strictly ascending order (as bytes, or shorter ones first) are not repeated. Where [`IdOrder::may_repeat`] says that
/// they come otherwise, [`refuse_repeated_needs`] finds out.
#[derive(Debug, Clone, Default)]
pub struct IdOrder {
    last: Option<NeedId>,
    ascent: Ascent,
}

impl IdOrder {
    /// Takes notice of the next batch of the file.
    pub fn follow(&mut self, batch: &NeedBatch) {
        let (Some(first), Some(last)) = (batch.needs.first(), batch.needs.last()) else {
            return;
        };
        if let Some(before) = &self.last {
            self.ascent.follow(before.as_str(), first.id.as_str());
        }
        self.ascent.and(batch.ascent);
        self.last = Some(last.id.clone());
    }

    /// Whether all ids so far came in strictly ascending order of their bytes, which is the order of the result files.
    pub fn is_ascending(&self) -> bool {
        self.ascent.is_by_bytes()
    }

    /// Whether an id may be there twice.
    pub fn may_repeat(&self) -> bool {
        self.ascent.may_repeat()
    }
}

/// Reads a file of needs once more for nothing but ids that are repeated. What else is wrong with it is left to those who parse it.
///
/// Takes 8 bytes an id, O(n log n) and, where hashes are equal, a look at the file once more to compare the ids themselves.
///
/// # Errors
/// When an id stands in an earlier row, or the file cannot be read.
pub fn refuse_repeated_needs(file: &BareFile) -> Result<(), Refusals> {
    let (hashes, _, name) = read_table(&HashTable, file)?;
    let suspects = repeated(hashes, file.n_threads);
    let mut repeats = Repeats::new(&name);
    if !suspects.is_empty() {
        let (ids, _, _) = read_table(&SuspectTable(&suspects), file)?;
        for (row, id) in &ids {
            repeats.check(*row, id);
        }
    }
    repeats.refusals.or(())
}

/// What a thread remembers while it reads needs: cells that many rows have in common.
#[derive(Debug, Default)]
pub struct NeedCache {
    categories: SharedCells<Option<Arc<CategoryId>>>,
    languages: SharedCells<Arc<BTreeSet<Language>>>,
    times: SharedCells<Option<Arc<WeekHours>>>,
    accessibility: SharedCells<Arc<BTreeSet<String>>>,
    no_trusted: Arc<BTreeSet<OrganizationId>>,
}

fn read_category(text: &str) -> Result<Option<Arc<CategoryId>>, BadValue> {
    CategoryId::try_from(text).map(|category| Some(Arc::new(category)))
}

pub(super) fn read_languages(text: &str) -> Result<Arc<BTreeSet<Language>>, BadValue> {
    items(text, Language::parse).map(Arc::new)
}

pub(super) fn read_hours(text: &str) -> Result<Option<Arc<WeekHours>>, BadValue> {
    Ok(WeekHours::parse(text)?.map(Arc::new))
}

pub(super) fn read_tokens(text: &str) -> Result<Arc<BTreeSet<String>>, BadValue> {
    items(text, |token| Ok(Some(token.to_owned()))).map(Arc::new)
}

struct NeedTable;

impl Table for NeedTable {
    type Cache = NeedCache;
    type Batch = Records<Need>;

    fn schema(&self) -> &'static Schema {
        &NEEDS
    }

    fn reserve(&self, batch: &mut Self::Batch, n_rows: usize) {
        batch.records.reserve_exact(n_rows);
    }

    fn read_row(&self, cells: &mut Cells, cache: &mut NeedCache, batch: &mut Self::Batch) {
        let id = cells.id(ID);
        let need = Need {
            position: cells.position(LON, LAT),
            category: cells.shared(CATEGORY, &mut cache.categories, read_category),
            languages: cells.shared(LANGUAGES, &mut cache.languages, read_languages),
            times: cells.shared(TIMES, &mut cache.times, read_hours),
            mode: cells.parsed(MODE, Mode::parse).unwrap_or(Mode::Walk),
            max_minutes: cells.quantity(MAX_MINUTES),
            max_cost: cells.quantity(MAX_COST),
            age: cells.quantity(AGE),
            severity: cells
                .parsed(SEVERITY, Severity::parse)
                .unwrap_or(Severity::DEFAULT),
            weight: cells.quantity(WEIGHT).unwrap_or(Micro::ONE),
            accessibility: cells.shared(ACCESSIBILITY, &mut cache.accessibility, read_tokens),
            trusted: cache.no_trusted.clone(),
            school_id: None,
            id: match NeedId::try_from(id) {
                Ok(id) if !cells.is_refused() => id,
                _ => return,
            },
        };
        batch.push(cells.row(), need);
    }

    fn append(&self, batch: &mut Self::Batch, later: Self::Batch) {
        batch.append(later);
    }
}

impl HasId for Need {
    fn id_text(&self) -> &str {
        self.id.as_str()
    }
}

/// The hashes of all ids.
struct HashTable;

impl Table for HashTable {
    type Cache = ();
    type Batch = Vec<u64>;

    fn schema(&self) -> &'static Schema {
        &NEEDS
    }

    fn reserve(&self, batch: &mut Vec<u64>, n_rows: usize) {
        batch.reserve_exact(n_rows);
    }

    fn read_row(&self, cells: &mut Cells, _: &mut (), batch: &mut Vec<u64>) {
        batch.push(hash_bytes(cells.id(ID).as_bytes()));
    }

    fn append(&self, batch: &mut Vec<u64>, mut later: Vec<u64>) {
        batch.append(&mut later);
    }
}

/// The ids with one of these hashes, which ascend, and their rows.
struct SuspectTable<'s>(&'s [u64]);

impl Table for SuspectTable<'_> {
    type Cache = ();
    type Batch = Vec<(u64, Box<str>)>;

    fn schema(&self) -> &'static Schema {
        &NEEDS
    }

    fn reserve(&self, _: &mut Self::Batch, _: usize) {}

    fn read_row(&self, cells: &mut Cells, _: &mut (), batch: &mut Self::Batch) {
        let id = cells.id(ID);
        if self.0.binary_search(&hash_bytes(id.as_bytes())).is_ok() {
            batch.push((cells.row(), id.into()));
        }
    }

    fn append(&self, batch: &mut Self::Batch, mut later: Self::Batch) {
        batch.append(&mut later);
    }
}
