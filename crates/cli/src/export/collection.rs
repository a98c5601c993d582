//! `commonground export COLLECTION`

use crate::data_dir::DataDir;
use crate::exit::Failure;
use crate::output;
use api::ogc::{ExportError, collection_ids, write_collection};
use clap::{Args, ValueEnum};
use formats::export;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(crate) struct CollectionArgs {
    /// The collection, such as schools, sites or gaps-by-neighborhood.
    #[arg(required = true)]
    collection: Option<String>,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    /// Only features that a CQL2 expression holds for.
    #[arg(long, value_name = "CQL2")]
    filter: Option<String>,
    /// Whether the filter is text or JSON.
    #[arg(long, value_name = "LANGUAGE", requires = "filter", value_parser = ["cql2-text", "cql2-json"])]
    filter_lang: Option<String>,
    /// Only features that touch a box: west,south,east,north in degrees.
    #[arg(long, allow_hyphen_values = true)]
    bbox: Option<String>,
    /// Columns to sort by, separated by commas, with - before it for the largest first.
    #[arg(long, value_name = "COLUMNS", allow_hyphen_values = true)]
    sortby: Option<String>,
    /// Columns to write, separated by commas; all when not given.
    #[arg(long, value_name = "COLUMNS")]
    properties: Option<String>,
    /// One need category, or `all` for their total in family-needs.
    #[arg(long)]
    category: Option<String>,
    /// One level of attendance zones.
    #[arg(long)]
    level: Option<String>,
    /// The round of the survey; the latest when not given.
    #[arg(long)]
    wave: Option<String>,
    /// Gap layers with one row an area and category, or the categories side by side.
    #[arg(long, value_parser = ["long", "wide"])]
    shape: Option<String>,
    /// The most features.
    #[arg(long)]
    limit: Option<String>,
    /// The file to write; standard output when not given.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    #[command(flatten)]
    data_dir: DataDir,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    /// Comma separated values.
    Csv,
    /// A spreadsheet, with a sheet that explains the columns.
    Xlsx,
    /// GeoJSON.
    Geojson,
    /// GeoJSON text sequence, one feature a line.
    Geojsonseq,
    /// FlatGeobuf.
    Fgb,
    /// GeoParquet.
    Parquet,
}

impl From<Format> for export::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Csv => Self::Csv,
            Format::Xlsx => Self::Xlsx,
            Format::Geojson => Self::GeoJson,
            Format::Geojsonseq => Self::GeoJsonSeq,
            Format::Fgb => Self::FlatGeobuf,
            Format::Parquet => Self::GeoParquet,
        }
    }
}

pub(crate) fn run(arguments: &CollectionArgs) -> Result<(), Failure> {
    let given = arguments.collection.as_deref().unwrap_or_default();
    if !collection_ids().any(|id| id == given) {
        let ids: Vec<_> = collection_ids().collect();
        return Err(Failure::Usage(format!(
            "there is no collection {given:?}: there are {}",
            ids.join(", ")
        )));
    }
    let snapshot = arguments.data_dir.snapshot()?;
    snapshot.atlas.coordinate();
    let parameters = parameters(arguments);
    let mut sink = output::sink(arguments.out.as_deref())?;
    let asked = (given, parameters.as_slice());
    let written = write_collection(&snapshot, asked, arguments.format.into(), &mut sink);
    let n_features = written.map_err(|error| match error {
        ExportError::Asked(problem) => Failure::Usage(problem.to_string()),
        ExportError::Written(error) => error.into(),
    })?;
    sink.flush()?;
    output::note(format_args!("{n_features} features written."));
    Ok(())
}

/// What was given, as parameters of a request for the collection's items.
fn parameters(arguments: &CollectionArgs) -> Vec<(&'static str, &str)> {
    let given = [
        ("filter", &arguments.filter),
        ("filter-lang", &arguments.filter_lang),
        ("bbox", &arguments.bbox),
        ("sortby", &arguments.sortby),
        ("properties", &arguments.properties),
        ("category", &arguments.category),
        ("level", &arguments.level),
        ("wave", &arguments.wave),
        ("shape", &arguments.shape),
        ("limit", &arguments.limit),
    ];
    given
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.as_deref()?)))
        .collect()
}
