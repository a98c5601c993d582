//! The program `commonground`.

mod access;
mod allocate;
mod anatomy;
mod backup;
mod check;
mod data_dir;
mod demo;
mod district;
mod exit;
mod export;
mod feeders;
mod gaps;
mod import;
mod levers;
mod locate;
mod matches;
mod output;
mod pairing;
mod progress;
mod result_file;
mod serve;
mod simulate;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// The asset map of a school community: who needs what, which partner near them can serve it, and what is missing.
#[derive(Debug, Parser)]
#[command(
    name = "commonground",
    version,
    after_help = "Examples:\n  commonground demo\n  commonground import schools schools.geojson --map schools.toml\n  \
                  commonground gaps --by feeder-pattern --category after-school --format csv\n\n\
                  Exit status: 0 done, 1 failed, 2 wrong usage, 3 input refused."
)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Show the product with a fictional district.
    Demo(demo::DemoArgs),
    /// Serve the map and the API of the loaded district.
    Serve(serve::ServeArgs),
    /// Load files into the database: all of a file or nothing.
    Import(import::ImportArgs),
    /// Name the district and its time zone.
    District(district::DistrictArgs),
    /// Print the state of the data: counts, and what somebody should look at.
    Check(check::CheckArgs),
    /// Print the gap table, raw figures.
    Gaps(gaps::GapsArgs),
    /// Write what is published to a file: a collection as CSV, XLSX, GeoJSON, FlatGeobuf or GeoParquet, the directory as HSDS.
    Export(export::ExportArgs),
    /// Find the best eligible sites of every need, on two files or the loaded district.
    Match(matches::MatchArgs),
    /// Share the places of the sites among the needs.
    Allocate(allocate::AllocateArgs),
    /// Say what stands in the way of what stays unmet.
    Anatomy(anatomy::AnatomyArgs),
    /// Rank single changes by what they would do: longer hours, a language, places, a new partner, a new site.
    Levers(levers::LeversArgs),
    /// Score how much supply each demand point can count on: 2SFCA, E2SFCA, balanced FCA.
    Access(access::AccessArgs),
    /// Say which area of a layer holds each of many points.
    Locate(locate::LocateArgs),
    /// Print which school feeds which, and hold it against observed enrollment.
    Feeders(feeders::FeedersArgs),
    /// Draw what a district does not have.
    Simulate(simulate::SimulateArgs),
    /// Write a copy of the database, while others go on using it.
    Backup(backup::BackupArgs),
}

fn main() -> ExitCode {
    let level = env_logger::Env::default().default_filter_or("warn");
    env_logger::Builder::from_env(level)
        .format_target(false)
        .init();
    let outcome = match Arguments::parse().command {
        Command::Demo(arguments) => demo::run(&arguments),
        Command::Serve(arguments) => serve::run(arguments),
        Command::Import(arguments) => import::run(&arguments),
        Command::District(arguments) => district::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Gaps(arguments) => gaps::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Match(arguments) => matches::run(&arguments),
        Command::Allocate(arguments) => allocate::run(&arguments),
        Command::Anatomy(arguments) => anatomy::run(&arguments),
        Command::Levers(arguments) => levers::run(&arguments),
        Command::Access(arguments) => access::run(&arguments),
        Command::Locate(arguments) => locate::run(&arguments),
        Command::Feeders(arguments) => feeders::run(&arguments),
        Command::Simulate(arguments) => simulate::run(&arguments),
        Command::Backup(arguments) => backup::run(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            output::error(&failure);
            ExitCode::from(failure.status())
        }
    }
}
