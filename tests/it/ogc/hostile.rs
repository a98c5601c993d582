//! Whatever stands in an address, the answer is a reply or a problem that says what would be right.

use super::encoded;
use e2e::Town;
use serde_json::Value;
use std::collections::BTreeSet;

/// Values that fit no parameter, or only some.
const VALUES: [&str; 24] = [
    "",
    " ",
    "0",
    "-1",
    "1",
    "true",
    "null",
    "NaN",
    "1e999",
    "99999999999999999999",
    "x",
    "food",
    "all",
    "west",
    "name",
    "-name",
    "name,name",
    "1,2,3,4",
    "180,-90,-180,90",
    "../..",
    "2026-01-01/..",
    "name = 'x'",
    "((((",
    "\u{0}\u{1f600}'\"<>&%+",
];

/// Every query parameter of the definition, and one that is not in it.
fn parameters(definition: &Value, path: &str) -> BTreeSet<String> {
    let parameters = definition["paths"][path]["get"]["parameters"]
        .as_array()
        .unwrap();
    let name = |parameter: &Value| {
        let pointer = parameter["$ref"]
            .as_str()
            .map(|target| target.trim_start_matches('#').to_owned());
        let parameter = pointer.map_or(parameter, |pointer| definition.pointer(&pointer).unwrap());
        (parameter["in"] == "query").then(|| parameter["name"].as_str().unwrap().to_owned())
    };
    let known = parameters.iter().filter_map(name);
    known.chain(["unknown".to_owned()]).collect()
}

#[test]
fn no_parameter_with_any_value_brings_the_server_down() {
    let town = Town::shared();
    let definition = town.server.get("/api?f=json").json();
    let mut n_asked = 0;
    for collection in ["schools", "sites", "gaps-by-neighborhood", "context"] {
        for resource in [
            "items",
            "tiles/WebMercatorQuad/tilejson.json",
            "tiles/WebMercatorQuad/{tileMatrix}/{tileRow}/{tileCol}",
        ] {
            let described = format!("/collections/{collection}/{resource}");
            let path = described.replace("{tileMatrix}/{tileRow}/{tileCol}", "0/0/0");
            for name in parameters(&definition, &described) {
                for value in VALUES {
                    let reply = town
                        .server
                        .get(&format!("{path}?{name}={}", encoded(value)));
                    n_asked += 1;
                    assert!(matches!(reply.status, 200 | 204 | 400 | 404), "{reply:?}");
                    if reply.status >= 400 {
                        reply.problem(reply.status);
                    }
                }
            }
        }
    }
    assert!(n_asked > 5_000, "{n_asked}");
}

#[test]
fn an_id_selects_its_feature_and_no_other() {
    let town = Town::shared();
    for collection in super::collections(&town) {
        for feature in town
            .server
            .get(&format!("/collections/{collection}/items?limit=5"))
            .features()
        {
            let id = feature["id"].as_str().unwrap();
            let found = town
                .server
                .get(&format!(
                    "/collections/{collection}/items?id={}",
                    encoded(id)
                ))
                .features();
            assert_eq!(found, std::slice::from_ref(&feature), "{collection}");
            let filter = encoded(&format!("id = '{id}'"));
            let found = town
                .server
                .get(&format!("/collections/{collection}/items?filter={filter}"))
                .features();
            assert_eq!(found, std::slice::from_ref(&feature), "{collection}");
        }
        let none = town
            .server
            .get(&format!("/collections/{collection}/items?id=nothing"));
        assert!(none.features().is_empty(), "{collection}");
    }
}
