//! `commonground export`

mod collection;
mod directory;

use crate::exit::Failure;
use clap::{Args, Subcommand};

#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_negates_reqs = true,
    after_help = "Examples:\n  commonground export gaps-by-feeder-pattern --filter \"category = 'after-school' AND unmet_rate > 0.3\" \\\n    \
                  --sortby=-unmet --format csv --out gaps.csv\n  commonground export attendance-zones --format parquet --out zones.parquet\n  \
                  commonground export directory --format hsds-tabular --out directory.zip\n\n\
                  Figures are released: the same that `serve` publishes. `commonground gaps` prints raw ones."
)]
pub(crate) struct ExportArgs {
    #[command(subcommand)]
    what: Option<What>,
    #[command(flatten)]
    collection: collection::CollectionArgs,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write the directory of services in HSDS 3.1.
    Directory(directory::DirectoryArgs),
}

pub(crate) fn run(arguments: &ExportArgs) -> Result<(), Failure> {
    match &arguments.what {
        Some(What::Directory(arguments)) => directory::run(arguments),
        None => collection::run(&arguments.collection),
    }
}
