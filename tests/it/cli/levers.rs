//! `levers` on the loaded district: every figure is held against a scenario of the same change.

use e2e::{DataDir, Town, close};
use serde_json::{Value, json};

/// What `levers` says of a category, as JSON.
pub(super) fn levers(data: &DataDir, category: &str, more: &[&str]) -> Value {
    let arguments = ["levers", "--category", category, "--json"];
    data.run(&[&arguments, more].concat()).expect(0).json()
}

pub(super) fn list(found: &Value) -> &Vec<Value> {
    found["levers"].as_array().unwrap()
}

pub(super) fn newly_served(lever: &Value) -> f64 {
    lever["newly_served"].as_f64().unwrap()
}

/// The lever as a change of a scenario.
fn change(lever: &Value, category: &str) -> Value {
    let kind = lever["kind"].as_str().unwrap();
    let mut site = lever["site"].clone();
    if ["longer-hours", "language", "more-places", "no-price"].contains(&kind) {
        return json!({ "op": "change", "site_id": lever["id"], "set": site });
    }
    site["categories"] = json!([category]);
    json!({ "op": "add", "site": site })
}

#[test]
fn levers_are_ranked_by_families_newly_served_then_by_travel_cost_then_by_id() {
    let data = Town::load();
    for category in ["food", "tutoring", "legal-help"] {
        let found = levers(&data, category, &["--top", "1000"]);
        assert_eq!(
            (&found["category"], &found["wave"]),
            (&category.into(), &"2026-fall".into())
        );
        let all = list(&found);
        assert_eq!(found["n_found"], all.len());
        assert!(
            all.len() > 15 && all.iter().all(|lever| newly_served(lever) > 0.0),
            "{found}"
        );
        let rank = |lever: &Value| {
            let millionths = |field: &str| (lever[field].as_f64().unwrap() * 1e6).round() as i64;
            let id = lever["id"].as_str().unwrap().to_owned();
            (
                -millionths("newly_served"),
                millionths("travel_cost_min"),
                id,
            )
        };
        assert!(all.iter().map(rank).is_sorted(), "{found}");
        let top = levers(&data, category, &["--top", "4"]);
        assert_eq!(
            (list(&top), &top["n_found"]),
            (&all[..4].to_vec(), &found["n_found"])
        );
    }
}

#[test]
fn every_lever_does_in_a_scenario_what_it_says() {
    let town = Town::shared();
    for category in ["food", "tutoring", "legal-help"] {
        let found = levers(&town.data, category, &["--top", "1000"]);
        for lever in list(&found) {
            let body = json!({ "changes": [change(lever, category)] }).to_string();
            let reply = town.server.post("/api/scenarios", &body, true).json();
            let by_scenario = newly_served(&reply);
            assert!(
                close(newly_served(lever), by_scenario),
                "{by_scenario} by {lever}"
            );
        }
    }
}

#[test]
fn the_table_names_rank_figure_change_place_and_id_and_how_many_more_there_are() {
    let data = Town::load();
    let found = levers(&data, "tutoring", &["--top", "3", "--grid", "0"]);
    let table = data.run(&[
        "levers",
        "--category",
        "tutoring",
        "--top",
        "3",
        "--grid",
        "0",
    ]);
    let table = table.expect(0).stdout;
    for (rank, lever) in (1..).zip(list(&found)) {
        let [change, name, id] =
            ["change", "name", "id"].map(|field| lever[field].as_str().unwrap());
        let row = table
            .lines()
            .find(|line| line.starts_with(&format!("{rank} ")))
            .unwrap();
        let served = format!("{:.1}", newly_served(lever));
        for cell in [&*served, change, name, id] {
            assert!(row.contains(cell), "no {cell} in {row}");
        }
    }
    let more = found["n_found"].as_u64().unwrap() - 3;
    assert!(table.contains(&format!("{more} more")), "{table}");
    let nobody = data
        .run(&["levers", "--category", "clothing"])
        .expect(0)
        .stdout;
    assert!(nobody.contains("No single change"), "{nobody}");
}

#[test]
fn a_chosen_set_states_its_gap_and_does_together_what_a_scenario_of_it_does() {
    let town = Town::shared();
    for p in [1, 2, 4] {
        let found = levers(&town.data, "tutoring", &["--choose", &p.to_string()]);
        let chosen = &found["chosen"];
        let levers = list(chosen);
        assert!((1..=p).contains(&levers.len()), "{chosen}");
        let figure = |field: &str| chosen[field].as_f64().unwrap();
        let gap = figure("bound") / figure("covered") - 1.0;
        assert!(
            close(figure("optimality_gap"), gap) && gap >= 0.0,
            "{chosen}"
        );
        assert_eq!(chosen["optimal"], gap == 0.0);
        // A set covers at least what its best lever serves.
        let best = levers.iter().map(newly_served).fold(0.0, f64::max);
        assert!(figure("covered") >= best - 1e-6, "{chosen}");
        let changes: Vec<_> = levers
            .iter()
            .map(|lever| change(lever, "tutoring"))
            .collect();
        let body = json!({ "changes": changes }).to_string();
        let together = newly_served(&town.server.post("/api/scenarios", &body, true).json());
        assert!(
            close(figure("newly_served_together"), together),
            "{together}: {chosen}"
        );
        let words = [
            "levers",
            "--category",
            "tutoring",
            "--choose",
            &p.to_string(),
        ];
        let words = town.data.run(&words).expect(0).stdout;
        assert!(
            words.contains("The best set:") && words.contains("gap "),
            "{words}"
        );
    }
}
