//! `simulate responses`: a survey drawn for a district that has none to show.

use super::collection;
use e2e::{DataDir, Server, Town};

fn simulate(data: &DataDir, name: &str, seed: &str) -> String {
    let out = data.file(name);
    let out = out.to_str().unwrap();
    let arguments = [
        "simulate",
        "responses",
        "--wave",
        "2027-fall",
        "--n",
        "300",
        "--seed",
        seed,
        "--out",
        out,
    ];
    data.run(&arguments).expect(0).text();
    std::fs::read_to_string(out).unwrap()
}

#[test]
fn the_same_seed_draws_the_same_answers_and_another_one_others() {
    let data = Town::load();
    let first = simulate(&data, "a.csv", "7");
    assert_eq!(first, simulate(&data, "b.csv", "7"));
    assert_ne!(first, simulate(&data, "c.csv", "8"));
    assert_eq!(first.lines().count(), 301);
}

#[test]
fn what_is_simulated_says_so_wherever_it_shows() {
    let data = Town::load();
    simulate(&data, "simulated.csv", "7");
    data.import("responses", &data.file("simulated.csv"), &[])
        .expect(0)
        .text();
    let rows = collection(&data, "gaps-by-neighborhood");
    assert!(
        rows.iter()
            .all(|row| row["properties"]["simulated"] == true)
    );
    assert!(
        rows.iter()
            .all(|row| row["properties"]["wave"] == "2027-fall")
    );
    assert!(data.state().to_lowercase().contains("simulated"));
    let server = Server::start(&data, None);
    assert_eq!(server.get("/api/district").json()["simulated"], true);
    let older = "/collections/gaps-by-neighborhood/items?wave=2026-fall";
    let older = server.get(older).features();
    assert!(
        older
            .iter()
            .all(|row| row["properties"]["simulated"] == false)
    );
}
