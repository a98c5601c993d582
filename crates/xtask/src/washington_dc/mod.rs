//! `cargo xtask washington-dc`: the whole way on the real files of a city, with no hand work.

mod sums;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::failure::Failure;
use crate::process::{build_product, find, output, root, run};

/// Options of the command.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Folder with the city's files (schools/, zones/, areas/, assets/, hsds/, streets/, feeder/)
    #[arg(long, value_name = "DIR")]
    from: PathBuf,
    /// Folder for the database (made anew) and the gap layers
    #[arg(long, value_name = "DIR", default_value = "target/washington-dc")]
    out: PathBuf,
    /// The product's binary; built in release mode when not given
    #[arg(long, value_name = "PATH")]
    bin: Option<PathBuf>,
}

/// One import: kind, file below the city's folder, name of its mapping, further arguments.
struct Import {
    kind: &'static str,
    file: String,
    map: String,
    more: Vec<String>,
}

/// The areas of the gap layers.
const GEOGRAPHIES: [&str; 4] = [
    "neighborhood",
    "attendance-zone",
    "feeder-pattern",
    "school",
];
const WAVE: &str = "2016-fall";
/// Where the observed flows of pupils are.
const OBSERVED: &str = "feeder/feeder_enrollment_sy2011_12.csv";

/// Imports everything, draws a survey, and writes every gap layer.
pub(crate) fn washington_dc(options: &Options) -> Result<(), Failure> {
    let product = match &options.bin {
        Some(path) => path.clone(),
        None => build_product(true)?,
    };
    let city = City {
        product,
        from: options.from.clone(),
        out: options.out.clone(),
        start: Instant::now(),
    };
    city.prepare()?;
    city.product(
        "district",
        &[
            "district",
            "--name",
            "Washington, DC",
            "--time-zone",
            "America/New_York",
        ],
    )?;
    for import in imports(&options.from)? {
        city.import(&import)?;
    }
    city.survey()?;
    city.product("check", &["check"])?;
    let (observed, map) = (city.file(OBSERVED), mapping("dc-observed-feeders"));
    city.product(
        "feeders, derived and observed",
        &["feeders", "--observed", &observed, "--map", &map],
    )?;
    city.gap_layers()
}

struct City {
    product: PathBuf,
    from: PathBuf,
    out: PathBuf,
    start: Instant,
}

impl City {
    /// Makes the output folder, and removes the database of an earlier run from it.
    fn prepare(&self) -> Result<(), Failure> {
        let data = self.data();
        if data.exists() {
            std::fs::remove_dir_all(&data).map_err(Failure::during(data.display().to_string()))?;
        }
        std::fs::create_dir_all(&self.out).map_err(Failure::during(self.out.display().to_string()))
    }

    fn data(&self) -> PathBuf {
        self.out.join("washington-dc.database")
    }

    fn file(&self, name: &str) -> String {
        self.from.join(name).to_string_lossy().into_owned()
    }

    fn import(&self, import: &Import) -> Result<(), Failure> {
        let (file, map) = (self.file(&import.file), mapping(&import.map));
        let mut arguments = vec!["import", import.kind, &file, "--map", &map];
        arguments.extend(import.more.iter().map(String::as_str));
        self.product(
            &format!("import {} {}", import.kind, import.file),
            &arguments,
        )
    }

    /// No survey of families by row is public, so one is drawn; every report says so.
    fn survey(&self) -> Result<(), Failure> {
        let out = self.out.join("responses.csv");
        let out = out.to_string_lossy();
        let arguments = [
            "simulate",
            "responses",
            "--wave",
            WAVE,
            "--n",
            "6000",
            "--seed",
            "2016",
            "--out",
            &out,
        ];
        self.product("simulate responses", &arguments)?;
        self.product("import responses", &["import", "responses", &out])
    }

    /// Writes every gap layer, opens it with GDAL, and checks that the layers add up and agree.
    fn gap_layers(&self) -> Result<(), Failure> {
        let mut district: Option<sums::Totals> = None;
        for geography in GEOGRAPHIES {
            let file = self.gap_layer(geography)?;
            let text = std::fs::read_to_string(&file)
                .map_err(Failure::during(file.display().to_string()))?;
            let totals = sums::totals(geography, &text)?;
            sums::compare(district.get_or_insert_with(|| totals.clone()), &totals)?;
        }
        eprintln!(
            "== all gap layers add up (after {:.1} s)",
            self.start.elapsed().as_secs_f64()
        );
        Ok(())
    }

    fn gap_layer(&self, geography: &str) -> Result<PathBuf, Failure> {
        let file = self.out.join(format!("gaps-by-{geography}.geojson"));
        let out = file.to_string_lossy();
        self.product(
            &format!("gaps by {geography}"),
            &[
                "gaps", "--by", geography, "--format", "geojson", "--out", &out,
            ],
        )?;
        if find(&["ogrinfo"]).is_none() {
            eprintln!("   ogrinfo is not installed: the layer was not opened with GDAL");
            return Ok(file);
        }
        let summary = output(
            Command::new("ogrinfo")
                .args(["-ro", "-al", "-so"])
                .arg(&file),
        )?;
        let count = summary
            .lines()
            .find(|line| line.starts_with("Feature Count"));
        let count =
            count.ok_or_else(|| Failure::new(format!("ogrinfo found no features in {out}")))?;
        eprintln!("   ogrinfo: {count}");
        Ok(file)
    }

    /// Runs the product on the city's database and says what is done and how long it took.
    fn product(&self, what: &str, arguments: &[&str]) -> Result<(), Failure> {
        let at = self.start.elapsed().as_secs_f64();
        eprintln!("== {what} (after {at:.1} s)");
        let begin = Instant::now();
        run(Command::new(&self.product)
            .args(arguments)
            .arg("--data-dir")
            .arg(self.data())
            .stdin(Stdio::null()))?;
        eprintln!("   took {:.1} s", begin.elapsed().as_secs_f64());
        Ok(())
    }
}

/// Everything that is imported, in order.
fn imports(from: &Path) -> Result<Vec<Import>, Failure> {
    let plain = |kind, file: &str, map: &str| Import {
        kind,
        file: file.to_owned(),
        map: map.to_owned(),
        more: Vec::new(),
    };
    let mut all = vec![
        plain(
            "schools",
            "schools/public_schools.geojson",
            "dc-public-schools",
        ),
        plain(
            "schools",
            "schools/charter_schools.geojson",
            "dc-charter-schools",
        ),
    ];
    for level in ["elementary", "middle", "high"] {
        let more = vec!["--set".to_owned(), format!("level={level}")];
        all.push(Import {
            more,
            ..plain("zones", &format!("zones/{level}.geojson"), "dc-zones")
        });
    }
    all.push(plain(
        "neighborhoods",
        "areas/neighborhood_clusters.geojson",
        "dc-neighborhood-clusters",
    ));
    all.push(plain(
        "population",
        "areas/census_block_groups_2010.geojson",
        "dc-block-groups",
    ));
    let confidential = from
        .join("assets/human_service_locations.geojson")
        .to_string_lossy()
        .into_owned();
    let more = vec!["--confidential".to_owned(), confidential];
    all.push(Import {
        more,
        ..plain("directory", "hsds", "dc-directory")
    });
    for layer in asset_layers()? {
        all.push(plain(
            "assets",
            &format!("assets/{}.geojson", layer.replace('-', "_")),
            &format!("dc-assets-{layer}"),
        ));
    }
    for (file, map) in [
        ("streets/tiger_2018_roads.geojson", "dc-streets"),
        ("assets/parks_and_recreation_areas.geojson", "dc-parks"),
    ] {
        all.push(plain("context", file, map));
    }
    Ok(all)
}

/// The asset layers are those for which there is a mapping, named as it is: with `-` where the file has `_`.
fn asset_layers() -> Result<Vec<String>, Failure> {
    let folder = root().join("data").join("mappings");
    let entries =
        std::fs::read_dir(&folder).map_err(Failure::during(folder.display().to_string()))?;
    let mut layers: Vec<String> = entries
        .filter_map(Result::ok)
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter_map(|name| {
            Some(
                name.strip_prefix("dc-assets-")?
                    .strip_suffix(".toml")?
                    .to_owned(),
            )
        })
        .collect();
    layers.sort();
    if layers.is_empty() {
        return Err(Failure::new(format!(
            "no dc-assets-*.toml in {}",
            folder.display()
        )));
    }
    Ok(layers)
}

fn mapping(name: &str) -> String {
    root()
        .join("data")
        .join("mappings")
        .join(format!("{name}.toml"))
        .to_string_lossy()
        .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The real files lie beside the checkout, where there is room for them; the repository does not hold them.
    #[test]
    fn the_whole_way_works_on_washington_dc() {
        let from = root().join("../shared/data/washington-dc");
        let Some(bin) = std::env::var_os("COMMONGROUND_BIN").filter(|_| from.is_dir()) else {
            eprintln!(
                "skipped the_whole_way_works_on_washington_dc: no files of the city, or COMMONGROUND_BIN not set"
            );
            return;
        };
        let out = tempfile::tempdir().unwrap();
        let options = Options {
            from,
            out: out.path().to_path_buf(),
            bin: Some(bin.into()),
        };
        washington_dc(&options).unwrap();
        for geography in GEOGRAPHIES {
            assert!(
                out.path()
                    .join(format!("gaps-by-{geography}.geojson"))
                    .is_file(),
                "{geography}"
            );
        }
    }
}
