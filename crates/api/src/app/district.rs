//! What is loaded.

use super::query::Query;
use crate::problem::Problem;
use crate::{Audience, Settings};
use actix_web::{HttpRequest, HttpResponse, web};
use atlas::Atlas;
use disclosure::views::{DistrictCounts, DistrictFacts, DistrictSummary, PublicAsset, PublicSite};
use model::analysis::Geography;
use model::record::District;
use model::school::Level;
use serde_json::json;

/// The district as the page needs it before anything else.
pub(super) async fn get_district(
    request: HttpRequest,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    Query::parse(request.query_string(), &[])?;
    let snapshot = settings.live.snapshot();
    let atlas = &snapshot.atlas;
    let unnamed = District {
        name: String::new(),
        time_zone: "UTC".to_owned(),
    };
    let district = atlas.records.district.as_ref().unwrap_or(&unnamed);
    let summary = DistrictSummary::open(district, facts(atlas));
    let mut body = serde_json::to_value(summary).unwrap_or_default();
    if let Some(fields) = body.as_object_mut() {
        fields.insert("access".to_owned(), json!(audience.as_str()));
        fields.insert("basemaps".to_owned(), json!(settings.basemaps));
        fields.insert("snapshot".to_owned(), json!(snapshot.sequence));
    }
    Ok(HttpResponse::Ok().json(body))
}

fn facts(atlas: &Atlas) -> DistrictFacts {
    let waves = atlas.waves();
    let has_zones = |level: &Level| atlas.records.zones.iter().any(|zone| zone.level == *level);
    DistrictFacts {
        bbox: atlas.bounds(),
        is_simulated: waves.iter().any(|wave| atlas.is_simulated(wave)),
        waves,
        levels: Level::ALL.into_iter().filter(has_zones).collect(),
        counts: DistrictCounts {
            schools: atlas.records.schools.len(),
            zones: atlas.records.zones.len(),
            neighborhoods: atlas.records.neighborhoods.len(),
            feeder_patterns: atlas.layers.areas(&Geography::FeederPattern).len(),
            sites: atlas.sites().filter_map(PublicSite::open).count(),
            assets: atlas
                .records
                .assets
                .iter()
                .filter_map(|asset| PublicAsset::open(asset))
                .count(),
        },
    }
}
