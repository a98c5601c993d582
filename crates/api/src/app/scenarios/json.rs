//! Parts of a JSON body, with a pointer to what is wrong.

use crate::problem::Problem;
use serde_json::{Map, Value};

/// A text.
pub(super) fn text<'a>(value: &'a Value, at: &str) -> Result<&'a str, Problem> {
    value
        .as_str()
        .ok_or_else(|| Problem::bad_body(at, "A text is needed."))
}

/// The fields of an object in which only `allowed` ones may stand.
pub(super) fn object<'a>(
    value: &'a Value,
    at: &str,
    allowed: &[&str],
) -> Result<&'a Map<String, Value>, Problem> {
    let Some(fields) = value.as_object() else {
        let detail = format!(
            "An object with the fields {} is needed.",
            allowed.join(", ")
        );
        return Err(Problem::bad_body(at, detail));
    };
    match fields.keys().find(|name| !allowed.contains(&name.as_str())) {
        None => Ok(fields),
        Some(name) => {
            let detail = format!(
                "The field {name:?} is not known here. Known are: {}.",
                allowed.join(", ")
            );
            Err(Problem::bad_body(&format!("{at}/{name}"), detail))
        }
    }
}
