//! Pages: nothing twice, nothing left out, whatever happens between them.

use super::{collections, ids, links, path_of};
use e2e::{Town, fixture};
use serde_json::Value;

/// All features by following `next` from a first page.
fn walk(town: &Town, first: &str) -> Vec<Value> {
    let mut path = first.to_owned();
    let mut features = Vec::new();
    let mut n_pages = 0;
    loop {
        let page = town.server.get(&path).json();
        features.extend(page["features"].as_array().unwrap().clone());
        match links(&page, "next").first() {
            Some(next) => path = path_of(town, next),
            None => return features,
        }
        n_pages += 1;
        assert!(n_pages < 10_000, "the pages of {first} do not end");
    }
}

fn ids_of(features: &[Value]) -> Vec<String> {
    features
        .iter()
        .map(|f| f["id"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn pages_of_any_size_make_the_whole_in_its_order() {
    let town = Town::shared();
    for id in collections(&town) {
        for query in ["", "&sortby=-name"] {
            let whole = town
                .server
                .get(&format!("/collections/{id}/items?limit=10000{query}"))
                .features();
            for limit in [1, 2, 7] {
                let pages = walk(
                    &town,
                    &format!("/collections/{id}/items?limit={limit}{query}"),
                );
                assert_eq!(pages, whole, "{id} by {limit}{query}");
            }
        }
    }
}

#[test]
fn a_token_carries_filter_order_and_columns_and_goes_with_nothing_else() {
    let town = Town::shared();
    let query = "category=food&sortby=-unmet,name&properties=name,unmet&skipGeometry=true";
    let first = format!("/collections/gaps-by-school/items?limit=1&{query}");
    let page = town.server.get(&first).json();
    let next = path_of(&town, links(&page, "next")[0]);
    assert!(!next.contains("category"), "the token carries it: {next}");
    let whole = town
        .server
        .get(&format!("/collections/gaps-by-school/items?{query}"))
        .features();
    assert_eq!(walk(&town, &first), whole);
    for feature in &whole {
        let names: Vec<_> = feature["properties"].as_object().unwrap().keys().collect();
        assert_eq!(names, ["name", "unmet"]);
        assert!(feature["geometry"].is_null());
    }
    town.server
        .get(&format!("{next}&category=housing"))
        .problem(400);
    town.server
        .get("/collections/schools/items?token=abc")
        .problem(400);
    let other = next.replace("gaps-by-school", "assets");
    town.server.get(&other).problem(400);
}

#[test]
fn sorting_puts_what_is_missing_last_in_either_direction() {
    let town = Town::shared();
    for (sortby, is_descending) in [("unmet", false), ("-unmet", true)] {
        let features = town
            .server
            .get(&format!(
                "/collections/gaps-by-neighborhood/items?sortby={sortby}"
            ))
            .features();
        let values: Vec<Option<f64>> = features
            .iter()
            .map(|f| f["properties"]["unmet"].as_f64())
            .collect();
        let known: Vec<f64> = values.iter().flatten().copied().collect();
        assert!(
            values[..known.len()].iter().all(Option::is_some) && known.len() < values.len(),
            "{values:?}"
        );
        let is_sorted = known.windows(2).all(|pair| {
            if is_descending {
                pair[0] >= pair[1]
            } else {
                pair[0] <= pair[1]
            }
        });
        assert!(is_sorted, "{known:?}");
    }
    for sortby in ["nonsense", "-", "", "unmet,unmet", "-unmet,-unmet"] {
        let problem = town
            .server
            .get(&format!(
                "/collections/gaps-by-neighborhood/items?sortby={sortby}"
            ))
            .problem(400);
        assert!(problem.to_string().contains("unmet_rate"), "{problem}");
    }
}

/// A row that comes or goes between two pages shifts no other row onto or off the next page.
#[test]
fn a_row_added_or_removed_between_pages_is_neither_repeated_nor_skipped() {
    let data = Town::load();
    let server = e2e::Server::start(&data, None);
    let town = Town { server, data };
    let path = "/collections/assets/items?limit=1";
    let before = ids(&town, "/collections/assets/items");
    let page = town.server.get(path).json();
    let first = ids_of(page["features"].as_array().unwrap());
    let next = path_of(&town, links(&page, "next")[0]);
    // The first asset goes, which the first page has shown, and one comes that would stand before everything.
    let text = std::fs::read_to_string(fixture("town/assets.csv")).unwrap();
    let mut lines: Vec<&str> = text.lines().collect();
    let gone = lines
        .iter()
        .position(|line| line.starts_with(&format!("{},", first[0])))
        .unwrap();
    let changed = lines[gone].replacen(&first[0], "0-new", 1);
    lines[gone] = &changed;
    let file = town.data.write("assets.csv", lines.join("\n"));
    town.data.import("assets", &file, &[]).expect(0).text();
    town.server.wait_until(|server| {
        let features = server.get("/collections/assets/items").features();
        ids_of(&features).contains(&"0-new".to_owned())
    });
    let rest = ids_of(&walk(&town, &next));
    assert_eq!(
        rest,
        before[1..],
        "what was behind the first page is still what follows it"
    );
}
