//! The schools of a feeder pattern, as its feature lists them.

use super::contents::Contents;
use model::feature::Value;
use serde::Deserialize;

#[derive(Deserialize)]
struct School {
    id: String,
    name: String,
}

/// Ids and names of the schools of a pattern, in its order.
pub(super) fn schools(contents: &Contents, number: usize) -> Vec<(String, String)> {
    let column = contents.schema().position("schools");
    let json = column.and_then(|column| match &contents.features()[number].values[column] {
        Value::Nested(json) => Some(json),
        _ => None,
    });
    let schools: Vec<School> = json
        .and_then(|json| serde_json::from_str(json).ok())
        .unwrap_or_default();
    schools
        .into_iter()
        .map(|school| (school.id, school.name))
        .collect()
}
