//! `commonground gaps`

use crate::data_dir::DataDir;
use crate::exit::Failure;
use crate::output;
use api::Audience;
use api::ogc::{as_json, gap_features};
use atlas::Atlas;
use clap::{Args, ValueEnum};
use formats::export;
use model::analysis::{GapCategory, Geography};
use model::category;
use model::feature::{Feature, FeatureCollection, Value};
use model::ids::Wave;
use model::school::Level;
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
    /// Every column in a spreadsheet, with a sheet that explains them.
    Xlsx,
    /// Features with their areas.
    Geojson,
    /// The same, one feature a line.
    Geojsonseq,
    /// FlatGeobuf.
    Fgb,
    /// GeoParquet.
    Parquet,
    /// A list of objects.
    Json,
}

impl Format {
    /// The file format; nothing for what is only for reading here.
    fn file(self) -> Option<export::Format> {
        match self {
            Self::Table | Self::Json => None,
            Self::Csv => Some(export::Format::Csv),
            Self::Xlsx => Some(export::Format::Xlsx),
            Self::Geojson => Some(export::Format::GeoJson),
            Self::Geojsonseq => Some(export::Format::GeoJsonSeq),
            Self::Fgb => Some(export::Format::FlatGeobuf),
            Self::Parquet => Some(export::Format::GeoParquet),
        }
    }
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
    let gaps = gap_features(
        &snapshot.atlas,
        &geographies,
        category.as_ref(),
        &wave,
        Audience::Staff,
    );
    let mut sink = output::sink(arguments.out.as_deref())?;
    if let Some(format) = arguments.format.file() {
        let features: Vec<_> = gaps.features.iter().collect();
        export::write(format, "gaps", &gaps.schema, &features, &mut sink)?;
    } else if let Format::Json = arguments.format {
        let rows: Vec<_> = gaps
            .features
            .iter()
            .map(|feature| object(&gaps, feature))
            .collect();
        let text = serde_json::to_string_pretty(&rows).unwrap_or_default();
        writeln!(sink, "{text}")?;
    } else {
        writeln!(sink, "{}", table(&gaps))?;
    }
    Ok(sink.flush()?)
}

fn object(
    gaps: &FeatureCollection,
    feature: &Feature,
) -> serde_json::Map<String, serde_json::Value> {
    let names = gaps
        .schema
        .fields
        .iter()
        .map(|field| field.name.to_string());
    names.zip(feature.values.iter().map(as_json)).collect()
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

fn table(gaps: &FeatureCollection) -> String {
    let value = |feature: &Feature, column: &str| {
        let position = gaps.schema.position(column);
        position.map_or(Value::Missing, |position| feature.values[position].clone())
    };
    let is_district =
        |feature: &Feature| value(feature, "geography") == Value::Text("district".to_owned());
    let cell = |feature: &Feature, column: &str| match (column, value(feature, column)) {
        ("name", Value::Missing) if is_district(feature) => "(district)".to_owned(),
        ("name", Value::Missing) => "(in no area)".to_owned(),
        ("unmet_rate", Value::Number(rate)) => format!("{rate:.3}"),
        (_, Value::Missing) => String::new(),
        (_, Value::Text(text)) => text,
        (_, other) => as_json(&other).to_string(),
    };
    let rows: Vec<Vec<_>> = gaps
        .features
        .iter()
        .map(|feature| MAIN.iter().map(|column| cell(feature, column)).collect())
        .collect();
    output::table(&MAIN, &rows)
}
