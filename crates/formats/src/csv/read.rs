//! CSV tables as they come: any line ends, UTF-8 or Windows-1252, with or without byte-order mark.

use crate::ImportError;
use crate::input::Input;
use crate::report::{Finding, Report, Severity};
use crate::table::{Fault, Row, Table};
use ::csv::{ByteRecord, ReaderBuilder, StringRecord};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::io::{BufRead, Cursor, Read};

/// Reads a table. Rows with too few or too many fields are kept with their fault.
pub(crate) fn read(input: Input, report: &mut Report) -> Result<Table, ImportError> {
    let Input { name, path, reader } = input;
    let damaged = |cause: ::csv::Error| ImportError::Damaged {
        file: path.clone(),
        detail: cause.to_string(),
    };
    let mut reader = as_utf8(reader, &name, report).map_err(|c| damaged(c.into()))?;
    let head = reader.fill_buf().map_err(|c| damaged(c.into()))?;
    let delimiter = delimiter_of(head);
    note_dialect(head, delimiter, &name, report);
    let mut csv = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(reader);
    let mut lines = Lines::new(&name);
    let mut record = ByteRecord::new();
    let has_header = csv.read_byte_record(&mut record).map_err(damaged)?;
    let columns: Vec<String> = match has_header {
        true => lines.decode(&record, 1).iter().map(str::to_owned).collect(),
        false => Vec::new(),
    };
    if columns.iter().all(String::is_empty) {
        return Err(ImportError::NotTheFormat {
            file: path,
            expected: "a table".to_owned(),
            found: "its first line names no column".to_owned(),
        });
    }
    let mut rows = Vec::new();
    while csv.read_byte_record(&mut record).map_err(damaged)? {
        let number = rows.len() as u64 + lines.n_blank + 2;
        let cells = lines.decode(&record, number);
        if cells.iter().all(str::is_empty) {
            lines.n_blank += 1;
            continue;
        }
        let is_ragged = cells.len() != columns.len();
        let faults = is_ragged.then(|| ragged(cells.len(), columns.len()));
        rows.push(Row {
            number,
            cells,
            geometry: None,
            faults: faults.into_iter().collect(),
        });
    }
    lines.tell(report);
    Ok(Table {
        file: name,
        path,
        columns,
        rows,
        has_shapes: false,
        layer: None,
    })
}

fn ragged(n_fields: usize, n_columns: usize) -> Fault {
    let expected = format!("the row has {n_fields} fields where the header names {n_columns}");
    Fault::new("ragged-row", expected)
}

/// Takes a byte-order mark away and turns UTF-16 into UTF-8.
fn as_utf8<'a>(
    mut reader: Box<dyn BufRead + 'a>,
    file: &str,
    report: &mut Report,
) -> std::io::Result<Box<dyn BufRead + 'a>> {
    let head = reader.fill_buf()?;
    let encoding = match head {
        [0xef, 0xbb, 0xbf, ..] => {
            reader.consume(3);
            let expected = "a byte-order mark before the first column was skipped";
            report.add(Finding::new(
                Severity::Noted,
                "byte-order-mark",
                file,
                expected,
            ));
            return Ok(reader);
        }
        [0xff, 0xfe, ..] => UTF_16LE,
        [0xfe, 0xff, ..] => UTF_16BE,
        _ => return Ok(reader),
    };
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    let (text, _, _) = encoding.decode(&bytes);
    let expected = "UTF-8 text; it was read as UTF-16";
    report.add(Finding::new(Severity::Repaired, "encoding", file, expected));
    Ok(Box::new(Cursor::new(text.into_owned().into_bytes())))
}

/// The character between fields: comma, unless the header has none and has tabs or semicolons.
fn delimiter_of(head: &[u8]) -> u8 {
    let line = head.split(|b| matches!(b, b'\n' | b'\r')).next();
    let count = |byte: u8| {
        let bytes = line.unwrap_or_default().iter();
        bytes.filter(|&&b| b == byte).count()
    };
    match (count(b','), count(b'\t'), count(b';')) {
        (0, 1.., _) => b'\t',
        (0, 0, 1..) => b';',
        _ => b',',
    }
}

fn note_dialect(head: &[u8], delimiter: u8, file: &str, report: &mut Report) {
    let mut note = |kind, expected| {
        report.add(Finding::new(Severity::Noted, kind, file, expected));
    };
    match delimiter {
        b'\t' => note("delimiter", "the columns are parted by tabs, not commas"),
        b';' => note(
            "delimiter",
            "the columns are parted by semicolons, not commas",
        ),
        _ => {}
    }
    if head.contains(&b'\r') && !head.contains(&b'\n') {
        note("line-ends", "lines end in CR alone, as on old Macintoshes");
    }
}

/// Decodes the rows of one file and remembers what was odd about them.
struct Lines<'a> {
    file: &'a str,
    n_blank: u64,
    n_latin: u64,
    first_latin: Option<u64>,
}

impl<'a> Lines<'a> {
    fn new(file: &'a str) -> Self {
        Self {
            file,
            n_blank: 0,
            n_latin: 0,
            first_latin: None,
        }
    }

    /// The row as trimmed text. A cell that is no UTF-8 is Windows-1252, of which Latin-1 is a part.
    fn decode(&mut self, record: &ByteRecord, row: u64) -> StringRecord {
        let mut cells = StringRecord::with_capacity(record.as_slice().len(), record.len());
        for bytes in record {
            let text = match std::str::from_utf8(bytes) {
                Ok(text) => Cow::Borrowed(text),
                Err(_) => {
                    self.n_latin += 1;
                    self.first_latin.get_or_insert(row);
                    WINDOWS_1252.decode_without_bom_handling(bytes).0
                }
            };
            cells.push_field(text.trim());
        }
        cells
    }

    fn tell(&self, report: &mut Report) {
        if let Some(row) = self.first_latin {
            let expected = format!(
                "UTF-8 text; {} cells were read as Windows-1252 (Latin-1), the first in this row",
                self.n_latin
            );
            let finding = Finding::new(Severity::Repaired, "encoding", self.file, &expected);
            report.add(finding.at(row));
        }
        if self.n_blank > 0 {
            let expected = format!("{} rows without any value were skipped", self.n_blank);
            let finding = Finding::new(Severity::Noted, "blank-rows", self.file, &expected);
            report.add(finding);
        }
    }
}
