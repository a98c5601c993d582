//! OpenAPI 3.1: `/conf/oas31/…`.

use super::links;
use e2e::Town;
use serde_json::{Value, json};

pub(super) fn definition(town: &Town) -> Value {
    let reply = town.server.request(
        "GET",
        "/api",
        &[("Accept", "application/vnd.oai.openapi+json;version=3.1")],
    );
    assert!(
        reply
            .content_type
            .starts_with("application/vnd.oai.openapi+json"),
        "{}",
        reply.content_type
    );
    reply.json()
}

#[test]
fn oas31_oas_definition_1_it_is_there_for_programs_and_for_people() {
    let town = Town::shared();
    let landing = town
        .server
        .request("GET", "/", &[("Accept", "application/json")])
        .json();
    let desc = links(&landing, "service-desc")[0];
    assert_eq!(desc["type"], "application/vnd.oai.openapi+json;version=3.1");
    assert_eq!(definition(&town)["openapi"], "3.1.0");
    assert!(
        links(&landing, "service-doc")
            .iter()
            .any(|link| link["type"] == "text/html")
    );
}

#[test]
fn oas31_oas_definition_2_references_are_local_and_lead_somewhere() {
    let town = Town::shared();
    let definition = definition(&town);
    let mut open = vec![&definition];
    let mut n_references = 0;
    while let Some(value) = open.pop() {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(target)) = fields.get("$ref") {
                    let pointer = target
                        .strip_prefix('#')
                        .unwrap_or_else(|| panic!("{target} is not local"));
                    assert!(definition.pointer(pointer).is_some(), "{target}");
                    n_references += 1;
                }
                open.extend(fields.values());
            }
            Value::Array(parts) => open.extend(parts),
            _ => {}
        }
    }
    assert!(n_references > 10);
}

#[test]
fn oas31_oas_impl_every_path_answers_as_described() {
    let town = Town::shared();
    let definition = definition(&town);
    for (path, operations) in definition["paths"].as_object().unwrap() {
        // What is only posted is tried with the scenarios.
        if path.contains("/hsds") || operations.get("get").is_none() {
            continue;
        }
        let described = &operations["get"]["responses"];
        for status in ["200", "304", "400", "404", "500"] {
            assert!(described.get(status).is_some(), "{path} {status}");
        }
        let filled = path
            .replace("{featureId}", "0101")
            .replace("{geography}", "neighborhood")
            .replace("{areaId}", "west")
            .replace("{tileMatrix}/{tileRow}/{tileCol}", "0/0/0")
            .replace("{tileMatrixSetId}", "WebMercatorQuad");
        let reply = town.server.get(&filled);
        let status = reply.status.to_string();
        let is_described = status == "204" || described.get(&status).is_some();
        assert!(is_described && reply.status < 500, "{path}: {status}");
        let bad = town.server.get(&format!("{filled}?no-such-parameter=1"));
        assert!(
            bad.status == 400 || bad.status == 404 || path == "/health",
            "{path}: {}",
            bad.status
        );
    }
}

#[test]
fn oas31_core_parameter_definitions_are_those_of_the_standard() {
    let town = Town::shared();
    let definition = definition(&town);
    let shared = &definition["components"]["parameters"];
    for (name, kind) in [
        ("limit", "integer"),
        ("bbox", "array"),
        ("datetime", "string"),
    ] {
        let parameter = &shared[name];
        assert_eq!(parameter["in"], "query");
        assert_eq!(parameter["required"], false);
        assert_eq!(parameter["style"], "form");
        assert_eq!(parameter["explode"], false);
        assert_eq!(parameter["schema"]["type"], kind, "{name}");
    }
    assert_eq!(shared["limit"]["schema"]["minimum"], 1);
    assert_eq!(shared["bbox"]["schema"]["items"]["type"], "number");
}

#[test]
fn what_our_own_routes_answer_is_what_the_definition_says() {
    let town = Town::shared();
    let definition = definition(&town);
    let scenario = json!({ "changes": [
        { "op": "add", "site": { "position": [-90.02, 40.006], "categories": ["tutoring"], "hours": "mon-fri 15:00-18:00", "capacity": 3 } },
    ] });
    let replies = [
        ("Health", "/health"),
        ("Categories", "/api/categories"),
        ("District", "/api/district"),
        ("DataReport", "/api/data"),
        ("Feeders", "/api/feeders"),
        ("AreaReport", "/api/areas/neighborhood/west?category=food"),
        ("AreaReport", "/api/areas/feeder-pattern/0301"),
        ("Levers", "/api/levers?category=tutoring&top=1000"),
        ("Levers", "/api/levers?category=food&area=neighborhood/west"),
    ];
    let mut checked: Vec<(&str, Value)> = vec![("Scenario", scenario.clone())];
    checked.extend(replies.map(|(name, path)| (name, town.server.get_as_staff(path).json())));
    checked.extend(
        replies[..6]
            .iter()
            .map(|(name, path)| (*name, town.server.get(path).json())),
    );
    let reply = town
        .server
        .post("/api/scenarios", &scenario.to_string(), true)
        .json();
    assert_ne!(reply["differences"], json!([]));
    checked.push(("ScenarioReply", reply));
    for (name, value) in checked {
        let schema = json!({ "$ref": format!("#/components/schemas/{name}"), "components": definition["components"] });
        let validator = jsonschema::draft202012::new(&schema).unwrap();
        let errors: Vec<_> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
        // A schema that took anything would prove nothing.
        assert!(!validator.is_valid(&json!({ "unknown": 1 })), "{name}");
    }
}
