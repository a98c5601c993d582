//! Part 3, filtering: `/conf/queryables/…`, `/conf/queryables-query-parameters/…`, `/conf/filter/…`, `/conf/features-filter/…`.

use super::{collections, encoded, extent, ids, links, path_of};
use e2e::Town;
use serde_json::Value;

const QUERYABLES: &str = "http://www.opengis.net/def/rel/ogc/1.0/queryables";

fn filtered(town: &Town, id: &str, filter: &str) -> Vec<String> {
    ids(
        town,
        &format!(
            "/collections/{id}/items?limit=10000&filter={}",
            encoded(filter)
        ),
    )
}

/// A queryable of a collection with a value that some feature has.
fn sample(town: &Town, id: &str) -> (String, Value) {
    let features = town
        .server
        .get(&format!("/collections/{id}/items?limit=10000"))
        .features();
    let properties = features
        .iter()
        .flat_map(|f| f["properties"].as_object().unwrap().clone());
    let mut scalar = properties.filter(|(_, value)| value.is_string());
    scalar.next().unwrap()
}

#[test]
fn queryables_get_queryables_uris_every_collection_and_its_items_lead_to_them() {
    let town = Town::shared();
    for id in collections(&town) {
        let described = town.server.get(&format!("/collections/{id}")).json();
        let link = links(&described, QUERYABLES)[0];
        assert_eq!(
            path_of(&town, link),
            format!("/collections/{id}/queryables")
        );
        let head = town.server.request(
            "HEAD",
            &format!("/collections/{id}/items"),
            &[("Accept", "application/json")],
        );
        let header = head.headers_of("link").join(", ");
        assert!(
            header.contains(QUERYABLES)
                && header.contains(&format!("/collections/{id}/queryables")),
            "{header}"
        );
    }
}

#[test]
fn queryables_get_queryables_are_a_json_schema_with_types_and_geometry() {
    let town = Town::shared();
    for id in collections(&town) {
        let path = format!("/collections/{id}/queryables");
        let reply = town
            .server
            .request("GET", &path, &[("Accept", "application/schema+json")]);
        assert!(
            reply.content_type.starts_with("application/schema+json"),
            "{reply:?}"
        );
        let schema = reply.json();
        assert_eq!(
            schema["$schema"],
            "https://json-schema.org/draft/2020-12/schema"
        );
        assert_eq!(schema["$id"], format!("{}{path}", town.server.address()));
        assert_eq!(schema["type"], "object");
        let properties = schema["properties"].as_object().unwrap();
        for (name, property) in properties {
            let is_geometry = property["format"]
                .as_str()
                .is_some_and(|format| format.starts_with("geometry-"));
            assert!(
                property["type"].is_string() || is_geometry,
                "{id} {name}: {property}"
            );
            assert!(
                property["title"].is_string() && property["description"].is_string(),
                "{id} {name}"
            );
        }
        assert!(properties["geometry"]["format"].is_string(), "{id}");
    }
}

#[test]
fn schemas_say_of_every_column_that_features_have_what_it_is() {
    let town = Town::shared();
    for id in collections(&town) {
        let schema = town.server.get(&format!("/collections/{id}/schema")).json();
        let known = schema["properties"].as_object().unwrap();
        for feature in town
            .server
            .get(&format!("/collections/{id}/items"))
            .features()
        {
            let have: Vec<_> = feature["properties"].as_object().unwrap().keys().collect();
            let expected: Vec<_> = known
                .keys()
                .filter(|name| !matches!(name.as_str(), "id" | "geometry"))
                .collect();
            assert_eq!(have, expected, "{id}");
            for (name, value) in feature["properties"].as_object().unwrap() {
                let kind = known[name]["type"].as_str().unwrap();
                let fits = match value {
                    Value::Null => true,
                    Value::String(text) => {
                        let codes = known[name]
                            .get("enum")
                            .map(|codes| codes.as_array().unwrap().contains(value));
                        kind == "string" && codes.unwrap_or(true) && !text.is_empty()
                    }
                    Value::Number(number) => {
                        kind == "number" || (kind == "integer" && number.is_i64())
                    }
                    Value::Bool(_) => kind == "boolean",
                    Value::Array(_) => kind == "array",
                    Value::Object(_) => false,
                };
                assert!(fits, "{id} {name}: {value} is no {kind}");
            }
        }
    }
}

#[test]
fn queryables_query_parameters_query_param_selects_by_value_and_refuses_what_is_none() {
    let town = Town::shared();
    for id in collections(&town) {
        let (name, value) = sample(&town, &id);
        let text = value.as_str().unwrap();
        let features = town
            .server
            .get(&format!("/collections/{id}/items?{name}={}", encoded(text)))
            .features();
        assert!(!features.is_empty(), "{id} {name}");
        assert!(
            features.iter().all(|f| f["properties"][&name] == value),
            "{id} {name}"
        );
    }
    for path in [
        "schools/items?enrollment=many",
        "gaps-by-school/items?simulated=perhaps",
        "gaps-by-school/items?unmet_rate=x",
        "attendance-zones/items?level=university",
    ] {
        town.server
            .get(&format!("/collections/{path}"))
            .problem(400);
    }
    let none = town
        .server
        .get("/collections/schools/items?name=Nowhere")
        .features();
    assert!(none.is_empty());
}

#[test]
fn filter_filter_param_valid_ones_select_and_invalid_ones_are_400_with_a_reason() {
    let town = Town::shared();
    for id in collections(&town) {
        let (name, value) = sample(&town, &id);
        let text = value.as_str().unwrap().replace('\'', "''");
        let all = ids(&town, &format!("/collections/{id}/items?limit=10000"));
        let null = filtered(&town, &id, &format!("{name} IS NULL"));
        let not_null = filtered(&town, &id, &format!("{name} IS NOT NULL"));
        assert_eq!(
            null.len() + not_null.len(),
            filtered(&town, &id, "1=1").len(),
            "{id}"
        );
        let equal = filtered(&town, &id, &format!("{name} = '{text}'"));
        assert!(
            !equal.is_empty() && equal.len() <= all.len().max(equal.len()),
            "{id}"
        );
        let json = format!("{{\"op\":\"=\",\"args\":[{{\"property\":\"{name}\"}},{value}]}}");
        let by_json = format!(
            "/collections/{id}/items?limit=10000&filter-lang=cql2-json&filter={}",
            encoded(&json)
        );
        assert_eq!(ids(&town, &by_json), equal, "{id}");
        for bad in [
            "THIS IS NOT A FILTER",
            "",
            "(",
            "this_is_not_a_queryable = 1",
            "this_is_not_a_queryable IS NULL",
        ] {
            let problem = town
                .server
                .get(&format!("/collections/{id}/items?filter={}", encoded(bad)))
                .problem(400);
            assert_eq!(problem["type"], "/problems/bad-filter", "{problem}");
        }
    }
    town.server
        .get("/collections/schools/items?filter=1=1&filter-lang=sql")
        .problem(400);
}

#[test]
fn filter_filter_crs_param_boxes_are_read_in_their_system() {
    let town = Town::shared();
    for id in collections(&town) {
        let Some([west, south, east, north]) = extent(&town, &id) else {
            continue;
        };
        let placed: Vec<_> = filtered(&town, &id, "geometry IS NOT NULL");
        let around = filtered(
            &town,
            &id,
            &format!("S_INTERSECTS(geometry, BBOX({west},{south},{east},{north}))"),
        );
        assert_eq!(around, placed, "{id}");
        let turned = encoded(&format!(
            "S_INTERSECTS(geometry, BBOX({south},{west},{north},{east}))"
        ));
        let crs = "http://www.opengis.net/def/crs/EPSG/0/4326";
        assert_eq!(
            ids(
                &town,
                &format!("/collections/{id}/items?limit=10000&filter-crs={crs}&filter={turned}")
            ),
            placed,
            "{id}"
        );
        let nowhere = encoded("S_INTERSECTS(geometry, BBOX(1000000,1000000,2000000,2000000))");
        town.server
            .get(&format!("/collections/{id}/items?filter={nowhere}"))
            .problem(400);
        let unknown = "http://www.opengis.net/def/crs/OGC/0/does_not_exist";
        town.server
            .get(&format!(
                "/collections/{id}/items?filter-crs={unknown}&filter={turned}"
            ))
            .problem(400);
    }
}

#[test]
fn features_filter_mixing_expression_filter_and_box_hold_both() {
    let town = Town::shared();
    for id in collections(&town) {
        let Some([west, south, east, north]) = extent(&town, &id) else {
            continue;
        };
        let inside = encoded(&format!(
            "S_INTERSECTS(geometry, BBOX({west},{south},{east},{north}))"
        ));
        let both = format!(
            "/collections/{id}/items?limit=10000&filter={inside}&bbox={west},{south},{east},{north}"
        );
        assert_eq!(
            ids(&town, &both),
            filtered(&town, &id, "geometry IS NOT NULL"),
            "{id}"
        );
        let apart = format!("/collections/{id}/items?filter={inside}&bbox=10,10,11,11");
        assert!(ids(&town, &apart).is_empty(), "{id}");
    }
}

#[test]
fn the_daily_question_of_an_analyst_is_one_address_and_one_file() {
    let town = Town::shared();
    let filter = encoded("unmet_rate>0.3");
    let path = format!(
        "/collections/gaps-by-neighborhood/items?category=food&filter={filter}&sortby=-unmet"
    );
    let features = town.server.get(&path).features();
    assert!(!features.is_empty());
    let csv = town.server.get(&format!("{path}&f=csv"));
    assert!(csv.content_type.starts_with("text/csv"), "{csv:?}");
    let mut reader = csv::Reader::from_reader(csv.body.as_bytes());
    let header = reader.headers().unwrap().clone();
    let of = |name: &str| header.iter().position(|column| column == name).unwrap();
    let rows: Vec<_> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), features.len());
    for (row, feature) in rows.iter().zip(&features) {
        let properties = &feature["properties"];
        assert_eq!(
            row[of("geography_id")],
            *properties["geography_id"].as_str().unwrap()
        );
        assert_eq!(
            row[of("unmet")].parse::<f64>().ok(),
            properties["unmet"].as_f64()
        );
        assert!(row[of("unmet_rate")].parse::<f64>().unwrap() > 0.3);
        assert_eq!(&row[of("category")], "food");
    }
}

#[test]
fn wide_rows_are_the_long_rows_side_by_side() {
    let town = Town::shared();
    let long = town
        .server
        .get("/collections/gaps-by-neighborhood/items")
        .features();
    let wide = town
        .server
        .get("/collections/gaps-by-neighborhood/items?shape=wide")
        .features();
    let mut n_compared = 0;
    for row in &long {
        let of = &row["properties"];
        let same = wide
            .iter()
            .find(|other| other["properties"]["geography_id"] == of["geography_id"]);
        let same = &same.unwrap()["properties"];
        let category = of["category"].as_str().unwrap().replace('-', "_");
        for figure in ["needs", "unmet", "unmet_rate", "suppression", "unmet_hours"] {
            assert_eq!(
                same[format!("{category}_{figure}")],
                of[figure],
                "{category} {figure}"
            );
            n_compared += 1;
        }
    }
    assert!(n_compared > 0);
    let filter = encoded("food_unmet_rate > 0 OR food_unmet_rate IS NULL");
    let some = ids(
        &town,
        &format!("/collections/gaps-by-neighborhood/items?shape=wide&filter={filter}"),
    );
    assert!(!some.is_empty());
    town.server
        .get("/collections/schools/items?shape=wide")
        .problem(400);
    town.server
        .get("/collections/gaps-by-school/items?shape=round")
        .problem(400);
}
