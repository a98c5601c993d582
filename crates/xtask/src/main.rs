//! `cargo xtask`: the chores of this repository, each one command.

mod bench;
mod demo;
mod everything;
mod failure;
mod process;
mod sample_data;
mod tidy;
mod types;
mod washington_dc;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The chores of this repository
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Draw the workloads, run the product's commands on them, and print what they take
    Bench(bench::Options),
    /// Draw the fictional district of data/sample and describe it in data/README.md
    SampleData(sample_data::Options),
    /// Prove everything: format, lints, web page, browser, tests
    Test(everything::Options),
    /// Write the web page's types from the server's OpenAPI document
    Types(types::Options),
    /// Run the product on the real files of Washington, DC
    WashingtonDc(washington_dc::Options),
}

fn main() -> ExitCode {
    let done = match Cli::parse().chore {
        Chore::Bench(options) => bench::bench(&options),
        Chore::SampleData(options) => sample_data::sample_data(&options),
        Chore::Test(options) => everything::test(&options),
        Chore::Types(options) => types::types(&options),
        Chore::WashingtonDc(options) => washington_dc::washington_dc(&options),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}
