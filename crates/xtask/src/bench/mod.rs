//! `cargo xtask bench`: draws the workloads, runs the product on them, and prints what it takes.

mod browser;
mod cells;
mod city;
mod draw;
mod measure;
mod page;
mod people;
mod serve;
mod table;
mod workloads;

use crate::failure::Failure;
use crate::process::{build_product, root};
use clap::ValueEnum;
use measure::{Outcome, measure};
use std::path::{Path, PathBuf};
use table::Table;
use workloads::{Line, Workload};

/// Options of the command.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// These workloads only
    #[arg(long, value_enum, value_name = "WORKLOAD", num_args = 1.., ignore_case = true)]
    only: Vec<Workload>,
    /// With 10 M needs and 1 M sites too
    #[arg(long)]
    big: bool,
    /// With a country of 50 M needs and 1.5 M sites too
    #[arg(long)]
    country: bool,
    /// Runs of each command; a command that takes minutes runs less often
    #[arg(long, value_name = "N", default_value_t = 5)]
    runs: usize,
    /// Other seeds draw other cities of the same kind
    #[arg(long, value_name = "SEED", default_value_t = 1)]
    seed: u64,
    /// The product's binary; built in release mode when not given
    #[arg(long, value_name = "PATH")]
    bin: Option<PathBuf>,
    /// Load the server instead, beside nginx where it is installed
    #[arg(long)]
    serve: bool,
    /// Look at the web page instead: what a browser fetches before the first map, and how long that takes
    #[arg(long)]
    web: bool,
    /// Draw the files and run nothing
    #[arg(long)]
    draw: bool,
}

/// Draws what is missing, and measures. Times are told, never judged.
pub(crate) fn bench(options: &Options) -> Result<(), Failure> {
    let folder = root().join(format!("target/bench/seed-{}", options.seed));
    std::fs::create_dir_all(&folder).map_err(Failure::during(folder.display().to_string()))?;
    if options.web {
        page::weigh(&folder)?;
        return browser::time(&product(options)?);
    }
    if options.serve {
        let product = product(options)?;
        return serve::serve(&product, &folder, options.seed);
    }
    let workloads = options.workloads();
    for file in workloads.iter().flat_map(|workload| workload.plan().files) {
        file.draw(&folder, options.seed)?;
    }
    if options.draw {
        return Ok(());
    }
    let product = product(options)?;
    let lines = workloads.iter().flat_map(|workload| {
        let lines = workload.plan().lines.iter();
        lines.map(|line| (*workload, line))
    });
    let lines: Vec<_> = lines.collect();
    let mut table = Table::begin(&lines)?;
    for (workload, line) in &lines {
        let outcome = run(&product, &folder, line, options.runs)?;
        table.add(*workload, line, outcome)?;
    }
    table.end()
}

fn product(options: &Options) -> Result<PathBuf, Failure> {
    match &options.bin {
        Some(path) => {
            std::path::absolute(path).map_err(Failure::during(path.display().to_string()))
        }
        None => build_product(true),
    }
}

impl Options {
    fn workloads(&self) -> Vec<Workload> {
        let is_in = |workload: &Workload| match workload {
            workload if !self.only.is_empty() => self.only.contains(workload),
            Workload::W1Huge => self.big,
            Workload::Country => self.country,
            _ => true,
        };
        let all = Workload::value_variants().iter().copied();
        all.filter(is_in).collect()
    }
}

fn run(product: &Path, folder: &Path, line: &Line, n_runs: usize) -> Result<Outcome, Failure> {
    const OUT: &str = "out.csv";
    let mut arguments: Vec<_> = line.words.split(' ').collect();
    arguments.extend(["--out", OUT]);
    let outcome = measure(product, &arguments, folder, n_runs)?;
    // Some results are larger than all the files together; none is looked at.
    std::fs::remove_file(folder.join(OUT)).ok();
    Ok(outcome)
}
