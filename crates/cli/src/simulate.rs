//! `commonground simulate`

use crate::data_dir::DataDir;
use crate::exit::Failure;
use crate::output;
use api::live::Snapshot;
use atlas::simulate::{Options, responses};
use clap::{Args, Subcommand};
use jiff::Timestamp;
use model::ids::Wave;
use model::record::{Record, RecordKind};
use model::survey::Response;
use model::units::Micro;
use std::path::{Path, PathBuf};
use store::Batch;

#[derive(Debug, Args)]
pub(crate) struct SimulateArgs {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Draw survey responses for the loaded district; every one of them is marked as simulated.
    Responses(ResponsesArgs),
}

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  commonground simulate responses --wave 2026-fall --n 2500 --seed 7\n\n\
                        Families are placed by child population where counts exist. The same district, wave, number and seed draw the same answers."
)]
struct ResponsesArgs {
    /// The round of the survey to draw.
    #[arg(long)]
    wave: String,
    /// How many responses.
    #[arg(long, value_name = "NUMBER", default_value_t = 2500)]
    n: usize,
    /// The seed.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Write the responses to this CSV file instead of the database.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    data_dir: DataDir,
}

pub(crate) fn run(arguments: &SimulateArgs) -> Result<(), Failure> {
    let What::Responses(arguments) = &arguments.what;
    let wave = Wave::try_from(arguments.wave.as_str())
        .map_err(|error| Failure::Usage(format!("--wave: {error}")))?;
    let mut store = arguments.data_dir.open_existing()?;
    let atlas = Snapshot::read(&store)?.atlas;
    let options = Options {
        wave,
        n_responses: arguments.n,
        seed: arguments.seed,
    };
    let drawn = responses(&atlas, &options).map_err(|error| Failure::Refused(error.to_string()))?;
    let n_drawn = drawn.len();
    if let Some(file) = &arguments.out {
        write_csv(file, &drawn)?;
        output::line(format_args!(
            "{n_drawn} simulated responses are in {}. No real family said this.",
            file.display()
        ));
        return Ok(());
    }
    let batch = Batch {
        at: Timestamp::now().to_string(),
        source: format!("simulated-{}", arguments.wave),
        kinds: vec![RecordKind::Response],
        records: drawn
            .into_iter()
            .map(|response| Record::Response(Box::new(response)))
            .collect(),
        ..Batch::default()
    };
    let applied = store.apply(&batch)?;
    output::line(format_args!(
        "{n_drawn} simulated responses are in the wave {}: {} added, {} updated, {} unchanged. No real family said this.",
        arguments.wave, applied.added, applied.updated, applied.unchanged
    ));
    Ok(())
}

/// The columns of a responses file, as `import responses` reads them without a mapping.
const COLUMNS: [&str; 17] = [
    "id",
    "wave",
    "lon",
    "lat",
    "school_id",
    "languages",
    "weight",
    "needs",
    "times",
    "mode",
    "max_minutes",
    "max_cost",
    "child_age",
    "accessibility",
    "severity",
    "trusted",
    "simulated",
];

fn write_csv(file: &Path, responses: &[Response]) -> Result<(), Failure> {
    let failed = |error: csv::Error| {
        Failure::while_doing(
            format_args!("the file {} cannot be written", file.display()),
            error,
        )
    };
    let mut writer = csv::Writer::from_path(file).map_err(failed)?;
    writer.write_record(COLUMNS).map_err(failed)?;
    for response in responses {
        writer.write_record(row(response)).map_err(failed)?;
    }
    Ok(writer.flush()?)
}

fn row(response: &Response) -> [String; 17] {
    let degrees = |get: fn(model::LonLat) -> f64| {
        response
            .home
            .map(|home| get(home).to_string())
            .unwrap_or_default()
    };
    let quantity = |value: Option<Micro>| value.map(|value| value.to_string()).unwrap_or_default();
    let languages: Vec<_> = response
        .languages
        .iter()
        .map(model::language::Language::as_str)
        .collect();
    let needs: Vec<_> = response
        .needs
        .iter()
        .map(model::ids::CategoryId::as_str)
        .collect();
    let trusted: Vec<_> = response
        .trusted
        .iter()
        .map(model::ids::OrganizationId::as_str)
        .collect();
    let accessibility: Vec<_> = response.accessibility.iter().map(String::as_str).collect();
    [
        response.id.to_string(),
        response.wave.to_string(),
        degrees(model::LonLat::lon),
        degrees(model::LonLat::lat),
        response
            .school_id
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        languages.join(";"),
        response.weight.to_string(),
        needs.join(";"),
        response
            .times
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        response
            .mode
            .map(|mode| mode.as_str().to_owned())
            .unwrap_or_default(),
        quantity(response.max_minutes),
        quantity(response.max_cost),
        quantity(response.child_age),
        accessibility.join(";"),
        response.severity.to_string(),
        trusted.join(";"),
        if response.is_simulated { "yes" } else { "no" }.to_owned(),
    ]
}
