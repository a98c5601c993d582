//! Spreadsheets: the features on one sheet, what their columns mean on another.

use super::csv::{has_position, header};
use super::text::cell;
use model::feature::{Feature, Geometry, Schema, Value};
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use std::io::{self, Write};

/// Writes a workbook. Text is written as text, so that no cell is taken for a formula.
pub(super) fn write(
    name: &str,
    schema: &Schema,
    features: &[&Feature],
    out: &mut dyn Write,
) -> io::Result<()> {
    let bytes = workbook(name, schema, features).map_err(io::Error::other)?;
    out.write_all(&bytes)?;
    out.flush()
}

fn workbook(name: &str, schema: &Schema, features: &[&Feature]) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let bold = Format::new().set_bold();
    // A sheet's name has at most 31 characters.
    let short: String = name.chars().take(31).collect();
    let sheet = workbook.add_worksheet().set_name(short)?;
    let names = header(schema);
    for (column, name) in names.iter().enumerate() {
        sheet.write_string_with_format(0, column as u16, name, &bold)?;
    }
    for (number, feature) in features.iter().enumerate() {
        write_row(sheet, number as u32 + 1, schema, feature)?;
    }
    sheet.set_freeze_panes(1, 1)?;
    if !features.is_empty() {
        sheet.autofilter(0, 0, features.len() as u32, names.len() as u16 - 1)?;
    }
    let sheet = workbook.add_worksheet().set_name("columns")?;
    explain(sheet, schema, &bold)?;
    workbook.save_to_buffer()
}

fn write_row(
    sheet: &mut Worksheet,
    row: u32,
    schema: &Schema,
    feature: &Feature,
) -> Result<(), XlsxError> {
    sheet.write_string(row, 0, &feature.id)?;
    for (number, value) in feature.values.iter().enumerate() {
        let column = number as u16 + 1;
        match value {
            Value::Missing => &mut *sheet,
            // Whole numbers beyond 2^53 would come back as others.
            Value::Integer(whole) if whole.unsigned_abs() < 1 << 53 => {
                sheet.write_number(row, column, *whole as f64)?
            }
            Value::Number(number) => sheet.write_number(row, column, *number)?,
            Value::Boolean(is) => sheet.write_boolean(row, column, *is)?,
            other => sheet.write_string(row, column, cell(other))?,
        };
    }
    if let (true, Some(Geometry::Point(position))) = (has_position(schema), &feature.geometry) {
        let first = feature.values.len() as u16 + 1;
        for (column, degrees) in (first..).zip(position) {
            sheet.write_number(row, column, *degrees)?;
        }
    }
    Ok(())
}

/// What each column means.
fn explain(sheet: &mut Worksheet, schema: &Schema, bold: &Format) -> Result<(), XlsxError> {
    for (column, title) in ["column", "title", "unit", "meaning"].iter().enumerate() {
        sheet.write_string_with_format(0, column as u16, *title, bold)?;
    }
    for (number, field) in schema.fields.iter().enumerate() {
        let texts = [
            &*field.name,
            &*field.title,
            field.unit.unwrap_or_default(),
            &*field.description,
        ];
        for (column, text) in texts.iter().enumerate() {
            sheet.write_string(number as u32 + 1, column as u16, *text)?;
        }
    }
    for (column, width) in [28, 28, 18, 100].iter().enumerate() {
        sheet.set_column_width(column as u16, *width)?;
    }
    Ok(())
}
