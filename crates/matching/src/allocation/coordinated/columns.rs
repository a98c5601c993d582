//! The arcs looked at so far, a row a need.

use super::{Arc, EligibleSites, Problem, UNKNOWN_COST};
use std::thread;

/// All arcs of a need cost less than this, unknown cost being the largest number.
const EVERYTHING: u64 = UNKNOWN_COST as u64 + 1;

/// The arcs of one need.
#[derive(Debug, Clone, Copy, Default)]
struct Row {
    start: usize,
    len: usize,
    /// Every arc that costs less is in the row.
    below: u64,
}

/// A row to be put in: its need, the number of its arcs and the cost below which it is complete.
type NewRow = (u32, usize, u64);

/// The arcs looked at so far: some of those of each need, by (cost, site).
pub(super) struct Columns<'a, S> {
    eligible: &'a S,
    capacities: &'a [Option<u64>],
    n_threads: usize,
    pool: Vec<Arc>,
    rows: Vec<Row>,
    n_live: usize,
}

impl<'a, S: EligibleSites> Columns<'a, S> {
    /// No arcs yet. Arcs to sites of no capacity are never taken in.
    pub(super) fn new(problem: &Problem<'a, S>) -> Self {
        Self {
            eligible: problem.eligible,
            capacities: problem.capacities,
            n_threads: problem.n_threads.max(1),
            pool: Vec::new(),
            rows: vec![Row::default(); problem.weights.len()],
            n_live: 0,
        }
    }

    /// The arcs looked at so far of a need.
    #[inline]
    pub(super) fn of(&self, need: u32) -> &[Arc] {
        let row = self.rows[need as usize];
        &self.pool[row.start..row.start + row.len]
    }

    /// The cost of the cheapest arc of a need that may not have been looked at; nothing when all have been.
    pub(super) fn next_cost(&self, need: u32) -> Option<u32> {
        u32::try_from(self.rows[need as usize].below).ok()
    }

    /// How many arcs are held.
    pub(super) fn n_arcs(&self) -> usize {
        self.n_live
    }

    /// Looks up the `n` nearest sites of each need.
    pub(super) fn look_up_nearest(&mut self, needs: &[u32], n: usize) {
        self.put_rows(needs, |columns, need, row| {
            columns.eligible.nearest(need, n, row);
            let below = match row.last() {
                Some(last) if row.len() >= n => u64::from(last.cost),
                _ => EVERYTHING,
            };
            row.retain(|arc| columns.is_open(arc.site));
            Some(below)
        });
    }

    /// Looks up the sites of each need up to a cost, `needs` being (need, cost) in ascending order.
    ///
    /// `bid` tells what an arc would cost a need if that is less than what it pays now. A row that stays short is kept whole; of a long one
    /// only the lowest bids are kept, with what was there before, so that needs with very many sites do not fill the memory. Returns
    /// whether there was any bid.
    pub(super) fn look_up_bids<P: Ord + Copy>(
        &mut self,
        needs: &[(u32, u32)],
        bid: impl Fn(u32, Arc) -> Option<P> + Sync,
    ) -> bool {
        let most_of = |need: u32| needs[needs.partition_point(|other| other.0 < need)].1;
        let only_needs: Vec<u32> = needs.iter().map(|need| need.0).collect();
        self.put_rows(&only_needs, |columns, need, row| {
            let most = most_of(need);
            columns.eligible.within(need, most, row);
            row.retain(|arc| columns.is_open(arc.site));
            if row.len() <= SHORT_ROW {
                return Some(u64::from(most) + 1);
            }
            let bids = row.iter().filter_map(|&arc| Some((bid(need, arc)?, arc)));
            let mut bids: Vec<(P, Arc)> = bids.collect();
            bids.sort_unstable();
            bids.truncate(N_BIDS);
            let highest = bids.last()?.to_owned();
            let old = columns.of(need);
            let is_bid = |arc| bid(need, arc).is_some_and(|bid| (bid, arc) <= highest);
            row.retain(|&arc| is_bid(arc) || is_in(old, arc));
            Some(columns.rows[need as usize].below)
        });
        let has_bid = |need: u32| self.of(need).iter().any(|&arc| bid(need, arc).is_some());
        only_needs.into_iter().any(has_bid)
    }

    fn is_open(&self, site: u32) -> bool {
        self.capacities[site as usize] != Some(0)
    }

    /// Replaces the rows of `needs` by what `fill` writes; a row for which it returns nothing stays as it is.
    fn put_rows<F>(&mut self, needs: &[u32], fill: F)
    where
        F: Fn(&Self, u32, &mut Vec<Arc>) -> Option<u64> + Sync,
    {
        let chunk = needs.len().div_ceil(self.n_threads).max(1);
        let (this, fill) = (&*self, &fill);
        let parts: Vec<(Vec<Arc>, Vec<NewRow>)> = thread::scope(|scope| {
            let workers: Vec<_> = needs
                .chunks(chunk)
                .map(|part| scope.spawn(move || this.fill_rows(part, fill)))
                .collect();
            workers
                .into_iter()
                .map(|worker| {
                    worker
                        .join()
                        .unwrap_or_else(|cause| std::panic::resume_unwind(cause))
                })
                .collect()
        });
        for (arcs, rows) in parts {
            self.append(&arcs, &rows);
        }
    }

    fn fill_rows<F>(&self, needs: &[u32], fill: &F) -> (Vec<Arc>, Vec<NewRow>)
    where
        F: Fn(&Self, u32, &mut Vec<Arc>) -> Option<u64>,
    {
        let (mut arcs, mut rows, mut row) = (Vec::new(), Vec::new(), Vec::new());
        for &need in needs {
            row.clear();
            if let Some(below) = fill(self, need, &mut row) {
                rows.push((need, row.len(), below));
                arcs.extend_from_slice(&row);
            }
        }
        (arcs, rows)
    }

    fn append(&mut self, arcs: &[Arc], new_rows: &[NewRow]) {
        if self.pool.len() > 2 * self.n_live {
            self.close_up();
        }
        let mut start = self.pool.len();
        self.pool.extend_from_slice(arcs);
        for &(need, len, below) in new_rows {
            let row = &mut self.rows[need as usize];
            self.n_live = self.n_live - row.len + len;
            *row = Row { start, len, below };
            start += len;
        }
    }

    /// Drops the rows that were replaced.
    fn close_up(&mut self) {
        let mut pool = Vec::with_capacity(self.n_live);
        for row in &mut self.rows {
            let start = pool.len();
            pool.extend_from_slice(&self.pool[row.start..row.start + row.len]);
            row.start = start;
        }
        self.pool = pool;
    }
}

/// Up to this many arcs a row is kept whole.
const SHORT_ROW: usize = 256;

/// So many bids of a longer row are kept at a time.
const N_BIDS: usize = 128;

fn is_in(row: &[Arc], arc: Arc) -> bool {
    row.binary_search_by_key(&(arc.cost, arc.site), |other| (other.cost, other.site))
        .is_ok()
}
