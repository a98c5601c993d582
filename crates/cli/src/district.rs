//! `commonground district`

use crate::data_dir::DataDir;
use crate::exit::Failure;
use crate::output;
use clap::Args;
use jiff::Timestamp;
use model::record::District;
use store::Store;

#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  commonground district --name \"Riverbend Unified\" --time-zone America/Chicago"
)]
pub(crate) struct DistrictArgs {
    /// The district's name.
    #[arg(long)]
    name: String,
    /// Its IANA time zone; opening hours are read in it.
    #[arg(long, value_name = "ZONE")]
    time_zone: String,
    #[command(flatten)]
    data_dir: DataDir,
}

pub(crate) fn run(arguments: &DistrictArgs) -> Result<(), Failure> {
    let mut store = arguments.data_dir.open()?;
    set(&mut store, &arguments.name, &arguments.time_zone)?;
    output::line(format_args!(
        "The district is {}, in the time zone {}.",
        arguments.name, arguments.time_zone
    ));
    Ok(())
}

/// Names the district in the store.
pub(crate) fn set(store: &mut Store, name: &str, time_zone: &str) -> Result<(), Failure> {
    if name.trim().is_empty() {
        return Err(Failure::Usage("the district needs a name".to_owned()));
    }
    if jiff::tz::TimeZone::get(time_zone).is_err() {
        return Err(Failure::Usage(format!(
            "{time_zone:?} is not an IANA time zone such as America/New_York"
        )));
    }
    let district = District {
        name: name.trim().to_owned(),
        time_zone: time_zone.to_owned(),
    };
    Ok(store.set_district(&district, &Timestamp::now().to_string())?)
}
