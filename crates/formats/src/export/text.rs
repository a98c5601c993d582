//! Values as cells of tables.

use crate::values::{date_text, timestamp_text};
use model::feature::Value;

/// A value as the text of a cell; nothing for a missing one.
pub(super) fn cell(value: &Value) -> String {
    match value {
        Value::Missing => String::new(),
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Number(number) => serde_json::Value::from(*number).to_string(),
        Value::Boolean(is) => is.to_string(),
        Value::Date(days) => date_text(*days),
        Value::Timestamp(moment) => timestamp_text(*moment),
        Value::Texts(parts) => joined(parts),
        Value::Nested(json) => json.clone(),
    }
}

fn joined(parts: &[String]) -> String {
    let escape = |part: &String| part.replace('\\', "\\\\").replace(';', "\\;");
    parts.iter().map(escape).collect::<Vec<_>>().join(";")
}

/// Text that a spreadsheet would take for a formula, with an apostrophe before it.
///
/// A telephone number may start with `+` and a range of grades with `-`: what has neither a letter nor a sign that leads out of the cell is left
/// as it is.
///
/// # References
/// OWASP, CSV Injection.
pub(super) fn disarmed(text: String) -> String {
    let leads_out = |text: &str| {
        text.contains(|c: char| c.is_ascii_alphabetic() || matches!(c, '|' | '!' | '"' | '\''))
    };
    let is_formula = match text.chars().next() {
        Some('=' | '@' | '\t' | '\r' | '\n') => true,
        Some('+' | '-') => leads_out(&text),
        _ => false,
    };
    if is_formula { format!("'{text}") } else { text }
}
