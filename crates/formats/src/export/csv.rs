//! Comma separated values.

use super::text::{cell, disarmed};
use crate::csv::write_rows;
use model::feature::{Feature, Geometry, GeometryKind, Schema, Value};
use std::io::{self, Write};

/// Writes rows, after the header where this is the first piece.
pub(super) fn write(
    schema: &Schema,
    (features, is_first): (&[&Feature], bool),
    out: &mut dyn Write,
) -> io::Result<()> {
    let header = is_first.then(|| header(schema));
    let rows = features.iter().map(|feature| row(schema, feature));
    write_rows(out, header.into_iter().chain(rows))
}

/// Whether rows say where a feature is.
pub(super) fn has_position(schema: &Schema) -> bool {
    schema.geometry == Some(GeometryKind::Point)
}

/// The names of the columns.
pub(super) fn header(schema: &Schema) -> Vec<String> {
    let mut names = vec!["id".to_owned()];
    names.extend(schema.fields.iter().map(|field| field.name.to_string()));
    if has_position(schema) {
        names.extend(["longitude", "latitude"].map(str::to_owned));
    }
    names
}

fn row(schema: &Schema, feature: &Feature) -> Vec<String> {
    let mut cells = vec![disarmed(feature.id.clone())];
    cells.extend(feature.values.iter().map(|value| match value {
        Value::Text(_) | Value::Texts(_) | Value::Nested(_) => disarmed(cell(value)),
        other => cell(other),
    }));
    if has_position(schema) {
        match feature.geometry {
            Some(Geometry::Point(position)) => {
                cells.extend(position.map(|degrees| cell(&Value::Number(degrees))))
            }
            _ => cells.extend([String::new(), String::new()]),
        }
    }
    cells
}
