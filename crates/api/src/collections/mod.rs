//! GeoJSON collections: the layers of the map and of every GIS.

mod feature;
mod gaps;
mod query;
mod reference;

pub use feature::{Feature, to_geojson};

pub use gaps::gap_features;
pub(crate) use gaps::row_value;
pub(crate) use query::Query;

use crate::problem::Problem;
use crate::{Audience, Settings};
use actix_web::{HttpRequest, HttpResponse, web};
use atlas::Atlas;
use model::analysis::Geography;
use model::school::Level;
use serde::Serialize;

/// A collection's entry in the list.
#[derive(Debug, Clone, Copy, Serialize)]
struct Collection {
    id: &'static str,
    title: &'static str,
    description: &'static str,
    #[serde(skip)]
    parameters: &'static [&'static str],
}

const fn collection(
    id: &'static str,
    title: &'static str,
    description: &'static str,
    parameters: &'static [&'static str],
) -> Collection {
    Collection {
        id,
        title,
        description,
        parameters,
    }
}

const GAP: &[&str] = &["bbox", "category", "wave"];
const COLLECTIONS: [Collection; 11] = [
    collection("schools", "Schools", "Schools of the district.", &["bbox"]),
    collection(
        "attendance-zones",
        "Attendance zones",
        "The legal area of a school, by level.",
        &["bbox", "level"],
    ),
    collection(
        "neighborhoods",
        "Neighborhoods",
        "The district's neighborhoods.",
        &["bbox"],
    ),
    collection(
        "feeder-patterns",
        "Feeder patterns",
        "Areas by the high school in which they end, with the schools that feed it.",
        &["bbox"],
    ),
    collection(
        "sites",
        "Sites",
        "Services of community partners at their locations. Confidential places are left out.",
        &["bbox", "category"],
    ),
    collection(
        "assets",
        "Assets",
        "Places and organizations that may become partners.",
        &["bbox"],
    ),
    collection(
        "context",
        "Map background",
        "Streets, water and parks.",
        &["bbox"],
    ),
    collection(
        "gaps-by-neighborhood",
        "Gaps by neighborhood",
        "Needs, and how much of them stays unmet and why, by neighborhood and category.",
        GAP,
    ),
    collection(
        "gaps-by-attendance-zone",
        "Gaps by attendance zone",
        "The same by attendance zone of each level.",
        &["bbox", "category", "wave", "level"],
    ),
    collection(
        "gaps-by-feeder-pattern",
        "Gaps by feeder pattern",
        "The same by feeder pattern of the home.",
        GAP,
    ),
    collection(
        "gaps-by-school",
        "Gaps by school",
        "The same by the school that the child attends.",
        GAP,
    ),
];

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    let method_not_allowed = || {
        web::to(async || -> Result<HttpResponse, Problem> {
            Err(Problem::method_not_allowed("GET"))
        })
    };
    config
        .service(
            web::resource("/collections")
                .route(web::get().to(list_collections))
                .default_service(method_not_allowed()),
        )
        .service(
            web::resource("/collections/{collection}/items")
                .route(web::get().to(get_items))
                .default_service(method_not_allowed()),
        );
}

async fn list_collections(request: HttpRequest) -> Result<HttpResponse, Problem> {
    Query::parse(request.query_string(), &[])?;
    Ok(HttpResponse::Ok().json(serde_json::json!({ "collections": COLLECTIONS })))
}

async fn get_items(
    request: HttpRequest,
    name: web::Path<String>,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    let collection = COLLECTIONS
        .iter()
        .find(|collection| collection.id == name.as_str())
        .ok_or_else(|| {
            let ids: Vec<_> = COLLECTIONS.iter().map(|collection| collection.id).collect();
            Problem::not_found(format!(
                "There is no collection {:?}. There are: {}.",
                name.as_str(),
                ids.join(", ")
            ))
        })?;
    let query = Query::parse(request.query_string(), collection.parameters)?;
    let snapshot = settings.live.snapshot();
    let atlas = &snapshot.atlas;
    let features = match collection.id {
        "schools" => reference::schools(atlas),
        "attendance-zones" => reference::zones(atlas, query.level),
        "neighborhoods" => reference::neighborhoods(atlas),
        "feeder-patterns" => reference::feeder_patterns(atlas),
        "sites" => reference::sites(atlas, &query),
        "assets" => reference::assets(atlas),
        "context" => reference::context(atlas),
        gaps => gaps_of(atlas, &gap_geographies(gaps, query.level), &query, audience)?,
    };
    let features: Vec<_> = features
        .into_iter()
        .filter(|feature| query.holds(feature))
        .collect();
    let href = format!("{}?{}", request.path(), request.query_string());
    let body = feature::to_served_geojson(&features, href.trim_end_matches('?'));
    Ok(HttpResponse::Ok()
        .content_type("application/geo+json")
        .body(body))
}

fn gap_geographies(collection: &str, level: Option<Level>) -> Vec<Geography> {
    match collection {
        "gaps-by-neighborhood" => vec![Geography::Neighborhood],
        "gaps-by-feeder-pattern" => vec![Geography::FeederPattern],
        "gaps-by-school" => vec![Geography::School],
        _ => {
            let levels = Level::ALL
                .into_iter()
                .filter(|of| level.is_none_or(|wanted| wanted == *of));
            levels.map(Geography::AttendanceZone).collect()
        }
    }
}

fn gaps_of(
    atlas: &Atlas,
    geographies: &[Geography],
    query: &Query,
    audience: Audience,
) -> Result<Vec<Feature>, Problem> {
    let wave = query.wave_of(atlas)?;
    let features =
        wave.map(|wave| gap_features(atlas, geographies, query.category.as_ref(), &wave, audience));
    Ok(features.unwrap_or_default())
}
