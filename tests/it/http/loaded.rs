//! What is loaded, as the page about the data says it.

use e2e::Town;
use serde_json::{Value, json};

fn number(reply: &Value, what: &str) -> Option<u64> {
    let counts = reply["counts"].as_array().unwrap();
    let count = counts.iter().find(|count| count["what"] == what)?;
    count["number"].as_u64()
}

#[test]
fn the_public_counts_what_it_can_see() {
    let town = Town::shared();
    let reply = town.server.get("/api/data").json();
    for (what, collection) in [
        ("schools", "schools"),
        ("attendance_zones", "attendance-zones"),
        ("neighborhoods", "neighborhoods"),
        ("feeder_patterns", "feeder-patterns"),
        ("sites", "sites"),
        ("assets", "assets"),
        ("context", "context"),
    ] {
        let layer = town
            .server
            .get(&format!("/collections/{collection}/items?limit=1"))
            .json();
        assert_eq!(
            number(&reply, what),
            layer["numberMatched"].as_u64(),
            "{what}"
        );
    }
    for hidden in [
        "confidential_sites",
        "confidential_assets",
        "services",
        "responses",
    ] {
        assert_eq!(number(&reply, hidden), None, "{hidden}");
    }
}

#[test]
fn staff_sees_what_is_confidential_and_every_answer() {
    let town = Town::shared();
    let reply = town.server.get_as_staff("/api/data").json();
    assert!(number(&reply, "confidential_sites").unwrap() > 0);
    let responses = e2e::responses_csv().lines().count() as u64 - 1;
    assert_eq!(number(&reply, "responses"), Some(responses));
    let by_wave: u64 = reply["waves"]
        .as_array()
        .unwrap()
        .iter()
        .map(|wave| wave["responses"].as_u64().unwrap())
        .sum();
    assert_eq!(by_wave, responses);
}

#[test]
fn answers_are_rounded_for_the_public_and_imports_keep_their_size_to_themselves() {
    let town = Town::shared();
    let public = town.server.get("/api/data").json();
    let staff = town.server.get_as_staff("/api/data").json();
    for (public, staff) in public["waves"]
        .as_array()
        .unwrap()
        .iter()
        .zip(staff["waves"].as_array().unwrap())
    {
        let (shown, raw) = (
            public["responses"].as_u64().unwrap(),
            staff["responses"].as_u64().unwrap(),
        );
        assert!(
            shown % 5 == 0 && shown.abs_diff(raw) <= 2,
            "{shown} for {raw}"
        );
        assert_eq!(public["simulated"], json!(false));
    }
    let sources: Vec<_> = public["imports"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["files"][0].as_str().unwrap())
        .collect();
    assert_eq!(
        sources,
        [
            "schools.csv",
            "zones.geojson",
            "neighborhoods.geojson",
            "assets.csv",
            "context.geojson",
            "directory",
            "responses.csv"
        ]
    );
    for (public, staff) in public["imports"]
        .as_array()
        .unwrap()
        .iter()
        .zip(staff["imports"].as_array().unwrap())
    {
        assert_eq!(public["rows"], Value::Null);
        assert!(staff["rows"].as_u64().unwrap() > 0);
    }
}

#[test]
fn findings_about_families_and_services_are_for_staff() {
    let town = Town::shared();
    let ids = |reply: &Value| -> Vec<String> {
        reply["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let public = ids(&town.server.get("/api/data").json());
    let staff = ids(&town.server.get_as_staff("/api/data").json());
    assert!(public.iter().all(|id| id.contains("school")), "{public:?}");
    assert!(
        staff.len() > public.len() && public.iter().all(|id| staff.contains(id)),
        "{staff:?}"
    );
}
