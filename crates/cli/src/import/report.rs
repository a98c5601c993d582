//! What an import found and did, for people and for machines.

use crate::exit::Failure;
use crate::output;
use formats::Import;
use formats::report::MAX_KEPT;
use serde_json::json;
use store::Applied;

/// Prints the report; `applied` is what was done, or would be in a dry run, and nothing when all of it was refused.
pub(super) fn print(
    as_json: bool,
    import: &Import,
    applied: Option<&Applied>,
    is_dry_run: bool,
) -> Result<(), Failure> {
    if as_json {
        let body = json!({
            "source": import.source,
            "dry_run": is_dry_run,
            "report": import.report,
            "refused_rows": import.rejected.len(),
            "applied": applied,
        });
        output::line(serde_json::to_string_pretty(&body).unwrap_or_default());
        return Ok(());
    }
    print_findings(import);
    let (rows, refused) = (import.report.rows, import.rejected.len());
    output::line(format_args!(
        "{}: {rows} rows read, {refused} refused, {} warnings",
        import.source,
        import.report.warnings()
    ));
    if let Some(applied) = applied {
        let lead = if is_dry_run { "would be " } else { "" };
        output::line(format_args!(
            "{lead}added {}, updated {}, unchanged {}, back again {}, marked inactive {}",
            applied.added,
            applied.updated,
            applied.unchanged,
            applied.reactivated,
            applied.inactivated
        ));
    }
    if is_dry_run {
        output::line("Dry run: nothing was changed.");
    }
    Ok(())
}

fn print_findings(import: &Import) {
    for group in &import.report.groups {
        output::line(format_args!(
            "{} {} ({})",
            group.severity.as_str(),
            group.kind,
            group.count
        ));
        for finding in &group.findings {
            output::line(format_args!("  {finding}"));
        }
        if group.count > MAX_KEPT as u64 {
            output::line(format_args!(
                "  … and {} more",
                group.count - MAX_KEPT as u64
            ));
        }
    }
    if !import.report.groups.is_empty() {
        output::line("");
    }
}
