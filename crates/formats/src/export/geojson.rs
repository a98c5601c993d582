//! GeoJSON: a collection, and a sequence of texts.

use crate::geojson::geometry_in;
use crate::values::{date_text, timestamp_text};
use model::feature::{Feature, Schema, Value};
use std::fmt::Write as _;
use std::io::{self, Write};

/// The sign before each text of a sequence (RFC 8142, RFC 7464).
const RECORD_SEPARATOR: char = '\u{1e}';

/// Writes a FeatureCollection, one feature a line.
pub(super) fn write(schema: &Schema, features: &[&Feature], out: &mut dyn Write) -> io::Result<()> {
    let columns: Vec<_> = (0..schema.fields.len()).collect();
    out.write_all(b"{\"type\":\"FeatureCollection\",\"features\":[")?;
    let mut text = String::new();
    for (number, feature) in features.iter().enumerate() {
        text.push_str(if number == 0 { "\n" } else { ",\n" });
        write_feature(&mut text, (schema, &columns), feature, &geometry(feature));
        text.push('}');
        out.write_all(text.as_bytes())?;
        text.clear();
    }
    out.write_all(b"\n]}\n")?;
    out.flush()
}

/// Writes a text sequence.
pub(super) fn write_sequence(
    schema: &Schema,
    features: &[&Feature],
    out: &mut dyn Write,
) -> io::Result<()> {
    let columns: Vec<_> = (0..schema.fields.len()).collect();
    let mut text = String::new();
    for feature in features {
        text.push(RECORD_SEPARATOR);
        write_feature(&mut text, (schema, &columns), feature, &geometry(feature));
        text.push_str("}\n");
        out.write_all(text.as_bytes())?;
        text.clear();
    }
    out.flush()
}

fn geometry(feature: &Feature) -> String {
    let geometry = feature.geometry.as_ref();
    geometry.map_or_else(
        || "null".to_owned(),
        |geometry| geometry_in(geometry, |position| position).to_string(),
    )
}

/// Writes a feature with some of its columns and a geometry that is JSON already, but for the brace at its end.
pub fn write_feature(
    out: &mut String,
    (schema, columns): (&Schema, &[usize]),
    feature: &Feature,
    geometry: &str,
) {
    out.push_str("{\"type\":\"Feature\",\"id\":");
    write_text(out, &feature.id);
    out.push_str(",\"geometry\":");
    out.push_str(geometry);
    out.push_str(",\"properties\":{");
    for (place, column) in columns.iter().enumerate() {
        if place > 0 {
            out.push(',');
        }
        write_text(out, &schema.fields[*column].name);
        out.push(':');
        write_value(out, &feature.values[*column]);
    }
    out.push('}');
}

/// Writes a value as JSON.
pub fn write_value(out: &mut String, value: &Value) {
    match value {
        Value::Missing => out.push_str("null"),
        Value::Text(text) => write_text(out, text),
        Value::Integer(number) => write!(out, "{number}").expect("text takes every character"),
        Value::Number(number) => out.push_str(&serde_json::Value::from(*number).to_string()),
        Value::Boolean(is) => out.push_str(if *is { "true" } else { "false" }),
        Value::Date(days) => write_text(out, &date_text(*days)),
        Value::Timestamp(moment) => write_text(out, &timestamp_text(*moment)),
        Value::Texts(parts) => out.push_str(&serde_json::to_string(parts).expect("texts are JSON")),
        Value::Nested(json) => out.push_str(json),
    }
}

fn write_text(out: &mut String, text: &str) {
    out.push_str(&serde_json::to_string(text).expect("text is JSON"));
}
