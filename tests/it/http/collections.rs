//! Collections as GeoJSON.

use e2e::Town;
use serde_json::Value;

const COLLECTIONS: [&str; 12] = [
    "schools",
    "attendance-zones",
    "neighborhoods",
    "feeder-patterns",
    "sites",
    "assets",
    "context",
    "gaps-by-neighborhood",
    "gaps-by-attendance-zone",
    "gaps-by-feeder-pattern",
    "gaps-by-school",
    "response-rates",
];

fn items(town: &Town, id: &str, query: &str) -> Vec<Value> {
    let path = format!("/collections/{id}/items{query}");
    let reply = town.server.get(&path);
    assert!(
        reply.content_type.starts_with("application/geo+json"),
        "{reply:?}"
    );
    reply.features()
}

fn has_shape(feature: &Value) -> bool {
    !feature["geometry"].is_null()
}

#[test]
fn every_collection_is_listed_with_a_title_and_a_description() {
    let town = Town::shared();
    let list = town.server.get("/collections").json();
    let listed = list["collections"].as_array().unwrap();
    let mut ids: Vec<_> = listed.iter().map(|c| c["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    let mut expected = COLLECTIONS;
    expected.sort_unstable();
    assert_eq!(ids, expected);
    for collection in listed {
        for member in ["title", "description"] {
            assert!(collection[member].as_str().is_some_and(|t| !t.is_empty()));
        }
    }
}

#[test]
fn every_collection_is_a_feature_collection_with_ids_of_its_own() {
    let town = Town::shared();
    for id in COLLECTIONS {
        let features = items(&town, id, "");
        assert!(!features.is_empty(), "{id}");
        let mut ids: Vec<_> = features.iter().map(|f| f["id"].to_string()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), features.len(), "{id}");
    }
}

#[test]
fn a_box_far_away_holds_nothing_and_a_box_around_everything_holds_all_shapes() {
    let town = Town::shared();
    for id in COLLECTIONS {
        let far = items(&town, id, "?bbox=10,10,11,11");
        assert!(!far.iter().any(has_shape), "{id}");
        let all = items(&town, id, "");
        let around = items(&town, id, "?bbox=-91,39,-89,41");
        let n_shapes = |features: &[Value]| features.iter().filter(|f| has_shape(f)).count();
        assert_eq!(n_shapes(&around), n_shapes(&all), "{id}");
    }
}

#[test]
fn a_box_in_the_east_leaves_out_the_west() {
    let town = Town::shared();
    for (id, east) in [
        ("neighborhoods", "east"),
        ("schools", "0102"),
        ("sites", "x2"),
    ] {
        let features = items(&town, id, "?bbox=-89.985,40.012,-89.965,40.025");
        let ids: Vec<_> = features.iter().map(|f| &f["id"]).collect();
        assert_eq!(ids, [east], "{id}");
    }
}

#[test]
fn zones_can_be_asked_for_by_level_and_sites_by_category() {
    let town = Town::shared();
    let zones = items(&town, "attendance-zones", "?level=elementary");
    assert_eq!(zones.len(), 2);
    let sites = items(&town, "sites", "?category=food");
    assert_eq!(sites.len(), 1);
    let pantry = &sites[0]["properties"];
    assert_eq!(pantry["organization"], "Helping Hands");
    assert_eq!(pantry["service"], "Food Pantry");
    assert_eq!(pantry["hours"], "mon-fri 09:00-17:00");
}

#[test]
fn codes_keep_their_leading_zeros() {
    let town = Town::shared();
    let schools = items(&town, "schools", "");
    assert!(schools.iter().any(|school| school["id"] == "0101"));
    let zones = items(&town, "attendance-zones", "?level=high");
    assert_eq!(zones[0]["properties"]["school_id"], "0301");
}

#[test]
fn outer_rings_are_wound_counterclockwise_whatever_came_in() {
    let town = Town::shared();
    for zone in items(&town, "attendance-zones", "") {
        let geometry = &zone["geometry"];
        let ring = match geometry["type"].as_str() {
            Some("Polygon") => &geometry["coordinates"][0],
            _ => &geometry["coordinates"][0][0],
        };
        let ring: Vec<[f64; 2]> = serde_json::from_value(ring.clone()).unwrap();
        let twice_area: f64 = ring
            .windows(2)
            .map(|pair| pair[0][0] * pair[1][1] - pair[1][0] * pair[0][1])
            .sum();
        assert!(twice_area > 0.0, "{zone}");
    }
}

#[test]
fn a_feeder_pattern_is_named_for_its_high_school_and_lists_its_schools() {
    let town = Town::shared();
    let patterns = items(&town, "feeder-patterns", "");
    assert_eq!(patterns.len(), 1);
    assert_eq!(patterns[0]["id"], "0301");
    let schools = patterns[0]["properties"]["schools"].as_array().unwrap();
    assert!(schools.iter().any(|school| school["id"] == "0101"));
}
