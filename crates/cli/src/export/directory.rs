//! `commonground export directory`

use crate::data_dir::DataDir;
use crate::exit::Failure;
use crate::output;
use api::live::DIRECTORY;
use atlas::data::Records;
use clap::{Args, ValueEnum};
use disclosure::views::PublicDirectory;
use formats::hsds::write::{write_json, write_ndjson, write_tabular};
use model::hsds::{Directory, Setting};
use std::io::{self, Cursor, Write};
use std::path::PathBuf;
use store::Store;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  commonground export directory --format hsds-tabular --out directory.zip\n  \
                  commonground export directory --format hsds-ndjson | head\n\n\
                  `commonground import directory` reads each of them back as the same records."
)]
pub(crate) struct DirectoryArgs {
    /// How it is written: a list of services with everything that belongs to them, the same one a line, or a zip of CSV tables with their
    /// description (a tabular data package).
    #[arg(long, value_enum, default_value_t = Format::Json)]
    format: Format,
    /// The file; standard output when not given.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write confidential places too, marked as such. Such a file is as secret as the database.
    #[arg(long)]
    confidential: bool,
    #[command(flatten)]
    data_dir: DataDir,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Format {
    #[value(name = "hsds-json")]
    Json,
    #[value(name = "hsds-ndjson")]
    Ndjson,
    #[value(name = "hsds-tabular")]
    Tabular,
}

pub(crate) fn run(arguments: &DirectoryArgs) -> Result<(), Failure> {
    let store = arguments.data_dir.open_existing()?;
    let records = records(&store)?;
    let origins = store.origins(&DIRECTORY)?;
    let origin = |kind, id: &str| origins.get(kind, id);
    let district = records.district.as_ref();
    let setting = Setting {
        publisher: district.map(|district| district.name.as_str()),
        time_zone: district.map(|district| district.time_zone.as_str()),
        origin: &origin,
    };
    let title = title(&records);
    let out = output::sink(arguments.out.as_deref())?;
    if arguments.confidential {
        let locations = records.locations.iter();
        let n_secret = locations
            .filter(|location| location.is_confidential)
            .count();
        output::note(format_args!(
            "warning: {n_secret} confidential places are in this export; keep it as safe as the database"
        ));
        let all = Directory::build(&records.directory(), setting);
        return done(write(&all, arguments.format, &title, out));
    }
    let public = PublicDirectory::open(&records.directory(), setting);
    done(write(public.get(), arguments.format, &title, out))
}

/// A reader that has seen enough is no failure.
fn done(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => Ok(written?),
    }
}

fn records(store: &Store) -> Result<Records, Failure> {
    let mut all = Vec::new();
    for kind in DIRECTORY {
        all.extend(store.records(kind)?);
    }
    Ok(Records::collect(store.district()?, all))
}

fn title(records: &Records) -> String {
    match &records.district {
        Some(district) => format!("Directory of services, {}", district.name),
        None => "Directory of services".to_owned(),
    }
}

fn write(
    directory: &Directory,
    format: Format,
    title: &str,
    mut out: impl Write,
) -> io::Result<()> {
    match format {
        Format::Json => write_json(directory, &mut out)?,
        Format::Ndjson => write_ndjson(directory, &mut out)?,
        Format::Tabular => {
            let mut zip = Cursor::new(Vec::new());
            write_tabular(directory, title, &mut zip)?;
            out.write_all(zip.get_ref())?;
        }
    }
    out.flush()
}
