//! Values as people read them.

use super::language::Language;
use super::names;
use formats::values::{date_text, timestamp_text};
use maud::{Markup, html};
use model::feature::{Field, FieldKind, Value};
use serde_json::Value as Json;

/// What stands for a missing value.
pub(super) const MISSING: &str = "–";

/// Whether values of a column stand on the right.
pub(super) fn is_number(kind: FieldKind) -> bool {
    matches!(kind, FieldKind::Integer | FieldKind::Number)
}

/// The class of a column's cells.
pub(super) fn class_of(kind: FieldKind) -> Option<&'static str> {
    is_number(kind).then_some("number")
}

/// A value in a cell of a table.
pub(super) fn cell(language: Language, field: &Field, value: &Value) -> Markup {
    if is_missing(value) {
        return html! { span.missing { (MISSING) } };
    }
    if let Value::Text(text) = value {
        if text.starts_with("https://") || text.starts_with("http://") {
            return html! { a href=(text) rel="noreferrer nofollow external" { (text) } };
        }
        if field.name == "phone" {
            return telephone(text);
        }
    }
    html! { (text_of(language, field, value)) }
}

/// A number to dial, where there is one in the text.
fn telephone(text: &str) -> Markup {
    let digits: String = text
        .chars()
        .filter(|character| character.is_ascii_digit() || *character == '+')
        .collect();
    // A text with an extension or words in it has other digits than those to dial.
    let is_plain = (7..=15).contains(&digits.len()) && !text.chars().any(char::is_alphabetic);
    html! { @if is_plain { a href={ "tel:" (digits) } { (text) } } @else { (text) } }
}

fn is_missing(value: &Value) -> bool {
    match value {
        Value::Missing => true,
        Value::Text(text) => text.is_empty(),
        Value::Texts(parts) => parts.is_empty(),
        Value::Nested(json) => matches!(json.as_str(), "" | "[]" | "null"),
        _ => false,
    }
}

/// A value as a plain text; nothing for a missing one.
pub(super) fn text_of(language: Language, field: &Field, value: &Value) -> String {
    let words = language.words();
    let said = |text: &str| names::code(language, &field.name, text).into_owned();
    match value {
        Value::Missing => String::new(),
        Value::Text(text) => said(text),
        Value::Integer(number) => grouped(&number.to_string()),
        Value::Number(number) => grouped(&number.to_string()),
        Value::Boolean(is) => if *is { words.yes } else { words.no }.to_owned(),
        Value::Date(days) => date_text(*days),
        Value::Timestamp(moment) => timestamp_text(*moment),
        Value::Texts(parts) => {
            let parts: Vec<_> = parts.iter().map(|part| said(part)).collect();
            parts.join(", ")
        }
        Value::Nested(json) => nested(json),
    }
}

/// Records by their names, where they have some, else as they are written.
fn nested(json: &str) -> String {
    let records: Vec<Json> = serde_json::from_str(json).unwrap_or_default();
    let names: Vec<_> = records
        .iter()
        .filter_map(|record| record["name"].as_str())
        .collect();
    if names.is_empty() {
        json.to_owned()
    } else {
        names.join(", ")
    }
}

/// A number with commas between thousands, as in both languages in the United States.
pub(super) fn grouped(number: &str) -> String {
    let (sign, rest) = match number.strip_prefix('-') {
        Some(rest) => ("−", rest),
        None => ("", number),
    };
    let (whole, part) = rest.split_once('.').unwrap_or((rest, ""));
    let mut text = String::from(sign);
    for (place, digit) in whole.char_indices() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if !part.is_empty() {
        text.push('.');
        text.push_str(part);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_and_a_minus_is_one() {
        for (number, expected) in [
            ("0", "0"),
            ("999", "999"),
            ("1000", "1,000"),
            ("1234567.25", "1,234,567.25"),
            ("-1500", "−1,500"),
            ("0.35", "0.35"),
        ] {
            assert_eq!(grouped(number), expected);
        }
    }

    #[test]
    fn what_is_missing_is_a_dash_and_what_is_zero_is_not() {
        let field = crate::ogc::fields::sites().fields.remove(6);
        let english = Language::English;
        let shown = |value: &Value| cell(english, &field, value).into_string();
        assert!(shown(&Value::Missing).contains('–'));
        assert!(shown(&Value::Texts(Vec::new())).contains('–'));
        assert_eq!(shown(&Value::Number(0.0)), "0");
        assert_eq!(shown(&Value::Text("a <b>".to_owned())), "a &lt;b&gt;");
    }

    #[test]
    fn only_a_plain_number_can_be_dialed() {
        assert!(
            telephone("(202) 328-5500")
                .into_string()
                .contains("tel:2023285500")
        );
        assert!(
            !telephone("202-328-5500 ext. 12")
                .into_string()
                .contains("tel:")
        );
    }
}
