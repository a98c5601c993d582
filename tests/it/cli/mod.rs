//! The command line.

mod access;
mod access_drawn;
mod access_refusals;
mod allocating;
mod anatomy;
mod bare_refusals;
mod demo;
mod exporting;
mod feeders;
mod gaps;
mod importing;
mod levers;
mod levers_choosing;
mod levers_refusals;
mod levers_sizes;
mod locate;
mod locate_drawn;
mod locate_refusals;
mod matching;
mod other_city;
mod pipes_and_links;
mod refusing;
mod simulating;
mod usage;
mod washington_dc;

use e2e::{DataDir, Server};
use serde_json::Value;

/// The number of the last change of a database.
fn snapshot(data: &DataDir) -> u64 {
    let health = Server::start(data, None).get("/health").json();
    health["snapshot"].as_u64().unwrap()
}

/// The features of a collection as the public sees them, by id.
fn collection(data: &DataDir, id: &str) -> Vec<Value> {
    let path = format!("/collections/{id}/items");
    Server::start(data, None).get(&path).features()
}

fn ids(features: &[Value]) -> Vec<&str> {
    let mut ids: Vec<_> = features.iter().map(|f| f["id"].as_str().unwrap()).collect();
    ids.sort_unstable();
    ids
}

/// A database with a district and nothing else.
fn named_district() -> DataDir {
    let data = DataDir::new();
    let arguments = [
        "district",
        "--name",
        "Town",
        "--time-zone",
        "America/Chicago",
    ];
    data.run(&arguments).expect(0).text();
    data
}
