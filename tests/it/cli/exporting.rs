//! `export directory`: what is written is read back as the same records.

use e2e::{DataDir, Town};
use serde_json::Value;

const FORMATS: [(&str, &str); 3] = [
    ("hsds-json", "directory.json"),
    ("hsds-ndjson", "directory.ndjson"),
    ("hsds-tabular", "directory.zip"),
];

/// The sites of a district as the public sees them.
fn sites(data: &DataDir) -> Vec<Value> {
    let mut sites = super::collection(data, "sites");
    sites.sort_by_key(|site| site["id"].as_str().unwrap().to_owned());
    sites
}

#[test]
fn the_directory_comes_back_in_every_format() {
    let town = Town::load();
    let before = sites(&town);
    assert!(!before.is_empty());
    for (format, name) in FORMATS {
        let file = town.write(name, "");
        let out = file.to_str().unwrap();
        town.run(&["export", "directory", "--format", format, "--out", out])
            .expect(0)
            .text();
        let other = super::named_district();
        other.import("directory", &file, &[]).expect(0).text();
        assert_eq!(sites(&other), before, "{format}");
    }
}

#[test]
fn confidential_places_leave_only_when_asked_for_and_stay_confidential() {
    let town = Town::load();
    let public = town.run(&["export", "directory"]).expect(0).text();
    let everything = town
        .run(&["export", "directory", "--confidential"])
        .expect(0);
    assert!(
        everything.stderr.contains("warning"),
        "{}",
        everything.stderr
    );
    assert!(everything.stdout.contains("\"is_confidential\":true"));
    assert!(!public.contains("is_confidential"));
    assert!(everything.stdout.len() > public.len());
    let file = town.write("everything.json", &everything.stdout);
    let other = super::named_district();
    other.import("directory", &file, &[]).expect(0).text();
    assert_eq!(sites(&other), sites(&town));
    let again = other
        .run(&["export", "directory", "--confidential"])
        .expect(0);
    assert!(again.stdout.contains("\"is_confidential\":true"));
}
