//! What the drawn district promises.

use std::collections::{BTreeMap, BTreeSet};

use geo::Validation;
use serde_json::Value;

use super::mesh::doubled_area;
use super::readme::{files_below, page};
use super::terrain::Micro;
use super::*;

/// The layers that cover the district without gap or overlap.
const PARTITIONS: [&str; 5] = [
    "zones-elementary.geojson",
    "zones-middle.geojson",
    "zones-high.geojson",
    "neighborhoods.geojson",
    "population.geojson",
];

fn features(files: &Files, name: &str) -> Vec<Value> {
    let collection: Value = serde_json::from_slice(&files[name]).unwrap();
    collection["features"].as_array().unwrap().clone()
}

fn micro(position: &Value) -> Micro {
    let degrees = |axis: usize| (position[axis].as_f64().unwrap() * 1e6).round() as i64;
    Micro {
        lon: degrees(0),
        lat: degrees(1),
    }
}

/// Rings of a polygon, read back from the written digits.
fn rings(feature: &Value) -> Vec<Vec<Micro>> {
    let ring = |ring: &Value| ring.as_array().unwrap().iter().map(micro).collect();
    feature["geometry"]["coordinates"]
        .as_array()
        .unwrap()
        .iter()
        .map(ring)
        .collect()
}

fn area(feature: &Value) -> i128 {
    rings(feature).iter().map(|ring| doubled_area(ring)).sum()
}

fn valid(feature: &Value) -> bool {
    let line = |ring: &Vec<Micro>| -> geo::LineString {
        ring.iter()
            .map(|point| (point.lon_degrees(), point.lat_degrees()))
            .collect()
    };
    let rings: Vec<geo::LineString> = rings(feature).iter().map(line).collect();
    geo::Polygon::new(rings[0].clone(), rings[1..].to_vec()).is_valid()
}

/// Border segments that have an area on one side only.
fn outline(features: &[Value]) -> BTreeSet<(Micro, Micro)> {
    let mut segments = BTreeMap::new();
    for feature in features {
        for ring in rings(feature) {
            for pair in ring.windows(2) {
                *segments.entry((pair[0], pair[1])).or_insert(0) += 1;
            }
        }
    }
    assert!(
        segments.values().all(|&n| n == 1),
        "two areas claim the same side of a border"
    );
    let lone = segments
        .keys()
        .filter(|(from, to)| !segments.contains_key(&(*to, *from)));
    lone.copied().collect()
}

fn property_count(files: &Files, name: &str, property: &str, value: &str) -> usize {
    features(files, name)
        .iter()
        .filter(|feature| feature["properties"][property] == value)
        .count()
}

#[test]
fn the_same_seed_draws_the_same_bytes_and_another_seed_draws_others() {
    let files = draw(SEED);
    assert!(files == draw(SEED));
    assert_ne!(files["schools.geojson"], draw(SEED + 1)["schools.geojson"]);
}

#[test]
fn the_files_in_the_repository_are_the_drawn_ones() {
    for (name, bytes) in draw(SEED) {
        let kept = std::fs::read(root().join("data/sample").join(&name)).unwrap();
        assert!(
            kept == bytes,
            "{name} is not as drawn: run `cargo xtask sample-data`"
        );
    }
}

#[test]
fn every_ring_is_valid_after_rounding_and_runs_counterclockwise() {
    let files = draw(SEED);
    for name in PARTITIONS {
        for feature in features(&files, name) {
            assert!(valid(&feature), "{name}: {}", feature["properties"]);
            assert!(
                doubled_area(&rings(&feature)[0]) > 0,
                "{name}: {}",
                feature["properties"]
            );
        }
    }
    for feature in features(&files, "context.geojson") {
        if feature["geometry"]["type"] == "Polygon" {
            assert!(valid(&feature), "context: {}", feature["properties"]);
        }
    }
}

#[test]
fn each_layer_covers_the_district_exactly() {
    let files = draw(SEED);
    let layers: Vec<Vec<Value>> = PARTITIONS
        .iter()
        .map(|name| features(&files, name))
        .collect();
    let whole: i128 = layers[0].iter().map(area).sum();
    let border = outline(&layers[0]);
    for (layer, name) in layers.iter().zip(PARTITIONS) {
        assert_eq!(layer.iter().map(area).sum::<i128>(), whole, "{name}");
        assert!(outline(layer) == border, "{name} has a border of its own");
    }
}

#[test]
fn one_elementary_zone_is_cut_by_two_middle_zones_and_all_others_lie_within_one() {
    let terrain = Terrain::draw(&mut chance(SEED, 0));
    let town = Town::draw(SEED, &terrain);
    let share_in = |lower: &BTreeSet<usize>, upper: &BTreeSet<usize>| {
        let both: BTreeSet<usize> = lower.intersection(upper).copied().collect();
        town.mesh.children(&both) / town.mesh.children(lower)
    };
    let largest = |lower: &BTreeSet<usize>, uppers: &[BTreeSet<usize>]| {
        uppers
            .iter()
            .map(|upper| share_in(lower, upper))
            .fold(0.0, f64::max)
    };
    let shares: Vec<f64> = town
        .elementary
        .iter()
        .map(|zone| largest(zone, &town.middle))
        .collect();
    let split: Vec<&f64> = shares.iter().filter(|share| **share < 0.999).collect();
    assert_eq!(split.len(), 1);
    assert!((0.55..0.65).contains(split[0]), "{split:?}");
    assert!(
        town.middle
            .iter()
            .all(|zone| largest(zone, &town.high) > 0.999)
    );
}

#[test]
fn the_district_has_the_promised_numbers_of_everything() {
    let files = draw(SEED);
    let count = |name: &str| features(&files, name).len();
    let counts: Vec<usize> = PARTITIONS.iter().map(|name| count(name)).collect();
    assert_eq!(counts, [18, 8, 4, 24, 150]);
    assert_eq!(count("assets.geojson"), 60);
    assert_eq!(count("schools.geojson"), 32);
    assert!(property_count(&files, "context.geojson", "kind", "street") > 150);
    let rows = |table: &str| {
        csv::Reader::from_reader(&files[&format!("directory/{table}.csv")][..])
            .records()
            .count()
    };
    assert_eq!(rows("organizations"), 180);
    assert!(
        (285..=315).contains(&rows("service_at_location")),
        "{}",
        rows("service_at_location")
    );
}

#[test]
fn every_school_stands_in_its_zone() {
    let files = draw(SEED);
    let points: BTreeMap<String, Micro> = features(&files, "schools.geojson")
        .iter()
        .map(|school| {
            (
                school["properties"]["id"].to_string(),
                micro(&school["geometry"]["coordinates"]),
            )
        })
        .collect();
    for zone in PARTITIONS[..3]
        .iter()
        .flat_map(|name| features(&files, name))
    {
        let school = points[&zone["properties"]["school_id"].to_string()];
        let ring: geo::LineString = rings(&zone)[0]
            .iter()
            .map(|point| (point.lon_degrees(), point.lat_degrees()))
            .collect();
        let point = geo::Point::new(school.lon_degrees(), school.lat_degrees());
        assert!(
            geo::Contains::contains(&geo::Polygon::new(ring, Vec::new()), &point),
            "{}",
            zone["properties"]
        );
    }
}

#[test]
fn keys_of_the_directory_point_to_rows_that_exist() {
    let files = draw(SEED);
    let column = |table: &str, column: &str| -> Vec<String> {
        let mut reader = csv::Reader::from_reader(&files[&format!("directory/{table}.csv")][..]);
        let index = reader
            .headers()
            .unwrap()
            .iter()
            .position(|name| name == column)
            .unwrap();
        reader
            .records()
            .map(|row| row.unwrap()[index].to_owned())
            .filter(|id| !id.is_empty())
            .collect()
    };
    let keys = [
        ("services", "organization_id", "organizations"),
        ("locations", "organization_id", "organizations"),
        ("service_at_location", "service_id", "services"),
        ("service_at_location", "location_id", "locations"),
        ("addresses", "location_id", "locations"),
        ("schedules", "service_id", "services"),
        ("schedules", "service_at_location_id", "service_at_location"),
        ("languages", "service_id", "services"),
        ("cost_options", "service_id", "services"),
        ("service_capacity", "service_id", "services"),
        ("service_capacity", "unit_id", "units"),
        ("accessibility", "location_id", "locations"),
        ("attributes", "link_id", "services"),
        ("attributes", "taxonomy_term_id", "taxonomy_terms"),
        ("taxonomy_terms", "parent_id", "taxonomy_terms"),
    ];
    for (table, key, target) in keys {
        let known: BTreeSet<String> = column(target, "id").into_iter().collect();
        assert!(
            column(table, key).iter().all(|id| known.contains(id)),
            "{table}.{key}"
        );
    }
    let services: BTreeSet<String> = column("services", "id").into_iter().collect();
    let confidential = String::from_utf8(files["confidential.csv"].clone()).unwrap();
    assert!(
        confidential.lines().skip(1).all(|id| services.contains(id))
            && confidential.lines().count() == 2
    );
}

#[test]
fn nothing_is_offered_in_the_empty_corner() {
    let files = draw(SEED);
    let corner = features(&files, "neighborhoods.geojson")
        .into_iter()
        .find(|area| area["properties"]["name"] == places::EMPTY_CORNER)
        .unwrap();
    let ring: geo::LineString = rings(&corner)[0]
        .iter()
        .map(|point| (point.lon_degrees(), point.lat_degrees()))
        .collect();
    let corner = geo::Polygon::new(ring, Vec::new());
    let mut reader = csv::Reader::from_reader(&files["directory/locations.csv"][..]);
    for row in reader.records() {
        let row = row.unwrap();
        if let (Ok(lat), Ok(lon)) = (row[5].parse(), row[6].parse()) {
            assert!(
                !geo::Contains::contains(&corner, &geo::Point::new(lon, lat)),
                "{}",
                &row[4]
            );
        }
    }
}

#[test]
fn the_readme_tells_rows_and_checksums_truly() {
    let data = root().join("data");
    let kept = std::fs::read_to_string(data.join("README.md")).unwrap();
    assert!(
        kept == page(&data.join("sample")).unwrap(),
        "run `cargo xtask sample-data`"
    );
}

#[test]
fn the_sample_is_under_three_megabytes() {
    let sample = root().join("data/sample");
    let sizes = files_below(&sample, &sample).unwrap();
    let bytes: u64 = sizes
        .iter()
        .map(|name| std::fs::metadata(sample.join(name)).unwrap().len())
        .sum();
    assert!(bytes < 3_000_000, "{bytes}");
}

#[test]
fn the_manifest_names_every_file_that_is_imported() {
    let manifest: district::Manifest = toml::from_str(district::RIVERBEND).unwrap();
    assert_eq!(manifest.district.time_zone, "America/Chicago");
    let named: BTreeSet<String> = manifest
        .imports
        .iter()
        .flat_map(|import| import.files.clone())
        .collect();
    for name in draw(SEED).keys().filter(|name| name.ends_with(".geojson")) {
        assert!(named.contains(name), "{name}");
    }
}
