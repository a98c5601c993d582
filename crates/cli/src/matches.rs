//! `commonground match`

use crate::exit::Failure;
use crate::pairing::{Pairing, read_supply, refused};
use crate::progress::Progress;
use crate::result_file::ResultFile;
use clap::Args;
use formats::bare::write::{MATCHES_HEADER, MATCHES_WITH_REASONS_HEADER, MatchRow, match_row};
use formats::bare::{
    BareFile, IdOrder, NeedBatch, NeedCache, NeedChunk, NeedChunks, Refusals, in_order,
};
use matching::{Demand, Match, Setting, Supply};
use model::analysis::{Need, Reading};
use spatial::travel_cost::StraightLine;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  commonground match --needs needs.csv --sites sites.csv -k 5 --out matches.csv\n  \
                        commonground match -k 3 --reading strict --reasons      (the loaded district)\n\n\
                        Best first: by travel cost, then trusted organizations, then site id. Places are those stated, not those left over."
)]
pub(crate) struct MatchArgs {
    #[command(flatten)]
    pairing: Pairing,
    /// Sites of each need.
    #[arg(short, value_name = "NUMBER", default_value_t = 5, value_parser = at_least_one)]
    k: usize,
    /// Add what is not known, and why each site was matched, in words.
    #[arg(long)]
    reasons: bool,
    /// The file to write; standard output when not given.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Bytes of the file that a thread takes at a time: few enough to keep all threads busy to the end, enough that families who live close to each
/// other come one after the other.
const CHUNK_BYTES: std::ops::RangeInclusive<u64> = 1 << 20..=4 << 20;
/// Pieces of a file for each thread, where they are not too small or too large for that.
const N_CHUNKS: u64 = 4;
/// Needs that are worked through at a time when all of them are in memory.
const N_AT_ONCE: usize = 1 << 18;
/// Needs whose rows a thread writes at a time.
const N_ROWS: usize = 1 << 13;

fn at_least_one(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(0) | Err(_) => Err("a whole number of 1 or more is needed".to_owned()),
        Ok(k) => Ok(k),
    }
}

fn chunk_bytes(file: &Path, n_threads: usize) -> usize {
    // What cannot be asked for its size is refused when it is opened.
    let n_bytes = file.metadata().map_or(0, |found| found.len());
    let wanted = n_bytes / (N_CHUNKS * n_threads as u64);
    wanted.clamp(*CHUNK_BYTES.start(), *CHUNK_BYTES.end()) as usize
}

pub(crate) fn run(arguments: &MatchArgs) -> Result<(), Failure> {
    // What is no file (a pipe) can be read once only, and its ids may come in any order.
    if let Some((needs, sites)) = arguments.pairing.files()
        && needs.is_file()
        && arguments.stream(needs, sites)?
    {
        return Ok(());
    }
    arguments.match_in_memory()
}

impl MatchArgs {
    fn header(&self) -> &'static [u8] {
        if self.reasons {
            MATCHES_WITH_REASONS_HEADER.as_bytes()
        } else {
            MATCHES_HEADER.as_bytes()
        }
    }

    /// Reads, matches and writes piece by piece, never more in memory than the threads have in work. Works for needs by ascending id, the order of
    /// the result; `false` when the file has another order, in which case nothing was written.
    fn stream(&self, needs: &Path, sites: &Path) -> Result<bool, Failure> {
        let n_threads = self.pairing.threads.count();
        let supply = read_supply(sites, n_threads)?;
        let site_ids = SiteIds::new(&supply);
        let file = BareFile::new(needs).with_chunk_bytes(chunk_bytes(needs, n_threads));
        let mut chunks = NeedChunks::open(&file).map_err(refused)?;
        let mut written = Written {
            result: ResultFile::create(self.out.as_deref())?,
            order: IdOrder::default(),
            refusals: Refusals::default(),
            failure: None,
        };
        written.result.write(self.header())?;
        let progress = Progress::new("matching");
        let mut is_at_end = false;
        let next = || {
            let next = if is_at_end {
                Ok(None)
            } else {
                chunks.next_chunk()
            };
            is_at_end = !matches!(next, Ok(Some(_)));
            let (n_done, n_all) = chunks.progress();
            progress.bytes(n_done, n_all);
            next.transpose()
        };
        let worker = || {
            let mut cache = NeedCache::default();
            let sites = (&*supply, &site_ids);
            move |chunk: Result<NeedChunk, Refusals>| {
                let batch = chunk?.parse(&mut cache)?;
                let rows = self.rows(&batch.needs, sites, 1);
                Ok((batch, rows))
            }
        };
        in_order(n_threads, next, worker, |piece| written.take(piece));
        drop(progress);
        written.end()
    }

    fn match_in_memory(&self) -> Result<(), Failure> {
        let pair = self.pairing.load()?;
        let site_ids = SiteIds::new(&pair.supply);
        let sites = (&*pair.supply, &site_ids);
        let mut result = ResultFile::create(self.out.as_deref())?;
        result.write(self.header())?;
        let progress = Progress::new("matching");
        for (number, needs) in pair.needs.chunks(N_AT_ONCE).enumerate() {
            progress.steps(number * N_AT_ONCE, pair.needs.len());
            result.write(&self.rows(needs, sites, self.pairing.threads.count()))?;
        }
        drop(progress);
        result.finish()
    }

    /// The rows of some needs, in their order.
    fn rows(
        &self,
        needs: &[Need],
        (supply, site_ids): (&Supply, &SiteIds),
        n_threads: usize,
    ) -> Vec<u8> {
        let demand = Demand::build(needs, supply.terms());
        let setting = Setting {
            demand: &demand,
            supply,
            travel_cost: &StraightLine,
            reading: Reading::from(self.pairing.reading),
            n_threads,
        };
        let matches = setting.matches(self.k);
        // Rows are made in the order in which needs are close to each other, because so are their sites, and then put into the order of ids.
        let order = demand.in_curve_order(n_threads);
        let blocks = matching::parallel::in_blocks_of(N_ROWS, &order, n_threads, |numbers| {
            let mut rows = Vec::with_capacity(numbers.len() * self.k.min(8) * 48);
            let mut ends = Vec::with_capacity(numbers.len());
            for &number in numbers {
                let need = &needs[number as usize];
                for (rank, found) in (1..).zip(matches.of(number)) {
                    let site_id = site_ids.of(found.candidate.site);
                    self.row(setting, (number, need), (rank, site_id, found), &mut rows);
                }
                ends.push(rows.len());
            }
            (rows, ends)
        });
        in_order_of_needs(&order, &blocks)
    }

    fn row(
        &self,
        setting: Setting<'_>,
        (number, need): (u32, &Need),
        (rank, site_id, found): (u64, &str, &Match),
        rows: &mut Vec<u8>,
    ) {
        let candidate = &found.candidate;
        let row = MatchRow {
            need_id: need.id.as_str(),
            rank,
            site_id,
            distance_mm: setting.millimetres(number, found),
            cost: candidate.cost(),
        };
        if self.reasons {
            let unknown = setting.verdict(number, candidate.site).unknown;
            let why = setting.why(number, need, candidate);
            match_row(rows, &row, Some((unknown, &why)));
        } else {
            match_row(rows, &row, None);
        }
    }
}

/// The ids of the sites side by side: those of neighbors are asked for again and again, and stay where they are found fast.
struct SiteIds {
    text: String,
    ends: Vec<usize>,
}

impl SiteIds {
    fn new(supply: &Supply) -> Self {
        let (mut text, mut ends) = (String::new(), Vec::new());
        for site in supply.sites() {
            text.push_str(site.id.as_str());
            ends.push(text.len());
        }
        Self { text, ends }
    }

    fn of(&self, site: u32) -> &str {
        let site = site as usize;
        let start = site.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start..self.ends[site]]
    }
}

/// The rows of all needs, by need: `blocks` hold them in another `order`, each with where the rows of every need end.
fn in_order_of_needs(order: &[u32], blocks: &[(Vec<u8>, Vec<usize>)]) -> Vec<u8> {
    let mut of_need: Vec<&[u8]> = vec![&[]; order.len()];
    let mut needs = order.iter();
    for (rows, ends) in blocks {
        let mut start = 0;
        for (end, need) in ends.iter().zip(&mut needs) {
            of_need[*need as usize] = &rows[start..*end];
            start = *end;
        }
    }
    of_need.concat()
}

/// What has been written so far, and what went wrong.
struct Written {
    result: ResultFile,
    order: IdOrder,
    refusals: Refusals,
    failure: Option<Failure>,
}

impl Written {
    fn take(&mut self, piece: Result<(NeedBatch, Vec<u8>), Refusals>) -> ControlFlow<()> {
        match piece {
            Err(refusals) => self.refusals.append(refusals),
            Ok((batch, rows)) => {
                self.order.follow(&batch);
                if !self.order.is_ascending() {
                    return ControlFlow::Break(());
                }
                // What is refused later keeps the file from appearing; there is no more to write, but more to find.
                if self.refusals.is_empty() {
                    self.failure = self.result.write(&rows).err();
                }
            }
        }
        if self.failure.is_some() {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn end(self) -> Result<bool, Failure> {
        if let Some(failure) = self.failure {
            return Err(failure);
        }
        if !self.order.is_ascending() {
            return Ok(false);
        }
        if !self.refusals.is_empty() {
            return Err(refused(self.refusals));
        }
        self.result.finish()?;
        Ok(true)
    }
}
