//! `commonground import`

mod report;

use crate::data_dir::DataDir;
use crate::exit::Failure;
use crate::output;
use crate::progress::Progress;
use clap::Args;
use formats::csv::write_table;
use formats::{Import, ImportError, ImportKind, ImportRequest, Known, Limits, Mapping};
use jiff::Timestamp;
use model::record::{Record, RecordKind};
use spatial::areas::{box_around, box_of};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use store::{Applied, Batch, ImportedFile, Store};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  commonground import schools schools.geojson --map schools.toml\n  \
                        commonground import zones middle.zip --map zones.toml --set level=middle --dry-run\n  \
                        commonground import zones district.gpkg --layer high_zones --set level=high\n  \
                        commonground import directory hsds/ --confidential shelters.csv\n  \
                        commonground import responses answers.csv --map answers.toml --rejects refused.csv\n\n\
                        Files are CSV, XLSX, GeoJSON, FlatGeobuf, GeoPackage or Shapefile (zipped, or a .shp beside its .dbf);\n\
                        schools may be a OneRoster zip or folder too; a directory is HSDS.\n\n\
                        A file is imported whole or not at all. Exit status 3: refused, nothing was changed."
)]
pub(crate) struct ImportArgs {
    /// What the files hold: schools, zones, neighborhoods, population, feeders, directory, assets, context or responses.
    #[arg(value_parser = ImportKind::parse)]
    kind: ImportKind,
    /// The files; together they are what the source says.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The mapping: which column is which, and what its words mean.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// A field that is the same on every row, such as level=middle.
    #[arg(long, value_name = "FIELD=VALUE")]
    set: Vec<String>,
    /// The layer of a GeoPackage that has several, or the sheet of a workbook.
    #[arg(long, value_name = "NAME")]
    layer: Option<String>,
    /// The source's name; a newer file of the same source replaces what the older one said.
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// A table of services or locations whose place is kept out of sight (directory).
    #[arg(long, value_name = "FILE")]
    confidential: Option<PathBuf>,
    /// Only say what would be done.
    #[arg(long)]
    dry_run: bool,
    /// Load the good rows and write the refused ones here, with the reason.
    #[arg(long, value_name = "FILE")]
    rejects: Option<PathBuf>,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data_dir: DataDir,
}

pub(crate) fn run(arguments: &ImportArgs) -> Result<(), Failure> {
    let mapping = mapping(arguments)?;
    // A dry run leaves no trace, an empty database neither.
    let is_new = arguments.dry_run && !arguments.data_dir.database().exists();
    let mut store = if is_new {
        None
    } else {
        Some(arguments.data_dir.open()?)
    };
    let known = store.as_ref().map(known).transpose()?.unwrap_or_default();
    if !std::io::stderr().is_terminal() && !arguments.json {
        output::note(format_args!("reading {} …", arguments.kind.as_str()));
    }
    let progress = Progress::new("reading");
    let request = ImportRequest {
        kind: arguments.kind,
        files: &arguments.files,
        mapping: &mapping,
        source: arguments.source.as_deref(),
        confidential: arguments.confidential.as_deref(),
        known: &known,
        limits: Limits::default(),
        progress: &|done, total| progress.bytes(done, total),
    };
    let import = formats::read_import(&request).map_err(refused)?;
    drop(progress);
    let n_refused = import.rejected.len();
    if n_refused > 0 && import.records.is_empty() {
        report::print(arguments.json, &import, None, arguments.dry_run)?;
        return Err(Failure::Refused(
            "every row is refused and nothing was imported".to_owned(),
        ));
    }
    if n_refused > 0 && arguments.rejects.is_none() && !arguments.dry_run {
        report::print(arguments.json, &import, None, false)?;
        return Err(Failure::Refused(format!(
            "{n_refused} rows are refused and nothing was imported; mend them, or load the others with --rejects FILE"
        )));
    }
    if let Some(file) = arguments
        .rejects
        .as_deref()
        .filter(|_| !arguments.dry_run && n_refused > 0)
    {
        write_rejects(file, &import)?;
    }
    let applied = match (&mut store, arguments.dry_run) {
        (Some(store), false) => store.apply(&batch(&import, &arguments.files))?,
        (Some(store), true) => store.plan(&batch(&import, &arguments.files))?,
        (None, _) => Applied {
            added: import.records.len() as u64,
            ..Applied::default()
        },
    };
    report::print(arguments.json, &import, Some(&applied), arguments.dry_run)?;
    if arguments.dry_run && n_refused > 0 && arguments.rejects.is_none() {
        return Err(Failure::Refused(format!(
            "{n_refused} rows would be refused, and without --rejects FILE nothing would be imported"
        )));
    }
    Ok(())
}

/// Loads files that must be without fault, and says nothing.
pub(crate) fn load_quietly(
    store: &mut Store,
    kind: &str,
    files: &[PathBuf],
    set: &BTreeMap<String, String>,
    confidential: Option<&Path>,
) -> Result<(), Failure> {
    let kind = ImportKind::parse(kind).map_err(|error| Failure::Failed(error.to_string()))?;
    let mut mapping = Mapping::default();
    for (field, value) in set {
        mapping.set(&format!("{field}={value}")).map_err(refused)?;
    }
    let request = ImportRequest {
        kind,
        files,
        mapping: &mapping,
        source: None,
        confidential,
        known: &known(store)?,
        limits: Limits::default(),
        progress: &|_, _| {},
    };
    let import = formats::read_import(&request).map_err(refused)?;
    if let Some(row) = import.rejected.first() {
        return Err(Failure::Refused(format!(
            "{}, row {}: {}",
            row.file, row.row, row.reason
        )));
    }
    store.apply(&batch(&import, files))?;
    Ok(())
}

fn mapping(arguments: &ImportArgs) -> Result<Mapping, Failure> {
    let mut mapping = match &arguments.map {
        Some(file) => Mapping::read(file).map_err(refused)?,
        None => Mapping::default(),
    };
    if let Some(layer) = &arguments.layer {
        mapping.layer = Some(layer.clone());
    }
    for assignment in &arguments.set {
        mapping
            .set(assignment)
            .map_err(|error| Failure::Usage(format!("--set: {error}")))?;
    }
    Ok(mapping)
}

fn refused(error: ImportError) -> Failure {
    match error {
        ImportError::Request(problem) => Failure::Usage(problem),
        other => Failure::Refused(format!("{other}. Nothing was imported.")),
    }
}

/// What is stored already, for references between records.
fn known(store: &Store) -> Result<Known, Failure> {
    let mut known = Known::default();
    for kind in RecordKind::ALL {
        let active = store
            .owners(kind)?
            .into_iter()
            .filter(|(_, owner)| owner.is_active);
        known.ids.insert(kind, active.map(|(id, _)| id).collect());
    }
    let records = [
        RecordKind::Neighborhood,
        RecordKind::AttendanceZone,
        RecordKind::PopulationArea,
    ];
    let mut boxes = Vec::new();
    for kind in records {
        for record in store.records(kind)? {
            let surface = match &record {
                Record::Neighborhood(area) => &area.surface,
                Record::AttendanceZone(zone) => &zone.surface,
                Record::PopulationArea(area) => &area.surface,
                _ => continue,
            };
            let polygons = surface.polygons().iter();
            boxes.extend(polygons.filter_map(|polygon| box_of(polygon.iter().flatten())));
        }
    }
    known.extent = box_around(boxes);
    for record in store.records(RecordKind::School)? {
        if let Record::School(school) = record {
            let same = known.schools_by_name.entry(school.name.to_lowercase());
            same.or_default().insert(school.id.into());
        }
    }
    for record in store.records(RecordKind::Location)? {
        if let Record::Location(location) = record
            && location.is_confidential
        {
            known.confidential_locations.insert(location.id.into());
        }
    }
    Ok(known)
}

fn batch(import: &Import, files: &[PathBuf]) -> Batch {
    let file = |path: &PathBuf| ImportedFile {
        name: path
            .file_name()
            .unwrap_or(path.as_os_str())
            .to_string_lossy()
            .into_owned(),
        size_bytes: std::fs::metadata(path).map_or(0, |found| found.len()),
        sha256: None,
    };
    Batch {
        at: Timestamp::now().to_string(),
        source: import.source.clone(),
        kinds: import.kinds.clone(),
        records: import.records.clone(),
        kept: import.kept.clone(),
        files: files.iter().map(file).collect(),
        warnings: import.report.warnings(),
    }
}

/// The refused rows as a table: file, row and reason, then every column of the source.
fn write_rejects(file: &Path, import: &Import) -> Result<(), Failure> {
    let mut header = vec!["file", "row", "reason"];
    for (column, _) in import.rejected.iter().flat_map(|row| &row.cells) {
        if !header[3..].contains(&column.as_str()) {
            header.push(column);
        }
    }
    let rows = import.rejected.iter().map(|row| {
        let cell = |column: &&str| {
            row.cells
                .iter()
                .find(|(name, _)| name == column)
                .map_or("", |(_, cell)| cell.as_str())
        };
        let mut cells = vec![row.file.clone(), row.row.to_string(), row.reason.clone()];
        cells.extend(header[3..].iter().map(|column| cell(column).to_owned()));
        cells
    });
    let failed = |error: std::io::Error| {
        Failure::while_doing(
            format_args!("the file {} cannot be written", file.display()),
            error,
        )
    };
    write_table(File::create(file).map_err(failed)?, &header, rows).map_err(failed)
}
