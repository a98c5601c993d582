//! From the schemas of an OpenAPI 3.1 document to TypeScript.

use std::fmt::Write as _;

use serde_json::{Map, Value};

/// A file with one exported type for each schema of the document's components, in the order of their names.
///
/// Columns of a collection (`x-ogc-propertySeq`) are plain strings where the document lists values: those are the values of one district.
///
/// # Errors
/// Names a schema that says something that has no type here.
pub(super) fn from_openapi(document: &Value) -> Result<String, String> {
    let schemas = document["components"]["schemas"]
        .as_object()
        .ok_or("the document has no components")?;
    let mut names: Vec<_> = schemas.keys().collect();
    names.sort_by_key(|name| type_name(name));
    let mut text = String::from(
        "// Made by `cargo xtask types` from the server's OpenAPI document. Do not edit: `cargo xtask test` compares.\n",
    );
    for name in names {
        let written = write(&schemas[name], 0).map_err(|what| format!("schema {name}: {what}"))?;
        text.push('\n');
        push_comment(&mut text, &schemas[name], 0);
        writeln!(text, "export type {} = {written};", type_name(name))
            .expect("text takes every character");
    }
    Ok(text)
}

/// `gaps-by-school` is `GapsBySchool`.
fn type_name(name: &str) -> String {
    let words = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    words
        .map(|word| {
            let mut letters = word.chars();
            let first = letters.next().map(|letter| letter.to_ascii_uppercase());
            first.into_iter().chain(letters).collect::<String>()
        })
        .collect()
}

fn write(schema: &Value, depth: usize) -> Result<String, String> {
    let Some(schema) = schema.as_object() else {
        return Ok("unknown".to_owned());
    };
    if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
        let name = target
            .strip_prefix("#/components/schemas/")
            .ok_or_else(|| format!("the reference {target:?} leads out of the components"))?;
        return Ok(type_name(name));
    }
    if let Some(value) = schema.get("const") {
        return Ok(value.to_string());
    }
    for (word, joint) in [("oneOf", " | "), ("anyOf", " | "), ("allOf", " & ")] {
        if let Some(parts) = schema.get(word).and_then(Value::as_array) {
            let parts: Result<Vec<_>, _> = parts.iter().map(|part| write(part, depth)).collect();
            return Ok(parts?.join(joint));
        }
    }
    let is_column = schema.contains_key("x-ogc-propertySeq");
    if let Some(values) = schema.get("enum").and_then(Value::as_array)
        && !is_column
    {
        let values: Vec<_> = values.iter().map(Value::to_string).collect();
        return Ok(values.join(" | "));
    }
    let kinds: Vec<&str> = match schema.get("type") {
        Some(Value::String(kind)) => vec![kind],
        Some(Value::Array(kinds)) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => return Ok("unknown".to_owned()),
    };
    let kinds: Result<Vec<_>, _> = kinds
        .iter()
        .map(|kind| of_kind(kind, schema, depth))
        .collect();
    Ok(kinds?.join(" | "))
}

fn of_kind(kind: &str, schema: &Map<String, Value>, depth: usize) -> Result<String, String> {
    Ok(match kind {
        "string" | "boolean" | "null" => kind.to_owned(),
        "number" | "integer" => "number".to_owned(),
        "array" => {
            let item = write(schema.get("items").unwrap_or(&Value::Null), depth)?;
            format!("Array<{item}>")
        }
        "object" => object(schema, depth)?,
        other => return Err(format!("there is no type {other:?}")),
    })
}

fn object(schema: &Map<String, Value>, depth: usize) -> Result<String, String> {
    let Some(properties) = schema.get("properties").and_then(Value::as_object) else {
        let value = match schema.get("additionalProperties") {
            Some(values @ Value::Object(_)) => write(values, depth)?,
            _ => "unknown".to_owned(),
        };
        return Ok(format!("Record<string, {value}>"));
    };
    let required: Vec<&str> = schema
        .get("required")
        .and_then(Value::as_array)
        .map_or_else(Vec::new, |names| {
            names.iter().filter_map(Value::as_str).collect()
        });
    let mut text = String::from("{\n");
    for (name, property) in properties {
        push_comment(&mut text, property, depth + 1);
        // The columns of a collection are all there, null where nothing is known.
        let is_there =
            required.contains(&name.as_str()) || property.get("x-ogc-propertySeq").is_some();
        let mark = if is_there { "" } else { "?" };
        let key = if name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        {
            name.clone()
        } else {
            format!("{name:?}")
        };
        let written = write(property, depth + 1)?;
        writeln!(text, "{}{key}{mark}: {written};", indent(depth + 1))
            .expect("text takes every character");
    }
    write!(text, "{}}}", indent(depth)).expect("text takes every character");
    Ok(text)
}

fn push_comment(text: &mut String, schema: &Value, depth: usize) {
    let Some(description) = schema["description"].as_str() else {
        return;
    };
    let unit = schema["x-ogc-unit"].as_str();
    let unit = unit.map_or(String::new(), |unit| format!(" [{unit}]"));
    let said = description.replace("*/", "* /").replace('\n', " ");
    writeln!(text, "{}/** {said}{unit} */", indent(depth)).expect("text takes every character");
}

fn indent(depth: usize) -> String {
    "  ".repeat(depth)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn generated(schemas: &Value) -> String {
        from_openapi(&json!({ "components": { "schemas": schemas } })).unwrap()
    }

    #[test]
    fn an_object_lists_what_must_be_there_and_what_may() {
        let text = generated(&json!({ "area-report": {
            "type": "object",
            "required": ["id", "level"],
            "properties": {
                "id": { "type": "string", "description": "Its id." },
                "level": { "enum": ["high", null] },
                "area_km2": { "type": ["number", "null"], "description": "Its size.", "x-ogc-unit": "km2" },
                "a-b": { "type": "boolean" },
            },
        } }));
        let expected = "export type AreaReport = {\n  /** Its id. */\n  id: string;\n  level: \"high\" | null;\n  /** Its size. [km2] */\n  \
                        area_km2?: number | null;\n  \"a-b\"?: boolean;\n};\n";
        assert!(text.ends_with(expected), "{text}");
    }

    #[test]
    fn lists_references_and_choices_are_written() {
        let text = generated(&json!({
            "List": { "type": "array", "items": { "$ref": "#/components/schemas/one-thing" } },
            "Either": { "oneOf": [{ "const": "a" }, { "type": "integer" }] },
            "Table": { "type": "object", "additionalProperties": { "type": "number" } },
            "one-thing": {},
        }));
        for line in [
            "export type List = Array<OneThing>;",
            "export type Either = \"a\" | number;",
            "export type Table = Record<string, number>;",
            "export type OneThing = unknown;",
        ] {
            assert!(text.contains(line), "{line} in {text}");
        }
    }

    #[test]
    fn the_values_of_a_column_are_those_of_one_district() {
        let text = generated(&json!({ "Row": { "type": "object", "properties": {
            "wave": { "type": ["string", "null"], "enum": ["2026-fall", null], "x-ogc-propertySeq": 1 },
        } } }));
        assert!(text.contains("  wave: string | null;\n"), "{text}");
    }

    #[test]
    fn a_reference_out_of_the_document_is_refused_by_name() {
        let schemas = json!({ "A": { "$ref": "other.json" } });
        let said = from_openapi(&json!({ "components": { "schemas": schemas } })).unwrap_err();
        assert!(
            said.contains("schema A") && said.contains("other.json"),
            "{said}"
        );
    }
}
