//! `commonground levers`

mod coverage;

use crate::data_dir::DataDir;
use crate::exit::Failure;
use crate::gaps::wave_of;
use crate::output;
use crate::pairing::Threads;
use crate::progress::Progress;
use atlas::levers::{ChosenSet, LeverKind, Ranked, Settings, as_families};
use clap::Args;
use model::category;
use serde_json::{Value, json};
use std::path::PathBuf;

#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  commonground levers --category after-school --top 20\n  \
                        commonground levers --category tutoring --choose 5 --json\n  \
                        commonground levers --needs needs.csv --candidates candidates.csv --within 2000m --choose 5\n\n\
                        Each change is tried by allocating the places again. Families are served net, over all categories. Figures are raw:\n\
                        they are for the operator, not for publication."
)]
pub(crate) struct LeversArgs {
    /// The need category, in the loaded district.
    #[arg(long, required_unless_present = "needs", conflicts_with = "needs")]
    category: Option<String>,
    /// Choose the best set of so many changes, with a proven bound.
    #[arg(long, value_name = "NUMBER", value_parser = at_least_one)]
    choose: Option<usize>,
    /// Without a district: needs to cover, a CSV file with the columns id,lon,lat,category and more.
    #[arg(long, value_name = "FILE", requires_all = ["candidates", "within", "choose"])]
    needs: Option<PathBuf>,
    /// Places of which to choose, a CSV file with the columns id,lon,lat.
    #[arg(long, value_name = "FILE", requires = "needs")]
    candidates: Option<PathBuf>,
    /// How far a place covers, in metres, bound included: `2000m` or `2km`.
    #[arg(
        long,
        value_name = "LENGTH",
        requires = "needs",
        allow_hyphen_values = true
    )]
    within: Option<String>,
    /// The file to write the chosen places to.
    #[arg(long, value_name = "FILE", requires = "needs")]
    out: Option<PathBuf>,
    #[command(flatten)]
    threads: Threads,
    /// How many changes to list.
    #[arg(long, value_name = "NUMBER", default_value_t = 20, value_parser = at_least_one, conflicts_with = "needs")]
    top: usize,
    /// The round of the survey; the latest when not given.
    #[arg(long, conflicts_with = "needs")]
    wave: Option<String>,
    /// Metres between the points at which a new site is tried; 0 tries none.
    #[arg(long, value_name = "METRES", default_value_t = 1_000.0, value_parser = grid, conflicts_with = "needs")]
    grid: f64,
    /// Print JSON for machines.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data_dir: DataDir,
}

fn at_least_one(text: &str) -> Result<usize, String> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| "a whole number of 1 or more is needed".to_owned())
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
    if let (Some(needs), Some(candidates)) = (&arguments.needs, &arguments.candidates) {
        return coverage::run(&coverage::Task {
            needs,
            candidates,
            within: arguments.within.as_deref().unwrap_or_default(),
            n_chosen: arguments.choose.unwrap_or_default(),
            n_threads: arguments.threads.count(),
            out: arguments.out.as_deref(),
            is_json: arguments.json,
        });
    }
    let word = arguments.category.as_deref().unwrap_or_default();
    let category = category::find(word)
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
    let chosen = arguments.choose.map(|p| atlas.choose(&wave, &ranked, p));
    if arguments.json {
        let levers: Vec<_> = listed.iter().map(as_json).collect();
        let body = json!({ "category": word, "wave": wave, "n_found": ranked.len(), "levers": levers, "chosen": chosen.map(|chosen| chosen_json(&ranked, &chosen)) });
        output::line(serde_json::to_string_pretty(&body).unwrap_or_default());
    } else {
        print(listed, ranked.len());
        if let Some(chosen) = chosen {
            print_chosen(&ranked, &chosen);
        }
    }
    Ok(())
}

fn print_chosen(ranked: &[Ranked], chosen: &ChosenSet) {
    let levers: Vec<_> = chosen
        .levers
        .iter()
        .map(|number| ranked[*number].clone())
        .collect();
    output::line("\nThe best set:");
    output::line(rows(&levers));
    output::line(format_args!(
        "Together they would serve {:.1} families more, the places allocated again.\n\
         As coverage: {:.1} families by at least one of them; no set covers more than {:.1} (gap {:.2} %).",
        as_families(chosen.together.newly_served),
        chosen.choice.covered as f64 / 1e6,
        chosen.choice.bound as f64 / 1e6,
        chosen.choice.optimality_gap() * 100.0,
    ));
}

fn chosen_json(ranked: &[Ranked], chosen: &ChosenSet) -> Value {
    let levers = chosen.levers.iter().map(|number| as_json(&ranked[*number]));
    json!({
        "levers": levers.collect::<Vec<_>>(),
        "newly_served_together": as_families(chosen.together.newly_served),
        "covered": chosen.choice.covered as f64 / 1e6,
        "bound": chosen.choice.bound as f64 / 1e6,
        "optimality_gap": chosen.choice.optimality_gap(),
        "optimal": chosen.choice.is_optimal(),
    })
}

fn print(listed: &[Ranked], n_found: usize) {
    if listed.is_empty() {
        output::line("No single change would serve more families.");
        return;
    }
    output::line(rows(listed));
    if listed.iter().any(|one| {
        one.lever.kind >= LeverKind::PotentialPartner && one.lever.site.capacity.is_none()
    }) {
        output::line(
            "No site of the category states its places, so new ones count as having room for all.",
        );
    }
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

/// Levers as an aligned table.
fn rows(listed: &[Ranked]) -> String {
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
    output::table(&header, &rows)
}
