//! Tables as CSV: RFC 4180, UTF-8 without byte-order mark, `\n` at line ends.

use std::io::{self, Write};

/// Writes a header and rows.
///
/// # Errors
/// When `out` does not take the bytes, or a row has another number of fields than the header.
pub fn write_table<R, F>(
    out: impl Write,
    header: &[&str],
    rows: impl IntoIterator<Item = R>,
) -> io::Result<()>
where
    R: IntoIterator<Item = F>,
    F: AsRef<[u8]>,
{
    let mut writer = ::csv::Writer::from_writer(out);
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.flush()
}

/// Writes rows as they are, the header among them.
///
/// # Errors
/// When `out` does not take the bytes, or rows differ in their number of fields.
pub fn write_rows<R, F>(out: impl Write, rows: impl IntoIterator<Item = R>) -> io::Result<()>
where
    R: IntoIterator<Item = F>,
    F: AsRef<[u8]>,
{
    let mut writer = ::csv::Writer::from_writer(out);
    for row in rows {
        writer.write_record(row)?;
    }
    writer.flush()
}
