//! Confidential places: a shelter in the directory and an asset of its owner's.

use super::public_texts;
use e2e::Town;

/// What would lead to the places: names, addresses, telephones, ids and the leading digits of coordinates.
const TRACES: [&str; 12] = [
    "Harbor House",
    "Family Shelter",
    "harbor.example",
    "Secret Court",
    "555-0177",
    "\"x3\"",
    "89.9876",
    "40.0123",
    "Lantern House",
    "Hidden Lane",
    "89.9712",
    "40.0212",
];

#[test]
fn nothing_public_leads_to_a_confidential_place() {
    let town = Town::shared();
    for (path, text) in public_texts(&town) {
        for trace in TRACES {
            assert!(!text.contains(trace), "{trace} in {path}");
        }
    }
}

#[test]
fn staff_do_not_see_a_confidential_place_on_the_map_either() {
    let town = Town::shared();
    for path in [
        "/collections/sites/items",
        "/collections/sites/items?category=housing",
        "/collections/assets/items",
        "/api/areas/neighborhood/east?category=housing",
    ] {
        let reply = town.server.get_as_staff(path);
        for trace in ["89.9876", "40.0123", "89.9712", "40.0212"] {
            assert!(!reply.body.contains(trace), "{trace} in {path}");
        }
    }
}

#[test]
fn a_small_box_around_a_confidential_place_finds_nothing() {
    let town = Town::shared();
    for (id, bbox) in [
        ("sites", "-89.9877,40.0123,-89.9876,40.0124"),
        ("assets", "-89.9713,40.0212,-89.9712,40.0213"),
    ] {
        let path = format!("/collections/{id}/items?bbox={bbox}");
        let reply = town.server.get(&path).json();
        assert_eq!(reply["numberMatched"], 0, "{path}");
    }
}

#[test]
fn the_number_of_matched_features_does_not_count_them() {
    let town = Town::shared();
    for (id, n_shown) in [("sites", 2), ("assets", 2)] {
        let reply = town.server.get(&format!("/collections/{id}/items")).json();
        assert_eq!(reply["numberMatched"], n_shown, "{id}");
    }
    let housing = town.server.get("/collections/sites/items?category=housing");
    assert_eq!(housing.json()["numberMatched"], 0);
}

/// It is used for matching all the same: families are served there.
#[test]
fn a_confidential_site_still_serves_families() {
    let town = Town::shared();
    let path = "/collections/gaps-by-neighborhood/items?category=housing";
    let features = town.server.get_as_staff(path).features();
    let rows = e2e::gap_rows(&features);
    let east = rows
        .iter()
        .find(|r| r.text("geography_id") == "east")
        .unwrap();
    assert!(east.figure("served") > 0.0, "{east:?}");
}
