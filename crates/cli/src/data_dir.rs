//! The folder in which a district's database lies.

use crate::exit::Failure;
use api::live::Snapshot;
use clap::Args;
use std::path::PathBuf;
use store::Store;

/// The option `--data-dir`.
#[derive(Debug, Clone, Args)]
pub(crate) struct DataDir {
    /// The folder that holds the database; made when missing.
    #[arg(long, value_name = "DIR", default_value = "commonground-data")]
    data_dir: PathBuf,
}

impl DataDir {
    /// The folder at `path`.
    pub(crate) fn at(path: PathBuf) -> Self {
        Self { data_dir: path }
    }

    /// The path of the database.
    pub(crate) fn database(&self) -> PathBuf {
        self.data_dir.join("commonground.sqlite")
    }

    /// Opens the database, making folder and file where they are missing.
    pub(crate) fn open(&self) -> Result<Store, Failure> {
        std::fs::create_dir_all(&self.data_dir).map_err(|error| {
            Failure::while_doing(
                format_args!("the folder {} cannot be made", self.data_dir.display()),
                error,
            )
        })?;
        Ok(Store::open(&self.database())?)
    }

    /// Opens a database that must be there already.
    pub(crate) fn open_existing(&self) -> Result<Store, Failure> {
        let path = self.database();
        if !path.exists() {
            let path = path.display();
            return Err(Failure::Usage(format!(
                "there is no database at {path}: import something first, or name its folder with --data-dir"
            )));
        }
        Ok(Store::open(&path)?)
    }

    /// The atlas of a database that must be there already.
    pub(crate) fn snapshot(&self) -> Result<Snapshot, Failure> {
        Ok(Snapshot::read(&self.open_existing()?)?)
    }
}
