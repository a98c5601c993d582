//! What a client asks first.

use e2e::{Server, Town, fixture};
use serde_json::json;
use std::time::{Duration, Instant};

#[test]
fn health_says_ok_and_which_snapshot_is_served() {
    let town = Town::shared();
    let health = town.server.get("/health").json();
    assert_eq!(health["status"], "ok");
    assert!(health["version"].as_str().is_some_and(|v| !v.is_empty()));
    assert!(health["snapshot"].as_u64().unwrap() > 100, "{health}");
}

#[test]
fn the_district_says_its_name_its_waves_and_what_it_has() {
    let town = Town::shared();
    let district = town.server.get("/api/district").json();
    assert_eq!(district["name"], "Town");
    assert_eq!(district["time_zone"], "America/Chicago");
    assert_eq!(district["waves"], json!(["2025-fall", "2026-fall"]));
    assert_eq!(district["levels"], json!(["elementary", "middle", "high"]));
    assert_eq!(district["simulated"], false);
    assert_eq!(district["access"], "public");
    let counts = &district["counts"];
    assert_eq!(
        (&counts["schools"], &counts["zones"]),
        (&json!(4), &json!(4))
    );
    assert_eq!(counts["neighborhoods"], 2);
    // The shelter and the house that its owner keeps out of sight are not counted.
    assert_eq!(
        (&counts["sites"], &counts["assets"]),
        (&json!(2), &json!(2))
    );
    let staff = town.server.get_as_staff("/api/district").json();
    assert_eq!(staff["access"], "staff");
}

#[test]
fn the_box_of_the_district_holds_its_zones() {
    let town = Town::shared();
    let district = town.server.get("/api/district").json();
    let side = |n: usize| district["bbox"][n].as_f64().unwrap();
    assert!(side(0) <= -90.04 && side(1) <= 40.0, "{district}");
    assert!(side(2) >= -89.96 && side(3) >= 40.03, "{district}");
}

#[test]
fn categories_are_under_five_headings_in_two_languages() {
    let town = Town::shared();
    let list = town.server.get("/api/categories").json();
    let headings = list["headings"].as_array().unwrap();
    assert_eq!(headings.len(), 5);
    let categories: Vec<_> = headings
        .iter()
        .flat_map(|heading| heading["categories"].as_array().unwrap())
        .collect();
    assert!((14..=18).contains(&categories.len()));
    for category in categories {
        for language in ["en", "es"] {
            let name = category["name"][language].as_str();
            assert!(name.is_some_and(|name| !name.is_empty()), "{category}");
        }
        assert!(category["limit_min"].as_u64().is_some(), "{category}");
    }
}

#[test]
fn feeders_name_each_pair_with_its_share() {
    let town = Town::shared();
    let feeders = town.server.get("/api/feeders").json();
    let pairs = feeders["pairs"].as_array().unwrap();
    let west = pairs
        .iter()
        .find(|pair| pair["from_school_id"] == "0101" && pair["to_school_id"] == "0201")
        .unwrap();
    assert_eq!(west["share"], 1.0);
    assert_eq!(west["to_name"], "Middle School");
    assert_eq!(west["split"], false);
}

#[test]
fn the_log_of_the_server_is_clean() {
    let town = Town::shared();
    let log = town.server.log();
    assert!(!log.contains("panicked"), "{log}");
}

#[test]
fn an_import_is_served_without_a_restart() {
    let data = Town::load();
    let server = Server::start(&data, None);
    let before = server.get("/health").json()["snapshot"].as_u64();
    let source = ["--source", "schools"];
    data.import("schools", &fixture("town/schools_newer.csv"), &source)
        .expect(0)
        .text();
    let started = Instant::now();
    while server.get("/health").json()["snapshot"].as_u64() <= before {
        let waited = started.elapsed();
        assert!(waited < Duration::from_secs(20), "{}", server.log());
        std::thread::sleep(Duration::from_millis(50));
    }
    let schools = server.get("/collections/schools/items").features();
    assert!(schools.iter().any(|school| school["id"] == "0302"));
}
