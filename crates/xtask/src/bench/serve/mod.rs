//! `cargo xtask bench --serve`: the server under load, beside nginx with the same bytes and Martin with the same layer in PostGIS where they are
//! installed.
//!
//! Everything runs on this machine, the load generator (`wrk`) too: figures are for comparing within one run.

mod martin;

use super::city::{City, Ground, chance};
use super::draw::{Drawn, Kind};
use super::people::needs;
use crate::failure::Failure;
use crate::process::{find, run};
use rand::RngExt;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The layer: 800 polygons.
const TRACTS: Drawn = Drawn {
    name: "serve_tracts.geojson",
    rows: 800,
    kind: Kind::Cells,
};
/// Answers of families.
const N_RESPONSES: usize = 150_000;
/// What each family may ask for: with 800 polygons, 10,400 rows.
const CATEGORIES: [&str; 13] = [
    "after-school",
    "food",
    "tutoring",
    "housing",
    "clothing",
    "transport",
    "technology",
    "child-care",
    "summer",
    "utilities",
    "mental-health",
    "legal-help",
    "language-help",
];
/// Connections, of the load generator and where each tile is asked for once.
const N_CONNECTIONS: usize = 8;
/// Seconds of load a line.
const SECONDS: u32 = 10;
/// How long a server may take to come up.
const PATIENCE: Duration = Duration::from_secs(120);

/// A child process that is stopped when dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself, in which case there is nothing to stop.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What a load of some seconds brought.
struct Load {
    per_second: f64,
    median: String,
    p99: String,
    n_failed: String,
}

/// Draws a district of 800 neighborhoods, serves it, and loads it with 8 connections.
pub(super) fn serve(product: &Path, folder: &Path, seed: u64) -> Result<(), Failure> {
    let wrk = find(&["wrk"]).ok_or_else(|| {
        Failure::new("`wrk` is needed to load a server: install it (Debian: apt-get install wrk)")
    })?;
    let district = district(product, folder, seed)?;
    let port = free_port()?;
    let server = start(
        Command::new(product)
            .args(["serve", "--port", &port.to_string(), "--data-dir"])
            .arg(&district),
        port,
        "/health",
    )?;
    let bench = Bench {
        wrk,
        folder: folder.to_owned(),
        base: format!("http://127.0.0.1:{port}"),
    };
    tell(format_args!(
        "{:<52} {:>10} {:>10} {:>10}  failed",
        "what", "requests/s", "p50", "p99"
    ))?;
    bench.pages()?;
    bench.filters()?;
    bench.tiles()?;
    if let Some(kib) = memory_kib(server.0.id()) {
        tell(format_args!(
            "memory of our server after all this: {} MiB",
            kib / 1024
        ))?;
    }
    Ok(())
}

/// A data folder with the district in it, made once.
fn district(product: &Path, folder: &Path, seed: u64) -> Result<PathBuf, Failure> {
    let data = folder.join("serve-district-of-13");
    if data.join("commonground.sqlite").exists() {
        return Ok(data);
    }
    TRACTS.draw(folder, seed)?;
    let responses = folder.join("serve_responses.csv");
    fs::write(&responses, responses_csv(seed))
        .map_err(Failure::during("the responses cannot be written"))?;
    let part = folder.join("serve-district-of-13.part");
    fs::remove_dir_all(&part).ok();
    let product = |words: &[&str], file: Option<&Path>| {
        let mut command = Command::new(product);
        command.args(words).args(file).arg("--data-dir").arg(&part);
        run(command.stdout(Stdio::null()))
    };
    product(
        &[
            "district",
            "--name",
            "Bench",
            "--time-zone",
            "America/Chicago",
        ],
        None,
    )?;
    product(
        &["import", "neighborhoods"],
        Some(&folder.join(TRACTS.name)),
    )?;
    product(&["import", "responses"], Some(&responses))?;
    fs::rename(&part, &data).map_err(Failure::during("the district cannot be put in place"))?;
    Ok(data)
}

fn responses_csv(seed: u64) -> String {
    let city = City::draw(Ground::CITY, seed);
    let mut rng = chance(seed, "serve/categories");
    let mut csv = String::from("id,wave,lon,lat,needs\n");
    for (number, need) in needs(&city, seed, "serve/responses")
        .take(N_RESPONSES)
        .enumerate()
    {
        let category = CATEGORIES[rng.random_range(0..CATEGORIES.len())];
        writeln!(
            csv,
            "r{number},2026-fall,{},{},{category}",
            need.lon, need.lat
        )
        .expect("text takes every character");
    }
    csv
}

fn free_port() -> Result<u16, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
    Ok(listener
        .map_err(Failure::during("there is no free port"))?
        .port())
}

fn start(command: &mut Command, port: u16, path: &str) -> Result<Running, Failure> {
    let child = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let running = Running(child.map_err(Failure::during("a server cannot be started"))?);
    let started = Instant::now();
    while ureq::get(&format!("http://127.0.0.1:{port}{path}"))
        .call()
        .is_err()
    {
        if started.elapsed() > PATIENCE {
            return Err(Failure::new(format!("no server answers on port {port}")));
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(running)
}

fn memory_kib(id: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{id}/status")).ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

struct Bench {
    wrk: PathBuf,
    folder: PathBuf,
    base: String,
}

impl Bench {
    /// One layer as one page, plain and packed, and the same bytes from nginx.
    fn pages(&self) -> Result<(), Failure> {
        let page = format!(
            "{}/collections/gaps-by-neighborhood/items?category=food&limit=1000",
            self.base
        );
        let plain = fetch(&page, None)?;
        let packed = fetch(&page, Some("gzip"))?;
        let ours = [
            self.line("800 polygons as GeoJSON, plain", &page, &[])?,
            self.line("the same, gzip", &page, &["Accept-Encoding: gzip"])?,
        ];
        let tag = etag(&page)?;
        self.line(
            "the same, not modified",
            &page,
            &[&format!("If-None-Match: {tag}")],
        )?;
        let Some(nginx) = find(&["nginx"])
            .or_else(|| Some(PathBuf::from("/usr/sbin/nginx")).filter(|path| path.exists()))
        else {
            tell(format_args!("skipped: nginx is not installed"))?;
            return Ok(());
        };
        let root = self.folder.join("nginx");
        fs::create_dir_all(&root).map_err(Failure::during("a folder for nginx cannot be made"))?;
        for (name, bytes) in [("page.geojson", &plain), ("page.geojson.gz", &packed)] {
            fs::write(root.join(name), bytes).map_err(Failure::during(name.to_owned()))?;
        }
        let port = free_port()?;
        fs::write(root.join("nginx.conf"), nginx_conf(&root, port))
            .map_err(Failure::during("nginx.conf"))?;
        let _server = start(
            Command::new(nginx).arg("-c").arg(root.join("nginx.conf")),
            port,
            "/page.geojson",
        )?;
        let url = format!("http://127.0.0.1:{port}/page.geojson");
        let theirs = [
            self.line("nginx, the same bytes, plain", &url, &[])?,
            self.line(
                "nginx, the same bytes, gzip",
                &url,
                &["Accept-Encoding: gzip"],
            )?,
        ];
        for (name, (ours, theirs)) in ["plain", "gzip"].iter().zip(ours.iter().zip(&theirs)) {
            tell(format_args!(
                "  {name}: {:.0} % of nginx",
                ours.per_second / theirs.per_second * 100.0
            ))?;
        }
        Ok(())
    }

    /// Filters that nobody has asked for before: each request has its own.
    fn filters(&self) -> Result<(), Failure> {
        let script = self.folder.join("filters.lua");
        let text = "local n = 0\n\
                    request = function()\n  n = n + 1\n  \
                    return wrk.format('GET', '/collections/gaps-by-neighborhood/items?limit=10&filter=needs%3E' .. (n % 100000) .. '%20AND%20category%3C%3E%27all%27')\nend\n";
        fs::write(&script, text).map_err(Failure::during("filters.lua"))?;
        self.scripted("a CQL2 filter over the rows of the layer", &script)?;
        Ok(())
    }

    /// Tiles of zooms 10 to 14 over the city: each need's once, then those of one need again and again.
    fn tiles(&self) -> Result<(), Failure> {
        let tiles = tiles_of_city();
        let address = |category: &str, [zoom, x, y]: [u32; 3]| {
            format!(
                "/collections/gaps-by-neighborhood/tiles/WebMercatorQuad/{zoom}/{y}/{x}?category={category}"
            )
        };
        let of_all: Vec<_> = CATEGORIES
            .iter()
            .flat_map(|category| tiles.iter().map(|tile| address(category, *tile)))
            .collect();
        // What all tiles share is made with the first.
        fetch(&format!("{}{}", self.base, of_all[0]), None)?;
        let ours = self.once("tiles z10 to z14, each once", &self.base, &of_all[1..])?;
        let of_one: Vec<_> = tiles.iter().map(|tile| address("food", *tile)).collect();
        let warm = self.warm("tiles z10 to z14, warm", &self.base, &of_one)?;
        martin::beside(self, &tiles, (ours, warm.per_second))
    }

    /// Asks for every address once, over several connections; returns how many a second were answered.
    fn once(&self, name: &str, base: &str, paths: &[String]) -> Result<f64, Failure> {
        let started = Instant::now();
        let outcomes: Vec<Result<(), Failure>> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..N_CONNECTIONS)
                .map(|number| {
                    scope.spawn(move || {
                        let agent = ureq::Agent::new_with_defaults();
                        let own = paths.iter().skip(number).step_by(N_CONNECTIONS);
                        own.into_iter().try_for_each(|path| {
                            let url = format!("{base}{path}");
                            let reply =
                                agent.get(&url).header("Accept-Encoding", "identity").call();
                            let mut reply = reply.map_err(Failure::during(url.clone()))?;
                            let bytes = reply.body_mut().read_to_vec();
                            bytes.map(|_| ()).map_err(Failure::during(url))
                        })
                    })
                })
                .collect();
            let join = |thread: std::thread::ScopedJoinHandle<'_, _>| {
                thread
                    .join()
                    .unwrap_or_else(|_| Err(Failure::new("a connection broke off")))
            };
            threads.into_iter().map(join).collect()
        });
        outcomes.into_iter().collect::<Result<(), Failure>>()?;
        let per_second = paths.len() as f64 / started.elapsed().as_secs_f64();
        tell(format_args!("{name:<52} {per_second:>10.0}"))?;
        Ok(per_second)
    }

    /// Asks for the addresses one after the other, again and again.
    fn warm(&self, name: &str, base: &str, paths: &[String]) -> Result<Load, Failure> {
        let script = self.folder.join("tiles.lua");
        let quoted: Vec<_> = paths.iter().map(|path| format!("'{path}'")).collect();
        let text = format!(
            "local paths = {{{}}}\nlocal n = 0\nrequest = function()\n  n = n % #paths + 1\n  return wrk.format('GET', paths[n])\nend\n",
            quoted.join(",")
        );
        fs::write(&script, text).map_err(Failure::during("tiles.lua"))?;
        let mut command = self.command();
        self.told(name, command.arg("-s").arg(&script).arg(base))
    }

    fn line(&self, name: &str, url: &str, headers: &[&str]) -> Result<Load, Failure> {
        let mut command = self.command();
        for header in headers {
            command.args(["-H", header]);
        }
        self.told(name, command.arg(url))
    }

    fn scripted(&self, name: &str, script: &Path) -> Result<Load, Failure> {
        let mut command = self.command();
        self.told(name, command.arg("-s").arg(script).arg(&self.base))
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.wrk);
        command.args([
            "-t2",
            &format!("-c{N_CONNECTIONS}"),
            &format!("-d{SECONDS}s"),
            "--latency",
        ]);
        command
    }

    fn told(&self, name: &str, command: &mut Command) -> Result<Load, Failure> {
        let load = read(&crate::process::output(command)?);
        tell(format_args!(
            "{name:<52} {:>10.0} {:>10} {:>10}  {}",
            load.per_second, load.median, load.p99, load.n_failed
        ))?;
        Ok(load)
    }
}

/// Prints a line.
fn tell(line: std::fmt::Arguments<'_>) -> Result<(), Failure> {
    writeln!(std::io::stdout().lock(), "{line}").map_err(Failure::during("standard output"))
}

/// What `wrk` says.
fn read(said: &str) -> Load {
    let after = |label: &str| {
        let line = said
            .lines()
            .find_map(|line| line.trim().strip_prefix(label));
        line.map(|rest| rest.trim().to_owned()).unwrap_or_default()
    };
    Load {
        per_second: after("Requests/sec:").parse().unwrap_or(0.0),
        median: after("50%"),
        p99: after("99%"),
        n_failed: after("Non-2xx or 3xx responses:"),
    }
}

/// All tiles of zooms 10 to 14 that touch the city, as zoom, column, row.
fn tiles_of_city() -> Vec<[u32; 3]> {
    let [west, south, east, north] = Ground::CITY.edges;
    let mut tiles = Vec::new();
    for zoom in 10..=14 {
        let ((x0, y0), (x1, y1)) = (tile(west, north, zoom), tile(east, south, zoom));
        tiles.extend((x0..=x1).flat_map(|x| (y0..=y1).map(move |y| [zoom, x, y])));
    }
    tiles
}

/// The tile that holds a place.
fn tile(lon: f64, lat: f64, zoom: u32) -> (u32, u32) {
    let n = f64::from(1u32 << zoom);
    let lat = lat.to_radians();
    let y = (1.0 - (lat.tan() + 1.0 / lat.cos()).ln() / std::f64::consts::PI) / 2.0;
    (((lon + 180.0) / 360.0 * n) as u32, (y * n) as u32)
}

fn fetch(url: &str, encoding: Option<&str>) -> Result<Vec<u8>, Failure> {
    let mut request = ureq::get(url);
    if let Some(encoding) = encoding {
        request = request.header("Accept-Encoding", encoding);
    }
    let during = || Failure::during(url.to_owned());
    let mut reply = request.call().map_err(during())?;
    reply
        .body_mut()
        .with_config()
        .limit(1 << 30)
        .read_to_vec()
        .map_err(during())
}

fn etag(url: &str) -> Result<String, Failure> {
    let reply = ureq::get(url)
        .call()
        .map_err(Failure::during(url.to_owned()))?;
    let tag = reply
        .headers()
        .get("etag")
        .and_then(|tag| tag.to_str().ok());
    Ok(tag.unwrap_or_default().to_owned())
}

fn nginx_conf(root: &Path, port: u16) -> String {
    let root = root.display();
    format!(
        "worker_processes 2;\ndaemon off;\npid {root}/nginx.pid;\nerror_log {root}/error.log;\nevents {{ worker_connections 1024; }}\n\
         http {{\n  access_log off;\n  sendfile on;\n  tcp_nopush on;\n  gzip_static on;\n  keepalive_requests 100000000;\n  open_file_cache max=1000;\n  \
         types {{ application/geo+json geojson; }}\n  server {{ listen 127.0.0.1:{port}; root {root}; }}\n}}\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_load_generator_is_read() {
        let load = read(
            "  Latency Distribution\n     50%    5.80ms\n     99%   12.50ms\n  Non-2xx or 3xx responses: 3\nRequests/sec:   1244.31\n",
        );
        assert_eq!(
            (
                load.per_second,
                load.median.as_str(),
                load.p99.as_str(),
                load.n_failed.as_str()
            ),
            (1244.31, "5.80ms", "12.50ms", "3")
        );
    }

    #[test]
    fn tiles_are_numbered_from_the_northwest() {
        assert_eq!(tile(-180.0, 85.0, 1), (0, 0));
        assert_eq!(tile(90.0, -45.0, 1), (1, 1));
        // The tile of Chicago's center at zoom 10, as in the slippy map's own table of names.
        assert_eq!(tile(-87.63, 41.88, 10), (262, 380));
    }
}
