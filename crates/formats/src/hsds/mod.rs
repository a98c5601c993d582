//! HSDS 3.x directories: tabular CSV in a folder or zip, and JSON as HSDS APIs answer it.
//!
//! Both forms become the same tables ([`tables::Tables`]) and go the same way from there: keys are checked, terms translated,
//! records made. What the mapping translates: taxonomy terms to need categories, names of languages, descriptions of fees,
//! hours and accessibility.
//!
//! [`write`] is the way out.

mod confidential;
mod convert;
mod hours_text;
mod json;
mod keys;
mod offers;
mod own_ids;
mod schedule;
mod tables;
mod tabular;
mod terms;
pub mod write;

use crate::import::{Import, ImportRequest, source_name};
use crate::input::{Counter, Input, Look};
use crate::report::{Finding, Report, Severity};
use crate::{ImportError, ImportKind};
use convert::{Conversion, Sources};
use keys::Keys;
use std::path::Path;
use tables::{Entity, Tables};
use terms::Terms;

/// Reads a directory from one or more files or folders.
pub(crate) fn read(request: &ImportRequest, progress: &Counter) -> Result<Import, ImportError> {
    refuse_fields(request)?;
    let mut report = Report::default();
    let mut tables = Tables::default();
    for path in request.files {
        read_tables(path, request, progress, &mut tables, &mut report)?;
    }
    own_ids::restore(&mut tables);
    let shown = request.files[0].display().to_string();
    for entity in [Entity::Organization, Entity::Service] {
        if tables.get(entity).is_none_or(|table| table.rows.is_empty()) {
            return Err(ImportError::NotTheFormat {
                file: shown,
                expected: "an HSDS directory".to_owned(),
                found: format!("it has no {}", entity.table()),
            });
        }
    }
    report.rows = tables.n_rows();
    let confidential = confidential::read(request, progress, &mut report)?;
    let terms = Terms::new(request.mapping)?;
    let sources = Sources {
        tables: &tables,
        keys: &Keys::check(&tables),
        terms: &terms,
        confidential: &confidential,
        known: request.known,
    };
    let outcome = Conversion::new(sources, &mut report).run();
    let mut kinds = ImportKind::Directory.record_kinds().to_vec();
    if outcome.has_nameless_refusal {
        kinds.clear();
        let expected =
            "ids on all rows; as refused rows have none, no record was taken to have vanished";
        report.add(Finding::new(
            Severity::Noted,
            "nothing-vanished",
            &shown,
            expected,
        ));
    }
    report.refused_rows = outcome.rejected.len() as u64;
    Ok(Import {
        source: source_name(request, &[])?,
        kinds,
        records: outcome.records,
        kept: outcome.kept,
        report,
        rejected: outcome.rejected,
    })
}

/// The directory has the columns of HSDS; a mapping or `--set` of fields is a mistake that must not pass in silence.
fn refuse_fields(request: &ImportRequest) -> Result<(), ImportError> {
    let mapping = request.mapping;
    let mut fields = mapping.fields.keys().chain(mapping.constants.keys());
    match fields.next() {
        None => Ok(()),
        Some(field) => Err(mapping.wrong(format!(
            "the directory takes its columns from HSDS, so the field {field:?} cannot be mapped or set; \
             its mapping has [categories], [languages], [fees], [hours], [accessibility] and [confidential]"
        ))),
    }
}

fn read_tables(
    path: &Path,
    request: &ImportRequest,
    progress: &Counter,
    tables: &mut Tables,
    report: &mut Report,
) -> Result<(), ImportError> {
    if path.is_dir() {
        return tabular::read_folder(path, &request.limits, progress, (tables, report));
    }
    let mut input = Input::open(path, &request.limits, progress)?;
    match input.look()? {
        Look::Zip => tabular::read_zip(path, &request.limits, (tables, report)),
        Look::Json => json::read(input, tables, report),
        look => Err(ImportError::NotTheFormat {
            file: input.path,
            expected: "an HSDS directory: a folder or zip of CSV tables, or JSON".to_owned(),
            found: match look {
                Look::Text => "it is a single text file".to_owned(),
                _ => "it is not text".to_owned(),
            },
        }),
    }
}
