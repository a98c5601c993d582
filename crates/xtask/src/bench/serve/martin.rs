//! Martin beside our server: the same polygons and columns, from PostGIS.

use super::{Bench, fetch, free_port, start, tell};
use crate::failure::Failure;
use crate::process::{find, run};
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Names a database with PostGIS that may be written to, as `postgres://user@host:port/database`.
const DATABASE: &str = "COMMONGROUND_BENCH_POSTGIS";
/// The table of the layer.
const TABLE: &str = "commonground_bench";

/// The same tiles from Martin, first without its cache, then with it; `ours` are requests a second, each tile once and warm.
pub(super) fn beside(bench: &Bench, tiles: &[[u32; 3]], ours: (f64, f64)) -> Result<(), Failure> {
    let Ok(database) = std::env::var(DATABASE) else {
        return tell(format_args!(
            "skipped: {DATABASE} names no database for Martin"
        ));
    };
    let (Some(martin), Some(ogr2ogr)) = (find(&["martin"]), find(&["ogr2ogr"])) else {
        return tell(format_args!(
            "skipped: Martin and ogr2ogr are not both installed"
        ));
    };
    load(bench, &ogr2ogr, &database)?;
    let paths: Vec<_> = tiles
        .iter()
        .map(|[zoom, x, y]| format!("/{TABLE}/{zoom}/{x}/{y}"))
        .collect();
    let start_with = |cache: &[&str]| {
        let port = free_port()?;
        let mut command = Command::new(&martin);
        command
            .arg(&database)
            .args(["-l", &format!("127.0.0.1:{port}")])
            .args(cache);
        let server = start(&mut command, port, "/health")?;
        Ok::<_, Failure>((server, format!("http://127.0.0.1:{port}")))
    };
    let first = {
        let (_server, base) = start_with(&["--cache-size", "0"])?;
        bench.once("Martin on PostGIS, no cache, each once", &base, &paths)?
    };
    let (_server, base) = start_with(&[])?;
    let warm = bench.warm("Martin on PostGIS, warm", &base, &paths)?;
    tell(format_args!(
        "  each once: {:.1} times Martin without its cache",
        ours.0 / first
    ))?;
    tell(format_args!(
        "  warm: {:.0} % of Martin",
        ours.1 / warm.per_second * 100.0
    ))
}

/// Puts the layer of one need into a table.
fn load(bench: &Bench, ogr2ogr: &Path, database: &str) -> Result<(), Failure> {
    let page = format!(
        "{}/collections/gaps-by-neighborhood/items?category=food&limit=1000",
        bench.base
    );
    let file = bench.folder.join("martin.geojson");
    fs::write(&file, fetch(&page, None)?).map_err(Failure::during("martin.geojson"))?;
    let script = bench.folder.join("martin.sql");
    let mut command = Command::new(ogr2ogr);
    command
        .args(["-q", "-f", "PGDump"])
        .arg(&script)
        .arg(&file)
        .args([
            "-nln",
            TABLE,
            "-nlt",
            "PROMOTE_TO_MULTI",
            "-lco",
            "GEOMETRY_NAME=geom",
            "-lco",
            "DROP_TABLE=IF_EXISTS",
        ]);
    run(&mut command)?;
    let mut command = Command::new("psql");
    command
        .args(["-q", "-v", "ON_ERROR_STOP=1", "-f"])
        .arg(&script)
        .arg(database);
    command.env("PGOPTIONS", "--client-min-messages=warning");
    run(command.stdout(Stdio::null()))
}
