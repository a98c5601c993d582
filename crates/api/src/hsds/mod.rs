//! `/hsds/...`: the directory in HSDS 3.1, and `/profile`, `/schema`: what we add to it.
//!
//! | module | what it does |
//! |---|---|
//! | `published` | the public directory of a snapshot, with what searches need |
//! | `parameters` | what each list can be asked |
//! | `query` | what a request asks, checked |
//! | `fold` | texts as searches compare them |
//! | `moment` | moments as they are compared |
//! | `select` | which objects of a list a query means |
//! | `reply` | pages and entity tags |
//! | `lines` | lines that are written while they are sent |
//! | `openapi` | the description of these routes |
//! | `profile` | the profile, its merge patches and schemas |

mod fold;
mod lines;
mod moment;
mod openapi;
mod parameters;
mod profile;
mod published;
mod query;
mod reply;
mod select;

#[cfg(test)]
mod tests;

pub use published::PreparedDirectory;

use crate::problem::Problem;
use crate::{Audience, Settings};
use actix_web::http::Method;
use actix_web::http::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, Resource, ResponseError, Route, web};
use parameters::List;
use query::Query;
use serde_json::json;
use std::future::ready;

/// The most bytes of the body of a search.
const MOST_BYTES: usize = 65_536;

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    for path in ["/hsds", "/hsds/"] {
        config.service(read_only(path, get_api));
    }
    config.service(read_only("/hsds/openapi.json", get_openapi));
    for list in List::ALL {
        config
            .service(list_resource(list))
            .service(item_resource(list));
    }
    profile::routes(config);
    config.service(web::scope("/hsds").default_service(web::to(nothing_here)));
}

/// A resource that can be read and nothing else.
fn read_only<F, Args>(path: &str, handler: F) -> Resource
where
    F: actix_web::Handler<Args>,
    Args: actix_web::FromRequest + 'static,
    F::Output: actix_web::Responder + 'static,
{
    web::resource(path.to_owned())
        .route(web::get().to(handler.clone()))
        .route(web::head().to(handler))
        .default_service(refuse("GET, HEAD"))
}

fn list_resource(list: List) -> Resource {
    let read = move |request: HttpRequest, settings: web::Data<Settings>, _: Audience| {
        ready(read_list(&request, &settings, list))
    };
    let search = move |request: HttpRequest,
                       settings: web::Data<Settings>,
                       body: web::Payload,
                       _: Audience| async move {
        let more = body_pairs(&request, body, list).await?;
        let query = Query::read(list, request.query_string(), &more)?;
        get_list(&request, &settings, list, &query)
    };
    web::resource(format!("/hsds/{}", list.path()))
        .route(web::get().to(read))
        .route(web::head().to(read))
        .route(web::post().to(search))
        .default_service(refuse("GET, HEAD, POST"))
}

fn item_resource(list: List) -> Resource {
    let read = move |request: HttpRequest, settings: web::Data<Settings>, _: Audience| {
        ready(get_item(&request, &settings, list))
    };
    read_only(&format!("/hsds/{}/{{id}}", list.path()), read)
}

/// Refuses every other method.
fn refuse(allowed: &'static str) -> Route {
    web::to(move || {
        let mut reply = Problem::method_not_allowed(allowed).error_response();
        let allowed = HeaderValue::from_static(allowed);
        reply.headers_mut().insert(ALLOW, allowed);
        ready(reply)
    })
}

async fn nothing_here(request: HttpRequest) -> Result<HttpResponse, Problem> {
    let lists: Vec<_> = List::ALL
        .iter()
        .map(|list| format!("/hsds/{}", list.path()))
        .collect();
    Err(Problem::not_found(format!(
        "Nothing is at {:?}. There are /hsds/, /hsds/openapi.json and the lists {}.",
        request.path(),
        lists.join(", ")
    )))
}

async fn get_api(
    request: HttpRequest,
    settings: web::Data<Settings>,
    _: Audience,
) -> Result<HttpResponse, Problem> {
    query::refuse_all(request.query_string())?;
    let base = base(&request);
    let snapshot = settings.live.snapshot();
    let district = snapshot.atlas.records.district.as_ref();
    let mut answer = json!({
        "version": model::hsds::VERSION,
        "profile": format!("{base}/profile"),
        "openapi_url": format!("{base}/hsds/openapi.json"),
        "description": "Services of community partners for the families of a school district. Places whose owners keep them out of \
                        the public's sight are in no answer and no count.",
    });
    if let Some(district) = district {
        answer["publisher"] = json!({ "name": district.name });
    }
    Ok(reply::json(&request, answer.to_string()))
}

async fn get_openapi(request: HttpRequest, _: Audience) -> Result<HttpResponse, Problem> {
    query::refuse_all(request.query_string())?;
    Ok(reply::json(&request, openapi::document().to_owned()))
}

fn read_list(
    request: &HttpRequest,
    settings: &Settings,
    list: List,
) -> Result<HttpResponse, Problem> {
    let query = Query::read(list, request.query_string(), &[])?;
    get_list(request, settings, list, &query)
}

fn get_list(
    request: &HttpRequest,
    settings: &Settings,
    list: List,
    query: &Query,
) -> Result<HttpResponse, Problem> {
    let snapshot = settings.live.snapshot();
    let directory = snapshot.hsds();
    let found = select::select(directory, list, query)?;
    Ok(reply::page(request, &snapshot, list, (query, &found)))
}

fn get_item(
    request: &HttpRequest,
    settings: &Settings,
    list: List,
) -> Result<HttpResponse, Problem> {
    let query = Query::of_item(list, request.query_string())?;
    let snapshot = settings.live.snapshot();
    let directory = snapshot.hsds();
    let id = request.match_info().get("id").unwrap_or_default();
    let Some(number) = directory.number(list, id) else {
        return Err(Problem::not_found(format!(
            "{:?} has no {} with the id {id:?}.",
            format!("/hsds/{}", list.path()),
            list.entity().replace('_', " ")
        )));
    };
    let mut text = String::new();
    directory.write_item(list, number, &query, &mut text);
    Ok(reply::json(request, text))
}

/// The parameters in the body of a search.
async fn body_pairs(
    request: &HttpRequest,
    body: web::Payload,
    list: List,
) -> Result<Vec<(String, String)>, Problem> {
    debug_assert_eq!(request.method(), Method::POST);
    let bytes = match body.to_bytes_limited(MOST_BYTES).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(_)) => return Err(Problem::bad_body("", "The body did not come whole.")),
        Err(_) => return Err(Problem::too_large(MOST_BYTES)),
    };
    let kind = request.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match kind.as_str() {
        "" if bytes.is_empty() => Ok(Vec::new()),
        "application/json" => query::pairs_of_json(list, &bytes),
        "application/x-www-form-urlencoded" => query::pairs_of_form(&bytes),
        _ => Err(Problem::bad_body(
            "",
            "The body is neither application/json nor application/x-www-form-urlencoded.",
        )),
    }
}

/// Scheme and host under which the client knows us; ours where what it says is no host.
fn base(request: &HttpRequest) -> String {
    let connection = request.connection_info();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._:[]".contains(c);
    let host =
        Some(connection.host()).filter(|host| !host.is_empty() && host.chars().all(is_plain));
    let scheme = if connection.scheme() == "https" {
        "https"
    } else {
        "http"
    };
    format!("{scheme}://{}", host.unwrap_or("localhost"))
}
