//! Abstract tests of Part 1 that `core` and `oas31` do not have, each under its id.

use super::oas31::definition;
use super::{assert_links, collections, encoded, extent, ids, links, path_of};
use e2e::Town;
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn core_root_op_the_landing_page_is_there() {
    let town = Town::shared();
    let reply = town
        .server
        .request("GET", "/", &[("Accept", "application/json")]);
    assert_eq!(reply.status, 200);
    assert!(reply.json()["links"].is_array());
}

#[test]
fn core_conformance_op_every_link_to_the_declaration_leads_to_it() {
    let town = Town::shared();
    let landing = town.server.get("/?f=json").json();
    let mut paths = vec!["/conformance".to_owned()];
    paths.extend(
        links(&landing, "conformance")
            .iter()
            .map(|link| path_of(&town, link)),
    );
    assert!(paths.len() > 1);
    for path in paths {
        let reply = town.server.get(&path);
        assert_eq!(reply.status, 200, "{path}");
        assert!(reply.json()["conformsTo"].is_array(), "{path}");
    }
}

#[test]
fn core_api_definition_op_every_link_to_the_definition_leads_to_it() {
    let town = Town::shared();
    let landing = town.server.get("/?f=json").json();
    for rel in ["service-desc", "service-doc"] {
        let found = links(&landing, rel);
        assert!(!found.is_empty(), "{rel}");
        for link in found {
            assert_eq!(town.server.get(&path_of(&town, link)).status, 200, "{link}");
        }
    }
}

#[test]
fn core_api_definition_success_the_document_has_what_openapi_asks_for() {
    let town = Town::shared();
    let document = definition(&town);
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    for member in ["title", "version"] {
        assert!(document["info"][member].is_string(), "{member}");
    }
    let mut ids = BTreeSet::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        assert!(path.starts_with('/'), "{path}");
        for (method, operation) in operations.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap();
            assert!(ids.insert(id.to_owned()), "{id} is there twice");
            assert!(operation["responses"].is_object(), "{method} {path}");
            let names = operation["parameters"].as_array().into_iter().flatten();
            let in_path = names.filter(|parameter| parameter["in"] == "path").count();
            assert_eq!(in_path, path.matches('{').count(), "{path}");
        }
    }
}

#[test]
fn core_fc_md_op_the_list_of_collections_is_there() {
    let town = Town::shared();
    let reply = town.server.get("/collections");
    assert_eq!(reply.status, 200);
    assert!(reply.json()["collections"].is_array());
}

#[test]
fn core_fc_md_success_the_list_is_what_its_schema_says_and_crs84_comes_first() {
    let town = Town::shared();
    let document = definition(&town);
    let list = town.server.get("/collections").json();
    let schema =
        json!({ "$ref": "#/components/schemas/collections", "components": document["components"] });
    let validator = jsonschema::draft202012::new(&schema).unwrap();
    assert!(validator.is_valid(&list));
    let crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
    for collection in list["collections"].as_array().unwrap() {
        let first = &collection["crs"][0];
        assert!(*first == crs84 || *first == "#/crs", "{first}");
        assert_eq!(collection["storageCrs"], crs84);
    }
    assert_eq!(list["crs"].get(0).unwrap_or(&json!(crs84)), crs84);
}

#[test]
fn core_fc_md_links_the_list_leads_to_itself_and_to_its_other_encoding() {
    let town = Town::shared();
    let list = town.server.get("/collections").json();
    assert_links(&list);
    assert_eq!(links(&list, "self").len(), 1);
    let others = links(&list, "alternate");
    assert!(others.iter().any(|link| link["type"] == "text/html"));
    for link in others {
        assert_eq!(town.server.get(&path_of(&town, link)).status, 200, "{link}");
    }
}

#[test]
fn core_fc_md_items_every_collection_of_the_definition_is_listed_once_with_its_id() {
    let town = Town::shared();
    let document = definition(&town);
    let paths = document["paths"].as_object().unwrap().keys();
    let defined: BTreeSet<_> = paths
        .filter_map(|path| path.strip_prefix("/collections/")?.strip_suffix("/items"))
        .map(str::to_owned)
        .collect();
    let listed = collections(&town);
    let unique: BTreeSet<_> = listed.iter().cloned().collect();
    assert_eq!(listed.len(), unique.len());
    assert_eq!(unique, defined);
}

#[test]
fn core_fc_md_items_links_every_collection_leads_to_its_items_in_every_encoding() {
    let town = Town::shared();
    let document = definition(&town);
    for id in collections(&town) {
        let described = town.server.get(&format!("/collections/{id}")).json();
        assert_links(&described);
        let of_items = links(&described, "items");
        let types: BTreeSet<_> = of_items
            .iter()
            .map(|link| link["type"].as_str().unwrap())
            .collect();
        let path = format!("/collections/{id}/items");
        let content = document["paths"][&path]["get"]["responses"]["200"]["content"].clone();
        let defined: BTreeSet<_> = content
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(types, defined, "{id}");
    }
}

#[test]
fn core_fc_md_extent_multi_the_first_box_and_interval_hold_everything() {
    let town = Town::shared();
    for id in collections(&town) {
        let described = town.server.get(&format!("/collections/{id}")).json();
        let boxes = described["extent"]["spatial"]["bbox"].as_array().unwrap();
        assert_eq!(boxes.len(), 1, "{id}: one box, which is around everything");
        let Some([west, south, east, north]) = extent(&town, &id) else {
            panic!("{id} has no extent");
        };
        let path = format!("/collections/{id}/items?limit=10000");
        let inside = format!("{path}&bbox={west},{south},{east},{north}");
        assert_eq!(ids(&town, &inside), ids(&town, &path), "{id}");
        let Some(intervals) = described["extent"]["temporal"]["interval"].as_array() else {
            continue;
        };
        assert_eq!(intervals.len(), 1, "{id}");
        let end = |at: usize| intervals[0][at].as_str().unwrap_or("..").to_owned();
        let within = format!("{path}&datetime={}/{}", encoded(&end(0)), encoded(&end(1)));
        let all = format!("{path}&datetime=0001-01-01/..");
        assert_eq!(ids(&town, &within), ids(&town, &all), "{id}");
    }
}

#[test]
fn core_sfc_md_op_every_collection_is_found_alone() {
    let town = Town::shared();
    for id in collections(&town) {
        let reply = town.server.get(&format!("/collections/{id}"));
        assert_eq!((reply.status, &reply.json()["id"]), (200, &json!(id)));
    }
}

#[test]
fn core_fc_op_every_collection_has_items() {
    let town = Town::shared();
    for id in collections(&town) {
        let reply = town.server.get(&format!("/collections/{id}/items"));
        assert_eq!(reply.status, 200, "{id}");
        let page = reply.json();
        assert_eq!(page["type"], "FeatureCollection", "{id}");
        assert!(page["features"].is_array(), "{id}");
    }
}

#[test]
fn core_fc_links_a_page_leads_to_itself_and_to_every_other_encoding() {
    let town = Town::shared();
    let document = definition(&town);
    for id in collections(&town) {
        let path = format!("/collections/{id}/items");
        let page = town.server.get(&format!("{path}?limit=2")).json();
        assert_links(&page);
        let mut types: Vec<_> = links(&page, "self");
        assert_eq!(types.len(), 1, "{id}");
        types.extend(links(&page, "alternate"));
        let content = &document["paths"][&path]["get"]["responses"]["200"]["content"];
        let said: BTreeSet<_> = types.iter().map(|l| l["type"].as_str().unwrap()).collect();
        let defined: BTreeSet<_> = content
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        assert_eq!(said, defined, "{id}");
        let to_itself = town.server.get(&path_of(&town, links(&page, "self")[0]));
        assert_eq!(to_itself.json()["features"], page["features"], "{id}");
    }
}

/// A parameter that all items have in common, as the definition has it.
fn shared_parameter(town: &Town, name: &str) -> Value {
    let document = definition(town);
    for id in collections(town) {
        let path = format!("/collections/{id}/items");
        let all = document["paths"][&path]["get"]["parameters"].clone();
        let target = json!(format!("#/components/parameters/{name}"));
        let mut all = all.as_array().unwrap().iter();
        assert!(all.any(|of| of["$ref"] == target), "{id} {name}");
    }
    let parameter = document["components"]["parameters"][name].clone();
    for (member, value) in [
        ("name", json!(name)),
        ("in", json!("query")),
        ("required", json!(false)),
        ("style", json!("form")),
        ("explode", json!(false)),
    ] {
        assert_eq!(parameter[member], value, "{name} {member}");
    }
    parameter
}

#[test]
fn core_fc_limit_definition_is_that_of_the_standard() {
    let parameter = shared_parameter(&Town::shared(), "limit");
    assert_eq!(parameter["schema"]["type"], "integer");
    assert_eq!(parameter["schema"]["minimum"], 1);
    assert!(parameter["schema"]["default"].is_u64());
}

#[test]
fn core_fc_bbox_definition_is_that_of_the_standard() {
    let parameter = shared_parameter(&Town::shared(), "bbox");
    let expected = json!({ "type": "array", "items": { "type": "number" },
        "oneOf": [{ "minItems": 4, "maxItems": 4 }, { "minItems": 6, "maxItems": 6 }] });
    assert_eq!(parameter["schema"], expected);
}

#[test]
fn core_fc_time_definition_is_that_of_the_standard_and_its_pattern_takes_what_the_server_takes() {
    let town = Town::shared();
    let parameter = shared_parameter(&town, "datetime");
    assert_eq!(parameter["schema"]["type"], "string");
    let validator = jsonschema::draft202012::new(&parameter["schema"]).unwrap();
    for (text, status) in [
        ("2026-09-01", 200),
        ("2026-09-01T00:00:00Z", 200),
        ("2026-09-01T00:00:00.25-04:00/..", 200),
        ("../2026-12-31", 200),
        ("/2026-12-31", 200),
        ("2026-01-01/", 200),
        ("2026-01-01/2026-12-31", 200),
        ("", 400),
        ("..", 400),
        ("../..", 400),
        ("/", 400),
        ("2026", 400),
        ("2026-13-01", 400),
        ("fall", 400),
        ("2026-01-01/2026-02-01/2026-03-01", 400),
    ] {
        assert_eq!(validator.is_valid(&json!(text)), status == 200, "{text}");
        let path = format!("/collections/schools/items?datetime={}", encoded(text));
        assert_eq!(town.server.get(&path).status, status, "{text}");
    }
}

#[test]
fn core_fc_time_stamp_is_a_moment_in_utc() {
    let town = Town::shared();
    let page = town.server.get("/collections/schools/items").json();
    let stamp = page["timeStamp"].as_str().unwrap();
    let shape: String = stamp
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    assert_eq!(shape, "0000-00-00T00:00:00Z");
}

#[test]
fn core_fc_number_matched_counts_all_pages_whatever_the_limit() {
    let town = Town::shared();
    for id in collections(&town) {
        let all = ids(&town, &format!("/collections/{id}/items?limit=10000")).len();
        for limit in [1, 2, 10_000] {
            let page = town
                .server
                .get(&format!("/collections/{id}/items?limit={limit}"));
            assert_eq!(page.json()["numberMatched"], all, "{id} {limit}");
        }
    }
}

#[test]
fn core_fc_number_returned_counts_the_features_of_the_page() {
    let town = Town::shared();
    for id in collections(&town) {
        for limit in [1, 2, 10_000] {
            let page = town
                .server
                .get(&format!("/collections/{id}/items?limit={limit}"))
                .json();
            let n = page["features"].as_array().unwrap().len();
            assert_eq!(page["numberReturned"], n, "{id} {limit}");
        }
    }
}

#[test]
fn core_query_param_invalid_is_400_and_names_the_parameter() {
    let town = Town::shared();
    for (query, name) in [
        ("limit=0", "limit"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=0,9,1,8", "bbox"),
        ("datetime=soon", "datetime"),
        ("crs=EPSG%3A1", "crs"),
        ("count=perhaps", "count"),
        ("sortby=height", "sortby"),
        ("properties=height", "properties"),
        ("properties=", "properties"),
        ("filter=height%3E1", "filter"),
        ("filter-lang=sql", "filter-lang"),
        ("token=x", "token"),
    ] {
        for id in collections(&town) {
            let problem = town
                .server
                .get(&format!("/collections/{id}/items?{query}"))
                .problem(400);
            assert_eq!(problem["errors"][0]["parameter"], name, "{id} {query}");
        }
    }
}

#[test]
fn core_crs84_without_a_word_coordinates_are_longitude_and_latitude() {
    let town = Town::shared();
    for id in collections(&town) {
        let reply = town.server.get(&format!("/collections/{id}/items"));
        let said = reply.header("content-crs").unwrap();
        assert_eq!(said, "<http://www.opengis.net/def/crs/OGC/1.3/CRS84>");
        let Some([west, south, east, north]) = extent(&town, &id) else {
            panic!("{id} has no extent");
        };
        // The town lies in the middle of the United States.
        assert!(
            (-91.0..=-89.0).contains(&west) && (-91.0..=-89.0).contains(&east),
            "{id}"
        );
        assert!(
            (39.0..=41.0).contains(&south) && (39.0..=41.0).contains(&north),
            "{id}"
        );
    }
}

#[test]
fn core_f_op_every_feature_of_a_page_is_found_under_its_id() {
    let town = Town::shared();
    for id in collections(&town) {
        let all = ids(&town, &format!("/collections/{id}/items?limit=20"));
        for feature in all {
            let path = format!("/collections/{id}/items/{}", encoded(&feature));
            assert_eq!(town.server.get(&path).status, 200, "{path}");
        }
    }
}

#[test]
fn core_f_links_a_feature_leads_to_itself_its_page_and_its_collection() {
    let town = Town::shared();
    for id in collections(&town) {
        let first = ids(&town, &format!("/collections/{id}/items?limit=1"));
        let path = format!("/collections/{id}/items/{}", encoded(&first[0]));
        let feature = town.server.get(&path).json();
        assert_links(&feature);
        let rels = ["self", "alternate", "collection"].map(|rel| links(&feature, rel).len());
        assert_eq!(rels, [1, 1, 1], "{id}");
        let of = links(&feature, "collection")[0];
        assert_eq!(town.server.get(&path_of(&town, of)).json()["id"], id);
        let itself = town.server.get(&path_of(&town, links(&feature, "self")[0]));
        assert_eq!(itself.json()["id"], feature["id"]);
    }
}

#[test]
fn geojson_content_features_are_what_their_schema_says_and_carry_the_id_of_their_address() {
    let town = Town::shared();
    let document = definition(&town);
    for id in collections(&town) {
        let schema = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}"), "components": document["components"] });
        let page = town
            .server
            .get(&format!("/collections/{id}/items?limit=50"))
            .json();
        let of_page = jsonschema::draft202012::new(&schema(&format!("{id}-collection"))).unwrap();
        assert!(of_page.is_valid(&page), "{id}");
        let of_feature = jsonschema::draft202012::new(&schema(&id)).unwrap();
        for feature in page["features"].as_array().unwrap() {
            let error = of_feature.iter_errors(feature).next();
            assert!(error.is_none(), "{id}: {}", error.unwrap());
        }
        let first = page["features"][0]["id"].as_str().unwrap();
        let path = format!("/collections/{id}/items/{}", encoded(first));
        assert_eq!(town.server.get(&path).json()["id"], first);
    }
}

#[test]
fn html_content_pages_are_html_5_with_a_title_a_language_and_their_words() {
    let town = Town::shared();
    for id in collections(&town) {
        let described = town.server.get(&format!("/collections/{id}")).json();
        for rest in ["", "/items", "/queryables", "/schema", "/sortables"] {
            let page = town
                .server
                .get(&format!("/collections/{id}{rest}?f=html"))
                .body;
            assert!(page.starts_with("<!DOCTYPE html><html lang=\"en\">"));
            for part in ["<title>", "<main", "</html>"] {
                assert_eq!(page.matches(part).count(), 1, "{id}{rest} {part}");
            }
            let title = described["title"].as_str().unwrap();
            assert!(page.contains(title), "{id}{rest}");
        }
    }
}

/// What every operation answers, by what kind of request is made.
#[test]
fn oas31_completeness_every_status_and_media_type_that_is_met_is_described() {
    let town = Town::shared();
    let document = definition(&town);
    for (path, operations) in document["paths"].as_object().unwrap() {
        let Some(get) = operations.get("get") else {
            continue;
        };
        let filled = filled(path);
        for query in ["", "?f=html", "?f=csv", "?f=no-such-format"] {
            let reply = town.server.get(&format!("{filled}{query}"));
            let described = &get["responses"][reply.status.to_string()];
            assert!(!described.is_null(), "{path}{query}: {}", reply.status);
            if reply.status == 200 {
                let types = described["content"].as_object().unwrap();
                let essence = |text: &str| text.split(';').next().unwrap().to_owned();
                assert!(
                    types
                        .keys()
                        .any(|of| essence(of) == essence(&reply.content_type)),
                    "{path}{query}: {}",
                    reply.content_type
                );
            }
        }
    }
}

/// A path with values in place of its templates.
fn filled(path: &str) -> String {
    path.replace("{featureId}", "0101")
        .replace("{geography}", "neighborhood")
        .replace("{areaId}", "west")
        .replace("{tileMatrix}/{tileRow}/{tileCol}", "0/0/0")
}

#[test]
fn oas31_exceptions_codes_every_error_that_can_be_made_is_described_as_a_problem() {
    let town = Town::shared();
    let document = definition(&town);
    for (path, operations) in document["paths"].as_object().unwrap() {
        let Some(get) = operations.get("get") else {
            continue;
        };
        let filled = filled(path);
        let wrong = [("Authorization", "Bearer nobody")];
        for reply in [
            town.server.get(&format!("{filled}?no-such-parameter=1")),
            town.server.request("GET", &filled, &wrong),
            town.server
                .request("GET", &filled, &[("Accept", "image/png")]),
        ] {
            if reply.status < 400 {
                continue;
            }
            let mut described = get["responses"][reply.status.to_string()].clone();
            if let Some(target) = described["$ref"].as_str() {
                let pointer = target.trim_start_matches('#');
                described = document.pointer(pointer).unwrap().clone();
            }
            let content = &described["content"]["application/problem+json"];
            assert!(content.is_object(), "{path}: {}", reply.status);
            let _ = reply.problem(reply.status);
        }
    }
}

#[test]
fn oas31_security_the_staff_token_is_a_scheme_that_every_operation_may_use() {
    let town = Town::shared();
    let document = definition(&town);
    let scheme = &document["components"]["securitySchemes"]["staff"];
    assert_eq!(
        (&scheme["type"], &scheme["scheme"]),
        (&json!("http"), &json!("bearer"))
    );
    assert_eq!(document["security"], json!([{}, { "staff": [] }]));
    let wrong = town
        .server
        .request("GET", "/collections", &[("Authorization", "Bearer nobody")]);
    wrong.problem(401);
}
