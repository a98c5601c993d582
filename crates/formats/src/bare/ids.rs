//! Ids that must be there once each, checked at next to no cost when they come in order.

use super::refusal::{Refusal, Refusals, shown};
use super::shared::hash_bytes;
use std::collections::HashMap;
use std::sync::Arc;

/// Which strictly ascending orders the ids of a file have come in so far; in either, none is repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ascent {
    /// As bytes: `10` before `9`.
    by_bytes: bool,
    /// Shorter ones first, then as bytes: `9` before `10`, as ids are that were counted up.
    by_length: bool,
}

impl Default for Ascent {
    fn default() -> Self {
        Self {
            by_bytes: true,
            by_length: true,
        }
    }
}

impl Ascent {
    /// Takes notice of two ids that follow each other.
    pub(super) fn follow(&mut self, before: &str, next: &str) {
        let is_less = before < next;
        self.by_bytes &= is_less;
        self.by_length &= before.len() < next.len() || (before.len() == next.len() && is_less);
    }

    /// What holds for both parts.
    pub(super) fn and(&mut self, later: Self) {
        self.by_bytes &= later.by_bytes;
        self.by_length &= later.by_length;
    }

    pub(super) fn is_by_bytes(self) -> bool {
        self.by_bytes
    }

    /// Whether an id may be there twice.
    pub(super) fn may_repeat(self) -> bool {
        !self.by_bytes && !self.by_length
    }
}

/// The row of every item of a list; only rows that do not follow the one before are held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct RowNumbers {
    n_items: usize,
    /// Items that do not stand in the row after that of the item before, and their rows.
    jumps: Vec<(usize, u64)>,
}

impl RowNumbers {
    pub(super) fn push(&mut self, row: u64) {
        if self.row_of(self.n_items) != Some(row) {
            self.jumps.push((self.n_items, row));
        }
        self.n_items += 1;
    }

    pub(super) fn append(&mut self, later: Self) {
        let shift = self.n_items;
        let jumps = later.jumps.into_iter();
        self.jumps
            .extend(jumps.map(|(item, row)| (item + shift, row)));
        self.n_items += later.n_items;
    }

    /// The row of an item, or the row that the next item would have if it followed.
    pub(super) fn row_of(&self, item: usize) -> Option<u64> {
        let jump = match self.jumps.last() {
            Some(last) if last.0 <= item => last,
            _ => {
                let after = self.jumps.partition_point(|(first, _)| *first <= item);
                &self.jumps[after.checked_sub(1)?]
            }
        };
        Some(jump.1 + (item - jump.0) as u64)
    }
}

/// Watches the ids of a list of which every item has a row and an id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct IdWatch {
    rows: RowNumbers,
    ascent: Ascent,
}

impl IdWatch {
    pub(super) fn ascent(&self) -> Ascent {
        self.ascent
    }

    /// Takes notice of an item after the one with the id `before`.
    pub(super) fn push(&mut self, row: u64, before: Option<&str>, id: &str) {
        self.rows.push(row);
        if let Some(before) = before {
            self.ascent.follow(before, id);
        }
    }

    /// Takes notice of more items; `last` is the last id here, `first` the first one there.
    pub(super) fn append(&mut self, later: Self, last: Option<&str>, first: Option<&str>) {
        if let (Some(last), Some(first)) = (last, first) {
            self.ascent.follow(last, first);
        }
        self.ascent.and(later.ascent);
        self.rows.append(later.rows);
    }

    /// Refuses every row whose id stands in an earlier one; `id` gives the id of an item.
    ///
    /// Nothing is done when the ids came in order; else O(n log n) with 8 bytes an id.
    pub(super) fn refuse_repeated<'i>(
        &self,
        file: &Arc<str>,
        id: impl Fn(usize) -> &'i str + Sync,
        n_threads: usize,
    ) -> Refusals {
        let mut repeats = Repeats::new(file);
        if !self.ascent.may_repeat() {
            return repeats.refusals;
        }
        let hashes = in_parts(self.rows.n_items, n_threads, |item| {
            hash_bytes(id(item).as_bytes())
        });
        let suspects = repeated(hashes, n_threads);
        if suspects.is_empty() {
            return repeats.refusals;
        }
        for item in 0..self.rows.n_items {
            if suspects
                .binary_search(&hash_bytes(id(item).as_bytes()))
                .is_ok()
            {
                let row = self.rows.row_of(item).expect("every item has a row");
                repeats.check(row, id(item));
            }
        }
        repeats.refusals
    }
}

/// Compares ids that may be there twice.
pub(super) struct Repeats {
    file: Arc<str>,
    first_rows: HashMap<Box<str>, u64>,
    pub(super) refusals: Refusals,
}

impl Repeats {
    pub(super) fn new(file: &Arc<str>) -> Self {
        Self {
            file: file.clone(),
            first_rows: HashMap::new(),
            refusals: Refusals::default(),
        }
    }

    /// Refuses the row when its id was there before.
    pub(super) fn check(&mut self, row: u64, id: &str) {
        let Some(first_row) = self.first_rows.get(id) else {
            self.first_rows.insert(id.into(), row);
            return;
        };
        self.refusals.push(|| {
            let problem = format!(
                "{} stands in row {first_row} already; every row has an id of its own",
                shown(id)
            );
            Refusal::new(&self.file, problem).at(row).in_column("id")
        });
    }
}

/// `value(0)..value(n)`, worked out on several threads.
fn in_parts<T: Send>(n: usize, n_threads: usize, value: impl Fn(usize) -> T + Sync) -> Vec<T> {
    let part_len = n.div_ceil(n_threads.max(1)).max(1);
    let mut parts: Vec<_> = (0..n)
        .step_by(part_len)
        .map(|start| (start, Vec::new()))
        .collect();
    std::thread::scope(|scope| {
        for (start, part) in &mut parts {
            let value = &value;
            scope.spawn(move || {
                let end = n.min(*start + part_len);
                *part = (*start..end).map(value).collect();
            });
        }
    });
    parts.into_iter().flat_map(|(_, part)| part).collect()
}

/// The values that are there more than once, ascending, each once.
pub(super) fn repeated(mut values: Vec<u64>, n_threads: usize) -> Vec<u64> {
    sort(&mut values, n_threads);
    let twice = values.windows(2).filter(|pair| pair[0] == pair[1]);
    let mut repeated: Vec<u64> = twice.map(|pair| pair[0]).collect();
    repeated.dedup();
    repeated
}

/// Sorts on several threads, without more memory.
fn sort(values: &mut [u64], n_threads: usize) {
    /// Fewer than this are sorted sooner than a thread is started.
    const FEW: usize = 1 << 14;
    if n_threads < 2 || values.len() < FEW {
        values.sort_unstable();
        return;
    }
    let n_lower_threads = n_threads / 2;
    let middle = values.len() / n_threads * n_lower_threads;
    values.select_nth_unstable(middle);
    let (lower, upper) = values.split_at_mut(middle);
    std::thread::scope(|scope| {
        scope.spawn(|| sort(lower, n_lower_threads));
        sort(upper, n_threads - n_lower_threads);
    });
}

#[cfg(test)]
#[path = "ids_tests.rs"]
mod tests;
