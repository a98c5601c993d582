//! The one way of all tabular kinds: read the table, settle positions, convert rows, look at the whole.

use crate::ImportError;
use crate::geometry::{Geometry, note_fit};
use crate::import::cells::Cells;
use crate::import::context::Context;
use crate::import::kind::ImportKind;
use crate::import::{
    Import, ImportRequest, RejectedRow, duplicates, places, positions, responses, schools,
};
use crate::input::Counter;
use crate::mapping::Resolved;
use crate::report::{Finding, Report, Severity};
use crate::table::{Fault, Row, Table, read_tables};
use model::record::{Record, RecordKind};
use std::collections::BTreeSet;

/// A record with the row that it came from.
#[derive(Debug)]
pub(crate) struct Draft {
    pub(crate) record: Record,
    table: usize,
    row: usize,
}

/// The state of an import while its tables are read.
struct Reading {
    report: Report,
    drafts: Vec<Draft>,
    rejected: Vec<RejectedRow>,
    kept: BTreeSet<(RecordKind, String)>,
    has_nameless_refusal: bool,
}

pub(super) fn read(
    request: &ImportRequest,
    kind: ImportKind,
    progress: &Counter,
) -> Result<Import, ImportError> {
    let mut reading = Reading {
        report: Report::default(),
        drafts: Vec::new(),
        rejected: Vec::new(),
        kept: BTreeSet::new(),
        has_nameless_refusal: false,
    };
    let mut tables = Vec::new();
    for path in request.files {
        let table = read_tables(
            path,
            request.mapping.layer.as_deref(),
            &request.limits,
            progress,
            &mut reading.report,
        )?;
        tables.push(table);
    }
    for (number, table) in tables.iter_mut().enumerate() {
        reading.convert_table(request, kind, number, table)?;
    }
    reading.sort_out_duplicates(&tables);
    reading.look_at_zones(&tables);
    if reading.drafts.is_empty() && reading.rejected.is_empty() {
        return Err(ImportError::NotTheFormat {
            file: tables[0].path.clone(),
            expected: format!("a file of {}", kind.as_str()),
            found: "it has columns and no rows".to_owned(),
        });
    }
    let layers: Vec<_> = tables.into_iter().map(|table| table.layer).collect();
    reading.into_import(request, kind, &layers)
}

impl Reading {
    fn convert_table(
        &mut self,
        request: &ImportRequest,
        kind: ImportKind,
        number: usize,
        table: &mut Table,
    ) -> Result<(), ImportError> {
        request.mapping.select_rows(table, &mut self.report)?;
        let resolved = Resolved::new(request.mapping, kind.fields(), kind.required(), table)?;
        resolved.note_unused(table, &mut self.report);
        let file = table.file.clone();
        let mut context = Context::new(request.known, &file, &mut self.report);
        positions::settle(table, &resolved, kind, &mut context)?;
        if kind == ImportKind::Feeders {
            context.read_shares_as(schools::whole_of_shares(table, &resolved));
        }
        let mut refused = Vec::new();
        for (place, row) in table.rows.iter().enumerate() {
            context.report.rows += 1;
            let mut cells = Cells::new(&resolved, row, kind.hidden());
            let record = convert(kind, &mut cells, row.geometry.as_ref(), &mut context);
            for repair in std::mem::take(&mut cells.repairs) {
                context.tell(Severity::Repaired, row.number, repair);
            }
            match record.filter(|_| cells.faults.is_empty()) {
                Some(record) => self.drafts.push(Draft {
                    record,
                    table: number,
                    row: place,
                }),
                None => {
                    let ids = own_ids(kind, &mut cells);
                    refused.push((place, cells.faults, ids));
                }
            }
        }
        context.finish();
        for (place, faults, ids) in refused {
            self.refuse(table, place, faults, ids);
        }
        Ok(())
    }

    fn refuse(
        &mut self,
        table: &Table,
        place: usize,
        faults: Vec<Fault>,
        id: Option<(RecordKind, String)>,
    ) {
        let row = &table.rows[place];
        self.report.refused_rows += 1;
        for fault in &faults {
            let mut finding =
                Finding::new(Severity::Refused, fault.kind, &table.file, &fault.expected);
            finding.column = fault.column.clone();
            if let Some(value) = &fault.value {
                finding = finding.about(value);
            }
            self.report.add(finding.at(row.number));
        }
        match id {
            Some(id) => {
                self.kept.insert(id);
            }
            None => self.has_nameless_refusal = true,
        }
        self.rejected.push(rejected(table, row, &faults));
    }

    /// Drops repeated rows, refuses rows whose id another row uses.
    fn sort_out_duplicates(&mut self, tables: &[Table]) {
        let found = duplicates::find(&self.drafts);
        let mut leave = BTreeSet::new();
        for &(place, first) in &found.repeats {
            let [row, earlier] = [place, first].map(|p| self.row_of(p, tables));
            let expected =
                format!("each id once; row {earlier} says the same, so this one was dropped");
            let file = &tables[self.drafts[place].table].file;
            let finding = Finding::new(Severity::Repaired, "repeated-row", file, &expected);
            let id = self.drafts[place].record.id();
            self.report.add(finding.at(row).about(&id));
            leave.insert(place);
        }
        for &(place, other) in &found.conflicts {
            let draft = &self.drafts[place];
            let id = (draft.record.kind(), draft.record.id());
            let expected = format!(
                "each id once; row {} says something else under it",
                self.row_of(other, tables)
            );
            let fault = Fault {
                kind: "repeated-id",
                column: None,
                value: Some(id.1.clone()),
                expected,
            };
            let (table, row) = (&tables[draft.table], draft.row);
            self.refuse(table, row, vec![fault], Some(id));
            leave.insert(place);
        }
        let mut place = 0;
        self.drafts.retain(|_| {
            place += 1;
            !leave.contains(&(place - 1))
        });
    }

    fn row_of(&self, place: usize, tables: &[Table]) -> u64 {
        let draft = &self.drafts[place];
        tables[draft.table].rows[draft.row].number
    }

    fn look_at_zones(&mut self, tables: &[Table]) {
        let zones = self.drafts.iter().filter_map(|draft| match &draft.record {
            Record::AttendanceZone(zone) => Some(zone),
            _ => None,
        });
        let zones: Vec<_> = zones.collect();
        if !zones.is_empty() {
            note_fit(&zones, &tables[0].file, &mut self.report);
        }
    }

    fn into_import(
        mut self,
        request: &ImportRequest,
        kind: ImportKind,
        layers: &[Option<String>],
    ) -> Result<Import, ImportError> {
        let mut kinds = kind.record_kinds().to_vec();
        if self.has_nameless_refusal {
            kinds.clear();
            let expected =
                "ids on all rows; as refused rows have none, no record was taken to have vanished";
            let file = crate::input::file_name(&request.files[0]);
            self.report.add(Finding::new(
                Severity::Noted,
                "nothing-vanished",
                &file,
                expected,
            ));
        }
        Ok(Import {
            source: crate::import::source_name(request, layers)?,
            kinds,
            records: self.drafts.into_iter().map(|draft| draft.record).collect(),
            kept: self.kept,
            report: self.report,
            rejected: self.rejected,
        })
    }
}

fn convert(
    kind: ImportKind,
    cells: &mut Cells,
    geometry: Option<&Geometry>,
    context: &mut Context,
) -> Option<Record> {
    match kind {
        ImportKind::Schools => schools::school(cells, geometry, context),
        ImportKind::Zones => schools::zone(cells, geometry, context),
        ImportKind::Neighborhoods => places::neighborhood(cells, geometry, context),
        ImportKind::Population => places::population_area(cells, geometry, context),
        ImportKind::Feeders => schools::feeder_link(cells, context),
        ImportKind::Assets => places::asset(cells, geometry, context),
        ImportKind::Context => places::context_feature(cells, geometry, context),
        ImportKind::Responses => responses::response(cells, geometry, context),
        ImportKind::Directory => None,
    }
}

/// The id of a refused row, when it can be read.
fn own_ids(kind: ImportKind, cells: &mut Cells) -> Option<(RecordKind, String)> {
    let record_kind = *kind.record_kinds().first()?;
    let id = match kind {
        ImportKind::Feeders => {
            let from = cells.text("from_school_id")?;
            format!("{from}>{}", cells.text("to_school_id")?)
        }
        _ => cells.text("id")?,
    };
    Some((record_kind, id))
}

pub(crate) fn rejected(table: &Table, row: &Row, faults: &[Fault]) -> RejectedRow {
    let reasons: Vec<String> = faults.iter().map(Fault::to_string).collect();
    let mut cells: Vec<_> = table
        .columns
        .iter()
        .zip(row.cells.iter().chain(std::iter::repeat("")))
        .map(|(column, cell)| (column.clone(), cell.to_owned()))
        .collect();
    if let Some(geometry) = row.geometry.as_ref().filter(|_| table.has_shapes) {
        let shape = crate::geojson::geometry_to_wire(geometry).to_string();
        cells.push(("geometry".to_owned(), shape));
    }
    RejectedRow {
        file: table.file.clone(),
        row: row.number,
        reason: reasons.join("; "),
        cells,
    }
}
