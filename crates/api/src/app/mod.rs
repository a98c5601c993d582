//! Our own routes.

mod areas;
mod district;
mod feeders;
mod scenarios;

use crate::Settings;
use crate::collections::Query;
use crate::problem::Problem;
use actix_web::{HttpRequest, HttpResponse, Resource, Route, web};
use disclosure::views::CategoryList;
use serde_json::json;

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(read_only("/health", web::get().to(get_health)))
        .service(read_only("/api/categories", web::get().to(list_categories)))
        .service(read_only(
            "/api/district",
            web::get().to(district::get_district),
        ))
        .service(read_only(
            "/api/feeders",
            web::get().to(feeders::list_feeders),
        ))
        .service(read_only(
            "/api/areas/{geography}/{id}",
            web::get().to(areas::get_area),
        ))
        .service(
            web::resource("/api/scenarios")
                .route(web::post().to(scenarios::post_scenario))
                .default_service(refuse("POST")),
        );
}

/// Refuses every other method.
fn refuse(allowed: &'static str) -> Route {
    web::to(async move || -> Result<HttpResponse, Problem> {
        Err(Problem::method_not_allowed(allowed))
    })
}

/// A resource that can be read and nothing else.
fn read_only(path: &str, get: Route) -> Resource {
    web::resource(path.to_owned())
        .route(get)
        .default_service(refuse("GET"))
}

async fn get_health(settings: web::Data<Settings>) -> HttpResponse {
    let sequence = settings.live.snapshot().sequence;
    HttpResponse::Ok()
        .json(json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION"), "snapshot": sequence }))
}

async fn list_categories(request: HttpRequest) -> Result<HttpResponse, Problem> {
    Query::parse(request.query_string(), &[])?;
    Ok(HttpResponse::Ok().json(CategoryList::open()))
}
