//! Which features a request asks for, in which order, and with which columns.

use super::bbox::Bbox;
use super::contents::Contents;
use super::crs::Crs;
use super::datetime::{Interval, days_of, moment_of};
use super::parameters::{Parameters, bad};
use super::registry::{Collection, Kind};
use super::sorting::SortKey;
use super::token::{KeyValue, Token};
use crate::problem::Problem;
use filter::{Filter, Language, Names};
use model::category;
use model::feature::{Field, FieldKind, Schema, Value};
use std::cmp::Ordering;

/// Features on a page when no limit is given.
pub(crate) const DEFAULT_LIMIT: usize = 1_000;
/// The most features on a page; a larger limit is taken as this one (OGC API - Features Part 1, 7.15.2).
pub(crate) const MAX_LIMIT: usize = 10_000;

/// Parameters of every collection's items.
pub(crate) const PARAMETERS: [&str; 14] = [
    "f",
    "limit",
    "token",
    "bbox",
    "bbox-crs",
    "crs",
    "datetime",
    "filter",
    "filter-lang",
    "filter-crs",
    "sortby",
    "properties",
    "skipGeometry",
    "count",
];

/// A request for features.
#[derive(Debug)]
pub(crate) struct ItemsQuery {
    bbox: Option<Bbox>,
    datetime: Option<Interval>,
    /// Columns that have to have a value.
    equals: Vec<(usize, Value)>,
    /// Columns that must not have one.
    differs: Vec<(usize, Value)>,
    filter: Option<Filter>,
    sort: Vec<SortKey>,
    after: Option<(Vec<KeyValue>, String)>,
    /// The columns asked for, in the schema's order.
    pub(crate) columns: Vec<usize>,
    /// Whether features come with their geometry.
    pub(crate) has_geometry: bool,
    /// The most features; nothing when none is given.
    pub(crate) limit: Option<usize>,
    /// Whether the reply says how many features there are in all.
    pub(crate) is_counted: bool,
    /// The system of the coordinates in the reply.
    pub(crate) crs: Crs,
    /// The parameters that say which features there are and how they look, without limit, format and token.
    pub(crate) rest: Vec<(String, String)>,
}

/// A page.
#[derive(Debug)]
pub(crate) struct Page {
    /// The features, by number.
    pub(crate) numbers: Vec<usize>,
    /// How many there are on all pages.
    pub(crate) n_matched: usize,
    /// Where the next page starts; nothing when this is the last.
    pub(crate) next: Option<Token>,
}

/// The parameters that the items of a collection take.
pub(crate) fn parameters_of<'a>(collection: &Collection, schema: &'a Schema) -> Vec<&'a str> {
    let mut names: Vec<&str> = PARAMETERS.to_vec();
    if collection.has_shapes() {
        names.push("shape");
    }
    names.push("id");
    if collection.kind == Kind::Sites {
        names.push("category");
    }
    let queryable = |field: &&'a Field| is_parameter(field);
    names.extend(
        schema
            .fields
            .iter()
            .filter(queryable)
            .map(|field| field.name.as_ref()),
    );
    names
}

/// Whether a column can be asked for by its name; one called like another parameter cannot.
pub(crate) fn is_parameter(field: &Field) -> bool {
    field.kind != FieldKind::Nested && !PARAMETERS.contains(&field.name.as_ref())
}

impl ItemsQuery {
    /// Reads the parameters of a request for features.
    ///
    /// # Errors
    /// 400 for an unknown parameter or a value that cannot be used, with what would be right.
    pub(crate) fn parse(
        given: &Parameters,
        collection: &Collection,
        contents: &Contents,
    ) -> Result<Self, Problem> {
        let allowed = parameters_of(collection, contents.schema());
        let token = given.get("token").map(Token::parse).transpose()?;
        let (parameters, after) = match token {
            None => (given.clone(), None),
            Some(token) => {
                let other = given
                    .pairs()
                    .iter()
                    .find(|(name, _)| !matches!(name.as_str(), "token" | "limit" | "f"));
                if let Some((name, value)) = other {
                    return Err(bad(
                        name,
                        value,
                        "to be given beside a token, which carries everything but limit and f",
                    ));
                }
                (token.parameters(&allowed)?, Some((token.key, token.id)))
            }
        };
        let mut query = Self::without_page(&parameters, collection, contents)?;
        query.limit = given.get("limit").map(limit_of).transpose()?;
        if let Some((key, _)) = &after
            && key.len() != query.sort.len()
        {
            return Err(bad(
                "token",
                given.get("token").unwrap_or_default(),
                "one of a `next` link of this collection",
            ));
        }
        query.after = after;
        Ok(query)
    }

    fn without_page(
        parameters: &Parameters,
        collection: &Collection,
        contents: &Contents,
    ) -> Result<Self, Problem> {
        let schema = contents.schema();
        let crs = |name| {
            parameters
                .get(name)
                .map_or(Ok(Crs::default()), |uri| Crs::parse(name, uri))
        };
        let bbox_crs = crs("bbox-crs")?;
        let bbox = parameters
            .get("bbox")
            .map(|text| Bbox::parse(text, bbox_crs));
        let is_page_parameter = |name: &str| matches!(name, "limit" | "f" | "token");
        let filter = filter_of(parameters, schema)?;
        let mut query = Self {
            bbox: bbox.transpose()?,
            datetime: parameters
                .get("datetime")
                .map(Interval::parse)
                .transpose()?,
            equals: equals(parameters, collection, schema)?,
            differs: Vec::new(),
            sort: parameters
                .get("sortby")
                .map_or(Ok(Vec::new()), |text| SortKey::parse(text, schema))?,
            after: None,
            columns: columns(parameters, schema)?,
            has_geometry: !parameters.is_set("skipGeometry")?,
            limit: None,
            is_counted: parameters.get("count").is_none() || parameters.is_set("count")?,
            crs: crs("crs")?,
            rest: parameters
                .pairs()
                .iter()
                .filter(|(name, _)| !is_page_parameter(name))
                .cloned()
                .collect(),
            filter,
        };
        query.default_to_latest_parts(collection, contents);
        Ok(query)
    }

    /// Without a word about the wave, the latest is meant; without a word about the category, each but not their total, which would count all
    /// of them once more.
    fn default_to_latest_parts(&mut self, collection: &Collection, contents: &Contents) {
        let schema = contents.schema();
        let is_said = |name: &str| {
            let is_of = |field: usize| schema.fields.get(field).is_some_and(|of| of.name == name);
            let by_parameter = self.equals.iter().any(|(field, _)| is_of(*field));
            by_parameter || self.filter.as_ref().is_some_and(|filter| filter.uses(name))
        };
        let is_named = self.equals.iter().any(|(field, _)| *field == ID) || is_said("id");
        let says_wave = is_said("wave") || self.datetime.is_some();
        let says_category = is_said("category");
        if !collection.has_waves() || is_named {
            return;
        }
        if let (Some(wave), false) = (schema.position("wave"), says_wave) {
            // Codes stand in the order of the waves.
            if let Some(latest) = schema.fields[wave].codes.last() {
                self.equals.push((wave, Value::Text(latest.to_string())));
            }
        }
        if let (Some(category), false) = (schema.position("category"), says_category) {
            self.differs.push((category, Value::Text("all".to_owned())));
        }
    }

    /// Whether a feature is asked for.
    pub(crate) fn holds(&self, contents: &Contents, number: usize) -> bool {
        let feature = &contents.features()[number];
        let has = |(field, value): &(usize, Value)| match (&feature.values[*field], value) {
            (Value::Texts(parts), Value::Text(part)) => parts.contains(part),
            (Value::Integer(have), Value::Number(wanted)) => *have as f64 == *wanted,
            (have, wanted) => have == wanted,
        };
        let is_named =
            |id: &(usize, Value)| matches!(&id.1, Value::Text(wanted) if *wanted == feature.id);
        let fits = |equal: &(usize, Value)| {
            if equal.0 == ID {
                is_named(equal)
            } else {
                has(equal)
            }
        };
        self.equals.iter().all(fits)
            && !self.differs.iter().any(has)
            && self.touches(contents, number)
            && self.datetime.is_none_or(|wanted| {
                contents
                    .interval(number)
                    .is_none_or(|of| of.intersects(wanted))
            })
            && self
                .filter
                .as_ref()
                .is_none_or(|filter| filter.holds(&contents.prepared, number))
    }

    /// Whether a feature touches the box; one without a place does (OGC API - Features Part 1, `/req/core/fc-bbox-response`).
    fn touches(&self, contents: &Contents, number: usize) -> bool {
        let (Some(bbox), Some(bounds)) = (self.bbox, contents.bounds[number]) else {
            return true;
        };
        bbox.touches(bounds)
            && bbox
                .parts()
                .into_iter()
                .any(|part| contents.prepared.touches(number, part))
    }

    /// The page that is asked for, of at most `limit` features.
    pub(crate) fn page(&self, contents: &Contents, limit: usize) -> Page {
        let features = contents.features();
        let key_of = |number: usize| SortKey::key_of(&self.sort, &features[number].values);
        let held = (0..features.len()).filter(|number| self.holds(contents, *number));
        let mut keyed: Vec<(Vec<KeyValue>, usize)> =
            held.map(|number| (key_of(number), number)).collect();
        let n_matched = keyed.len();
        if !self.sort.is_empty() {
            // Features stand by id, which a stable sort keeps for what is equal.
            keyed.sort_by(|a, b| SortKey::compare(&self.sort, &a.0, &b.0));
        }
        if let Some((last, id)) = &self.after {
            let is_shown = |(key, number): &(Vec<KeyValue>, usize)| {
                let order = SortKey::compare(&self.sort, key, last);
                order.then_with(|| features[*number].id.as_str().cmp(id)) != Ordering::Greater
            };
            keyed.drain(..keyed.partition_point(is_shown));
        }
        let has_more = keyed.len() > limit;
        keyed.truncate(limit);
        let next = keyed
            .last()
            .filter(|_| has_more)
            .map(|(key, number)| Token {
                query: serde_urlencoded::to_string(&self.rest)
                    .expect("pairs of texts can be encoded"),
                key: key.clone(),
                id: features[*number].id.clone(),
            });
        let numbers = keyed.into_iter().map(|(_, number)| number).collect();
        Page {
            numbers,
            n_matched,
            next,
        }
    }
}

/// The column that stands for the id.
const ID: usize = usize::MAX;

fn limit_of(text: &str) -> Result<usize, Problem> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    // A number beyond every other is above the maximum as well.
    let number = is_number.then(|| text.parse().unwrap_or(usize::MAX));
    let number: Option<usize> = number.filter(|number| *number > 0);
    let expected = format!("a whole number from 1 to {MAX_LIMIT}");
    Ok(number
        .ok_or_else(|| bad("limit", text, &expected))?
        .min(MAX_LIMIT))
}

fn filter_of(parameters: &Parameters, schema: &Schema) -> Result<Option<Filter>, Problem> {
    let crs = parameters
        .get("filter-crs")
        .map_or(Ok(Crs::default()), |uri| Crs::parse("filter-crs", uri))?;
    let language = parameters.get("filter-lang").unwrap_or("cql2-text");
    if Language::of(language).is_none() {
        return Err(bad("filter-lang", language, "one of: cql2-text, cql2-json"));
    }
    let Some(text) = parameters.get("filter") else {
        return Ok(None);
    };
    let to_lon_lat = |position| crs.to_lon_lat(position);
    let names = match crs {
        Crs::Crs84 => Names::new(schema),
        _ => Names::new(schema).with_transform(&to_lon_lat),
    };
    let language = Language::of(language).unwrap_or(Language::Text);
    let filter = Filter::new(text, language, &names);
    filter
        .map(Some)
        .map_err(|error| Problem::bad_filter(text, &error.to_string()))
}

/// Queryables as parameters (OGC API - Features Part 3).
fn equals(
    parameters: &Parameters,
    collection: &Collection,
    schema: &Schema,
) -> Result<Vec<(usize, Value)>, Problem> {
    let mut equals = Vec::new();
    for (name, text) in parameters.pairs() {
        let is_of_sites = collection.kind == Kind::Sites && name == "category";
        let field = schema.position(if is_of_sites { "categories" } else { name });
        match field.filter(|field| is_parameter(&schema.fields[*field])) {
            Some(field) => equals.push((field, value_of(name, text, &schema.fields[field])?)),
            None if name == "id" => equals.push((ID, Value::Text(text.clone()))),
            None => {}
        }
    }
    Ok(equals)
}

fn value_of(name: &str, text: &str, field: &Field) -> Result<Value, Problem> {
    if name == "category" && text != "all" {
        let found = category::find(text)
            .map_err(|error| bad(name, text, &format!("all or {}", error.expected)))?;
        return Ok(Value::Text(found.id.to_owned()));
    }
    if !field.codes.is_empty() && !field.codes.iter().any(|code| code == text) {
        return Err(bad(
            name,
            text,
            &format!("one of: {}", field.codes.join(", ")),
        ));
    }
    let number = |expected: &str| {
        text.parse::<f64>()
            .ok()
            .filter(|n| n.is_finite())
            .ok_or_else(|| bad(name, text, expected))
    };
    Ok(match field.kind {
        FieldKind::Text | FieldKind::Texts | FieldKind::Nested => Value::Text(text.to_owned()),
        FieldKind::Integer => match text.parse() {
            Ok(whole) => Value::Integer(whole),
            Err(_) => return Err(bad(name, text, "a whole number")),
        },
        FieldKind::Number => Value::Number(number("a number")?),
        FieldKind::Boolean => match text {
            "true" => Value::Boolean(true),
            "false" => Value::Boolean(false),
            _ => return Err(bad(name, text, "true or false")),
        },
        FieldKind::Date => {
            Value::Date(days_of(text).ok_or_else(|| bad(name, text, "a day such as 2026-09-01"))?)
        }
        FieldKind::Timestamp => Value::Timestamp(
            moment_of(text)
                .ok_or_else(|| bad(name, text, "a moment such as 2026-09-01T12:00:00Z"))?,
        ),
    })
}

/// The columns asked for, in the schema's order.
fn columns(parameters: &Parameters, schema: &Schema) -> Result<Vec<usize>, Problem> {
    let Some(text) = parameters.get("properties") else {
        return Ok((0..schema.fields.len()).collect());
    };
    let mut columns = Vec::new();
    for name in text.split(',') {
        let known = || {
            let names: Vec<_> = schema
                .fields
                .iter()
                .map(|field| field.name.as_ref())
                .collect();
            bad("properties", name, &format!("one of: {}", names.join(", ")))
        };
        columns.push(schema.position(name).ok_or_else(known)?);
    }
    columns.sort_unstable();
    columns.dedup();
    Ok(columns)
}
