//! `commonground anatomy`

use crate::exit::Failure;
use crate::pairing::Pairing;
use crate::result_file::ResultFile;
use clap::Args;
use formats::bare::write::{ANATOMY_HEADER, anatomy_row};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  commonground anatomy --needs needs.csv --sites sites.csv --out anatomy.csv\n  \
                        commonground anatomy --reading strict          (the loaded district)\n\n\
                        After nearest first: what stands between each unmet share of a need and the sites of its category within twice its limit."
)]
pub(crate) struct AnatomyArgs {
    #[command(flatten)]
    pairing: Pairing,
    /// The file to write; standard output when not given.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(crate) fn run(arguments: &AnatomyArgs) -> Result<(), Failure> {
    let pair = arguments.pairing.load()?;
    let demand = pair.demand();
    let setting = pair.setting(&demand, &arguments.pairing);
    let (allocation, _) = setting.nearest_first();
    let mut rows = ANATOMY_HEADER.as_bytes().to_vec();
    for (need, parts) in pair.needs.iter().zip(setting.anatomy(&allocation)) {
        for (cause, share) in parts {
            anatomy_row(&mut rows, need.id.as_str(), cause, share);
        }
    }
    let mut result = ResultFile::create(arguments.out.as_deref())?;
    result.write(&rows)?;
    result.finish()
}
