//! What if: the gap table with other sites.

use e2e::{STAFF_TOKEN, Server, Town};
use serde_json::{Value, json};

const PATH: &str = "/api/scenarios";

/// A tutor in the middle of West, at the hours that families ask for.
fn tutor(places: u32) -> Value {
    json!({ "op": "add", "site": {
        "position": [-90.02, 40.006], "categories": ["tutoring"], "languages": ["en", "es", "am"],
        "hours": "mon-fri 15:00-18:00;sat 09:00-12:00", "cost": 0, "capacity": places,
    }})
}

fn ask(town: &Town, changes: &Value) -> Value {
    let body = json!({ "changes": changes }).to_string();
    town.server.post(PATH, &body, true).json()
}

/// What the row of the district says for a category.
fn district<'a>(reply: &'a Value, category: &str) -> Option<&'a Value> {
    let rows = reply["differences"].as_array().unwrap().iter();
    rows.into_iter()
        .find(|row| row["geography"] == "district" && row["category"] == category)
}

#[test]
fn a_new_site_serves_as_many_families_more_as_it_has_places() {
    let town = Town::shared();
    let reply = ask(&town, &json!([tutor(5)]));
    assert_eq!(reply["wave"], "2026-fall");
    assert_eq!(reply["newly_served"], 5.0, "{reply}");
    let tutoring = district(&reply, "tutoring").unwrap();
    assert_eq!(tutoring["change"]["served"], 5.0);
    assert_eq!(tutoring["change"]["unmet"], -5.0);
    assert_eq!(
        tutoring["served"].as_f64().unwrap() + tutoring["unmet"].as_f64().unwrap(),
        tutoring["needs"].as_f64().unwrap()
    );
    // Every layer tells the same five families: all who ask for tutoring live in West.
    let rows = reply["differences"].as_array().unwrap();
    for geography in [
        "neighborhood",
        "attendance-zone",
        "feeder-pattern",
        "school",
    ] {
        let of_layer = rows
            .iter()
            .filter(|row| row["geography"] == geography && row["category"] == "tutoring");
        let mut by_level = std::collections::BTreeMap::new();
        for row in of_layer {
            *by_level.entry(row["level"].to_string()).or_insert(0.0) +=
                row["change"]["served"].as_f64().unwrap();
        }
        assert!(!by_level.is_empty(), "{geography}");
        assert!(
            by_level.values().all(|served| *served == 5.0),
            "{geography}: {by_level:?}"
        );
    }
}

#[test]
fn changes_are_made_one_after_the_other_and_nothing_is_kept() {
    let town = Town::shared();
    let layer = || {
        town.server
            .get_as_staff("/collections/gaps-by-neighborhood/items")
            .features()
    };
    let before = layer();
    let undone = ask(
        &town,
        &json!([tutor(5), { "op": "remove", "site_id": "scenario-1" }]),
    );
    assert_eq!(undone["newly_served"], 0.0);
    assert_eq!(undone["differences"], json!([]));
    let changed =
        json!([tutor(5), { "op": "change", "site_id": "scenario-1", "set": { "capacity": 7 } }]);
    assert_eq!(ask(&town, &changed)["newly_served"], 7.0);
    let after = layer();
    assert_eq!(after.len(), before.len());
    for (now, before) in after.iter().zip(&before) {
        assert_eq!(now, before);
    }
}

#[test]
fn taking_a_partner_away_takes_its_families_along() {
    let town = Town::shared();
    let sites = town.server.get("/collections/sites/items").features();
    let all: Vec<_> = sites
        .iter()
        .map(|site| json!({ "op": "remove", "site_id": site["id"] }))
        .collect();
    let reply = ask(&town, &json!(all));
    assert!(reply["newly_served"].as_f64().unwrap() < 0.0, "{reply}");
    for row in reply["differences"].as_array().unwrap() {
        assert!(row["change"]["served"].as_f64().unwrap() <= 0.0, "{row}");
    }
}

#[test]
fn what_families_answered_is_for_staff_alone() {
    let town = Town::shared();
    let body = json!({ "changes": [tutor(5)] }).to_string();
    let problem = town.server.post(PATH, &body, false).problem(401);
    assert!(
        problem["detail"].as_str().unwrap().contains("staff"),
        "{problem}"
    );
}

#[test]
fn drawn_answers_are_for_everybody_and_confidential_sites_for_nobody() {
    let data = Town::load();
    data.run(&["simulate", "responses", "--wave", "drawn"])
        .expect(0)
        .text();
    let server = Server::start(&data, Some(STAFF_TOKEN));
    let body = |changes: Value| json!({ "wave": "drawn", "changes": changes }).to_string();
    let reply = server.post(PATH, &body(json!([tutor(5)])), false).json();
    assert_eq!(reply["simulated"], true);
    assert!(reply["newly_served"].as_f64().unwrap() > 0.0, "{reply}");
    // Staff can change every site, the public those that it can see.
    let open = server.get("/collections/sites/items").features().len();
    let as_staff = server.get_as_staff("/api/district").json();
    assert!(as_staff["counts"]["sites"].as_u64().is_some());
    let shelter = json!([{ "op": "remove", "site_id": "x3" }]);
    let known = server.post(PATH, &body(shelter.clone()), true).status;
    let hidden = server.post(PATH, &body(shelter), false);
    assert_eq!((open, known), (2, 200));
    assert_eq!(
        hidden.problem(404)["errors"][0]["pointer"],
        "/changes/0/site_id"
    );
}

#[test]
fn a_bad_body_is_pointed_at() {
    let town = Town::shared();
    let site = |field: &str, value: Value| {
        let mut change = tutor(5);
        change["site"][field] = value;
        json!({ "changes": [change] })
    };
    for (body, pointer) in [
        (json!({}), "/changes"),
        (json!({ "changes": {} }), "/changes"),
        (json!({ "changes": [], "more": 1 }), "/more"),
        (json!({ "changes": [], "wave": "1999" }), "/wave"),
        (json!({ "changes": [], "category": "tutors" }), "/category"),
        (json!({ "changes": [{ "op": "move" }] }), "/changes/0/op"),
        (
            json!({ "changes": [{ "op": "remove" }] }),
            "/changes/0/site_id",
        ),
        (
            json!({ "changes": [{ "op": "add", "site": { "categories": ["food"] } }] }),
            "/changes/0/site/position",
        ),
        (site("hours", json!("always")), "/changes/0/site/hours"),
        (
            site("position", json!([200, 0])),
            "/changes/0/site/position",
        ),
        (site("capacity", json!(-1)), "/changes/0/site/capacity"),
        (
            site("languages", json!(["no language!"])),
            "/changes/0/site/languages/0",
        ),
        (
            site("categories", json!(["tutors"])),
            "/changes/0/site/categories/0",
        ),
        (site("min_age", json!("six")), "/changes/0/site/min_age"),
        (site("price", json!(1)), "/changes/0/site/price"),
    ] {
        let problem = town.server.post(PATH, &body.to_string(), true).problem(400);
        assert_eq!(problem["errors"][0]["pointer"], pointer, "{body}");
        assert!(!problem["detail"].as_str().unwrap().is_empty());
    }
    town.server.post(PATH, "not json", true).problem(400);
    let nobody = json!({ "changes": [{ "op": "remove", "site_id": "nobody" }] });
    let problem = town
        .server
        .post(PATH, &nobody.to_string(), true)
        .problem(404);
    assert_eq!(problem["errors"][0]["pointer"], "/changes/0/site_id");
    town.server.get(PATH).problem(405);
}
