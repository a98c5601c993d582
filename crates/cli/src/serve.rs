//! `commonground serve`

use crate::data_dir::DataDir;
use crate::exit::Failure;
use crate::output;
use api::live::{Live, Snapshot};
use api::{Basemap, Basemaps, Settings, StaffToken};
use clap::Args;
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::Arc;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  commonground serve --port 8080\n\n\
                        Without a staff token only released figures are served: small counts hidden, others rounded.")]
pub(crate) struct ServeArgs {
    /// The port.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// The address to listen on; 0.0.0.0 for every one of this machine.
    #[arg(long, default_value = "127.0.0.1")]
    host: String,
    /// A secret of 16 or more characters that opens the raw figures when sent as `Authorization: Bearer …`.
    #[arg(
        long,
        env = "COMMONGROUND_STAFF_TOKEN",
        hide_env_values = true,
        value_name = "SECRET"
    )]
    staff_token: Option<String>,
    /// The MapLibre style of an online basemap, under a light map; by default the map asks no other host.
    #[arg(long, value_name = "URL")]
    basemap: Option<Basemap>,
    /// The same for readers whose screens are dark; without it they see the map's own ground.
    #[arg(long, value_name = "URL")]
    basemap_dark: Option<Basemap>,
    #[command(flatten)]
    data_dir: DataDir,
}

pub(crate) fn run(arguments: ServeArgs) -> Result<(), Failure> {
    let staff_token = arguments.staff_token.map(|secret| {
        StaffToken::new(secret).ok_or_else(|| {
            Failure::Usage(format!(
                "--staff-token needs {} or more characters",
                StaffToken::MIN_LENGTH
            ))
        })
    });
    let staff_token = staff_token.transpose()?;
    let listener = listen(&arguments.host, arguments.port)?;
    let database = arguments.data_dir.database();
    let snapshot = arguments.data_dir.snapshot()?;
    let address = listener.local_addr()?;
    output::line(format_args!(
        "Serving {} on http://{address}  (Ctrl-C stops)",
        database.display()
    ));
    serve(
        listener,
        snapshot,
        database,
        Options {
            staff_token,
            basemaps: Basemaps {
                light: arguments.basemap,
                dark: arguments.basemap_dark,
            },
        },
    )
}

/// Settings of a server beside its data.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// The token of the staff view.
    pub(crate) staff_token: Option<StaffToken>,
    /// Online basemaps.
    pub(crate) basemaps: Basemaps,
}

/// Takes the port.
pub(crate) fn listen(host: &str, port: u16) -> Result<TcpListener, Failure> {
    TcpListener::bind((host, port)).map_err(|error| {
        Failure::while_doing(
            format_args!(
                "port {port} of {host} cannot be used (another one is chosen with --port)"
            ),
            error,
        )
    })
}

/// Serves a snapshot, and follows the database that it came from.
pub(crate) fn serve(
    listener: TcpListener,
    snapshot: Snapshot,
    database: PathBuf,
    options: Options,
) -> Result<(), Failure> {
    snapshot.atlas.coordinate();
    let live = Arc::new(Live::new(snapshot));
    let follower = Arc::clone(&live);
    std::thread::spawn(move || follower.follow(database));
    let n_workers = std::thread::available_parallelism().map_or(2, usize::from);
    let Options {
        staff_token,
        basemaps,
    } = options;
    Ok(api::serve(
        listener,
        Settings {
            live,
            staff_token,
            page: PAGE,
            basemaps,
            n_workers,
        },
    )?)
}

/// The files of the sample district: path below its folder, and content.
pub(crate) const fn sample() -> &'static [(&'static str, &'static [u8])] {
    SAMPLE
}
