//! What would close a gap.

use e2e::{STAFF_TOKEN, Server, Town, close};
use serde_json::{Value, json};

fn ask(town: &Town, query: &str) -> Value {
    town.server
        .get_as_staff(&format!("/api/levers?{query}"))
        .json()
}

fn list(reply: &Value) -> &Vec<Value> {
    reply["levers"].as_array().unwrap()
}

/// The scenario of a lever.
fn try_out(town: &Town, lever: &Value) -> Value {
    let body = json!({ "changes": [lever["scenario_change"]] }).to_string();
    town.server.post("/api/scenarios", &body, true).json()
}

#[test]
fn levers_are_those_of_the_command_and_each_does_in_a_scenario_what_it_says() {
    let town = Town::shared();
    let reply = ask(&town, "category=tutoring&top=1000");
    let command = town
        .data
        .run(&[
            "levers",
            "--category",
            "tutoring",
            "--top",
            "1000",
            "--json",
        ])
        .expect(0)
        .json();
    let ids = |list: &Value| -> Vec<(Value, Value)> {
        list.as_array()
            .unwrap()
            .iter()
            .map(|one| (one["id"].clone(), one["kind"].clone()))
            .collect()
    };
    assert_eq!(ids(&reply["levers"]), ids(&command["levers"]));
    assert!(list(&reply).len() > 10);
    for lever in list(&reply) {
        let served = try_out(&town, lever)["newly_served"].as_f64().unwrap();
        assert!(
            close(lever["newly_served"].as_f64().unwrap(), served),
            "{served} by {lever}"
        );
    }
}

#[test]
fn for_an_area_they_are_ranked_by_families_of_it() {
    let town = Town::shared();
    let reply = ask(&town, "category=tutoring&area=neighborhood/west");
    assert_eq!(
        reply["area"],
        json!({ "geography": "neighborhood", "id": "west", "name": "West" })
    );
    let here: Vec<f64> = list(&reply)
        .iter()
        .map(|one| one["newly_served_here"].as_f64().unwrap())
        .collect();
    assert!(
        !here.is_empty()
            && here.is_sorted_by(|a, b| a >= b)
            && here.iter().all(|served| *served > 0.0),
        "{here:?}"
    );
    for lever in list(&reply) {
        let differences = try_out(&town, lever)["differences"].clone();
        let cell = differences.as_array().unwrap().iter().find(|cell| {
            cell["geography"] == "neighborhood"
                && cell["geography_id"] == "west"
                && cell["category"] == "tutoring"
        });
        let served = cell.unwrap()["change"]["served"].as_f64().unwrap();
        assert!(
            close(lever["newly_served_here"].as_f64().unwrap(), served),
            "{served} by {lever}"
        );
    }
    // All who ask for tutoring live in West: nothing helps East.
    assert_eq!(
        ask(&town, "category=tutoring&area=neighborhood/east")["levers"],
        json!([])
    );
}

#[test]
fn real_answers_are_for_staff_and_confidential_places_for_nobody_else() {
    let town = Town::shared();
    let problem = town.server.get("/api/levers?category=food").problem(401);
    assert!(
        problem["detail"].as_str().unwrap().contains("staff"),
        "{problem}"
    );
    let data = Town::load();
    let _ = data
        .run(&["simulate", "responses", "--wave", "drawn"])
        .expect(0);
    let server = Server::start(&data, Some(STAFF_TOKEN));
    let address = "/api/levers?category=food&wave=drawn&top=1000";
    let (public, staff) = (
        server.get(address).json(),
        server.get_as_staff(address).json(),
    );
    assert_eq!(public["simulated"], true);
    assert!(
        list(&public)
            .iter()
            .all(|lever| lever["confidential"] == false)
    );
    let open: Vec<_> = list(&staff)
        .iter()
        .filter(|lever| lever["confidential"] == false)
        .collect();
    assert_eq!(list(&public).iter().collect::<Vec<_>>(), open);
    for lever in list(&staff)
        .iter()
        .filter(|lever| lever["confidential"] == true)
    {
        assert_eq!(lever["position"], Value::Null, "{lever}");
    }
}

#[test]
fn what_cannot_be_ranked_is_refused_by_name() {
    let town = Town::shared();
    for (query, name) in [
        ("", "category"),
        ("category=all", "category"),
        ("category=yachts", "category"),
        ("category=food&top=0", "top"),
        ("category=food&wave=1999", "wave"),
        ("category=food&area=west", "area"),
        ("category=food&geography=neighborhood", "geography"),
        ("category=food&area=", "area"),
        ("category=food&grid=5", "grid"),
    ] {
        let problem = town
            .server
            .get_as_staff(&format!("/api/levers?{query}"))
            .problem(400);
        assert_eq!(problem["errors"][0]["parameter"], name, "{problem}");
    }
    town.server
        .get_as_staff("/api/levers?category=food&area=neighborhood/nowhere")
        .problem(404);
}
