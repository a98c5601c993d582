//! `commonground levers`

use crate::data_dir::DataDir;
use crate::exit::Failure;
use crate::gaps::wave_of;
use crate::output;
use crate::progress::Progress;
use atlas::levers::{LeverKind, Ranked, Settings, as_families};
use clap::Args;
use model::category;
use serde_json::{Value, json};

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  commonground levers --category after-school --top 20\n  \
                        commonground levers --category tutoring --choose 5 --json\n\n\
                        Each change is tried by allocating the places again. Families are served net, over all categories. Figures are raw:\n\
                        they are for the operator, not for publication."
)]
pub(crate) struct LeversArgs {
    /// The need category.
    #[arg(long)]
    category: String,
    /// How many changes to list.
    #[arg(long, value_name = "NUMBER", default_value_t = 20)]
    top: usize,
    /// The round of the survey; the latest when not given.
    #[arg(long)]
    wave: Option<String>,
    /// Metres between the points at which a new site is tried; 0 tries none.
    #[arg(long, value_name = "METRES", default_value_t = 1_000.0, value_parser = grid)]
    grid: f64,
    /// Print JSON for machines.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data_dir: DataDir,
}

fn grid(text: &str) -> Result<f64, String> {
    let metres: f64 = text
        .parse()
        .map_err(|_| "a number of metres is needed".to_owned())?;
    if metres == 0.0 || (50.0..=100_000.0).contains(&metres) {
        Ok(metres)
    } else {
        Err("a number of metres from 50 to 100000 is needed, or 0".to_owned())
    }
}

pub(crate) fn run(arguments: &LeversArgs) -> Result<(), Failure> {
    let category = category::find(&arguments.category)
        .map_err(|error| Failure::Usage(format!("--category: {error}")))?
        .category_id();
    let snapshot = arguments.data_dir.snapshot()?;
    let atlas = &snapshot.atlas;
    let wave = wave_of(atlas, arguments.wave.as_deref())?;
    if atlas.is_simulated(&wave) {
        output::note(format_args!(
            "The answers of {wave} are simulated: no real family said this."
        ));
    }
    let settings = Settings {
        grid_m: Some(arguments.grid).filter(|metres| *metres > 0.0),
        ..Settings::default()
    };
    let progress = Progress::new("trying changes");
    let ranked = atlas.levers(&wave, &category, &settings, &|n_done, n_all| {
        progress.steps(n_done, n_all);
    });
    drop(progress);
    let listed = &ranked[..ranked.len().min(arguments.top)];
    if arguments.json {
        let levers: Vec<_> = listed.iter().map(as_json).collect();
        let body = json!({ "category": arguments.category, "wave": wave, "n_found": ranked.len(), "levers": levers });
        output::line(serde_json::to_string_pretty(&body).unwrap_or_default());
    } else {
        print(listed, ranked.len());
    }
    Ok(())
}

fn print(listed: &[Ranked], n_found: usize) {
    if listed.is_empty() {
        output::line("No single change would serve more families.");
        return;
    }
    let rows: Vec<_> = (1..)
        .zip(listed)
        .map(|(rank, one): (usize, _)| {
            vec![
                rank.to_string(),
                format!("{:.1}", as_families(one.effect.newly_served)),
                one.lever.kind.words(),
                label(one),
                one.lever.id.clone(),
                note(one).to_owned(),
            ]
        })
        .collect();
    let header = ["", "newly served", "change", "where", "id", ""];
    output::line(output::table(&header, &rows));
    if n_found > listed.len() {
        output::line(format_args!("… and {} more.", n_found - listed.len()));
    }
}

fn label(one: &Ranked) -> String {
    match one.lever.kind {
        LeverKind::NewSiteAtPoint => "(grid point)".to_owned(),
        _ => one.lever.name.clone(),
    }
}

fn note(one: &Ranked) -> &'static str {
    if one.lever.is_confidential {
        "confidential place"
    } else {
        ""
    }
}

fn as_json(one: &Ranked) -> Value {
    let site = &one.lever.site;
    json!({
        "kind": one.lever.kind.as_str(),
        "change": one.lever.kind.words(),
        "id": one.lever.id,
        "name": one.lever.name,
        "confidential": one.lever.is_confidential,
        "newly_served": as_families(one.effect.newly_served),
        "travel_cost_min": one.effect.travel_cost as f64 / 1e9,
        "site": {
            "position": site.position,
            "hours": site.hours.as_ref().map(ToString::to_string),
            "languages": *site.languages,
            "capacity": site.capacity.map(model::units::Micro::as_f64),
            "cost": site.cost.map(model::units::Micro::as_f64),
        },
    })
}
