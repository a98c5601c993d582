//! `data/README.md`: what every file is, with a checksum that a test compares.

use std::fmt::Write as _;
use std::path::Path;

use sha2::{Digest, Sha256};

use crate::failure::Failure;

const HEAD: &str = "# Data

`sample/` is **Riverbend Unified, a fictional school district**: no such town, school, organization, street or family exists.
It was drawn from a fixed seed by `cargo xtask sample-data`, which also wrote this page; the answers of families are simulated.
It stands where there is nothing but grassland, telephone numbers are of the kind that is never given out, and web addresses end in `.example`.

`commonground demo` loads the files in the order of `sample/district.toml`; a district of your own can be loaded the same way.
`mappings/` holds column mappings for real files.

What to look for: one split feeder (Linden Elementary), a well served old town, an east bank where some kinds of help are
not offered at all, a corner (Hollow Creek) with nothing, two shelters whose place must never show, services with full
hours of mornings only, prices, age limits, one language only, no places left, and services of which one does not know.

All coordinates are WGS 84 longitude and latitude (EPSG:4326, written CRS84 in GeoJSON), 6 decimals. Borders of a layer coincide to the last digit.

| file | what | rows | CRS | license | date | SHA-256 |
| --- | --- | --- | --- | --- | --- | --- |
";

/// The day of the drawing, which the answers and verification dates are made for.
const DATE: &str = "2026-11-23";
const LICENSE: &str = "MIT OR Apache-2.0";

/// What the files are, by the beginning of their path; the first that fits counts.
const ABOUT: [(&str, &str); 29] = [
    (
        "assets.geojson",
        "places that offer no service yet: potential partners",
    ),
    (
        "confidential.csv",
        "services whose location is confidential although the directory has coordinates",
    ),
    (
        "context.geojson",
        "streets, water and parks, for the background of the map",
    ),
    (
        "directory/accessibility.csv",
        "HSDS 3.1: arrangements for disabled people, by location",
    ),
    (
        "directory/addresses.csv",
        "HSDS 3.1: addresses of locations",
    ),
    (
        "directory/attributes.csv",
        "HSDS 3.1: the need category of each service",
    ),
    ("directory/cost_options.csv", "HSDS 3.1: prices"),
    (
        "directory/datapackage.json",
        "HSDS 3.1: names the tables and their columns (rows: tables)",
    ),
    ("directory/languages.csv", "HSDS 3.1: languages of services"),
    ("directory/locations.csv", "HSDS 3.1: locations"),
    ("directory/organizations.csv", "HSDS 3.1: organizations"),
    ("directory/phones.csv", "HSDS 3.1: telephones"),
    (
        "directory/schedules.csv",
        "HSDS 3.1: opening hours of services and sites",
    ),
    ("directory/service_at_location.csv", "HSDS 3.1: sites"),
    ("directory/service_capacity.csv", "HSDS 3.1: places"),
    ("directory/services.csv", "HSDS 3.1: services"),
    ("directory/taxonomies.csv", "HSDS 3.1: our taxonomy"),
    (
        "directory/taxonomy_terms.csv",
        "HSDS 3.1: need categories under their headings",
    ),
    (
        "directory/units.csv",
        "HSDS 3.1: what places are counted in",
    ),
    (
        "district.toml",
        "name, time zone, and the order of imports (rows: imports)",
    ),
    (
        "neighborhoods.geojson",
        "neighborhoods, a partition of the district",
    ),
    (
        "population.geojson",
        "population blocks with children, a partition of the district",
    ),
    (
        "responses-2025-fall.csv",
        "simulated answers of families, first wave",
    ),
    (
        "responses-2026-fall.csv",
        "simulated answers of families, second wave",
    ),
    ("schools.geojson", "schools"),
    (
        "zones-elementary.geojson",
        "attendance zones of the elementary schools, a partition of the district",
    ),
    (
        "zones-high.geojson",
        "attendance zones of the high schools, a partition of the district",
    ),
    (
        "zones-middle.geojson",
        "attendance zones of the middle schools, a partition of the district",
    ),
    ("", "(not described)"),
];

/// The page for the files of a folder.
pub(crate) fn page(sample: &Path) -> Result<String, Failure> {
    let mut text = HEAD.to_owned();
    for name in files_below(sample, sample)? {
        let path = sample.join(&name);
        let bytes = std::fs::read(&path).map_err(Failure::during(path.display().to_string()))?;
        let what = ABOUT
            .iter()
            .find(|about| name.starts_with(about.0))
            .map_or("", |about| about.1);
        let has_places = name.ends_with(".geojson")
            || name.ends_with("locations.csv")
            || name.starts_with("responses");
        let crs = if has_places { "EPSG:4326" } else { "none" };
        let (rows, sum) = (count_rows(&name, &bytes), checksum(&bytes));
        writeln!(
            text,
            "| `sample/{name}` | {what} | {rows} | {crs} | {LICENSE} | {DATE} | `{sum}` |"
        )
        .map_err(Failure::during("cannot write to memory"))?;
    }
    Ok(text)
}

/// Paths of all files below a folder, in order, with `/` between folders.
pub(crate) fn files_below(folder: &Path, base: &Path) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    let entries =
        std::fs::read_dir(folder).map_err(Failure::during(folder.display().to_string()))?;
    for entry in entries {
        let path = entry
            .map_err(Failure::during(folder.display().to_string()))?
            .path();
        if path.is_dir() {
            found.extend(files_below(&path, base)?);
        } else if let Ok(below) = path.strip_prefix(base) {
            found.push(below.to_string_lossy().replace('\\', "/"));
        }
    }
    found.sort();
    Ok(found)
}

fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Features of a GeoJSON file, records of a table, entries of a list.
fn count_rows(name: &str, bytes: &[u8]) -> usize {
    let text = String::from_utf8_lossy(bytes);
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("geojson") => text.matches("{\"type\":\"Feature\",").count(),
        Some("csv") => csv::Reader::from_reader(bytes).records().count(),
        Some("toml") => text.matches("[[import]]").count(),
        _ => text.matches("\"path\"").count(),
    }
}
