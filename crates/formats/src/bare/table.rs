//! Reading all rows of a file of one kind.

use super::BareFile;
use super::cells::Cells;
use super::chunk::{Chunks, RawChunk};
use super::header::Schema;
use super::ids::IdWatch;
use super::in_order::in_order;
use super::record::{Malformed, Record, for_each_row};
use super::refusal::{Refusal, Refusals};
use std::ops::ControlFlow;
use std::sync::Arc;

/// What rows of one kind of file become.
pub(super) trait Table: Sync {
    /// What a thread remembers from row to row.
    type Cache: Default;
    /// Rows that were read, in their order.
    type Batch: Default + Send;

    /// The columns.
    fn schema(&self) -> &'static Schema;

    /// Makes room for rows.
    fn reserve(&self, batch: &mut Self::Batch, n_rows: usize);

    /// Reads a row; one that is refused adds nothing to the batch.
    fn read_row(&self, cells: &mut Cells, cache: &mut Self::Cache, batch: &mut Self::Batch);

    /// Adds later rows.
    fn append(&self, batch: &mut Self::Batch, later: Self::Batch);
}

/// All rows of a file and what is wrong with others, beside the file's name; an error when it cannot be read to its end.
pub(super) fn read_table<T: Table>(
    table: &T,
    file: &BareFile,
) -> Result<(T::Batch, Refusals, Arc<str>), Refusals> {
    let mut chunks = Chunks::open(file, table.schema())?;
    let name = chunks.header.file.clone();
    let mut all = T::Batch::default();
    let mut refusals = Refusals::default();
    let worker = || {
        let mut cache = T::Cache::default();
        move |chunk: Result<RawChunk, Refusals>| Ok(read_chunk(table, &chunk?, &mut cache))
    };
    let sink = |result: Result<_, Refusals>| match result {
        Ok((batch, refused)) => {
            table.append(&mut all, batch);
            refusals.append(refused);
            ControlFlow::Continue(())
        }
        Err(refused) => {
            refusals.append(refused);
            ControlFlow::Break(())
        }
    };
    in_order(
        file.n_threads,
        || chunks.next_chunk().transpose(),
        worker,
        sink,
    );
    Ok((all, refusals, name))
}

/// The rows of a chunk, and what is wrong with others.
pub(super) fn read_chunk<T: Table>(
    table: &T,
    chunk: &RawChunk,
    cache: &mut T::Cache,
) -> (T::Batch, Refusals) {
    let mut batch = T::Batch::default();
    table.reserve(&mut batch, chunk.n_rows as usize);
    let mut refusals = Refusals::default();
    let header = &*chunk.header;
    for_each_row(&chunk.bytes, chunk.first_row, |record| match record {
        Ok(record) if record.n_cells() == header.n_fields => {
            let mut cells = Cells::new(record, header, &mut refusals);
            table.read_row(&mut cells, cache, &mut batch);
        }
        Ok(ragged) => refusals.push(|| ragged_refusal(chunk, &ragged)),
        Err(malformed) => refusals.push(|| malformed_refusal(chunk, malformed)),
    });
    (batch, refusals)
}

fn ragged_refusal(chunk: &RawChunk, record: &Record) -> Refusal {
    let (n_cells, n_fields) = (record.n_cells(), chunk.header.n_fields);
    let fields = if n_cells == 1 { "field" } else { "fields" };
    let problem = format!("it has {n_cells} {fields} where the header names {n_fields} columns");
    Refusal::new(&chunk.header.file, problem).at(record.row)
}

fn malformed_refusal(chunk: &RawChunk, malformed: Malformed) -> Refusal {
    let refusal = Refusal::new(&chunk.header.file, malformed.problem).at(malformed.row);
    match chunk.header.column_of_field(malformed.field) {
        Some(column) => refusal.in_column(column),
        None => refusal,
    }
}

/// What has an id of its own in its file.
pub(super) trait HasId {
    fn id_text(&self) -> &str;
}

/// Records with their ids watched.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Records<T> {
    pub(super) records: Vec<T>,
    pub(super) watch: IdWatch,
}

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self {
            records: Vec::new(),
            watch: IdWatch::default(),
        }
    }
}

impl<T: HasId + Sync> Records<T> {
    pub(super) fn push(&mut self, row: u64, record: T) {
        let before = self.records.last().map(HasId::id_text);
        self.watch.push(row, before, record.id_text());
        self.records.push(record);
    }

    pub(super) fn append(&mut self, mut later: Self) {
        let last = self.records.last().map(HasId::id_text);
        let first = later.records.first().map(HasId::id_text);
        self.watch.append(later.watch, last, first);
        self.records.append(&mut later.records);
    }

    /// The records, unless something was refused or an id is there twice.
    pub(super) fn checked(
        self,
        mut refusals: Refusals,
        file: &Arc<str>,
        n_threads: usize,
    ) -> Result<Vec<T>, Refusals> {
        let id = |item: usize| self.records[item].id_text();
        refusals.append(self.watch.refuse_repeated(file, id, n_threads));
        refusals.or(self.records)
    }
}
