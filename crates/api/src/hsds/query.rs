//! What a request asks, checked.

use super::fold::folded;
use super::moment;
use super::parameters::{List, MOST_METRES, MOST_PAGES, MOST_PER_PAGE, Parameter};
use crate::problem::Problem;
use actix_web::web;
use model::hsds::ids::is_uuid;
use serde_json::Value;

/// A checked request. What is not given is nothing.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Query {
    /// Folded words.
    pub(super) search: Vec<String>,
    pub(super) page: Option<u32>,
    pub(super) per_page: Option<u32>,
    pub(super) is_ndjson: bool,
    pub(super) is_minimal: bool,
    pub(super) is_full: bool,
    pub(super) has_full_services: bool,
    /// Seconds since 1970.
    pub(super) modified_after: Option<i64>,
    /// Ids in small letters.
    pub(super) taxonomy_term_id: Option<String>,
    pub(super) taxonomy_id: Option<String>,
    pub(super) organization_id: Option<String>,
    pub(super) parent_id: Option<String>,
    pub(super) postcode: Option<String>,
    pub(super) proximity_m: Option<f64>,
    pub(super) is_top_only: bool,
}

impl Query {
    /// Reads what a list is asked, from the address and from the body.
    pub(super) fn read(list: List, text: &str, more: &[(String, String)]) -> Result<Self, Problem> {
        let pairs = pairs_of_query(text)?;
        Self::of_pairs(list.parameters(), pairs.iter().chain(more))
    }

    /// Reads what one object is asked.
    pub(super) fn of_item(list: List, text: &str) -> Result<Self, Problem> {
        let pairs = pairs_of_query(text)?;
        Self::of_pairs(list.item_parameters(), pairs.iter())
    }

    fn of_pairs<'a>(
        allowed: &[Parameter],
        pairs: impl Iterator<Item = &'a (String, String)>,
    ) -> Result<Self, Problem> {
        let mut query = Self::default();
        let mut seen = Vec::new();
        for (name, value) in pairs {
            let Some(&parameter) = allowed.iter().find(|parameter| parameter.name() == name) else {
                let names: Vec<_> = allowed.iter().map(|parameter| parameter.name()).collect();
                return Err(unknown(name, &names));
            };
            if seen.contains(&parameter) {
                let expected = "the only value given: the parameter is there twice";
                return Err(Problem::bad_value(name, value, expected));
            }
            seen.push(parameter);
            query.set(parameter, value)?;
        }
        Ok(query)
    }

    fn set(&mut self, parameter: Parameter, value: &str) -> Result<(), Problem> {
        let checked = Checked { parameter, value };
        match parameter {
            Parameter::Search => {
                let folded = folded(value);
                self.search = folded.split_whitespace().map(str::to_owned).collect();
            }
            Parameter::Page => self.page = Some(checked.number(MOST_PAGES)?),
            Parameter::PerPage => self.per_page = Some(checked.number(MOST_PER_PAGE)?),
            Parameter::Format => self.is_ndjson = checked.is_ndjson()?,
            Parameter::Minimal => self.is_minimal = checked.flag()?,
            Parameter::Full => self.is_full = checked.flag()?,
            Parameter::FullService => self.has_full_services = checked.flag()?,
            Parameter::TopOnly => self.is_top_only = checked.flag()?,
            Parameter::ModifiedAfter => {
                let expected = "a moment such as 2026-09-01T08:00:00Z or a day such as 2026-09-01";
                let seconds = moment::seconds(value);
                self.modified_after = Some(seconds.ok_or_else(|| checked.bad(expected))?);
            }
            Parameter::TaxonomyTermId => self.taxonomy_term_id = Some(checked.id()?),
            Parameter::TaxonomyId => self.taxonomy_id = Some(checked.id()?),
            Parameter::OrganizationId => self.organization_id = Some(checked.id()?),
            Parameter::ParentId => self.parent_id = Some(checked.id()?),
            Parameter::Postcode => {
                let is_empty = value.is_empty();
                let postcode = (!is_empty).then(|| value.to_owned());
                self.postcode = Some(postcode.ok_or_else(|| checked.bad("a postal code"))?);
            }
            Parameter::Proximity => self.proximity_m = Some(checked.metres()?),
        }
        Ok(())
    }
}

/// A value on its way to its type.
struct Checked<'a> {
    parameter: Parameter,
    value: &'a str,
}

impl Checked<'_> {
    fn bad(&self, expected: &str) -> Problem {
        Problem::bad_value(self.parameter.name(), self.value, expected)
    }

    fn number(&self, most: u32) -> Result<u32, Problem> {
        let is_digits = !self.value.is_empty() && self.value.bytes().all(|b| b.is_ascii_digit());
        let number = is_digits.then(|| self.value.parse().ok()).flatten();
        let number = number.filter(|number| (1..=most).contains(number));
        number.ok_or_else(|| self.bad(&format!("a whole number from 1 to {most}")))
    }

    fn flag(&self) -> Result<bool, Problem> {
        match self.value {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(self.bad("true or false")),
        }
    }

    fn is_ndjson(&self) -> Result<bool, Problem> {
        match self.value {
            "json" => Ok(false),
            "ndjson" => Ok(true),
            _ => Err(self.bad("json or ndjson")),
        }
    }

    fn id(&self) -> Result<String, Problem> {
        let id = is_uuid(self.value).then(|| self.value.to_ascii_lowercase());
        id.ok_or_else(|| self.bad("a UUID such as ac148810-d857-441c-9679-408f346de14b"))
    }

    fn metres(&self) -> Result<f64, Problem> {
        let metres = self.value.parse::<f64>().ok();
        let metres = metres.filter(|metres| (0.0..=MOST_METRES).contains(metres));
        metres.ok_or_else(|| self.bad(&format!("a number of metres from 0 to {MOST_METRES}")))
    }
}

/// Refuses every parameter.
pub(super) fn refuse_all(text: &str) -> Result<(), Problem> {
    match pairs_of_query(text)?.first() {
        Some((name, _)) => Err(unknown(name, &[])),
        None => Ok(()),
    }
}

fn unknown(name: &str, allowed: &[&str]) -> Problem {
    match allowed {
        [] => Problem::unknown_parameter(name, &["none"]),
        _ => Problem::unknown_parameter(name, allowed),
    }
}

fn pairs_of_query(text: &str) -> Result<Vec<(String, String)>, Problem> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(text)
        .map_err(|_| Problem::bad_value("query", text, "a list of name=value pairs joined by &"))?;
    Ok(pairs.into_inner())
}

/// The parameters of a form.
pub(super) fn pairs_of_form(bytes: &[u8]) -> Result<Vec<(String, String)>, Problem> {
    let text = std::str::from_utf8(bytes)
        .map_err(|_| Problem::bad_body("", "The form is not UTF-8 text."))?;
    pairs_of_query(text)
}

/// The parameters in a JSON object, each of its own type.
pub(super) fn pairs_of_json(list: List, bytes: &[u8]) -> Result<Vec<(String, String)>, Problem> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|cause| Problem::bad_body("", format!("The body is no JSON: {cause}.")))?;
    let Value::Object(members) = value else {
        return Err(Problem::bad_body(
            "",
            "The body is JSON, but no object of parameters.",
        ));
    };
    let pair = |(name, value): (String, Value)| {
        let known = list
            .parameters()
            .iter()
            .find(|parameter| parameter.name() == name);
        let kind = known.map(|parameter| parameter.schema()["type"].clone());
        let text = match (kind.as_ref().and_then(Value::as_str), &value) {
            (None | Some("string"), Value::String(text)) => Some(text.clone()),
            (Some("boolean"), Value::Bool(flag)) => Some(flag.to_string()),
            (Some("integer" | "number"), Value::Number(number)) => {
                number.as_f64().map(|number| number.to_string())
            }
            (None, _) => Some(value.to_string()),
            _ => None,
        };
        let kind = kind.as_ref().and_then(Value::as_str).unwrap_or_default();
        let pointer = format!("/{}", name.replace('~', "~0").replace('/', "~1"));
        let text = text.ok_or_else(|| {
            Problem::bad_body(
                &pointer,
                format!("The parameter {name:?} is no JSON {kind}."),
            )
        })?;
        Ok((name, text))
    };
    members.into_iter().map(pair).collect()
}
