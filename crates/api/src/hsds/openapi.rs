//! The OpenAPI document of these routes. Every reference in it is to itself.

use super::parameters::{List, Parameter};
use formats::hsds::write::schema::{ENTITIES, json_schema};
use serde_json::{Map, Value, json};
use std::sync::OnceLock;

/// The document as text.
pub(super) fn document() -> &'static str {
    static DOCUMENT: OnceLock<String> = OnceLock::new();
    DOCUMENT.get_or_init(|| build().to_string())
}

fn build() -> Value {
    let mut paths = Map::new();
    let api = operation(
        "getApi",
        "What this API is",
        &[],
        json!({ "$ref": "#/components/schemas/api" }),
    );
    paths.insert("/hsds/".to_owned(), json!({ "get": api }));
    for list in List::ALL {
        paths.insert(format!("/hsds/{}", list.path()), list_path(list));
        paths.insert(format!("/hsds/{}/{{id}}", list.path()), item_path(list));
    }
    let profile = operation(
        "getProfile",
        "What we add to HSDS",
        &[],
        json!({ "type": "object" }),
    );
    paths.insert("/profile".to_owned(), json!({ "get": profile }));
    for (folder, summary) in [
        (
            "profile",
            "A merge patch (RFC 7386) of one of the standard's schemas",
        ),
        ("schema", "The schema of one kind of object"),
    ] {
        let get = operation(
            &format!("get_{folder}_file"),
            summary,
            &[],
            json!({ "type": "object" }),
        );
        let file = json!({
            "name": "file",
            "in": "path",
            "required": true,
            "description": "The name of the kind of object, with `.json`.",
            "schema": { "type": "string" },
        });
        paths.insert(
            format!("/{folder}/{{file}}"),
            json!({ "parameters": [file], "get": get }),
        );
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "HSDS directory",
            "version": model::hsds::PROFILE_VERSION,
            "summary": "Services of community partners in HSDS 3.1",
            "description": "The public directory of a school community by the Human Services Data Specification. Confidential places are in no \
                            answer and no count.",
        },
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "parameters": parameters(),
            "responses": problems(),
        },
    })
}

fn list_path(list: List) -> Value {
    let entity = list.entity();
    let page = json!({
        "allOf": [{ "$ref": "#/components/schemas/page" }],
        "type": "object",
        "properties": {
            "contents": { "type": "array", "items": { "$ref": format!("#/components/schemas/{entity}") } },
        },
        "required": ["contents"],
    });
    let name = list.path();
    let list_operation = |id: String, summary: String| {
        let mut operation = operation(&id, &summary, list.parameters(), page.clone());
        operation["responses"]["200"]["content"]["application/x-ndjson"] =
            json!({ "schema": { "type": "string", "description": "One object a line." } });
        operation
    };
    let get = list_operation(format!("list_{name}"), format!("A page of {name}"));
    let mut post = list_operation(
        format!("search_{name}"),
        "The same, for searches that should not stand in an address: parameters may be in the body"
            .to_owned(),
    );
    let members: Map<_, _> = list
        .parameters()
        .iter()
        .map(|parameter| (parameter.name().to_owned(), described(*parameter)))
        .collect();
    let body = json!({ "type": "object", "properties": members, "additionalProperties": false });
    post["requestBody"] = json!({
        "required": false,
        "description": "Parameters, each in the address or in the body.",
        "content": { "application/json": { "schema": body } },
    });
    // What is in the body cannot stand in the address as well, which OpenAPI has no words for.
    post["parameters"] = json!([]);
    post["responses"]["413"] = json!({ "$ref": "#/components/responses/problem" });
    json!({ "get": get, "post": post })
}

fn item_path(list: List) -> Value {
    let entity = list.entity();
    let schema = json!({ "$ref": format!("#/components/schemas/{entity}") });
    let id = format!("get_{entity}");
    let summary = format!(
        "One {} with everything that belongs to it",
        entity.replace('_', " ")
    );
    let get = operation(&id, &summary, list.item_parameters(), schema);
    let parameter = json!({
        "name": "id",
        "in": "path",
        "required": true,
        "description": "The identifier.",
        "schema": { "type": "string" },
    });
    json!({ "parameters": [parameter], "get": get })
}

fn operation(id: &str, summary: &str, parameters: &[Parameter], schema: Value) -> Value {
    let parameters = parameters.iter();
    let parameters: Vec<_> = parameters
        .map(|parameter| json!({ "$ref": format!("#/components/parameters/{}", parameter.name()) }))
        .collect();
    let problem = json!({ "$ref": "#/components/responses/problem" });
    json!({
        "operationId": id,
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": { "description": summary, "content": { "application/json": { "schema": schema } } },
            "304": { "description": "The client has it: nothing changed since the answer with this entity tag." },
            "400": problem,
            "401": problem,
            "404": problem,
        },
    })
}

fn described(parameter: Parameter) -> Value {
    let mut schema = parameter.schema();
    schema["description"] = json!(parameter.description());
    schema
}

fn parameters() -> Map<String, Value> {
    let all = List::ALL.into_iter();
    let all = all.flat_map(|list| list.parameters().iter().chain(list.item_parameters()));
    let parameter = |parameter: &Parameter| {
        let name = parameter.name();
        let described = json!({
            "name": name,
            "in": "query",
            "required": false,
            "description": parameter.description(),
            "schema": parameter.schema(),
        });
        (name.to_owned(), described)
    };
    all.map(parameter).collect()
}

fn schemas() -> Map<String, Value> {
    let local = |name: &str| format!("#/components/schemas/{name}");
    let entity =
        |entity: &model::hsds::Entity| (entity.name.to_owned(), json_schema(entity, &local));
    let mut schemas: Map<_, _> = ENTITIES.iter().map(entity).collect();
    let count =
        |description: &str| json!({ "type": "integer", "minimum": 0, "description": description });
    let flag = |description: &str| json!({ "type": "boolean", "description": description });
    let members = json!({
        "total_items": count("How many objects were found."),
        "total_pages": count("How many pages they fill."),
        "page_number": count("The number of this page, from 1."),
        "size": count("How many objects are on this page."),
        "first_page": flag("Whether this is the first page."),
        "last_page": flag("Whether no page follows."),
        "empty": flag("Whether nothing is on this page."),
    });
    let names: Vec<_> = members
        .as_object()
        .into_iter()
        .flat_map(Map::keys)
        .collect();
    let page = json!({ "type": "object", "description": "A page of a list.", "required": names, "properties": members });
    schemas.insert("page".to_owned(), page);
    schemas.insert("api".to_owned(), api_schema());
    schemas.insert("problem".to_owned(), problem_schema());
    schemas
}

fn api_schema() -> Value {
    json!({
        "type": "object",
        "description": "What this API is.",
        "required": ["version", "profile", "openapi_url", "description"],
        "properties": {
            "version": { "type": "string", "description": "The version of HSDS." },
            "profile": { "type": "string", "format": "uri", "description": "Where our profile is." },
            "openapi_url": { "type": "string", "format": "uri", "description": "Where this document is." },
            "description": { "type": "string", "description": "What is in the directory." },
            "publisher": {
                "type": "object",
                "description": "Who publishes it.",
                "properties": { "name": { "type": "string", "description": "The district's name." } },
            },
        },
    })
}

fn problem_schema() -> Value {
    json!({
        "type": "object",
        "description": "A problem by RFC 9457.",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": { "type": "string", "description": "A stable word for what kind of problem it is, as a relative URI." },
            "title": { "type": "string", "description": "The problem in short." },
            "status": { "type": "integer", "description": "The status code." },
            "detail": { "type": "string", "description": "What was given and what would be right." },
            "errors": { "type": "array", "items": { "type": "object" }, "description": "Each thing that is wrong." },
        },
    })
}

fn problems() -> Value {
    json!({
        "problem": {
            "description": "What is wrong with the request.",
            "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/problem" } } },
        },
    })
}
