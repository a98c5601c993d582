//! What `match`, `allocate` and `anatomy` work on: two bare files, or the loaded district.

use crate::data_dir::DataDir;
use crate::exit::Failure;
use crate::output;
use crate::progress::Progress;
use clap::{Args, ValueEnum};
use formats::bare::{BareFile, Refusals, read_needs, read_sites};
use matching::{Demand, Setting, Supply};
use model::analysis::{Need, Reading};
use spatial::travel_cost::StraightLine;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The options that say which needs are held against which sites, and how.
#[derive(Debug, Args)]
pub(crate) struct Pairing {
    /// The needs, a CSV file with the columns id,lon,lat,category and more; those of the loaded district when not given.
    #[arg(long, value_name = "FILE", requires = "sites")]
    pub(crate) needs: Option<PathBuf>,
    /// The sites, a CSV file with the columns id,lon,lat,categories and more.
    #[arg(long, value_name = "FILE", requires = "needs")]
    pub(crate) sites: Option<PathBuf>,
    /// How unknown facts are read.
    #[arg(long, value_enum, default_value_t = ReadingWord::Lenient)]
    pub(crate) reading: ReadingWord,
    /// The round of the survey of the loaded district; the latest when not given.
    #[arg(long, conflicts_with = "needs")]
    wave: Option<String>,
    #[command(flatten)]
    pub(crate) threads: Threads,
    #[command(flatten)]
    data_dir: DataDir,
}

/// The option `--threads`.
#[derive(Debug, Clone, Args)]
pub(crate) struct Threads {
    /// Threads to work with; the result is the same for any number.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
}

impl Threads {
    /// As many as asked for, else as the machine has.
    pub(crate) fn count(&self) -> usize {
        let all = || std::thread::available_parallelism().map_or(1, usize::from);
        self.threads.map_or_else(all, usize::from)
    }
}

/// How unknown facts are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReadingWord {
    /// Unknown stands in nobody's way.
    Lenient,
    /// Unknown counts as a violation.
    Strict,
}

impl From<ReadingWord> for Reading {
    fn from(word: ReadingWord) -> Self {
        match word {
            ReadingWord::Lenient => Self::Lenient,
            ReadingWord::Strict => Self::Strict,
        }
    }
}

/// Needs by id, and the sites they are held against.
pub(crate) struct Pair {
    pub(crate) needs: Vec<Need>,
    pub(crate) supply: Arc<Supply>,
}

impl Pairing {
    /// The files of needs and sites, where they are given.
    pub(crate) fn files(&self) -> Option<(&Path, &Path)> {
        self.needs.as_deref().zip(self.sites.as_deref())
    }

    /// Reads the files, or the district.
    pub(crate) fn load(&self) -> Result<Pair, Failure> {
        let n_threads = self.threads.count();
        let Some((needs, sites)) = self.files() else {
            return self.of_district();
        };
        let supply = read_supply(sites, n_threads)?;
        let progress = Progress::new("reading needs");
        let told = |n_done, n_all| progress.bytes(n_done, n_all);
        let file = BareFile::new(needs)
            .with_threads(n_threads)
            .with_progress(&told);
        let mut needs = read_needs(&file).map_err(refused)?;
        needs.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        Ok(Pair { needs, supply })
    }

    fn of_district(&self) -> Result<Pair, Failure> {
        let snapshot = self.data_dir.snapshot()?;
        let atlas = &snapshot.atlas;
        let wave = crate::gaps::wave_of(atlas, self.wave.as_deref())?;
        if atlas.is_simulated(&wave) {
            output::note(format_args!(
                "The answers of {wave} are simulated: no real family said this."
            ));
        }
        Ok(Pair {
            needs: atlas.needs(&wave).cloned().collect(),
            supply: Arc::clone(&atlas.supply),
        })
    }
}

impl Pair {
    /// The needs read for matching.
    pub(crate) fn demand(&self) -> Demand {
        Demand::build(&self.needs, self.supply.terms())
    }

    /// What questions are asked of.
    pub(crate) fn setting<'a>(&'a self, demand: &'a Demand, pairing: &Pairing) -> Setting<'a> {
        Setting {
            demand,
            supply: &self.supply,
            travel_cost: &StraightLine,
            reading: pairing.reading.into(),
            n_threads: pairing.threads.count(),
        }
    }
}

/// Reads and indexes a file of sites.
pub(crate) fn read_supply(sites: &Path, n_threads: usize) -> Result<Arc<Supply>, Failure> {
    let progress = Progress::new("reading sites");
    let told = |n_done, n_all| progress.bytes(n_done, n_all);
    let file = BareFile::new(sites)
        .with_threads(n_threads)
        .with_progress(&told);
    let sites = read_sites(&file).map_err(refused)?;
    Ok(Arc::new(Supply::build(sites)))
}

/// Input that is refused, in words.
pub(crate) fn refused(refusals: Refusals) -> Failure {
    Failure::Refused(refusals.to_string())
}
