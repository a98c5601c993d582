//! `commonground allocate`

use crate::exit::Failure;
use crate::pairing::Pairing;
use crate::result_file::ResultFile;
use clap::{Args, ValueEnum};
use formats::bare::write::{ALLOCATION_HEADER, allocation_row};
use matching::allocation::coordinated::Flow;
use model::units::Micro;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  commonground allocate --rule nearest-first --needs needs.csv --sites sites.csv --out allocation.csv\n  \
                        commonground allocate --rule coordinated          (the loaded district)"
)]
pub(crate) struct AllocateArgs {
    #[command(flatten)]
    pairing: Pairing,
    /// How places are shared.
    #[arg(long, value_enum)]
    rule: Rule,
    /// The file to write; standard output when not given.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// How places are shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Rule {
    /// What happens when nobody coordinates: by severity, then travel cost.
    NearestFirst,
    /// What a district could reach: most weight served, then least travel cost; a proven optimum.
    Coordinated,
}

pub(crate) fn run(arguments: &AllocateArgs) -> Result<(), Failure> {
    let pair = arguments.pairing.load()?;
    let demand = pair.demand();
    let setting = pair.setting(&demand, &arguments.pairing);
    let mut shares: Vec<_> = match arguments.rule {
        Rule::NearestFirst => {
            let (allocation, _) = setting.nearest_first();
            let share = |served: matching::allocation::Served| {
                (served.need, served.candidate.site, served.weight)
            };
            allocation.served.into_iter().map(share).collect()
        }
        Rule::Coordinated => {
            let share = |flow: Flow| (flow.need, flow.site, Micro::from_millionths(flow.weight));
            setting.coordinated().flows.into_iter().map(share).collect()
        }
    };
    shares.sort_unstable();
    let mut rows = ALLOCATION_HEADER.as_bytes().to_vec();
    for (need, site, weight) in shares {
        let (need, site) = (
            &pair.needs[need as usize],
            &pair.supply.sites()[site as usize],
        );
        allocation_row(&mut rows, need.id.as_str(), site.id.as_str(), weight);
    }
    let mut result = ResultFile::create(arguments.out.as_deref())?;
    result.write(&rows)?;
    result.finish()
}
