//! Homes of families.

use super::{public_paths, public_texts};
use e2e::Town;

fn is_home_in(text: &str) -> Option<String> {
    let mut coordinates = Town::homes().into_iter().flat_map(|(lon, lat)| [lon, lat]);
    coordinates.find(|coordinate| text.contains(coordinate.as_str()))
}

#[test]
fn no_home_is_in_anything_that_the_public_reads() {
    let town = Town::shared();
    for (path, text) in public_texts(&town) {
        assert_eq!(is_home_in(&text), None, "{path}");
        assert!(
            !text.contains("2026-fall-0"),
            "the id of a response in {path}"
        );
    }
}

#[test]
fn no_home_is_in_anything_that_staff_read() {
    let town = Town::shared();
    for path in public_paths() {
        let reply = town.server.get_as_staff(&path);
        assert_eq!(is_home_in(&reply.body), None, "{path}");
    }
}

#[test]
fn no_home_is_in_the_log_or_in_what_the_commands_print() {
    let town = Town::shared();
    assert_eq!(is_home_in(&town.server.log()), None);
    assert_eq!(is_home_in(&town.data.state()), None);
}

#[test]
fn the_box_of_the_district_does_not_reach_for_the_outermost_home() {
    let town = Town::shared();
    let district = town.server.get("/api/district").json();
    let north = district["bbox"][3].as_f64().unwrap();
    // Twelve families live north of every zone, at 40.04 and above.
    assert!(north < 40.04, "{district}");
}
