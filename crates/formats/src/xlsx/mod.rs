//! XLSX workbooks in: one sheet as a table, with the row numbers that the spreadsheet shows.
//!
//! Cells are taken one by one, so that two cells at far corners of a sheet do not make a table of all that lies between them.

use crate::ImportError;
use crate::report::{Finding, Report, Severity};
use crate::table::{Fault, Row, Table};
use crate::values::push_number;
use crate::zip::Archive;
use ::csv::StringRecord;
use calamine::{DataRef, ExcelDateTime, Reader, SheetVisible, Xlsx, XlsxError};
use std::io::Cursor;
use std::path::Path;

/// The member that every workbook has.
const WORKBOOK: &str = "xl/workbook.xml";
/// The most fields of a sheet, empty ones before a row's last cell included.
const MOST_FIELDS: usize = 50_000_000;

/// Whether a zip is a workbook.
pub(crate) fn is_workbook(archive: &Archive) -> bool {
    archive.members().iter().any(|member| member == WORKBOOK)
}

/// Reads the sheet of this name, or the first that is shown.
pub(crate) fn read(
    path: &Path,
    archive: &mut Archive,
    sheet: Option<&str>,
    report: &mut Report,
) -> Result<Table, ImportError> {
    // What unpacks to more than the limits allow is refused here, before the library unpacks it.
    for member in archive.members() {
        archive.read(&member)?;
    }
    let shown = archive.path().to_owned();
    let bytes = std::fs::read(path).map_err(|cause| crate::input::unreadable(&shown, cause))?;
    let damaged = |cause: XlsxError| ImportError::Damaged {
        file: shown.clone(),
        detail: format!("as a workbook it cannot be read ({cause})"),
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let file = crate::input::file_name(path);
    let name = choose(&book, (&file, &shown), sheet, report)?;
    let mut cells = book.worksheet_cells_reader(&name).map_err(damaged)?;
    let mut sheet = Sheet::default();
    while let Some(cell) = cells.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        sheet.put(row, column as usize, cell.get_value());
        if sheet.n_fields > MOST_FIELDS {
            return Err(ImportError::Damaged {
                file: shown,
                detail: format!("its sheet {name} has more than {MOST_FIELDS} fields"),
            });
        }
    }
    sheet.end_row();
    sheet.into_table((file, shown), &name)
}

/// The name of the sheet that is read.
fn choose(
    book: &Xlsx<Cursor<Vec<u8>>>,
    (file, shown): (&str, &str),
    wanted: Option<&str>,
    report: &mut Report,
) -> Result<String, ImportError> {
    let names = book.sheet_names();
    if let Some(wanted) = wanted {
        let same = |name: &&String| name.trim().eq_ignore_ascii_case(wanted.trim());
        return names
            .iter()
            .find(same)
            .cloned()
            .ok_or_else(|| ImportError::NotTheFormat {
                file: shown.to_owned(),
                expected: format!("a workbook with the sheet {wanted:?}, which the mapping names"),
                found: format!("its sheets are: {}", names.join(", ")),
            });
    }
    let mut visible = book.sheets_metadata().iter();
    let first = visible.find(|sheet| sheet.visible == SheetVisible::Visible);
    let Some(first) = first.map(|sheet| sheet.name.clone()) else {
        return Err(ImportError::NotTheFormat {
            file: shown.to_owned(),
            expected: "a workbook with a sheet".to_owned(),
            found: "it has none that is shown".to_owned(),
        });
    };
    if names.len() > 1 {
        let expected = format!(
            "the sheet {first:?} was read, the first of {}; a mapping names another with sheet = \"…\"",
            names.len()
        );
        report.add(Finding::new(Severity::Noted, "sheet", file, &expected));
    }
    Ok(first)
}

/// A sheet while its cells come in.
#[derive(Default)]
struct Sheet {
    columns: Vec<String>,
    rows: Vec<Row>,
    cells: Vec<String>,
    faults: Vec<Fault>,
    /// The row that is being filled, counted from 0.
    row: u32,
    n_fields: usize,
}

impl Sheet {
    fn put(&mut self, row: u32, column: usize, value: &DataRef) {
        if row != self.row {
            self.end_row();
            self.row = row;
        }
        let text = match text_of(value) {
            Ok(text) if text.is_empty() => return,
            Ok(text) => text,
            Err(error) => {
                self.faults.push(Fault {
                    kind: "bad-value",
                    column: self.columns.get(column).cloned(),
                    value: Some(error.clone()),
                    expected: "a value; a formula of the spreadsheet failed here".to_owned(),
                });
                error
            }
        };
        if self.cells.len() <= column {
            self.n_fields += column + 1 - self.cells.len();
            self.cells.resize(column + 1, String::new());
        }
        self.cells[column] = text;
    }

    /// Ends a row. The first with a value names the columns; rows without one are none.
    fn end_row(&mut self) {
        let cells = std::mem::take(&mut self.cells);
        let mut faults = std::mem::take(&mut self.faults);
        if cells.is_empty() {
            return;
        }
        if self.columns.is_empty() {
            self.columns = cells;
            return;
        }
        let n_columns = self.columns.len();
        if cells.len() > n_columns {
            let expected = format!(
                "the row has {} fields where the header names {n_columns}",
                cells.len()
            );
            faults.push(Fault::new("ragged-row", expected));
        }
        self.rows.push(Row {
            number: u64::from(self.row) + 1,
            cells: StringRecord::from(cells),
            geometry: None,
            faults,
        });
    }

    fn into_table(self, (file, path): (String, String), sheet: &str) -> Result<Table, ImportError> {
        if self.columns.is_empty() {
            return Err(ImportError::NotTheFormat {
                file: path,
                expected: "a table".to_owned(),
                found: format!("its sheet {sheet:?} is empty"),
            });
        }
        Ok(Table {
            file,
            path,
            columns: self.columns,
            rows: self.rows,
            has_shapes: false,
            layer: None,
        })
    }
}

/// A cell as a CSV file of the same sheet has it; the error is that of a formula.
fn text_of(value: &DataRef) -> Result<String, String> {
    Ok(match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim().to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => {
            let mut digits = Vec::new();
            push_number(&mut digits, *number);
            String::from_utf8_lossy(&digits).into_owned()
        }
        DataRef::Bool(true) => "yes".to_owned(),
        DataRef::Bool(false) => "no".to_owned(),
        DataRef::DateTime(moment) => moment_text(moment),
        DataRef::Error(error) => match error.to_string() {
            missing if missing == "#N/A" => String::new(),
            error => return Err(error),
        },
    })
}

/// A day, a day with its time, or a time alone.
fn moment_text(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = match second {
        0 => format!("{hour:02}:{minute:02}"),
        _ => format!("{hour:02}:{minute:02}:{second:02}"),
    };
    let serial = moment.as_f64();
    match (serial < 1.0 || moment.is_duration(), serial.fract() == 0.0) {
        (true, _) => time,
        (false, true) => date,
        (false, false) => format!("{date} {time}"),
    }
}
