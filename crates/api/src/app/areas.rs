//! One area: its gap, the partners near it, and who might become one.

use super::query::Query;
use crate::ogc::row_value;
use crate::problem::Problem;
use crate::{Audience, Settings};
use actix_web::{HttpRequest, HttpResponse, web};
use atlas::Atlas;
use atlas::areas::Area;
use disclosure::views::{PublicAsset, PublicSite};
use model::LonLat;
use model::analysis::{GapCategory, GapKey, Geography};
use model::ids::CategoryId;
use model::school::Level;
use model::survey::Mode;
use serde_json::{Value, json};
use spatial::distance::EarthPoint;
use spatial::travel_cost::{StraightLine, TravelCost};

/// How many partners are named.
const N_NEAR: usize = 10;

pub(super) async fn get_area(
    request: HttpRequest,
    path: web::Path<(String, String)>,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    let query = Query::parse(request.query_string(), &["category", "wave"])?;
    let snapshot = settings.live.snapshot();
    let atlas = &snapshot.atlas;
    let (geography, area) = find(atlas, &path.0, &path.1)?;
    let category = query.category.clone().unwrap_or(GapCategory::All);
    let gap = query
        .wave_of(atlas)?
        .map(|wave| gap(atlas, &geography, area, (category.clone(), wave), audience));
    let middle = atlas.middle_of(&geography, area);
    let one = match &category {
        GapCategory::One(category) => Some(category),
        GapCategory::All => None,
    };
    Ok(HttpResponse::Ok().json(json!({
        "gap": gap,
        "partners": middle.map_or_else(Vec::new, |from| partners(atlas, from, one)),
        "potential_partners": middle.map_or_else(Vec::new, |from| potential_partners(atlas, from)),
    })))
}

/// The area that a path names.
pub(super) fn find<'a>(
    atlas: &'a Atlas,
    geography: &str,
    id: &str,
) -> Result<(Geography, &'a Area), Problem> {
    let layers = match geography {
        "neighborhood" => vec![Geography::Neighborhood],
        "feeder-pattern" => vec![Geography::FeederPattern],
        "school" => vec![Geography::School],
        "attendance-zone" => Level::ALL.map(Geography::AttendanceZone).to_vec(),
        _ => {
            let known = "neighborhood, attendance-zone, feeder-pattern, school";
            return Err(Problem::not_found(format!(
                "There is no geography {geography:?}. There are: {known}."
            )));
        }
    };
    let found = layers
        .into_iter()
        .find_map(|layer| Some((layer.clone(), atlas.layers.area(&layer, id)?)));
    found.ok_or_else(|| Problem::not_found(format!("There is no {geography} with the id {id:?}.")))
}

fn gap(
    atlas: &Atlas,
    geography: &Geography,
    area: &Area,
    (category, wave): (GapCategory, model::ids::Wave),
    audience: Audience,
) -> Option<Value> {
    let is_simulated = atlas.is_simulated(&wave);
    let key = GapKey {
        geography: geography.clone(),
        area_id: Some(area.id.clone()),
        category,
        wave,
    };
    let row = atlas.gaps.row(&key)?;
    Some(row_value((row, atlas.beside(&key)), is_simulated, audience))
}

fn partners(atlas: &Atlas, from: LonLat, category: Option<&CategoryId>) -> Vec<Value> {
    let near = atlas.partners_near(from, category);
    let open = near
        .iter()
        .filter_map(|near| Some((near, PublicSite::open(near.item)?)));
    open.take(N_NEAR)
        .map(|(near, site)| {
            let site = site.get();
            json!({
                "site_id": site.id,
                "name": site.name,
                "organization": site.organization,
                "distance_m": near.distance_m.round(),
                "minutes": StraightLine.cost(Mode::Walk, &EarthPoint::new(from), &EarthPoint::new(near.position)).as_minutes().round(),
                "languages": site.languages,
                "hours": site.hours,
                "cost": site.cost,
                "position": near.position,
            })
        })
        .collect()
}

fn potential_partners(atlas: &Atlas, from: LonLat) -> Vec<Value> {
    let near = atlas.potential_partners_near(from);
    let open = near
        .iter()
        .filter_map(|near| Some((near, PublicAsset::open(near.item)?)));
    open.take(N_NEAR)
        .map(|(near, asset)| {
            let asset = asset.get();
            json!({
                "asset_id": asset.id,
                "name": asset.name,
                "kind": asset.kind,
                "distance_m": near.distance_m.round(),
                "position": near.position,
            })
        })
        .collect()
}
