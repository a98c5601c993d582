//! CQL2 JSON, checked member by member, because the parser says no more of a wrong document than that it is wrong.

use super::step;
use crate::error::{FilterError, Position, Subject};
use crate::limits::{MAX_JSON, MAX_LIST, MAX_NESTING};
use crate::shape;
use serde_json::{Map, Value};

/// The operators with how many values they take.
const ARITIES: [(&str, usize); 47] = [
    ("not", 1),
    ("isNull", 1),
    ("casei", 1),
    ("accenti", 1),
    ("between", 3),
    ("=", 2),
    ("<>", 2),
    ("<", 2),
    ("<=", 2),
    (">", 2),
    (">=", 2),
    ("like", 2),
    ("in", 2),
    ("+", 2),
    ("-", 2),
    ("*", 2),
    ("/", 2),
    ("%", 2),
    ("div", 2),
    ("^", 2),
    ("s_intersects", 2),
    ("s_equals", 2),
    ("s_disjoint", 2),
    ("s_touches", 2),
    ("s_within", 2),
    ("s_overlaps", 2),
    ("s_crosses", 2),
    ("s_contains", 2),
    ("t_after", 2),
    ("t_before", 2),
    ("t_contains", 2),
    ("t_disjoint", 2),
    ("t_during", 2),
    ("t_equals", 2),
    ("t_finishedBy", 2),
    ("t_finishes", 2),
    ("t_intersects", 2),
    ("t_meets", 2),
    ("t_metBy", 2),
    ("t_overlappedBy", 2),
    ("t_overlaps", 2),
    ("t_startedBy", 2),
    ("t_starts", 2),
    ("a_equals", 2),
    ("a_contains", 2),
    ("a_containedBy", 2),
    ("a_overlaps", 2),
];

/// Reads and checks a document.
pub(crate) fn read(source: &str) -> Result<Value, FilterError> {
    if source.len() > MAX_JSON {
        let remedy = format!("A filter in JSON has at most {MAX_JSON} bytes");
        return Err(FilterError::new(
            format!("the filter has {} bytes", source.len()),
            remedy,
        ));
    }
    let value: Value = serde_json::from_str(source).map_err(|error| {
        let place = format!("the filter is no JSON: it breaks in line {}, column {}", error.line(), error.column());
        FilterError::new(place, "A filter is an object like {\"op\":\"=\",\"args\":[{\"property\":\"name\"},\"Lincoln\"]}")
    })?;
    check(&value, "", 0)?;
    Ok(value)
}

fn check(value: &Value, pointer: &str, depth: usize) -> Result<(), FilterError> {
    let wrong = |problem: String, remedy: &str| {
        Err(FilterError::new(problem, remedy).at(Position::Pointer(pointer.to_owned())))
    };
    if depth > MAX_NESTING {
        let remedy = format!("Expressions may stand in each other {MAX_NESTING} deep");
        return wrong("the filter nests too deep".to_owned(), &remedy);
    }
    match value {
        Value::Null => wrong(
            "null is no value of a filter".to_owned(),
            "A missing value is found with the operator isNull",
        ),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => Ok(()),
        Value::Array(values) => check_all(values, pointer, depth),
        Value::Object(members) => check_object(members, pointer, depth),
    }
}

fn check_all(values: &[Value], pointer: &str, depth: usize) -> Result<(), FilterError> {
    if values.len() > MAX_LIST {
        let problem = format!("a list has {} values", values.len());
        let remedy = format!("A list has at most {MAX_LIST} values");
        return Err(FilterError::new(problem, remedy).at(Position::Pointer(pointer.to_owned())));
    }
    for (place, value) in values.iter().enumerate() {
        check(value, &step(pointer, place), depth + 1)?;
    }
    Ok(())
}

fn check_object(
    members: &Map<String, Value>,
    pointer: &str,
    depth: usize,
) -> Result<(), FilterError> {
    let wrong = |member: &str, remedy: &str| {
        let place = if member.is_empty() {
            pointer.to_owned()
        } else {
            step(pointer, member)
        };
        let problem = if member.is_empty() {
            "an expression is incomplete".to_owned()
        } else {
            format!("“{member}” is not as it must be")
        };
        Err(FilterError::new(problem, remedy).at(Position::Pointer(place)))
    };
    for member in ["property", "date", "timestamp"] {
        match members.get(member) {
            Some(Value::String(_)) if members.len() == 1 => return Ok(()),
            Some(_) => return wrong(member, "It is the only member of its object, and a string"),
            None => {}
        }
    }
    match (members.get("op"), members.get("args")) {
        (Some(Value::String(operator)), Some(Value::Array(values))) => {
            arity(operator, values.len())
                .map_err(|error| error.at(Position::Pointer(step(pointer, "args"))))?;
            return check_all(values, &step(pointer, "args"), depth);
        }
        (Some(_), _) => return wrong("", "An operation has op, a string, and args, an array"),
        (None, _) => {}
    }
    match (
        members.get("interval"),
        members.get("bbox"),
        members.get("type"),
    ) {
        (Some(Value::Array(ends)), ..) if ends.len() == 2 => {
            check_all(ends, &step(pointer, "interval"), depth)
        }
        (Some(_), ..) => wrong(
            "interval",
            "An interval is an array of two dates, timestamps, properties or \"..\"",
        ),
        (_, Some(Value::Array(sides)), _)
            if matches!(sides.len(), 4 | 6) && sides.iter().all(Value::is_number) =>
        {
            Ok(())
        }
        (_, Some(_), _) => wrong(
            "bbox",
            "A box is an array of four or six numbers: west, south, east, north",
        ),
        (.., Some(_)) => shape::check_geojson(members)
            .map_err(|error| error.at(Position::Pointer(pointer.to_owned()))),
        _ => wrong(
            "",
            "An object is an operation (op, args), a property, a date, a timestamp, an interval, a bbox or a GeoJSON geometry",
        ),
    }
}

fn arity(operator: &str, given: usize) -> Result<(), FilterError> {
    let known = ARITIES
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case(operator));
    match known {
        Some(&(name, wanted)) if wanted != given => Err(FilterError::new(
            format!("{name} has {given} values in args"),
            format!("{name} takes {wanted}"),
        )),
        None if given == 0 && ["and", "or"].contains(&operator) => Err(FilterError::new(
            format!("{operator} joins nothing"),
            format!("{operator} takes two conditions or more"),
        )),
        _ => Ok(()),
    }
}

/// The pointer to where `subject` stands first.
pub(crate) fn find(value: &Value, subject: &Subject) -> Option<String> {
    find_in(value, subject, String::new())
}

fn find_in(value: &Value, subject: &Subject, pointer: String) -> Option<String> {
    match (value, subject) {
        (Value::String(text), Subject::Text(wanted)) if text == wanted => Some(pointer),
        (Value::Array(values), _) => values
            .iter()
            .enumerate()
            .find_map(|(place, value)| find_in(value, subject, step(&pointer, place))),
        (Value::Object(members), _) => {
            let member = |name: &str| members.get(name).and_then(Value::as_str);
            match subject {
                Subject::Property(wanted) if member("property") == Some(wanted) => {
                    return Some(step(&pointer, "property"));
                }
                Subject::Operator(wanted)
                    if member("op").is_some_and(|name| name.eq_ignore_ascii_case(wanted)) =>
                {
                    return Some(step(&pointer, "op"));
                }
                Subject::Operator(wanted) if member("type") == Some(wanted) => {
                    return Some(pointer);
                }
                _ => {}
            }
            members
                .iter()
                .filter(|(name, _)| !["op", "property", "type"].contains(&name.as_str()))
                .find_map(|(name, value)| find_in(value, subject, step(&pointer, name)))
        }
        _ => None,
    }
}
