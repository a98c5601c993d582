//! Answers against schemas: ours always, those of the standard where they are at hand.

use super::{LISTS, client};
use jsonschema::{Retrieve, Uri, Validator};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};

/// Schemas by file name.
#[derive(Clone, Default)]
struct Schemas(BTreeMap<String, Value>);

impl Retrieve for Schemas {
    fn retrieve(&self, uri: &Uri<String>) -> Result<Value, Box<dyn Error + Send + Sync>> {
        let name = uri.path().as_str().rsplit('/').next().unwrap_or_default();
        let schema = self.0.get(name).cloned();
        schema.ok_or_else(|| format!("no schema {name}").into())
    }
}

impl Schemas {
    /// Those of the standard, which are not part of the product.
    fn of_the_standard() -> Option<Self> {
        let folder = standard()?.join("schema");
        let files = std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().path());
        let read = |path: PathBuf| {
            let name = path.file_name()?.to_str()?.to_owned();
            Some((
                name,
                serde_json::from_slice(&std::fs::read(&path).ok()?).ok()?,
            ))
        };
        Some(Self(files.filter_map(read).collect()))
    }

    fn validator(&self, name: &str) -> Validator {
        let schema = json!({ "$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": format!("hsds://schemas/{name}.json") });
        let options = jsonschema::options()
            .with_retriever(self.clone())
            .should_validate_formats(true);
        options
            .build(&schema)
            .unwrap_or_else(|cause| panic!("{name}: {cause}"))
    }
}

fn standard() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/standards/hsds-3.1");
    let is_there = folder.is_dir();
    if !is_there {
        println!("skipped: ../shared/standards/hsds-3.1 is not beside the checkout");
    }
    is_there.then_some(folder)
}

fn assert_valid(validator: &Validator, what: &str, object: &Value) {
    let errors: Vec<_> = validator
        .iter_errors(object)
        .map(|error| format!("{}: {error}", error.instance_path))
        .collect();
    assert!(errors.is_empty(), "{what}: {errors:?}\n{object}");
}

fn entity(list: &str) -> &str {
    match list {
        "services" => "service",
        "service_at_locations" => "service_at_location",
        "organizations" => "organization",
        "taxonomies" => "taxonomy",
        _ => "taxonomy_term",
    }
}

/// Every kind of answer, with the kind of object that it holds.
async fn objects() -> Vec<(&'static str, String, Value)> {
    let client = client().await;
    let mut objects = Vec::new();
    for list in LISTS {
        let mut uris = vec![format!("/hsds/{list}?per_page=5000")];
        if !["taxonomies", "taxonomy_terms"].contains(&list) {
            uris.push(format!("/hsds/{list}?per_page=5000&full=true"));
        }
        match list {
            "services" => uris.push("/hsds/services?minimal=true".to_owned()),
            "organizations" => uris.push("/hsds/organizations?full_service=true".to_owned()),
            _ => {}
        }
        for uri in uris {
            for object in client.contents(&uri).await {
                let one = format!("/hsds/{list}/{}", object["id"].as_str().unwrap());
                objects.push((list, one.clone(), client.get(&one).await.json()));
                objects.push((list, uri.clone(), object));
            }
        }
    }
    objects
}

async fn files(folder: &str) -> Schemas {
    let client = client().await;
    let profile = client.get("/profile").await.json();
    let mut schemas = Schemas::default();
    for address in profile[folder].as_array().unwrap() {
        let path = address
            .as_str()
            .unwrap()
            .strip_prefix("http://localhost:8080")
            .unwrap();
        let name = path.rsplit('/').next().unwrap().to_owned();
        schemas.0.insert(name, client.get(path).await.json());
    }
    schemas
}

async fn assert_all_valid(schemas: &Schemas) {
    let validators: BTreeMap<_, _> = LISTS
        .map(|list| (list, schemas.validator(entity(list))))
        .into();
    for (list, uri, object) in objects().await {
        assert_valid(&validators[list], &uri, &object);
    }
}

#[actix_web::test]
async fn every_answer_is_valid_by_the_schemas_that_we_publish() {
    assert_all_valid(&files("schema").await).await;
}

#[actix_web::test]
async fn every_answer_is_valid_by_the_schemas_of_hsds() {
    let Some(schemas) = Schemas::of_the_standard() else {
        return;
    };
    assert_all_valid(&schemas).await;
}

#[actix_web::test]
async fn the_items_of_lists_are_valid_by_the_compiled_schemas_of_hsds() {
    let Some(folder) = standard() else { return };
    let client = client().await;
    for list in ["services", "service_at_locations", "organizations"] {
        let file = folder.join(format!("schema/compiled/{}_list.json", entity(list)));
        let schema = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&schema)
            .unwrap();
        for object in client
            .contents(&format!("/hsds/{list}?per_page=5000"))
            .await
        {
            assert_valid(&validator, list, &object);
        }
    }
}

/// Merges a patch as RFC 7386 says.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(members) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = json!({});
    }
    for (name, value) in members {
        match value {
            Value::Null => drop(target.as_object_mut().unwrap().remove(name)),
            value => merge(&mut target[name], value),
        }
    }
}

#[actix_web::test]
async fn the_profile_merged_into_hsds_is_a_schema_that_answers_are_valid_by() {
    let Some(mut schemas) = Schemas::of_the_standard() else {
        return;
    };
    let patches = files("profile").await;
    for (name, patch) in &patches.0 {
        let standard = schemas
            .0
            .get_mut(name)
            .unwrap_or_else(|| panic!("HSDS has no {name}"));
        for ours in patch["properties"].as_object().unwrap().keys() {
            assert!(
                standard["properties"].get(ours).is_none(),
                "{name} has {ours} already"
            );
        }
        merge(standard, patch);
        assert!(jsonschema::meta::is_valid(standard), "{name}");
    }
    assert_all_valid(&schemas).await;
}

#[actix_web::test]
async fn every_field_is_one_of_hsds_or_of_the_profile() {
    let Some(standard) = Schemas::of_the_standard() else {
        return;
    };
    let (ours, patches) = (files("schema").await, files("profile").await);
    for (name, schema) in &ours.0 {
        for field in schema["properties"].as_object().unwrap().keys() {
            let has = |schemas: &Schemas| {
                let schema = schemas.0.get(name);
                schema.is_some_and(|schema| schema["properties"].get(field).is_some())
            };
            assert!(has(&standard) || has(&patches), "{name}: {field}");
        }
    }
}

#[actix_web::test]
async fn every_reference_of_the_description_leads_somewhere_in_it() {
    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(members) => {
                found.extend(members.get("$ref").and_then(Value::as_str));
                members.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let document = client().await.get("/hsds/openapi.json").await.json();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 50);
    for reference in found {
        let pointer = reference
            .strip_prefix('#')
            .unwrap_or_else(|| panic!("{reference}"));
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}
