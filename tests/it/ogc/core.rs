//! Part 1, Core and GeoJSON and HTML: `/conf/core/…`.

use super::{assert_links, collections, encoded, extent, ids, links, path_of};
use e2e::Town;
use serde_json::Value;

#[test]
fn core_http_get_and_head_are_answered_and_other_methods_are_405() {
    let town = Town::shared();
    for path in [
        "/",
        "/api",
        "/conformance",
        "/collections",
        "/collections/schools",
        "/collections/schools/items",
    ] {
        let got = town.server.request("GET", path, &[]);
        let head = town.server.request("HEAD", path, &[]);
        assert_eq!((got.status, head.status), (200, 200), "{path}");
        assert!(head.body.is_empty() && !got.body.is_empty(), "{path}");
        assert_eq!(head.content_type, got.content_type, "{path}");
        for method in ["POST", "PUT", "DELETE", "PATCH"] {
            let refused = town.server.request(method, path, &[]);
            refused.problem(405);
            assert_eq!(refused.header("allow"), Some("GET, HEAD"), "{path}");
        }
    }
}

#[test]
fn core_root_success_the_landing_page_leads_to_everything() {
    let town = Town::shared();
    let page = town
        .server
        .request("GET", "/", &[("Accept", "application/json")]);
    assert!(page.content_type.starts_with("application/json"));
    let page = page.json();
    assert_links(&page);
    for rel in [
        "self",
        "alternate",
        "service-desc",
        "service-doc",
        "conformance",
        "data",
    ] {
        let found = links(&page, rel);
        assert!(!found.is_empty(), "no {rel} in {page}");
        if rel != "self" {
            for link in found {
                let reply = town.server.get(&path_of(&town, link));
                assert_eq!(reply.status, 200, "{link}");
                let wanted = link["type"].as_str().unwrap().split(';').next().unwrap();
                assert!(
                    reply.content_type.starts_with(wanted),
                    "{link}: {}",
                    reply.content_type
                );
            }
        }
    }
    let map = town.server.request("GET", "/", &[("Accept", "text/html")]);
    assert!(
        map.content_type.starts_with("text/html"),
        "a browser gets the map"
    );
}

#[test]
fn core_conformance_success_the_declaration_is_what_the_modules_say() {
    let town = Town::shared();
    let declared = town.server.get("/conformance").json();
    let classes = declared["conformsTo"].as_array().unwrap();
    for part in [
        "features-1/1.0/conf/core",
        "features-1/1.0/conf/geojson",
        "features-1/1.0/conf/html",
        "features-1/1.1/conf/oas31",
        "features-2/1.0/conf/crs",
        "features-3/1.0/conf/filter",
        "features-5/1.0/conf/schemas",
    ] {
        assert!(
            classes
                .iter()
                .any(|class| class.as_str().unwrap().ends_with(part)),
            "{part}"
        );
    }
    let mut unique = classes.clone();
    unique.dedup();
    assert_eq!(unique.len(), classes.len());
}

#[test]
fn core_fc_md_extent_is_around_every_feature_of_every_collection() {
    let town = Town::shared();
    let list = town.server.get("/collections").json();
    assert_links(&list);
    assert!(!links(&list, "self").is_empty() && !links(&list, "alternate").is_empty());
    for collection in list["collections"].as_array().unwrap() {
        let id = collection["id"].as_str().unwrap();
        assert_links(collection);
        let types: Vec<_> = links(collection, "items")
            .iter()
            .map(|link| link["type"].clone())
            .collect();
        for wanted in ["application/geo+json", "text/html", "text/csv"] {
            assert!(
                types
                    .iter()
                    .any(|kind| kind.as_str().unwrap().starts_with(wanted)),
                "{id}: {wanted} in {types:?}"
            );
        }
        let Some([west, south, east, north]) = extent(&town, id) else {
            panic!("{id} has no extent");
        };
        for feature in town
            .server
            .get(&format!("/collections/{id}/items"))
            .features()
        {
            for [lon, lat] in positions(&feature["geometry"]["coordinates"]) {
                assert!(
                    (west..=east).contains(&lon) && (south..=north).contains(&lat),
                    "{id}: {lon} {lat}"
                );
            }
        }
    }
}

fn positions(coordinates: &Value) -> Vec<[f64; 2]> {
    match coordinates.as_array() {
        Some(pair) if pair.first().is_some_and(Value::is_number) => {
            vec![[pair[0].as_f64().unwrap(), pair[1].as_f64().unwrap()]]
        }
        Some(parts) => parts.iter().flat_map(positions).collect(),
        None => Vec::new(),
    }
}

#[test]
fn core_sfc_md_success_a_collection_alone_says_what_the_list_says() {
    let town = Town::shared();
    let list = town.server.get("/collections").json();
    for listed in list["collections"].as_array().unwrap() {
        let alone = town
            .server
            .get(&format!("/collections/{}", listed["id"].as_str().unwrap()))
            .json();
        for member in [
            "id",
            "title",
            "description",
            "extent",
            "itemType",
            "crs",
            "storageCrs",
        ] {
            assert_eq!(listed[member], alone[member], "{member}");
        }
        for link in listed["links"].as_array().unwrap() {
            let is_there = |of: &Value| {
                of["href"] == link["href"]
                    || of["href"]
                        .as_str()
                        .unwrap()
                        .starts_with(&format!("{}?", link["href"].as_str().unwrap()))
            };
            assert!(
                alone["links"].as_array().unwrap().iter().any(is_there),
                "{link}"
            );
        }
    }
    town.server.get("/collections/castles").problem(404);
}

#[test]
fn core_fc_response_counts_time_and_links_are_there_and_right() {
    let town = Town::shared();
    for id in collections(&town) {
        let reply = town.server.get(&format!("/collections/{id}/items?limit=3"));
        let page = reply.json();
        assert_links(&page);
        assert!(!links(&page, "self").is_empty());
        assert!(links(&page, "alternate").len() >= 6, "{id}");
        let stamp = page["timeStamp"].as_str().unwrap();
        assert!(stamp.len() == 20 && stamp.ends_with('Z'), "{stamp}");
        let all = ids(&town, &format!("/collections/{id}/items?limit=10000"));
        assert_eq!(page["numberMatched"], all.len(), "{id}");
        assert_eq!(page["numberReturned"], all.len().min(3), "{id}");
        assert_eq!(links(&page, "next").is_empty(), all.len() <= 3, "{id}");
        let uncounted = town
            .server
            .get(&format!("/collections/{id}/items?limit=3&count=false"))
            .json();
        assert!(uncounted.get("numberMatched").is_none(), "{id}");
    }
}

#[test]
fn core_fc_limit_response_no_more_than_asked_for_and_no_more_than_the_maximum() {
    let town = Town::shared();
    let n = |limit: &str| {
        town.server
            .get(&format!("/collections/schools/items?limit={limit}"))
            .features()
            .len()
    };
    let all = n("10000");
    assert_eq!(n("1"), 1);
    assert_eq!(n("10001"), all, "more than the maximum is the maximum");
    assert_eq!(n("99999999999999999999999999"), all);
    for limit in ["0", "-1", "1.5", "many", "", "1e3"] {
        town.server
            .get(&format!("/collections/schools/items?limit={limit}"))
            .problem(400);
    }
}

#[test]
fn core_fc_bbox_response_what_touches_the_box_and_what_has_no_place() {
    let town = Town::shared();
    for id in collections(&town) {
        let all = town
            .server
            .get(&format!("/collections/{id}/items"))
            .features();
        let placeless = all.iter().filter(|f| f["geometry"].is_null()).count();
        let far = town
            .server
            .get(&format!("/collections/{id}/items?bbox=10,10,11,11"))
            .features();
        assert_eq!(far.len(), placeless, "{id}");
        assert!(far.iter().all(|f| f["geometry"].is_null()), "{id}");
        let Some([west, south, east, north]) = extent(&town, &id) else {
            continue;
        };
        let around = format!("/collections/{id}/items?bbox={west},{south},{east},{north}");
        assert_eq!(town.server.get(&around).features().len(), all.len(), "{id}");
        let high = format!("/collections/{id}/items?bbox={west},{south},0,{east},{north},100");
        assert_eq!(town.server.get(&high).features().len(), all.len(), "{id}");
        // From west of the town eastwards over the antimeridian to the town's eastern edge: all around the world but a gap.
        let over = format!(
            "/collections/{id}/items?bbox={},{south},{},{north}",
            west - 0.1,
            west - 0.2
        );
        assert_eq!(town.server.get(&over).features().len(), all.len(), "{id}");
        let past = format!(
            "/collections/{id}/items?bbox={},{south},{},{north}",
            east + 0.1,
            west - 0.1
        );
        assert_eq!(town.server.get(&past).features().len(), placeless, "{id}");
    }
}

#[test]
fn core_fc_time_response_waves_are_dated_and_what_has_no_time_is_always_there() {
    let town = Town::shared();
    let n = |id: &str, datetime: &str| {
        let path = format!(
            "/collections/{id}/items?limit=10000&datetime={}",
            encoded(datetime)
        );
        town.server.get(&path).features().len()
    };
    let schools = ids(&town, "/collections/schools/items").len();
    for datetime in [
        "2026-09-01",
        "2026-09-01T00:00:00Z",
        "2026-01-01/2026-12-31",
        "../2026-12-31",
        "2026-01-01/..",
        "/2026-12-31",
        "2026-01-01/",
    ] {
        assert_eq!(n("schools", datetime), schools, "{datetime}");
        assert!(n("gaps-by-neighborhood", datetime) > 0, "{datetime}");
    }
    assert_eq!(n("gaps-by-neighborhood", "1999-01-01/1999-12-31"), 0);
    assert_eq!(n("gaps-by-neighborhood", "2099-01-01/.."), 0);
    for datetime in [
        "",
        "yesterday",
        "2026-13-01",
        "2026-12-31/2026-01-01",
        "../..",
        "2026",
    ] {
        let path = format!("/collections/schools/items?datetime={}", encoded(datetime));
        town.server.get(&path).problem(400);
    }
}

#[test]
fn core_query_param_unknown_is_400_on_every_resource_and_says_what_is_allowed() {
    let town = Town::shared();
    for path in [
        "/",
        "/api",
        "/conformance",
        "/collections",
        "/collections/schools",
        "/collections/schools/items",
        "/collections/schools/items/0101",
        "/collections/schools/queryables",
    ] {
        let problem = town.server.get(&format!("{path}?unknown=1")).problem(400);
        assert_eq!(problem["errors"][0]["parameter"], "unknown", "{path}");
        assert!(
            problem["errors"][0]["expected"]
                .as_str()
                .unwrap()
                .contains('f'),
            "{path}"
        );
        town.server.get(&format!("{path}?f=papyrus")).problem(400);
        town.server
            .get(&format!("{path}?f=json&f=json"))
            .problem(400);
    }
}

#[test]
fn core_f_success_every_feature_alone_is_what_the_list_says() {
    let town = Town::shared();
    for id in collections(&town) {
        let features = town
            .server
            .get(&format!("/collections/{id}/items?limit=10000"))
            .features();
        for feature in features.iter().take(30) {
            let path = format!(
                "/collections/{id}/items/{}",
                encoded(feature["id"].as_str().unwrap())
            );
            let reply = town.server.get(&path);
            assert!(reply.content_type.starts_with("application/geo+json"));
            let alone = reply.json();
            for member in ["type", "id", "geometry", "properties"] {
                assert_eq!(alone[member], feature[member], "{path} {member}");
            }
            assert_links(&alone);
            for rel in ["self", "alternate", "collection"] {
                assert!(!links(&alone, rel).is_empty(), "{path} {rel}");
            }
        }
        town.server
            .get(&format!("/collections/{id}/items/no-such-feature"))
            .problem(404);
    }
}

#[test]
fn a_feeder_pattern_leads_to_its_schools_zones_and_gaps() {
    let town = Town::shared();
    let pattern = town
        .server
        .get("/collections/feeder-patterns/items/0301")
        .json();
    let related = links(&pattern, "related");
    let mut n_features = 0;
    for link in &related {
        let reply = town.server.get(&path_of(&town, link));
        assert_eq!(reply.status, 200, "{link}");
        n_features += usize::from(reply.json()["type"] == "Feature");
    }
    let schools = pattern["properties"]["schools"].as_array().unwrap();
    assert!(n_features > 0 && n_features <= schools.len(), "{related:?}");
    for part in [
        "gaps-by-feeder-pattern",
        "attendance-zones",
        "schools/items/0101",
    ] {
        assert!(
            related
                .iter()
                .any(|link| link["href"].as_str().unwrap().contains(part)),
            "{part}"
        );
    }
}

#[test]
fn geojson_definition_every_reply_is_geojson_by_its_media_type() {
    let town = Town::shared();
    for id in collections(&town) {
        for accept in [
            "application/geo+json",
            "application/json",
            "*/*",
            "application/*",
        ] {
            let reply = town.server.request(
                "GET",
                &format!("/collections/{id}/items"),
                &[("Accept", accept)],
            );
            assert!(
                reply.content_type.starts_with("application/geo+json"),
                "{accept}: {reply:?}"
            );
            reply.features();
        }
    }
    town.server
        .request(
            "GET",
            "/collections/schools/items",
            &[("Accept", "image/png")],
        )
        .problem(406);
}

#[test]
fn html_definition_every_resource_is_a_page_for_people() {
    let town = Town::shared();
    let paths = [
        "/?f=html",
        "/api?f=html",
        "/conformance?f=html",
        "/collections?f=html",
        "/collections/schools?f=html",
        "/collections/schools/items?f=html",
        "/collections/schools/items/0101?f=html",
        "/collections/schools/queryables?f=html",
    ];
    for path in paths {
        let reply = town.server.get(path);
        assert_eq!(reply.status, 200, "{path}");
        assert!(reply.content_type.starts_with("text/html"), "{path}");
        assert!(
            reply.body.starts_with("<!DOCTYPE html>") && reply.body.contains("<h1"),
            "{path}"
        );
    }
    let school = town
        .server
        .get("/collections/schools/items/0101?f=html")
        .body;
    let name = &town.server.get("/collections/schools/items/0101").json()["properties"]["name"];
    assert!(school.contains(name.as_str().unwrap()));
}
