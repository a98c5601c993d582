//! Pages for people in Spanish.

use e2e::Town;
use serde_json::Value;
use std::path::Path;

/// Every sentence that the server says of its data in English.
fn english() -> Vec<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/src/text/server_es.json");
    let table: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let all = table.as_object().unwrap().iter();
    // Short words may stand in both languages, or within longer ones.
    all.filter(|(english, spanish)| english.len() > 12 && *english != spanish.as_str().unwrap())
        .map(|(english, _)| english.clone())
        .collect()
}

#[test]
fn a_spanish_page_says_nothing_of_its_data_in_english() {
    let town = Town::shared();
    let english = english();
    assert!(english.len() > 100);
    let list = town.server.get("/collections").json();
    let ids = list["collections"].as_array().unwrap().iter();
    let mut paths = vec!["/collections?f=html".to_owned(), "/docs".to_owned()];
    for id in ids.map(|collection| collection["id"].as_str().unwrap()) {
        let of = format!("/collections/{id}");
        for rest in ["?f=html", "/items?f=html&limit=5", "/queryables?f=html"] {
            paths.push(format!("{of}{rest}"));
        }
        let first = town.server.get(&format!("{of}/items?limit=1")).features();
        if let Some(id) = first.first().and_then(|feature| feature["id"].as_str()) {
            paths.push(format!("{of}/items/{}?f=html", id.replace(':', "%3A")));
        }
        if id.starts_with("gaps-") {
            paths.push(format!("{of}/items?f=html&limit=5&shape=wide"));
        }
    }
    for path in paths {
        let page = |language: &str| {
            let headers = [("Accept-Language", language), ("Accept", "text/html")];
            let reply = town.server.request("GET", &path, &headers);
            assert_eq!(reply.status, 200, "{path}");
            let body = reply.body.replace("&#39;", "'").replace("&quot;", "\"");
            english
                .iter()
                .filter(|sentence| body.contains(sentence.as_str()))
                .cloned()
                .collect::<Vec<_>>()
        };
        assert_eq!(page("es"), Vec::<String>::new(), "{path}");
        assert!(!page("en").is_empty(), "{path} says nothing in English");
    }
}
