//! The definition of the interface, OpenAPI 3.1, made of the collections and columns that there are: `/api`.

mod components;
mod ours;
mod paths;
mod tiles;

use super::html;
use super::html::language::Language;
use super::link::{base_of, links_to_self};
use super::media_type::negotiate;
use super::parameters::Parameters;
use crate::Audience;
use crate::Settings;
use crate::body::Body;
use crate::live::Snapshot;
use crate::ogc::media_type::{self, HTML, JSON, OPENAPI, PAGE, Representation, SCHEMA};
use crate::ogc::registry::COLLECTIONS;
use crate::ogc::{collections, conformance, items, landing};
use crate::problem::Problem;
use actix_web::{HttpRequest, HttpResponse, web};
use components::components;
use paths::of_collection;
use serde_json::{Map, Value, json};
use tiles::of_tiles;

const REPRESENTATIONS: [Representation; 2] = [Representation::json(OPENAPI), PAGE];

pub(in crate::ogc) async fn get_definition(
    request: HttpRequest,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    items::served(&request, &settings, audience, |snapshot| {
        let given = Parameters::parse(request.query_string(), &["f"])?;
        let representation = negotiate(&request, given.get("f"), &REPRESENTATIONS)?;
        let base = base_of(&request);
        let definition = definition(&base, snapshot);
        Ok(match representation.word {
            "html" => {
                let links = links_to_self(
                    &format!("{base}/api"),
                    &[],
                    representation,
                    &REPRESENTATIONS,
                );
                Body::new(HTML, html::api(Language::of(&request), &definition, &links))
            }
            _ => Body::new(OPENAPI, definition.to_string()),
        })
    })
}

/// The whole definition.
fn definition(base: &str, snapshot: &Snapshot) -> Value {
    let mut paths = Map::new();
    let mut add = |path: &str, operation: Value| {
        paths.insert(path.to_owned(), json!({ "get": operation }));
    };
    let resource = |id: &str, summary: &str, of: &[Representation], schema: &str| {
        operation(
            (id, summary, "Interface"),
            &[format_parameter(of)],
            &content(of, &reference("schemas", schema)),
        )
    };
    add(
        "/",
        resource(
            "getLandingPage",
            "The landing page",
            &landing::REPRESENTATIONS,
            "landingPage",
        ),
    );
    add(
        "/api",
        resource(
            "getDefinition",
            "This definition",
            &REPRESENTATIONS,
            "anything",
        ),
    );
    add(
        "/conformance",
        resource(
            "getConformance",
            "The standards that are met",
            &conformance::REPRESENTATIONS,
            "conformance",
        ),
    );
    add(
        "/collections",
        resource(
            "getCollections",
            "The collections",
            &collections::REPRESENTATIONS,
            "collections",
        ),
    );
    for collection in &COLLECTIONS {
        let contents = items::contents_of(snapshot, collection, false, Audience::Public);
        for (path, operation) in of_collection(collection, &contents) {
            add(&path, operation);
        }
    }
    for (path, operation) in of_tiles() {
        add(path, operation);
    }
    for (path, operations) in ours::paths() {
        paths.insert(path.to_owned(), operations);
    }
    json!({
        "openapi": "3.1.0",
        "info": info(),
        "servers": [{ "url": base, "description": "this server" }],
        "tags": [
            { "name": "Interface", "description": "What there is and how to ask for it." },
            { "name": "Features", "description": "Collections and their features." },
            { "name": "Tiles", "description": "The features as vector tiles." },
            { "name": "District", "description": "What the map page asks for." },
        ],
        // Without a sign-in everything is released; the staff token opens raw figures.
        "security": [{}, { "staff": [] }],
        "paths": paths,
        "components": components(snapshot),
    })
}

fn info() -> Value {
    json!({
        "title": "Commonground",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "What families need, who can serve them nearby, and what stays unmet: layers of a school community by neighborhood and by feeder pattern. Without a sign-in all figures are released ones: counts are rounded to 5, and what stands on fewer than 10 is missing.",
        "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
    })
}

fn operation(
    (id, summary, tag): (&str, &str, &str),
    parameters: &[Value],
    content: &Value,
) -> Value {
    let mut responses = json!({
        "200": { "description": summary, "headers": headers(), "content": content },
        "304": { "description": "Not modified: the client has these bytes already." },
    });
    for (status, name) in [
        ("400", "badRequest"),
        ("401", "unauthorized"),
        ("404", "notFound"),
        ("406", "notAcceptable"),
        ("500", "internal"),
    ] {
        responses[status] = reference("responses", name);
    }
    json!({
        "operationId": id,
        "summary": summary,
        "tags": [tag],
        "parameters": parameters,
        "responses": responses,
    })
}

fn headers() -> Value {
    json!({
        "ETag": { "description": "Changes when the reply does.", "schema": { "type": "string" } },
        "Link": { "description": "Where else to look (RFC 8288).", "schema": { "type": "string" } },
    })
}

fn reference(kind: &str, name: &str) -> Value {
    json!({ "$ref": format!("#/components/{kind}/{name}") })
}

/// The media types of a reply; only JSON has a schema.
fn content(of: &[Representation], schema: &Value) -> Value {
    let mut content = Map::new();
    for representation in of {
        let schema = match representation.media_type {
            JSON | SCHEMA | OPENAPI | media_type::GEOJSON => schema.clone(),
            _ => json!({}),
        };
        content.insert(
            representation.media_type.to_owned(),
            json!({ "schema": schema }),
        );
    }
    Value::Object(content)
}

fn parameter(name: &str, description: &str, schema: Value) -> Value {
    json!({
        "name": name,
        "in": "query",
        "description": description,
        "required": false,
        "schema": schema,
        "style": "form",
        "explode": false,
    })
}

fn format_parameter(of: &[Representation]) -> Value {
    let words: Vec<_> = of
        .iter()
        .map(|representation| representation.word)
        .collect();
    parameter(
        "f",
        "The representation; without it the Accept header decides.",
        json!({ "type": "string", "enum": words }),
    )
}
