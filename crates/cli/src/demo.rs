//! `commonground demo`

use crate::data_dir::DataDir;
use crate::exit::Failure;
use crate::serve::{self, Options};
use crate::{district, import, output};
use api::live::Snapshot;
use clap::Args;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  commonground demo --port 8090 --fresh")]
pub(crate) struct DemoArgs {
    /// The port.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The folder that holds the demo's database; made when missing.
    #[arg(long, value_name = "DIR", default_value = "commonground-demo")]
    data_dir: PathBuf,
    /// Throw the demo's database away and load the sample district anew.
    #[arg(long)]
    fresh: bool,
}

/// How the sample district is loaded: `district.toml` among its files.
#[derive(Debug, Deserialize)]
struct Sample {
    district: SampleDistrict,
    import: Vec<SampleImport>,
}

#[derive(Debug, Deserialize)]
struct SampleDistrict {
    name: String,
    time_zone: String,
}

#[derive(Debug, Deserialize)]
struct SampleImport {
    kind: String,
    files: Vec<PathBuf>,
    #[serde(default)]
    set: BTreeMap<String, String>,
    confidential: Option<PathBuf>,
}

pub(crate) fn run(arguments: &DemoArgs) -> Result<(), Failure> {
    let listener = serve::listen("127.0.0.1", arguments.port)?;
    let address = listener.local_addr()?;
    let data_dir = DataDir::at(arguments.data_dir.clone());
    let database = data_dir.database();
    if arguments.fresh {
        remove(&database)?;
    }
    if database.exists() {
        output::line(format_args!(
            "The demo's database is {} (--fresh makes it anew).",
            database.display()
        ));
    } else {
        load(&arguments.data_dir)?;
        output::line(format_args!(
            "The fictional district Riverbend is loaded into {}.",
            database.display()
        ));
    }
    let snapshot = Snapshot::read(&data_dir.open_existing()?)?;
    output::line(format_args!(
        "\n  Open  http://{address}\n\n  Try:  choose \"After-school care\" and click an area on the map;\n        \
         switch to feeder patterns, or to Spanish;\n        \
         curl 'http://{address}/collections/gaps-by-feeder-pattern/items?category=after-school'\n\n  Ctrl-C stops.",
    ));
    serve::serve(listener, snapshot, database, Options::default())
}

/// Removes the database and what SQLite keeps beside it.
fn remove(database: &Path) -> Result<(), Failure> {
    for suffix in ["", "-wal", "-shm"] {
        let mut path = database.as_os_str().to_owned();
        path.push(suffix);
        match std::fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::while_doing(
                    format_args!("{} cannot be removed", database.display()),
                    error,
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Loads the sample into a database under another name, and gives it its name when all of it is in: an interrupted start leaves none.
fn load(folder: &Path) -> Result<(), Failure> {
    let files = folder.join("sample");
    for (path, bytes) in serve::sample() {
        let path = files.join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(&files))?;
        std::fs::write(path, bytes)?;
    }
    let text = std::fs::read_to_string(files.join("district.toml"))?;
    let sample: Sample = toml::from_str(&text)
        .map_err(|error| Failure::while_doing("the sample district cannot be read", error))?;
    let unfinished = DataDir::at(folder.join("unfinished"));
    remove(&unfinished.database())?;
    let mut store = unfinished.open()?;
    district::set(
        &mut store,
        &sample.district.name,
        &sample.district.time_zone,
    )?;
    for item in &sample.import {
        output::note(format_args!("loading {} …", item.kind));
        let paths: Vec<_> = item.files.iter().map(|file| files.join(file)).collect();
        let confidential = item.confidential.as_ref().map(|file| files.join(file));
        import::load_quietly(
            &mut store,
            &item.kind,
            &paths,
            &item.set,
            confidential.as_deref(),
        )?;
    }
    let finished = DataDir::at(folder.to_owned()).database();
    store.backup(&finished)?;
    drop(store);
    remove(&unfinished.database())?;
    let _ = std::fs::remove_dir(folder.join("unfinished"));
    Ok(())
}
