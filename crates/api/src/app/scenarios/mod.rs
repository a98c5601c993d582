//! Scenarios: the gap table with other sites. Nothing is saved.

mod changes;
mod fields;
mod json;

use changes::Reader;
use fields::category_of;
use json::{object, text};

use crate::live::Snapshot;
use crate::ogc::row_value;
use crate::problem::Problem;
use crate::{Audience, Settings};
use actix_web::{HttpResponse, web};
use atlas::Atlas;
use atlas::gaps::GapRow;
use atlas::scenario::{Difference, SiteChange};
use disclosure::Beside;
use model::analysis::{GapCategory, GapFigures, Geography};
use model::ids::Wave;
use model::units::Micro;
use serde_json::{Value, json};
use std::sync::Arc;

/// Bytes of a body, and changes in it, beyond which a request is refused.
const MOST_BYTES: usize = 1 << 18;
const MOST_CHANGES: usize = 100;

/// Answers `POST /api/scenarios`: the cells of the gap table that some changes of sites make other ones, by geography.
///
/// Figures are raw. So scenarios over what families answered are for staff; over drawn answers anybody may try them.
pub(super) async fn post_scenario(
    body: web::Bytes,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    if body.len() > MOST_BYTES {
        return Err(Problem::too_large(MOST_BYTES));
    }
    let snapshot = settings.live.snapshot();
    let request = Request::read(&body, &snapshot.atlas, audience)?;
    let reply = web::block(move || request.answer(&snapshot));
    let reply = reply.await.map_err(|_| Problem::not_computed())?;
    Ok(HttpResponse::Ok().json(reply))
}

/// Refuses raw figures of what families answered to everybody but staff; drawn answers are nobody's.
pub(super) fn allow(
    atlas: &Atlas,
    wave: &Wave,
    audience: Audience,
    what: &str,
) -> Result<(), Problem> {
    if audience == Audience::Staff || atlas.is_all_simulated(wave) {
        return Ok(());
    }
    Err(Problem::staff_only(&format!(
        "{what} over what families answered are"
    )))
}

/// What is asked.
struct Request {
    wave: Wave,
    category: Option<GapCategory>,
    changes: Vec<SiteChange>,
}

impl Request {
    fn read(body: &[u8], atlas: &Atlas, audience: Audience) -> Result<Self, Problem> {
        let body: Value = serde_json::from_slice(body)
            .map_err(|error| Problem::bad_body("", format!("The body is not JSON: {error}.")))?;
        let body = object(&body, "", &["wave", "category", "changes"])?;
        let wave = wave_of(atlas, body.get("wave"))?;
        allow(atlas, &wave, audience, "Scenarios")?;
        let category = body
            .get("category")
            .map(|value| match text(value, "/category")? {
                "all" => Ok(GapCategory::All),
                word => Ok(GapCategory::One(category_of(word, "/category")?)),
            });
        let listed = match body.get("changes") {
            Some(Value::Array(changes)) if changes.len() <= MOST_CHANGES => changes,
            _ => {
                let detail = format!("A list of at most {MOST_CHANGES} changes is needed.");
                return Err(Problem::bad_body("/changes", detail));
            }
        };
        let mut reader = Reader::new(atlas, audience);
        for (number, change) in listed.iter().enumerate() {
            reader.read(change, &format!("/changes/{number}"))?;
        }
        Ok(Self {
            wave,
            category: category.transpose()?,
            changes: reader.into_changes(),
        })
    }

    fn answer(self, snapshot: &Snapshot) -> Value {
        let atlas = &snapshot.atlas;
        let (is_simulated, n_changes) = (atlas.is_simulated(&self.wave), self.changes.len());
        let differences = atlas.scenario(self.changes, &self.wave);
        let is_district = |one: &&Difference| {
            one.key.geography == Geography::District && one.key.category == GapCategory::All
        };
        let district = differences.iter().find(is_district);
        let newly_served = district.map_or(0.0, |one| {
            one.then.served.as_f64() - one.now.served.as_f64()
        });
        let wanted = differences.iter().filter(|one| {
            self.category
                .as_ref()
                .is_none_or(|category| one.key.category == *category)
        });
        let differences: Vec<_> = wanted.map(|one| difference(one, is_simulated)).collect();
        json!({
            "wave": self.wave,
            "snapshot": snapshot.sequence,
            "simulated": is_simulated,
            "changes": n_changes,
            "newly_served": newly_served,
            "differences": differences,
        })
    }
}

/// One changed cell: as it would be, and by how much its main figures change.
fn difference(one: &Difference<'_>, is_simulated: bool) -> Value {
    let row = GapRow {
        key: Arc::clone(&one.key),
        name: one.name.clone(),
        figures: one.then.clone(),
    };
    let mut value = row_value((&row, Beside::default()), is_simulated, Audience::Staff);
    let by =
        |figure: fn(&GapFigures) -> Micro| figure(&one.then).as_f64() - figure(one.now).as_f64();
    if let Some(fields) = value.as_object_mut() {
        fields.insert(
            "change".to_owned(),
            json!({
                "within_reach": by(|f| f.within_reach),
                "served": by(|f| f.served),
                "unmet": by(|f| f.unmet),
                "unmet_strict": by(|f| f.unmet_strict),
            }),
        );
    }
    value
}

/// The wave that is named, else the latest.
fn wave_of(atlas: &Atlas, value: Option<&Value>) -> Result<Wave, Problem> {
    let waves = atlas.waves();
    let found = match value {
        None => waves.last(),
        Some(value) => {
            let word = text(value, "/wave")?;
            waves.iter().find(|wave| wave.as_str() == word)
        }
    };
    let names: Vec<_> = waves.iter().map(Wave::as_str).collect();
    found.cloned().ok_or_else(|| {
        let detail = match names.as_slice() {
            [] => "There are no responses yet.".to_owned(),
            _ => format!("The waves are: {}.", names.join(", ")),
        };
        Problem::bad_body("/wave", detail)
    })
}
