//! Our own routes.

mod areas;
mod district;
mod feeders;
mod levers;
mod loaded;
mod query;
mod scenarios;

pub(crate) use levers::LeversFound;

use crate::Settings;
use crate::ogc::read_only;
use crate::problem::Problem;
use actix_web::{HttpRequest, HttpResponse, Route, web};
use disclosure::views::CategoryList;
use query::Query;
use serde_json::json;

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(read_only("/health", || web::route().to(get_health)))
        .service(read_only("/api/categories", || {
            web::route().to(list_categories)
        }))
        .service(read_only("/api/district", || {
            web::route().to(district::get_district)
        }))
        .service(read_only("/api/feeders", || {
            web::route().to(feeders::list_feeders)
        }))
        .service(read_only("/api/data", || {
            web::route().to(loaded::get_loaded)
        }))
        .service(read_only("/api/levers", || {
            web::route().to(levers::list_levers)
        }))
        .service(read_only("/api/areas/{geography}/{id}", || {
            web::route().to(areas::get_area)
        }))
        .service(
            web::resource("/api/scenarios")
                .route(web::post().to(scenarios::post_scenario))
                .default_service(refuse()),
        );
}

/// Refuses every other method than POST.
fn refuse() -> Route {
    web::to(async || -> Result<HttpResponse, Problem> { Err(Problem::method_not_allowed("POST")) })
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
