//! Places on the map that offer no service yet: halls, libraries, empty storefronts.

use rand::RngExt;
use rand_chacha::ChaCha8Rng;
use serde_json::{Value, json};

use super::geojson::{Feature, Shape};
use super::places::{NEIGHBORHOODS, THEMES};
use super::town::Town;

/// How many of a kind, the word for the kind, and endings of names.
const KINDS: [(usize, &str, &[&str]); 10] = [
    (
        18,
        "place of worship",
        &[
            "Community Church",
            "Chapel",
            "Fellowship",
            "Temple",
            "Congregation",
            "Meeting House",
        ],
    ),
    (5, "library", &["Branch Library"]),
    (
        7,
        "recreation center",
        &["Recreation Center", "Field House"],
    ),
    (4, "union hall", &["Union Hall", "Trades Hall"]),
    (
        8,
        "empty storefront",
        &[
            "former hardware store",
            "former grocery",
            "former pharmacy",
            "former bakery",
        ],
    ),
    (4, "community garden", &["Community Garden"]),
    (4, "fire station", &["Fire Station"]),
    (4, "civic club", &["Grange Hall", "Lodge"]),
    (3, "museum", &["Museum", "Heritage House"]),
    (3, "theater", &["Playhouse", "Band Hall"]),
];

/// All assets. Unlike services they stand in every part of town, the poorly served ones too.
pub(crate) fn assets(town: &Town, rng: &mut ChaCha8Rng) -> Vec<Feature> {
    let mut features: Vec<Feature> = Vec::new();
    for (n, kind, endings) in KINDS {
        for k in 0..n {
            let area = (k * 7 + kind.len() * 3 + rng.random_range(0..3)) % NEIGHBORHOODS.len();
            let place = town.place_in(town.settled_atom(&town.neighborhoods[area], rng), rng);
            let name = name(rng, (kind, endings[k % endings.len()]), area, &features);
            let is_quiet = kind == "empty storefront" || rng.random_bool(0.35);
            let phone = if is_quiet {
                Value::Null
            } else {
                json!(format!("620-555-01{:02}", features.len()))
            };
            features.push(Feature {
                properties: vec![
                    ("id", json!(format!("a{:02}", features.len() + 1))),
                    ("name", json!(name)),
                    ("kind", json!(kind)),
                    ("address", json!(place.address)),
                    ("phone", phone),
                ],
                shape: Shape::Point(place.position),
            });
        }
    }
    features
}

fn name(
    rng: &mut ChaCha8Rng,
    (kind, ending): (&str, &str),
    area: usize,
    others: &[Feature],
) -> String {
    let is_taken = |name: &str| {
        others
            .iter()
            .any(|other| other.properties[1].1 == json!(name))
    };
    let neighborhood = NEIGHBORHOODS[area].0;
    let plain = if kind == "empty storefront" {
        format!("Storefront in {neighborhood} ({ending})")
    } else {
        format!("{neighborhood} {ending}")
    };
    if !is_taken(&plain) && (kind != "place of worship" || rng.random_bool(0.5)) {
        return plain;
    }
    let start = rng.random_range(0..THEMES.len());
    (0..THEMES.len())
        .map(|k| format!("{} {ending}", THEMES[(start + k) % THEMES.len()]))
        .find(|name| !is_taken(name))
        .unwrap_or(plain)
}
