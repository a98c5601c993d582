//! Levers: which single changes would serve most families more, in the district and in one area.

use super::query::Query;
use super::scenarios;
use crate::live::Snapshot;
use crate::ogc::parameters::Parameters;
use crate::problem::Problem;
use crate::{Audience, Settings};
use actix_web::{HttpRequest, HttpResponse, web};
use atlas::Atlas;
use atlas::areas::Area;
use atlas::levers::{LeverKind, Ranked, Settings as Sizes, as_families};
use atlas::scenario::SiteChange;
use model::analysis::{GapCategory, Geography, Site};
use model::ids::{CategoryId, Wave};
use model::units::Micro;
use serde_json::{Value, json};
use spatial::distance::EarthPoint;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// How many levers are listed when the request does not say.
const TOP: usize = 20;
const MOST: usize = 1_000;
/// Of the levers that serve most in the whole district, how many near an area are tried for it.
const N_TRIED_FOR_AREA: usize = 60;
/// How far from the middle of an area a change may be: what lies farther serves hardly any family of it.
const NEAR_M: f64 = 10_000.0;

/// The levers of a snapshot by wave and category, worked out when first asked for. Whoever asks meanwhile waits.
#[derive(Debug, Default)]
pub(crate) struct LeversFound(Mutex<HashMap<(Wave, CategoryId), Cell>>);

/// The levers of one wave and category, once they are known.
type Cell = Arc<OnceLock<Vec<Ranked>>>;

impl LeversFound {
    fn of(&self, atlas: &Atlas, wave: &Wave, category: &CategoryId) -> Cell {
        let cell = {
            let mut found = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(found.entry((wave.clone(), category.clone())).or_default())
        };
        cell.get_or_init(|| atlas.levers(wave, category, &Sizes::default(), &|_, _| {}));
        cell
    }
}

/// What is asked.
struct Request {
    wave: Wave,
    category: CategoryId,
    /// The geography as it stands in paths, and the area's id.
    area: Option<(String, String)>,
    top: usize,
    audience: Audience,
}

pub(super) async fn list_levers(
    request: HttpRequest,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    let snapshot = settings.live.snapshot();
    let request = Request::read(request.query_string(), &snapshot.atlas, audience)?;
    if let Some((geography, id)) = &request.area {
        super::areas::find(&snapshot.atlas, geography, id)?;
    }
    let reply = web::block(move || request.answer(&snapshot)).await;
    Ok(HttpResponse::Ok().json(reply.map_err(|_| Problem::not_computed())??))
}

impl Request {
    fn read(text: &str, atlas: &Atlas, audience: Audience) -> Result<Self, Problem> {
        let names = ["category", "wave", "top", "area"];
        let query = Query::parse(text, &names)?;
        let parameters = Parameters::parse(text, &names)?;
        let of = |name: &str| {
            parameters
                .pairs()
                .iter()
                .find(|pair| pair.0 == name)
                .map(|pair| pair.1.clone())
        };
        let Some(GapCategory::One(category)) = query.category.clone() else {
            let given = of("category").unwrap_or_default();
            return Err(Problem::bad_value("category", &given, "one need category"));
        };
        let top = match of("top") {
            None => TOP,
            Some(text) => text
                .parse()
                .ok()
                .filter(|top| (1..=MOST).contains(top))
                .ok_or_else(|| {
                    Problem::bad_value("top", &text, &format!("a whole number from 1 to {MOST}"))
                })?,
        };
        let area = of("area").map(|area| match area.split_once('/') {
            Some((geography, id)) => Ok((geography.to_owned(), id.to_owned())),
            None => {
                let expected = "a geography and the id of an area, such as neighborhood/west";
                Err(Problem::bad_value("area", &area, expected))
            }
        });
        let area = area.transpose()?;
        let Some(wave) = query.wave_of(atlas)? else {
            return Err(Problem::not_found("There are no responses yet."));
        };
        scenarios::allow(atlas, &wave, audience, "Levers")?;
        Ok(Self {
            wave,
            category,
            area,
            top,
            audience,
        })
    }

    fn answer(self, snapshot: &Snapshot) -> Result<Value, Problem> {
        let atlas = &snapshot.atlas;
        let cell = snapshot.levers.of(atlas, &self.wave, &self.category);
        let all = cell.get().map_or(&[][..], Vec::as_slice);
        let is_open =
            |one: &&Ranked| self.audience == Audience::Staff || !one.lever.is_confidential;
        let open: Vec<&Ranked> = all.iter().filter(is_open).collect();
        let area = match &self.area {
            Some((geography, id)) => Some(super::areas::find(atlas, geography, id)?),
            None => None,
        };
        let listed: Vec<(&Ranked, Option<f64>)> = match &area {
            None => open.iter().take(self.top).map(|one| (*one, None)).collect(),
            Some((geography, area)) => {
                let mut here = self.for_area(atlas, &open, (geography, area));
                here.truncate(self.top);
                here.into_iter()
                    .map(|(one, served)| (one, Some(served)))
                    .collect()
            }
        };
        let levers: Vec<_> = listed
            .into_iter()
            .map(|(one, here)| self.lever(atlas, one, here))
            .collect();
        let area = area.map(|(geography, area)| json!({ "geography": geography.as_str(), "id": area.id, "name": area.name }));
        Ok(json!({
            "wave": self.wave, "snapshot": snapshot.sequence, "simulated": atlas.is_simulated(&self.wave),
            "category": self.category, "area": area, "n_found": open.len(), "levers": levers,
        }))
    }

    /// Of the levers near an area those that serve families of it, most first, with the families newly served in it.
    fn for_area<'a>(
        &self,
        atlas: &Atlas,
        ranked: &[&'a Ranked],
        (geography, area): (&Geography, &Area),
    ) -> Vec<(&'a Ranked, f64)> {
        let middle = atlas.middle_of(geography, area).map(EarthPoint::new);
        let is_near = |one: &&&Ranked| {
            let place = one.lever.site.position.map(EarthPoint::new);
            middle
                .as_ref()
                .zip(place)
                .is_none_or(|(middle, place)| middle.chord_m(&place) <= NEAR_M)
        };
        let served_here = |one: &Ranked| {
            let differences = atlas.scenario(vec![change(one)], &self.wave);
            let cell = differences.iter().find(|cell| {
                cell.key.geography == *geography
                    && cell.key.area_id.as_ref() == Some(&area.id)
                    && cell.key.category == GapCategory::One(self.category.clone())
            });
            cell.map_or(0.0, |cell| {
                cell.then.served.as_f64() - cell.now.served.as_f64()
            })
        };
        let near = ranked.iter().filter(is_near).take(N_TRIED_FOR_AREA);
        let tried = near.map(|one| (*one, served_here(one)));
        let mut found: Vec<_> = tried.filter(|(_, served)| *served > 0.0).collect();
        // Stable: as many here stay in the order of the district.
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        found
    }

    fn lever(&self, atlas: &Atlas, one: &Ranked, here: Option<f64>) -> Value {
        let lever = &one.lever;
        let is_at_a_site = lever.kind.is_at_a_site();
        let fields = fields(&lever.site);
        let organization = atlas
            .sites()
            .find(|parts| is_at_a_site && parts.site.id.as_str() == lever.id)
            .map(|parts| parts.organization.name.clone());
        let scenario_change = if is_at_a_site {
            json!({ "op": "change", "site_id": lever.id, "set": changed(&lever.kind, &fields) })
        } else {
            let mut site = fields.clone();
            site["categories"] = json!([self.category]);
            json!({ "op": "add", "site": site })
        };
        json!({
            "kind": lever.kind.as_str(), "change": lever.kind.words(), "id": lever.id, "name": lever.name,
            "organization": organization, "confidential": lever.is_confidential,
            "position": (!lever.is_confidential).then_some(lever.site.position).flatten(),
            "newly_served": as_families(one.effect.newly_served), "newly_served_here": here,
            "travel_cost_min": one.effect.travel_cost as f64 / 1e9,
            "site": fields, "scenario_change": scenario_change,
        })
    }
}

/// The change of a scenario that a lever is.
fn change(one: &Ranked) -> SiteChange {
    (one.lever.site.id.clone(), Some(Arc::clone(&one.lever.site)))
}

fn fields(site: &Site) -> Value {
    json!({
        "position": site.position,
        "hours": site.hours.as_ref().map(ToString::to_string),
        "languages": *site.languages,
        "capacity": site.capacity.map(Micro::as_f64),
        "cost": site.cost.map(Micro::as_f64),
    })
}

/// The one field that a change of an existing site sets.
fn changed(kind: &LeverKind, fields: &Value) -> Value {
    let name = match kind {
        LeverKind::LongerHours(_) => "hours",
        LeverKind::Language(_) => "languages",
        LeverKind::MorePlaces(_) => "capacity",
        _ => "cost",
    };
    json!({ name: fields[name] })
}
