//! The columns of a Shapefile (dBASE III and IV).

use ::csv::StringRecord;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// The table of a `.dbf`.
pub(super) struct Attributes {
    pub(super) columns: Vec<String>,
    /// Rows in order; nothing for one that is marked as deleted.
    pub(super) rows: Vec<Option<StringRecord>>,
    /// The encoding that the file names, or UTF-8.
    pub(super) encoding: &'static str,
    /// Cells that were not in that encoding.
    pub(super) n_undecodable: u64,
}

struct Column {
    at: usize,
    length: usize,
}

/// Reads a `.dbf`; `cpg` is the text of the file that names its encoding.
pub(super) fn read(bytes: &[u8], cpg: Option<&str>) -> Result<Attributes, String> {
    let header = bytes.get(..32).ok_or("the .dbf ends in its header")?;
    let number = |at: usize, length: usize| {
        let digits = header[at..at + length].iter().rev();
        digits.fold(0usize, |number, &byte| number << 8 | usize::from(byte))
    };
    let (n_rows, header_bytes, row_bytes) = (number(4, 4), number(8, 2), number(10, 2));
    let (names, columns) = read_columns(bytes, header_bytes)?;
    let last_end = columns.last().map_or(1, |column| column.at + column.length);
    if row_bytes == 0 || last_end > row_bytes {
        return Err("the columns of the .dbf do not fit its rows".to_owned());
    }
    let needed = row_bytes
        .checked_mul(n_rows)
        .and_then(|b| b.checked_add(header_bytes));
    if needed.is_none_or(|needed| needed > bytes.len()) {
        return Err(format!(
            "the .dbf ends before the last of its {n_rows} rows ({} bytes are there)",
            bytes.len()
        ));
    }
    let encoding = encoding_of(cpg, header[29]);
    let mut attributes = Attributes {
        columns: names,
        rows: Vec::with_capacity(n_rows),
        encoding: encoding.name(),
        n_undecodable: 0,
    };
    for row in bytes[header_bytes..].chunks_exact(row_bytes).take(n_rows) {
        if row[0] == b'*' {
            attributes.rows.push(None);
            continue;
        }
        let mut cells = StringRecord::new();
        for column in &columns {
            let cell = &row[column.at..column.at + column.length];
            let cell = cell.split(|&byte| byte == 0).next().unwrap_or_default();
            let text = encoding.decode_without_bom_handling_and_without_replacement(cell);
            let text = text.unwrap_or_else(|| {
                attributes.n_undecodable += 1;
                WINDOWS_1252.decode_without_bom_handling(cell).0
            });
            // Stars fill a number that did not fit its column.
            let is_overflow = !text.trim().is_empty() && text.trim().bytes().all(|b| b == b'*');
            cells.push_field(if is_overflow { "" } else { text.trim() });
        }
        attributes.rows.push(Some(cells));
    }
    Ok(attributes)
}

fn read_columns(bytes: &[u8], header_bytes: usize) -> Result<(Vec<String>, Vec<Column>), String> {
    let descriptors = bytes
        .get(32..header_bytes)
        .ok_or("the .dbf ends in its list of columns")?;
    let mut names = Vec::new();
    let mut columns = Vec::new();
    let mut at = 1;
    for descriptor in descriptors.chunks_exact(32) {
        if descriptor[0] == 0x0d {
            break;
        }
        let name = descriptor[..11].split(|&byte| byte == 0).next();
        let name = WINDOWS_1252
            .decode_without_bom_handling(name.unwrap_or_default())
            .0;
        names.push(name.trim().to_owned());
        let length = usize::from(descriptor[16]);
        columns.push(Column { at, length });
        at += length;
    }
    Ok((names, columns))
}

/// The encoding by name, else by the language driver of the header, else UTF-8.
fn encoding_of(cpg: Option<&str>, language_driver: u8) -> &'static Encoding {
    let label = cpg.map(|text| {
        text.trim()
            .trim_start_matches('\u{feff}')
            .to_ascii_lowercase()
    });
    let named = label.as_deref().and_then(|label| {
        let number = label
            .trim_start_matches("ansi")
            .trim_start_matches("cp")
            .trim();
        match number.parse::<u32>() {
            Ok(65001) => Some(UTF_8),
            Ok(88591) => Some(WINDOWS_1252),
            Ok(page @ 1250..=1258) => Encoding::for_label(format!("windows-{page}").as_bytes()),
            _ => Encoding::for_label(label.as_bytes()),
        }
    });
    named.unwrap_or(match language_driver {
        0x03 | 0x57 | 0x58 | 0x59 => WINDOWS_1252,
        _ => UTF_8,
    })
}
