//! Which crate may use which, and how crates are called.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{text, tree};

/// The crates of ours that each crate may use, and crates of others that it must not.
const TABLE: [(&str, &[&str], &[&str]); 13] = [
    (
        "model",
        &[],
        &["geo", "rstar", "rusqlite", "ureq", "actix-web"],
    ),
    ("spatial", &["model"], &["rusqlite", "ureq", "actix-web"]),
    (
        "matching",
        &["model", "spatial"],
        &["geo", "rstar", "rusqlite", "ureq", "actix-web"],
    ),
    (
        "survey",
        &["model"],
        &["geo", "rstar", "rusqlite", "ureq", "actix-web"],
    ),
    (
        "disclosure",
        &["model"],
        &["geo", "rstar", "rusqlite", "ureq", "actix-web"],
    ),
    (
        "atlas",
        &["model", "spatial", "matching", "survey", "disclosure"],
        &["rusqlite", "ureq", "actix-web"],
    ),
    ("filter", &["model"], &["rusqlite", "ureq", "actix-web"]),
    // A GeoPackage is a SQLite file, so `formats` has the driver as one codec among others; our own database is held by `store` alone.
    ("formats", &["model"], &["ureq", "actix-web"]),
    ("store", &["model"], &["geo", "rstar", "actix-web"]),
    (
        "api",
        &[
            "model",
            "spatial",
            "matching",
            "survey",
            "disclosure",
            "atlas",
            "filter",
            "formats",
            "store",
        ],
        &["rusqlite"],
    ),
    (
        "commonground",
        &[
            "model",
            "spatial",
            "matching",
            "survey",
            "disclosure",
            "atlas",
            "filter",
            "formats",
            "store",
            "api",
        ],
        &["rusqlite"],
    ),
    ("xtask", &[], &[]),
    ("e2e", &[], &[]),
];

/// Every crate's folder, name and what it uses outside its tests.
fn manifests() -> Vec<(String, String, BTreeSet<String>)> {
    let mut found = Vec::new();
    for path in tree() {
        if path.file_name().is_none_or(|name| name != "Cargo.toml")
            || path == Path::new("Cargo.toml")
        {
            continue;
        }
        let manifest: toml::Table = toml::from_str(&text(&path)).unwrap();
        let folder = path
            .parent()
            .unwrap()
            .file_name()
            .unwrap()
            .to_string_lossy()
            .into_owned();
        let name = manifest["package"]["name"].as_str().unwrap().to_owned();
        let mut used = BTreeSet::new();
        for table in ["dependencies", "build-dependencies"] {
            if let Some(dependencies) = manifest.get(table).and_then(toml::Value::as_table) {
                used.extend(dependencies.keys().cloned());
            }
        }
        found.push((folder, name, used));
    }
    found
}

#[test]
fn every_crate_uses_only_what_the_table_allows() {
    let table: BTreeMap<&str, (&[&str], &[&str])> =
        TABLE.iter().map(|row| (row.0, (row.1, row.2))).collect();
    let ours: BTreeSet<&str> = table.keys().copied().collect();
    let mut faults = Vec::new();
    for (folder, name, used) in manifests() {
        let Some((allowed, forbidden)) = table.get(name.as_str()) else {
            faults.push(format!(
                "crate `{name}` in {folder}/ is not in the table of allowed imports"
            ));
            continue;
        };
        for other in &used {
            let is_ours = ours.contains(other.as_str());
            if (is_ours && !allowed.contains(&other.as_str()))
                || forbidden.contains(&other.as_str())
            {
                faults.push(format!("crate `{name}` must not use `{other}`"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_crate_is_called_like_its_folder() {
    for (folder, name, _) in manifests() {
        let expected = match folder.as_str() {
            "cli" => "commonground",
            "tests" => "e2e",
            other => other,
        };
        assert_eq!(name, expected, "in folder {folder}/");
    }
}

#[test]
fn every_crate_takes_the_lints_of_the_workspace() {
    for path in tree().iter().filter(|path| path.ends_with("Cargo.toml")) {
        let manifest = text(path);
        assert!(
            manifest.contains("[lints]\nworkspace = true") || manifest.contains("[workspace.lints"),
            "{}",
            path.display()
        );
    }
}
