//! `gaps` on the operator's own machine: raw figures.

use e2e::{ANATOMY, COUNTS, DataDir, GapRow, Town, close, gap_rows, ogrinfo};
use serde_json::Value;
use std::collections::BTreeMap;

const GEOGRAPHIES: [&str; 4] = [
    "neighborhood",
    "attendance-zone",
    "feeder-pattern",
    "school",
];

fn print(data: &DataDir, by: &str, format: &str) -> String {
    let arguments = ["gaps", "--by", by, "--format", format];
    data.run(&arguments).expect(0).stdout
}

fn features(data: &DataDir, by: &str) -> Vec<Value> {
    let layer: Value = serde_json::from_str(&print(data, by, "geojson")).unwrap();
    assert_eq!(layer["type"], "FeatureCollection");
    layer["features"].as_array().unwrap().clone()
}

/// Sums of each count by (level, category); zones cover the town once a level.
fn sums(rows: &[GapRow]) -> BTreeMap<(String, String), BTreeMap<&'static str, f64>> {
    let mut sums: BTreeMap<_, BTreeMap<_, f64>> = BTreeMap::new();
    for row in rows {
        let key = (
            row.text("level").to_owned(),
            row.text("category").to_owned(),
        );
        let sum = sums.entry(key).or_default();
        for (field, count) in row.counts() {
            *sum.entry(field).or_default() += count.unwrap();
        }
    }
    sums
}

#[test]
fn in_every_layer_served_and_unmet_are_the_needs_and_the_parts_are_unmet() {
    let data = Town::load();
    for by in GEOGRAPHIES.into_iter().chain(["district"]) {
        let rows = gap_rows(&features(&data, by));
        assert!(!rows.is_empty(), "{by}");
        for row in rows {
            let (needs, unmet) = (row.figure("needs"), row.figure("unmet"));
            assert!(close(row.figure("served") + unmet, needs), "{row:?}");
            let parts: f64 = ANATOMY.iter().map(|part| row.figure(part)).sum();
            assert!(close(parts, unmet), "{row:?}");
            assert!(row.figure("within_reach") <= needs + 1e-6, "{row:?}");
        }
    }
}

#[test]
fn every_layer_with_its_row_of_homes_outside_sums_to_the_district() {
    let data = Town::load();
    let district = sums(&gap_rows(&features(&data, "district")));
    assert!(district.len() > 1, "{district:?}");
    for by in GEOGRAPHIES {
        let layer = sums(&gap_rows(&features(&data, by)));
        for ((level, category), sum) in layer {
            let expected = &district[&(String::new(), category.clone())];
            for field in COUNTS.iter().chain(&ANATOMY) {
                let (got, expected) = (sum[field], expected[field]);
                assert!(
                    close(got, expected),
                    "{by} {level} {category} {field}: {got} and not {expected}"
                );
            }
        }
    }
}

#[test]
fn homes_in_no_area_have_a_row_without_a_shape() {
    let data = Town::load();
    let features = features(&data, "neighborhood");
    let outside: Vec<_> = features
        .iter()
        .filter(|f| f["geometry"].is_null())
        .collect();
    let food = outside
        .iter()
        .find(|f| f["properties"]["category"] == "food");
    let row = GapRow::new(&food.unwrap()["properties"]);
    assert_eq!(row.figure("responses"), 12.0);
}

#[test]
fn the_town_has_the_gaps_that_were_put_into_it() {
    let data = Town::load();
    let rows = gap_rows(&features(&data, "neighborhood"));
    let find = |area: &str, category: &str| {
        let is_it = |row: &&GapRow| {
            row.text("geography_id") == area
                && row.text("category") == category
                && row.text("wave") == "2026-fall"
        };
        rows.iter().find(is_it).unwrap()
    };
    let food = find("west", "food");
    assert_eq!(food.figure("responses"), 48.0);
    // 16 families of each weight: 1, 1.5 and 2.25.
    assert_eq!(food.figure("needs"), 76.0);
    assert!(food.figure("unmet_language") > 0.0, "{food:?}");
    assert!(find("west", "tutoring").figure("unmet_cost") > 0.0);
    let housing = find("east", "housing");
    assert!(
        housing.figure("served") > 0.0,
        "the shelter serves: {housing:?}"
    );
    let legal = find("west", "legal-help");
    assert_eq!(legal.figure("unmet_no_provider"), legal.figure("needs"));
}

#[test]
fn the_three_formats_say_the_same() {
    let data = Town::load();
    for by in GEOGRAPHIES {
        let features = gap_rows(&features(&data, by));
        let csv = print(&data, by, "csv");
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let header = reader.headers().unwrap().clone();
        let lines: Vec<_> = reader.records().map(Result::unwrap).collect();
        assert_eq!(lines.len(), features.len(), "{by}");
        for (line, row) in lines.iter().zip(&features) {
            for (name, cell) in header.iter().zip(line) {
                if COUNTS.contains(&name) || ANATOMY.contains(&name) {
                    let cell: f64 = cell.parse().unwrap();
                    assert!(
                        close(cell, row.figure(name)),
                        "{by} {name}: {cell}, {row:?}"
                    );
                } else if ["geography_id", "category", "wave"].contains(&name) {
                    assert_eq!(cell, row.text(name), "{by} {name}");
                }
            }
        }
        let json: Value = serde_json::from_str(&print(&data, by, "json")).unwrap();
        assert!(json.is_array() || json.is_object(), "{by}");
    }
}

#[test]
fn a_category_can_be_asked_for_alone() {
    let data = Town::load();
    let arguments = [
        "gaps",
        "--by",
        "neighborhood",
        "--category",
        "food",
        "--format",
        "csv",
    ];
    let csv = data.run(&arguments).expect(0).stdout;
    assert!(csv.contains("food"), "{csv}");
    assert!(!csv.contains("tutoring"), "{csv}");
}

#[test]
fn gdal_opens_every_gap_layer() {
    let data = Town::load();
    for by in GEOGRAPHIES {
        let file = data.write(
            &format!("gaps-by-{by}.geojson"),
            print(&data, by, "geojson"),
        );
        let Some(said) = ogrinfo(&file) else {
            eprintln!("skipped gdal_opens_every_gap_layer: ogrinfo is not installed");
            return;
        };
        let n_features = features(&data, by).len();
        assert!(
            said.contains(&format!("Feature Count: {n_features}")),
            "{said}"
        );
        for field in ["needs: Real", "unmet_no_provider: Real"] {
            let is_there = said.contains(field) || said.contains(&field.replace("Real", "Integer"));
            assert!(is_there, "no {field} in {said}");
        }
    }
}
