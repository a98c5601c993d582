//! What a scenario may say of a site.

use super::json::{object, text};
use crate::problem::Problem;
use model::analysis::Site;
use model::category;
use model::ids::{CategoryId, SiteId};
use model::language::Language;
use model::units::Micro;
use model::{LonLat, hours::WeekHours};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The fields of a site that a scenario may say; `null` is unknown.
pub(super) const FIELDS: [&str; 9] = [
    "position",
    "categories",
    "languages",
    "hours",
    "min_age",
    "max_age",
    "cost",
    "capacity",
    "accessibility",
];
/// Those of a new one.
pub(super) const ADD_FIELDS: [&str; 10] = [
    "id",
    "position",
    "categories",
    "languages",
    "hours",
    "min_age",
    "max_age",
    "cost",
    "capacity",
    "accessibility",
];

pub(super) fn empty_site(id: SiteId) -> Site {
    Site {
        id,
        organization_id: None,
        position: None,
        is_virtual: false,
        categories: Arc::default(),
        languages: Arc::default(),
        has_interpreter: false,
        hours: None,
        min_age: None,
        max_age: None,
        service_area: None,
        cost: None,
        capacity: None,
        accessibility: Arc::default(),
    }
}

pub(super) fn set_fields(
    site: &mut Site,
    set: &Value,
    at: &str,
    allowed: &[&str],
) -> Result<(), Problem> {
    for (name, value) in object(set, at, allowed)? {
        set_field(site, name, value, &format!("{at}/{name}"))?;
    }
    if let (Some(youngest), Some(oldest)) = (site.min_age, site.max_age)
        && youngest > oldest
    {
        let detail = format!("The youngest age {youngest} is over the oldest, {oldest}.");
        return Err(Problem::bad_body(&format!("{at}/min_age"), detail));
    }
    Ok(())
}

fn set_field(site: &mut Site, name: &str, value: &Value, at: &str) -> Result<(), Problem> {
    match name {
        "position" => site.position = position(value, at)?,
        "categories" => {
            let categories = words(value, at, |word, at| category_of(word, at).map(Some))?;
            site.categories = Arc::new(categories);
        }
        "languages" => {
            let parse = |word: &str, at: &str| {
                Language::parse(word).map_err(|error| Problem::bad_body(at, format!("{error}.")))
            };
            site.languages = Arc::new(words(value, at, parse)?);
        }
        "hours" => site.hours = hours(value, at)?.map(Arc::new),
        "min_age" => site.min_age = quantity(value, at)?,
        "max_age" => site.max_age = quantity(value, at)?,
        "cost" => site.cost = quantity(value, at)?,
        "capacity" => site.capacity = quantity(value, at)?,
        _ => {
            let keep = |word: &str, _: &str| Ok(Some(word.to_owned()));
            site.accessibility = Arc::new(words(value, at, keep)?);
        }
    }
    Ok(())
}

fn position(value: &Value, at: &str) -> Result<Option<LonLat>, Problem> {
    if value.is_null() {
        return Ok(None);
    }
    let pair = value.as_array().map(Vec::as_slice);
    let bad = |detail: String| Problem::bad_body(at, detail);
    let Some([lon, lat]) = pair else {
        return Err(bad(
            "A position is [longitude, latitude] in degrees.".to_owned()
        ));
    };
    let (Some(lon), Some(lat)) = (lon.as_f64(), lat.as_f64()) else {
        return Err(bad(
            "A position is two numbers, longitude and latitude.".to_owned()
        ));
    };
    LonLat::try_new(lon, lat)
        .map(Some)
        .map_err(|error| bad(format!("{error}.")))
}

fn hours(value: &Value, at: &str) -> Result<Option<WeekHours>, Problem> {
    if value.is_null() {
        return Ok(None);
    }
    WeekHours::parse(text(value, at)?).map_err(|error| Problem::bad_body(at, format!("{error}.")))
}

fn quantity(value: &Value, at: &str) -> Result<Option<Micro>, Problem> {
    match value {
        Value::Null => Ok(None),
        // JSON has no decimals of its own: 0.1 + 0.2 is meant as 0.3, and is never written with an exponent here.
        Value::Number(number) => {
            let decimal = number
                .as_f64()
                .map_or_else(|| number.to_string(), |number| format!("{number:.6}"));
            Micro::parse(&decimal)
                .map(Some)
                .map_err(|error| Problem::bad_body(at, format!("{error}.")))
        }
        _ => Err(Problem::bad_body(
            at,
            "A number of 0 or more, or null for unknown, is needed.",
        )),
    }
}

/// A list of words, each read by `read`; `null` is an empty one.
fn words<T: Ord>(
    value: &Value,
    at: &str,
    read: impl Fn(&str, &str) -> Result<Option<T>, Problem>,
) -> Result<BTreeSet<T>, Problem> {
    let list = match value {
        Value::Null => &[][..],
        Value::Array(list) => list,
        _ => {
            return Err(Problem::bad_body(
                at,
                "A list of words, or null for unknown, is needed.",
            ));
        }
    };
    let mut found = BTreeSet::new();
    for (number, word) in list.iter().enumerate() {
        let at = format!("{at}/{number}");
        found.extend(read(text(word, &at)?, &at)?);
    }
    Ok(found)
}

pub(super) fn category_of(word: &str, at: &str) -> Result<CategoryId, Problem> {
    let found = category::find(word).map_err(|error| Problem::bad_body(at, format!("{error}.")))?;
    Ok(found.category_id())
}
