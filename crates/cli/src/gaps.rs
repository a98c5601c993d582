//! `commonground gaps`

use crate::data_dir::DataDir;
use crate::exit::Failure;
use crate::output;
use api::Audience;
use api::collections::{Feature, gap_features, to_geojson};
use atlas::Atlas;
use clap::{Args, ValueEnum};
use model::analysis::{GapCategory, Geography};
use model::category;
use model::ids::Wave;
use model::school::Level;
use serde_json::Value;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  commonground gaps --by feeder-pattern --category after-school\n  \
                        commonground gaps --by attendance-zone --level middle --format geojson --out gaps.geojson\n\n\
                        Figures are raw: they are for the operator, not for publication."
)]
pub(crate) struct GapsArgs {
    /// The geography.
    #[arg(long, value_name = "GEOGRAPHY")]
    by: By,
    /// One level of attendance zones.
    #[arg(long)]
    level: Option<String>,
    /// One need category, or `all` for their total in family-needs; every category when not given.
    #[arg(long)]
    category: Option<String>,
    /// The round of the survey; the latest when not given.
    #[arg(long)]
    wave: Option<String>,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// The file to write; standard output when not given.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    data_dir: DataDir,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum By {
    District,
    Neighborhood,
    AttendanceZone,
    FeederPattern,
    School,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Aligned columns, the main ones.
    Table,
    /// Every column, comma separated.
    Csv,
    /// Features with their areas.
    Geojson,
    /// A list of objects.
    Json,
}

/// The columns of the table, the widest first.
const MAIN: [&str; 10] = [
    "name",
    "level",
    "category",
    "responses",
    "needs",
    "within_reach",
    "served",
    "served_coordinated",
    "unmet",
    "unmet_rate",
];

pub(crate) fn run(arguments: &GapsArgs) -> Result<(), Failure> {
    let geographies = geographies(arguments)?;
    let category = arguments.category.as_deref().map(category_of).transpose()?;
    let snapshot = arguments.data_dir.snapshot()?;
    let wave = wave_of(&snapshot.atlas, arguments.wave.as_deref())?;
    if snapshot.atlas.is_simulated(&wave) {
        output::note(format_args!(
            "The answers of {wave} are simulated: no real family said this."
        ));
    }
    snapshot.atlas.coordinate();
    let features = gap_features(
        &snapshot.atlas,
        &geographies,
        category.as_ref(),
        &wave,
        Audience::Staff,
    );
    let mut sink = output::sink(arguments.out.as_deref())?;
    match arguments.format {
        Format::Table => writeln!(sink, "{}", table(&features))?,
        Format::Csv => write_csv(&mut sink, &features)?,
        Format::Geojson => write!(sink, "{}", to_geojson(&features))?,
        Format::Json => {
            let object = |feature| {
                Feature::properties(feature)
                    .map(|(name, value)| (name.clone(), value.clone()))
                    .collect()
            };
            let rows: Vec<serde_json::Map<_, _>> = features.iter().map(object).collect();
            writeln!(
                sink,
                "{}",
                serde_json::to_string_pretty(&rows).unwrap_or_default()
            )?;
        }
    }
    Ok(sink.flush()?)
}

fn geographies(arguments: &GapsArgs) -> Result<Vec<Geography>, Failure> {
    let level = arguments.level.as_deref().map(Level::parse).transpose();
    let level = level.map_err(|error| Failure::Usage(format!("--level: {error}")))?;
    if level.is_some() && arguments.by != By::AttendanceZone {
        return Err(Failure::Usage(
            "--level goes with --by attendance-zone".to_owned(),
        ));
    }
    Ok(match arguments.by {
        By::District => vec![Geography::District],
        By::Neighborhood => vec![Geography::Neighborhood],
        By::FeederPattern => vec![Geography::FeederPattern],
        By::School => vec![Geography::School],
        By::AttendanceZone => {
            let levels = Level::ALL
                .into_iter()
                .filter(|of| level.is_none_or(|wanted| wanted == *of));
            levels.map(Geography::AttendanceZone).collect()
        }
    })
}

fn category_of(word: &str) -> Result<GapCategory, Failure> {
    if word == "all" {
        return Ok(GapCategory::All);
    }
    let found = category::find(word)
        .map_err(|error| Failure::Usage(format!("--category: {error}, or all")))?;
    Ok(GapCategory::One(found.category_id()))
}

pub(crate) fn wave_of(atlas: &Atlas, word: Option<&str>) -> Result<Wave, Failure> {
    let waves = atlas.waves();
    let names: Vec<_> = waves.iter().map(Wave::as_str).collect();
    let found = match word {
        None => waves.last(),
        Some(word) => waves.iter().find(|wave| wave.as_str() == word),
    };
    found.cloned().ok_or_else(|| match word {
        Some(word) => Failure::Usage(format!("--wave: {word:?} is not one of the waves: {}", names.join(", "))),
        None => Failure::Failed("there are no responses yet: import some, or draw some with `commonground simulate responses`".to_owned()),
    })
}

fn table(features: &[Feature]) -> String {
    let cell = |feature: &Feature, column: &str| match (column, feature.property(column)) {
        ("name", Value::Null) => if *feature.property("geography") == "district" {
            "(district)"
        } else {
            "(in no area)"
        }
        .to_owned(),
        ("unmet_rate", Value::Number(rate)) => format!("{:.3}", rate.as_f64().unwrap_or_default()),
        (_, value) => text(value),
    };
    let rows: Vec<Vec<_>> = features
        .iter()
        .map(|feature| MAIN.iter().map(|column| cell(feature, column)).collect())
        .collect();
    output::table(&MAIN, &rows)
}

fn write_csv(sink: &mut dyn Write, features: &[Feature]) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(sink);
    let failed = |error: csv::Error| Failure::Failed(error.to_string());
    let columns: Vec<_> = features
        .first()
        .into_iter()
        .flat_map(|feature| feature.properties().map(|(name, _)| name))
        .collect();
    writer.write_record(&columns).map_err(failed)?;
    for feature in features {
        writer
            .write_record(columns.iter().map(|column| text(feature.property(column))))
            .map_err(failed)?;
    }
    Ok(writer.flush()?)
}

/// A value as a cell: nothing for null.
fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
