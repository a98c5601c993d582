//! `commonground feeders`

use crate::data_dir::DataDir;
use crate::exit::Failure;
use crate::output;
use atlas::feeders::FeederTable;
use atlas::observed::{Comparison, Flow};
use clap::Args;
use formats::observed_feeders::{ObservedRow, read};
use model::school::Level;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  commonground feeders --observed enrollment.csv --map observed-feeders.toml"
)]
pub(crate) struct FeedersArgs {
    /// A table of students by school and the school of the next year, to hold the derived patterns against.
    #[arg(long, value_name = "FILE")]
    observed: Option<PathBuf>,
    /// The mapping of that table's columns.
    #[arg(long, value_name = "FILE", requires = "observed")]
    map: Option<PathBuf>,
    #[command(flatten)]
    data_dir: DataDir,
}

/// From which level to which students go on, and after which grades they do.
const STEPS: [(Level, Level, &[&str]); 2] = [
    (Level::Elementary, Level::Middle, &["5", "6"]),
    (Level::Middle, Level::High, &["8"]),
];

pub(crate) fn run(arguments: &FeedersArgs) -> Result<(), Failure> {
    let snapshot = arguments.data_dir.snapshot()?;
    let table = &snapshot.atlas.feeders;
    match &arguments.observed {
        None => print_table(table),
        Some(file) => {
            let map = arguments.map.as_deref();
            let rows = read(file, map).map_err(|error| Failure::Refused(error.to_string()))?;
            for (lower, upper, last_grades) in STEPS {
                let compared = table.compare(lower, upper, &flows(&rows, last_grades));
                print_comparison(table, &compared, upper);
            }
        }
    }
    Ok(())
}

fn print_table(table: &FeederTable) {
    let rows: Vec<_> = table
        .pairs
        .iter()
        .map(|pair| {
            vec![
                table.name(&pair.from).to_owned(),
                pair.from_level
                    .map(Level::as_str)
                    .unwrap_or_default()
                    .to_owned(),
                table.name(&pair.to).to_owned(),
                pair.to_level
                    .map(Level::as_str)
                    .unwrap_or_default()
                    .to_owned(),
                pair.share
                    .map(|share| format!("{share:.3}"))
                    .unwrap_or_default(),
                pair.basis.as_str().to_owned(),
                if table.is_split(pair) { "split" } else { "" }.to_owned(),
            ]
        })
        .collect();
    output::line(output::table(
        &["from", "level", "to", "level", "share", "by", "feeder"],
        &rows,
    ));
}

fn print_comparison(table: &FeederTable, compared: &[Comparison], upper: Level) {
    let seen: Vec<_> = compared.iter().filter(|one| one.n_went_on > 0).collect();
    let rows: Vec<_> = seen
        .iter()
        .map(|one| {
            let observed = one
                .observed
                .as_deref()
                .map(|school| table.name(school).to_owned());
            vec![
                table.name(&one.from).to_owned(),
                table.name(&one.derived.to).to_owned(),
                one.derived
                    .share
                    .map(|share| format!("{share:.3}"))
                    .unwrap_or_default(),
                observed.unwrap_or_default(),
                one.n_to_observed.to_string(),
                one.n_to_derived.to_string(),
                one.n_went_on.to_string(),
                if one.agrees() { "yes" } else { "no" }.to_owned(),
            ]
        })
        .collect();
    let header = [
        "school",
        "derived",
        "share",
        "mostly seen in",
        "students",
        "in derived",
        "went on",
        "agrees",
    ];
    output::line(output::table(&header, &rows));
    let agree = seen.iter().filter(|one| one.agrees()).count();
    output::line(format_args!(
        "The derived {} school is the one most students were seen in for {agree} of {} schools with students who went on ({} more without).\n",
        upper.as_str(),
        seen.len(),
        compared.len() - seen.len()
    ));
}

/// The rows of students who left after one of `last_grades`; all rows where no grade is stated. Hidden counts are left out.
fn flows(rows: &[ObservedRow], last_grades: &[&str]) -> Vec<Flow> {
    let is_last = |row: &&ObservedRow| {
        row.grade
            .as_deref()
            .is_none_or(|grade| last_grades.contains(&grade))
    };
    let flow = |row: &ObservedRow| {
        Some(Flow {
            from_school_id: row.from_school_id.clone(),
            to_school_id: row.to_school_id.clone()?,
            n_students: row.count?,
        })
    };
    rows.iter().filter(is_last).filter_map(flow).collect()
}
