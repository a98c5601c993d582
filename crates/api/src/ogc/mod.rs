//! OGC API - Features: the collections, for every GIS and for people.
//!
//! | resource | file |
//! |---|---|
//! | `/` | `landing` |
//! | `/api` | `openapi` |
//! | `/conformance` | `conformance`, the sum of what the modules declare |
//! | `/collections`, `/collections/{collection}` | `collections`, of what `registry` lists |
//! | `…/schema`, `…/queryables`, `…/sortables` | `schemas`, of the columns in `fields` |
//! | `…/items`, `…/items/{id}` | `items`, with `query` (which features), `write` (GeoJSON) and `html` |
//! | `…/tiles/…`, `/tileMatrixSets` | `tiles` |
//!
//! A collection's features are made once a snapshot (`contents`, kept by `served`) from published records (`reference`) and rows (`gaps`).

mod bbox;
mod collections;
mod conformance;
pub(crate) mod contents;
pub(crate) mod crs;
mod datetime;
mod download;
mod extent;
mod feature;
mod fields;
mod gaps;
pub(crate) mod html;
pub(crate) mod items;
pub(crate) mod landing;
pub(crate) mod link;
pub(crate) mod media_type;
mod narrow;
mod openapi;
pub(crate) mod parameters;
mod pattern;
pub(crate) mod query;
mod reference;
pub(crate) mod registry;
mod schemas;
mod served;
mod sorting;
pub(crate) mod tiles;
mod token;
mod version;
mod write;

pub use download::{ExportError, collection_ids, write_collection};
pub use gaps::gap_features;
pub(crate) use gaps::row_value;
pub(crate) use served::Served;
pub use write::as_json;

use crate::problem::Problem;
use actix_web::{HttpResponse, Resource, Route, web};

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    tiles::routes(config);
    config
        .service(read_only("/", || {
            web::route().to(landing::get_landing_page)
        }))
        .service(read_only("/api", || {
            web::route().to(openapi::get_definition)
        }))
        .service(read_only("/conformance", || {
            web::route().to(conformance::get_conformance)
        }))
        .service(read_only("/collections", || {
            web::route().to(collections::list_collections)
        }))
        .service(read_only("/collections/{collection}", || {
            web::route().to(collections::get_collection)
        }))
        .service(read_only("/collections/{collection}/items", || {
            web::route().to(items::get_items)
        }))
        .service(read_only("/collections/{collection}/items/{id:.+}", || {
            web::route().to(items::get_item)
        }))
        .service(read_only("/collections/{collection}/{aspect}", || {
            web::route().to(schemas::get_schema)
        }));
}

/// A resource that can be read (GET and HEAD) and nothing else.
pub(crate) fn read_only(path: &str, route: impl Fn() -> Route) -> Resource {
    use actix_web::http::Method;
    web::resource(path.to_owned())
        .route(route().method(Method::GET))
        .route(route().method(Method::HEAD))
        .default_service(web::to(async || -> Result<HttpResponse, Problem> {
            Err(Problem::method_not_allowed("GET"))
        }))
}
