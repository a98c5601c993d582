//! What is loaded: how much of each kind, from where, since when, and what somebody should look at.

use super::query::Query;
use crate::problem::Problem;
use crate::{Audience, Settings};
use actix_web::{HttpRequest, HttpResponse, web};
use atlas::Atlas;
use atlas::check::Finding;
use disclosure::views::{ImportParts, PublicAsset, PublicImport, PublicSite, PublicWave};
use jiff::{ToSpan, Zoned};
use model::analysis::Geography;
use serde_json::{Value, json};
use store::ImportLogEntry;

pub(super) async fn get_loaded(
    request: HttpRequest,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    Query::parse(request.query_string(), &[])?;
    let snapshot = settings.live.snapshot();
    let a_year_ago = Zoned::now().date().saturating_sub(1.year());
    let state = snapshot.atlas.state(&a_year_ago.to_string());
    let findings = state
        .findings
        .iter()
        .filter(|finding| audience == Audience::Staff || is_public(finding));
    let body = json!({
        "snapshot": snapshot.sequence,
        "counts": counts(&snapshot.atlas, audience),
        "waves": waves(&snapshot.atlas, audience),
        "imports": snapshot.imports.iter().map(|entry| import(entry, audience)).collect::<Vec<_>>(),
        "findings": findings.map(finding).collect::<Vec<_>>(),
    });
    Ok(HttpResponse::Ok().json(body))
}

/// Schools, zones and background are public whole; of sites and assets the public learns how many it can see.
fn counts(atlas: &Atlas, audience: Audience) -> Vec<Value> {
    let records = &atlas.records;
    let n_sites = atlas.sites().filter_map(PublicSite::open).count();
    let n_assets = records
        .assets
        .iter()
        .filter_map(|asset| PublicAsset::open(asset))
        .count();
    let mut counts = vec![
        ("schools", records.schools.len()),
        ("attendance_zones", records.zones.len()),
        ("neighborhoods", records.neighborhoods.len()),
        (
            "feeder_patterns",
            atlas.layers.areas(&Geography::FeederPattern).len(),
        ),
        ("feeder_rows", records.feeder_links.len()),
        ("population_areas", records.population.len()),
        ("sites", n_sites),
        ("assets", n_assets),
        ("context", records.context.len()),
    ];
    if audience == Audience::Staff {
        counts.extend([
            ("confidential_sites", atlas.n_sites() - n_sites),
            ("confidential_assets", records.assets.len() - n_assets),
            ("organizations", records.organizations.len()),
            ("services", records.services.len()),
            ("locations", records.locations.len()),
            ("responses", records.responses.len()),
        ]);
    }
    counts
        .into_iter()
        .map(|(what, number)| json!({ "what": what, "number": number }))
        .collect()
}

fn waves(atlas: &Atlas, audience: Audience) -> Vec<Value> {
    let of_wave = |wave| {
        let responses = atlas.records.responses.iter();
        let n_responses = responses.filter(|response| response.wave == wave).count();
        let is_simulated = atlas.is_simulated(&wave);
        let is_mixed = is_simulated && !atlas.is_all_simulated(&wave);
        if audience == Audience::Staff {
            return json!({ "wave": wave, "responses": n_responses, "simulated": is_simulated, "mixed": is_mixed });
        }
        let n_responses = u32::try_from(n_responses).unwrap_or(u32::MAX);
        json!(PublicWave::open(&wave, n_responses, is_simulated, is_mixed))
    };
    atlas.waves().into_iter().map(of_wave).collect()
}

fn import(entry: &ImportLogEntry, audience: Audience) -> Value {
    let files: Vec<_> = entry.files.iter().map(|file| file.name.clone()).collect();
    let parts = ImportParts {
        source: &entry.source,
        at: &entry.at,
        files: &files,
        n_warnings: entry.warnings,
    };
    let mut import = json!(PublicImport::open(parts));
    if audience == Audience::Staff {
        let applied = &entry.applied;
        import["rows"] =
            json!(applied.added + applied.updated + applied.unchanged + applied.reactivated);
    }
    import
}

/// Whether a finding is about records that are public whole: its number says nothing of a confidential place or of families.
fn is_public(finding: &Finding) -> bool {
    [
        "schools-without-zone",
        "zones-without-school",
        "schools-without-position",
    ]
    .contains(&finding.id)
}

fn finding(finding: &Finding) -> Value {
    json!({ "id": finding.id, "what": finding.what, "number": finding.n_records, "examples": finding.examples })
}
