//! `commonground backup`

use crate::data_dir::DataDir;
use crate::exit::Failure;
use crate::output;
use clap::Args;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  commonground backup district-2026-11-23.sqlite")]
pub(crate) struct BackupArgs {
    /// The new file.
    file: PathBuf,
    #[command(flatten)]
    data_dir: DataDir,
}

pub(crate) fn run(arguments: &BackupArgs) -> Result<(), Failure> {
    arguments
        .data_dir
        .open_existing()?
        .backup(&arguments.file)?;
    output::line(format_args!(
        "The database is copied to {}.",
        arguments.file.display()
    ));
    Ok(())
}
