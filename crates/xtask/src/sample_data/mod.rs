//! `cargo xtask sample-data`: draws the fictional district Riverbend.

mod assets;
mod directory;
mod district;
mod geojson;
mod layers;
mod mesh;
mod parks;
mod partition;
mod places;
mod readme;
mod responses;
mod streets;
mod terrain;
mod town;

#[cfg(test)]
#[path = "sample_data_tests.rs"]
mod tests;

use std::collections::BTreeMap;
use std::path::Path;

use crate::failure::Failure;
use crate::process::root;
use terrain::Terrain;
use town::{Town, chance};

/// The seed of the district in `data/sample`.
const SEED: u64 = 20;

/// Files by their path below `data/sample`.
type Files = BTreeMap<String, Vec<u8>>;

/// Options of the command.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Leave the answers of families as they are: drawing them takes the built product
    #[arg(long)]
    no_responses: bool,
}

/// Draws `data/sample` and writes `data/README.md`.
pub(crate) fn sample_data(options: &Options) -> Result<(), Failure> {
    let data = root().join("data");
    let sample = data.join("sample");
    let files = draw(SEED);
    write(&files, &sample)?;
    eprintln!("drew {} files into data/sample", files.len());
    if !options.no_responses {
        responses::simulate(&sample)?;
    }
    let page = readme::page(&sample)?;
    std::fs::write(data.join("README.md"), page).map_err(Failure::during("data/README.md"))
}

/// Draws all files but the answers of families.
fn draw(seed: u64) -> Files {
    let terrain = Terrain::draw(&mut chance(seed, 0));
    let town = Town::draw(seed, &terrain);
    let layers = [
        (
            "schools.geojson",
            layers::schools(&town, &mut chance(seed, 2)),
        ),
        ("zones-elementary.geojson", layers::zones(&town, 0)),
        ("zones-middle.geojson", layers::zones(&town, 1)),
        ("zones-high.geojson", layers::zones(&town, 2)),
        ("neighborhoods.geojson", layers::neighborhoods(&town)),
        (
            "population.geojson",
            layers::population(&town, &mut chance(seed, 3)),
        ),
        (
            "context.geojson",
            streets::context(&town, &mut chance(seed, 4)),
        ),
        (
            "assets.geojson",
            assets::assets(&town, &mut chance(seed, 5)),
        ),
    ];
    let mut files = directory::directory(&town, &mut chance(seed, 6));
    for (name, features) in layers {
        files.insert(name.to_owned(), geojson::collection(&features).into_bytes());
    }
    files.insert(
        "district.toml".to_owned(),
        district::RIVERBEND.as_bytes().to_vec(),
    );
    files
}

fn write(files: &Files, folder: &Path) -> Result<(), Failure> {
    for (name, bytes) in files {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)
                .map_err(Failure::during(parent.display().to_string()))?;
        }
        std::fs::write(&path, bytes).map_err(Failure::during(path.display().to_string()))?;
    }
    Ok(())
}
