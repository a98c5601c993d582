//! `commonground check`

use crate::data_dir::DataDir;
use crate::exit::Failure;
use crate::output;
use atlas::check::{N_EXAMPLES, State};
use clap::Args;
use jiff::{ToSpan, Zoned};
use serde_json::json;
use store::ImportLogEntry;

#[derive(Debug, Args)]
#[command(after_help = "Example:\n  commonground check --json")]
pub(crate) struct CheckArgs {
    /// Print JSON for machines.
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data_dir: DataDir,
}

pub(crate) fn run(arguments: &CheckArgs) -> Result<(), Failure> {
    let store = arguments.data_dir.open_existing()?;
    let snapshot = api::live::Snapshot::read(&store)?;
    let imports = store.imports()?;
    let today = Zoned::now().date();
    let a_year_ago = today.saturating_sub(1.year());
    let state = snapshot.atlas.state(&a_year_ago.to_string());
    let district = snapshot
        .atlas
        .records
        .district
        .as_ref()
        .map(|district| district.name.as_str());
    if arguments.json {
        output::line(as_json(district, &state, &imports));
    } else {
        print(district, &state, &imports);
    }
    Ok(())
}

fn print(district: Option<&str>, state: &State, imports: &[ImportLogEntry]) {
    output::line(
        district.unwrap_or("(the district has no name yet: commonground district --name …)"),
    );
    output::line("");
    let counts: Vec<_> = state
        .counts
        .iter()
        .map(|count| vec![count.what.to_owned(), count.n_records.to_string()])
        .collect();
    output::line(output::table(&["records", "number"], &counts));
    if !state.waves.is_empty() {
        let waves: Vec<_> = state
            .waves
            .iter()
            .map(|(wave, n, simulated)| {
                vec![wave.clone(), n.to_string(), simulated_word(*simulated)]
            })
            .collect();
        output::line("");
        output::line(output::table(&["wave", "responses", "answers"], &waves));
    }
    if !imports.is_empty() {
        let rows = imports.iter().map(|entry| {
            vec![
                entry.source.clone(),
                entry.at.clone(),
                entry.warnings.to_string(),
            ]
        });
        output::line("");
        output::line(output::table(
            &["imported from", "at", "warnings"],
            &rows.collect::<Vec<_>>(),
        ));
    }
    output::line("");
    if state.findings.is_empty() {
        output::line("Nothing to look at.");
        return;
    }
    output::line("To look at:");
    for finding in &state.findings {
        output::line(format_args!("  {:>6}  {}", finding.n_records, finding.what));
        if !finding.examples.is_empty() {
            let more = if finding.n_records > N_EXAMPLES {
                ", …"
            } else {
                ""
            };
            output::line(format_args!(
                "          {}{more}",
                finding.examples.join(", ")
            ));
        }
    }
}

fn simulated_word(is_simulated: bool) -> String {
    if is_simulated {
        "simulated: no real family said this"
    } else {
        "given by families"
    }
    .to_owned()
}

fn as_json(district: Option<&str>, state: &State, imports: &[ImportLogEntry]) -> String {
    let counts = state
        .counts
        .iter()
        .map(|count| (count.what.to_owned(), json!(count.n_records)));
    let counts: serde_json::Map<_, _> = counts.collect();
    let waves: Vec<_> = state
        .waves
        .iter()
        .map(|(wave, n, simulated)| json!({ "wave": wave, "responses": n, "simulated": simulated }))
        .collect();
    let findings: Vec<_> = state
        .findings
        .iter()
        .map(|f| json!({ "id": f.id, "what": f.what, "records": f.n_records, "examples": f.examples }))
        .collect();
    let body = json!({ "district": district, "counts": counts, "waves": waves, "imports": imports, "findings": findings });
    serde_json::to_string_pretty(&body).unwrap_or_default()
}
