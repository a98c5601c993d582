//! The answers of families, drawn by the product itself from the district that was drawn here.

use std::path::Path;
use std::process::Command;

use super::district::{Manifest, RIVERBEND};
use crate::failure::Failure;
use crate::process::{build_product, run};

/// A wave of answers: its name, the file, the seed.
const WAVES: [(&str, &str, &str); 2] = [
    ("2025-fall", "responses-2025-fall.csv", "11"),
    ("2026-fall", "responses-2026-fall.csv", "11"),
];
/// Answers in a wave.
const N_RESPONSES: &str = "2500";

/// Imports the drawn files into a passing district and writes the two waves beside them.
pub(crate) fn simulate(sample: &Path) -> Result<(), Failure> {
    let product = build_product(false)?;
    let folder = tempfile::tempdir().map_err(Failure::during("cannot make a temporary folder"))?;
    let product = |arguments: &[&str]| {
        let mut command = Command::new(&product);
        command.args(arguments).arg("--data-dir").arg(folder.path());
        run(&mut command)
    };
    let manifest: Manifest =
        toml::from_str(RIVERBEND).map_err(Failure::during("district.toml cannot be read"))?;
    let district = &manifest.district;
    product(&[
        "district",
        "--name",
        &district.name,
        "--time-zone",
        &district.time_zone,
    ])?;
    for import in manifest
        .imports
        .iter()
        .filter(|import| import.kind != "responses")
    {
        let arguments = import.arguments(sample);
        product(&arguments.iter().map(String::as_str).collect::<Vec<_>>())?;
    }
    for (wave, file, seed) in WAVES {
        let out = sample.join(file);
        let out = out.to_string_lossy();
        product(&[
            "simulate",
            "responses",
            "--wave",
            wave,
            "--n",
            N_RESPONSES,
            "--seed",
            seed,
            "--out",
            &out,
        ])?;
    }
    Ok(())
}
