//! Words on the terminal.

use crate::exit::Failure;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

/// Writes a line to standard output. A closed pipe (`| head`) is no failure.
pub(crate) fn line(text: impl std::fmt::Display) {
    let _ = writeln!(io::stdout().lock(), "{text}");
}

/// Writes a line to standard error: what is on the way, beside the result.
pub(crate) fn note(text: impl std::fmt::Display) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Says why a command failed.
pub(crate) fn error(failure: &Failure) {
    note(format_args!("error: {failure}"));
}

/// Where a result goes: a file, or standard output.
pub(crate) fn sink(out: Option<&Path>) -> Result<Box<dyn Write>, Failure> {
    Ok(match out {
        None => Box::new(io::stdout().lock()),
        Some(path) => {
            let file = File::create(path).map_err(|error| {
                Failure::while_doing(
                    format_args!("the file {} cannot be written", path.display()),
                    error,
                )
            })?;
            Box::new(BufWriter::new(file))
        }
    })
}

/// Rows as an aligned table: the first column to the left, numbers to the right.
pub(crate) fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let cells = rows.iter().map(|row| row[column].chars().count());
        cells
            .chain([header[column].chars().count()])
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<_> = (0..header.len()).map(width).collect();
    let is_number = |column: usize| {
        rows.iter()
            .all(|row| row[column].is_empty() || row[column].parse::<f64>().is_ok())
    };
    let to_right: Vec<_> = (0..header.len())
        .map(|column| column > 0 && is_number(column))
        .collect();
    let format_row = |cells: &mut dyn Iterator<Item = &str>| {
        let cells = cells.zip(widths.iter().zip(&to_right));
        let padded: Vec<_> = cells
            .map(|(cell, (width, right))| {
                if *right {
                    format!("{cell:>width$}")
                } else {
                    format!("{cell:<width$}")
                }
            })
            .collect();
        padded.join("  ").trim_end().to_owned()
    };
    let mut lines = vec![format_row(&mut header.iter().copied())];
    lines.extend(
        rows.iter()
            .map(|row| format_row(&mut row.iter().map(String::as_str))),
    );
    lines.join("\n")
}
