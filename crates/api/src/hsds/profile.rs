//! Our HSDS profile: what it is, its merge patches (RFC 7386) of the standard's schemas, and the schemas of what we answer.

use super::{base, query, read_only, reply};
use crate::problem::Problem;
use actix_web::{HttpRequest, HttpResponse, web};
use formats::hsds::write::schema::{ENTITIES, json_schema, merge_patch};
use model::hsds::{PROFILE_VERSION, VERSION};
use serde_json::{Value, json};
use std::future::ready;

pub(super) fn routes(config: &mut web::ServiceConfig) {
    config.service(read_only("/profile", get_profile));
    for (path, kind) in [
        ("/profile/{file}", Kind::Patch),
        ("/profile/profile/{file}", Kind::Patch),
        ("/schema/{file}", Kind::Schema),
        ("/profile/schema/{file}", Kind::Schema),
    ] {
        let get = move |request: HttpRequest| ready(get_file(&request, kind));
        config.service(read_only(path, get));
    }
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Patch,
    Schema,
}

impl Kind {
    /// The files of this kind, by name.
    fn files(self) -> Vec<(String, Value)> {
        let file = |entity: &model::hsds::Entity| {
            let content = match self {
                Self::Patch => merge_patch(entity),
                Self::Schema => Some(schema(entity)),
            };
            Some((format!("{}.json", entity.name), content?))
        };
        ENTITIES.iter().filter_map(file).collect()
    }
}

fn schema(entity: &model::hsds::Entity) -> Value {
    let mut schema = json!({ "$schema": "https://json-schema.org/draft/2020-12/schema" });
    if let (Value::Object(schema), Value::Object(members)) = (
        &mut schema,
        json_schema(entity, &|name| format!("{name}.json")),
    ) {
        schema.extend(members);
    }
    schema
}

async fn get_profile(request: HttpRequest) -> Result<HttpResponse, Problem> {
    query::refuse_all(request.query_string())?;
    let base = base(&request);
    let addresses = |folder: &str, kind: Kind| -> Vec<_> {
        let files = kind.files().into_iter();
        files
            .map(|(name, _)| format!("{base}/{folder}/{name}"))
            .collect()
    };
    let profile = json!({
        "name": "Commonground",
        "version": PROFILE_VERSION,
        "hsds_version": VERSION,
        "description": "What Commonground adds to HSDS: the source and publisher of each record and its id there, when it last changed, the time zone \
                        of hours, what differs at one location, and addresses as their source wrote them where they are no URIs.",
        "profile": addresses("profile", Kind::Patch),
        "schema": addresses("schema", Kind::Schema),
        "openapi_url": format!("{base}/hsds/openapi.json"),
    });
    Ok(reply::json(&request, profile.to_string()))
}

fn get_file(request: &HttpRequest, kind: Kind) -> Result<HttpResponse, Problem> {
    query::refuse_all(request.query_string())?;
    let wanted = request.match_info().get("file").unwrap_or_default();
    let files = kind.files();
    let Some((_, content)) = files.iter().find(|(name, _)| name == wanted) else {
        let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
        return Err(Problem::not_found(format!(
            "There is no {wanted:?} here. There are {}.",
            names.join(", ")
        )));
    };
    Ok(reply::json(request, content.to_string()))
}
