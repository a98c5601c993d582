//! `demo`: the sample district in one command.

use e2e::{DataDir, Server, gap_rows};

/// One test, since loading the district takes a while in a build without optimization.
#[test]
fn the_demo_loads_the_sample_district_once_and_serves_it() {
    let data = DataDir::new();
    let demo = Server::start_demo(&data, &[]);
    assert!(demo.log().contains(&demo.address()), "{}", demo.log());
    let loaded = demo.get("/health").json()["snapshot"].clone();
    let district = demo.get("/api/district").json();
    assert_eq!(district["name"], "Riverbend Unified");
    assert_eq!(district["simulated"], true);
    assert_eq!(district["waves"].as_array().map(Vec::len), Some(2));
    let path = "/collections/gaps-by-neighborhood/items?category=all";
    let rows = gap_rows(&demo.get(path).features());
    assert!(
        rows.iter()
            .filter(|row| row.number("unmet").is_some())
            .count()
            > 10
    );
    drop(demo);
    let again = Server::start_demo(&data, &[]);
    assert_eq!(again.get("/health").json()["snapshot"], loaded);
    drop(again);
    let fresh = Server::start_demo(&data, &["--fresh"]);
    assert_eq!(fresh.get("/health").json()["snapshot"], loaded);
}
