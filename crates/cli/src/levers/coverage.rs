//! Choosing places on bare files: which of many cover the most weight of needs.

use crate::exit::Failure;
use crate::output;
use crate::pairing::refused;
use crate::result_file::ResultFile;
use formats::bare::write::RowWriter;
use formats::bare::{BareFile, Points, read_needs, read_points};
use matching::coverage::{Choice, Coverage};
use matching::parallel::in_blocks_of;
use model::analysis::Need;
use model::units::Micro;
use serde_json::json;
use spatial::distance::EarthPoint;
use std::path::Path;

/// What is asked.
pub(super) struct Task<'a> {
    pub(super) needs: &'a Path,
    pub(super) candidates: &'a Path,
    pub(super) within: &'a str,
    pub(super) n_chosen: usize,
    pub(super) n_threads: usize,
    pub(super) out: Option<&'a Path>,
    pub(super) is_json: bool,
}

/// Needs that a thread measures at a time.
const N_AT_ONCE: usize = 1 << 10;

pub(super) fn run(task: &Task<'_>) -> Result<(), Failure> {
    let within_m = metres(task.within)?;
    let file = |path| BareFile::new(path).with_threads(task.n_threads);
    let needs = read_needs(&file(task.needs)).map_err(refused)?;
    let candidates = read_points(&file(task.candidates)).map_err(refused)?;
    let coverage = Coverage::new(
        candidates.positions.len() as u32,
        patterns(&needs, &candidates, within_m, task.n_threads),
    );
    let choice = coverage.best_set(task.n_chosen);
    let total: Micro = needs.iter().map(|need| need.weight).sum();
    let id = |number: &u32| candidates.ids.text(*number as usize);
    if let Some(out) = task.out {
        let mut rows = b"id,covered\n".to_vec();
        for number in &choice.chosen {
            let mut writer = RowWriter::new(&mut rows);
            writer.push_text(id(number));
            writer.push_micro(Micro::from_millionths(coverage.covered(&[*number])));
            writer.end_row();
        }
        let mut result = ResultFile::create(Some(out))?;
        result.write(&rows)?;
        result.finish()?;
    }
    let ids: Vec<_> = choice.chosen.iter().map(id).collect();
    print(task, &choice, &ids, total);
    Ok(())
}

fn print(task: &Task<'_>, choice: &Choice, ids: &[&str], total: Micro) {
    let [covered, bound] =
        [choice.covered, choice.bound].map(|weight| Micro::from_millionths(weight).to_string());
    if task.is_json {
        let body = json!({
            "chosen": ids, "covered": choice.covered as f64 / 1e6, "bound": choice.bound as f64 / 1e6, "total": total.as_f64(),
            "optimality_gap": choice.optimality_gap(), "optimal": choice.is_optimal(),
        });
        return output::line(serde_json::to_string_pretty(&body).unwrap_or_default());
    }
    output::line(format_args!("Chosen: {}", ids.join(", ")));
    output::line(format_args!("Covered: {covered} of {total}"));
    output::line(if choice.is_optimal() {
        "No set covers more: proven.".to_owned()
    } else {
        format!(
            "No set covers more than {bound}: a gap of at most {:.2} %.",
            choice.optimality_gap() * 100.0
        )
    });
}

/// For each need its weight and the candidates within the distance, bound included.
fn patterns(
    needs: &[Need],
    candidates: &Points,
    within_m: f64,
    n_threads: usize,
) -> Vec<(u64, Vec<u32>)> {
    let places: Vec<_> = candidates
        .positions
        .iter()
        .map(|position| position.map(EarthPoint::new))
        .collect();
    let blocks = in_blocks_of(N_AT_ONCE, needs, n_threads, |needs| {
        let pattern = |need: &Need| {
            let home = need.position.map(EarthPoint::new);
            let is_within = |place: &Option<EarthPoint>| match (&home, place) {
                (Some(home), Some(place)) => {
                    home.steps_to(place, |metres| u64::from(metres > within_m)) == 0
                }
                _ => false,
            };
            let covering = (0u32..).zip(&places).filter(|(_, place)| is_within(place));
            (
                need.weight.millionths(),
                covering.map(|(number, _)| number).collect(),
            )
        };
        needs.iter().map(pattern).collect::<Vec<_>>()
    });
    blocks.into_iter().flatten().collect()
}

/// A length such as `2000m` or `2km`.
fn metres(text: &str) -> Result<f64, Failure> {
    let text = text.trim();
    let (number, factor) = match (text.strip_suffix("km"), text.strip_suffix('m')) {
        (Some(number), _) => (number, 1_000.0),
        (None, Some(number)) => (number, 1.0),
        (None, None) => ("", 0.0),
    };
    let number: Option<f64> = crate::access::plain_decimal(number);
    number.map(|number| number * factor).ok_or_else(|| {
        Failure::Usage(format!(
            "--within {text:?} is not a length such as 2000m or 2km"
        ))
    })
}
