//! The school-to-school table.

use super::query::Query;
use crate::Settings;
use crate::problem::Problem;
use actix_web::{HttpRequest, HttpResponse, web};
use disclosure::views::{FeederPairParts, PublicFeederPair, SchoolLabel};
use serde_json::json;

/// Every pair of schools of which one feeds the other.
pub(super) async fn list_feeders(
    request: HttpRequest,
    settings: web::Data<Settings>,
) -> Result<HttpResponse, Problem> {
    Query::parse(request.query_string(), &[])?;
    let snapshot = settings.live.snapshot();
    let table = &snapshot.atlas.feeders;
    let label = |id| SchoolLabel {
        id,
        name: table.name(id),
    };
    let pairs: Vec<_> = table
        .pairs
        .iter()
        .map(|pair| {
            PublicFeederPair::open(FeederPairParts {
                from: label(&pair.from),
                to: label(&pair.to),
                share: pair.share,
                basis: pair.basis.as_str(),
                is_split: table.is_split(pair),
            })
        })
        .collect();
    Ok(HttpResponse::Ok().json(json!({ "pairs": pairs })))
}
