//! How one field is read.

use crate::mapping::OneOrMany;
use serde::Deserialize;
use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserializer, Error as _, MapAccess, Visitor};
use std::collections::BTreeMap;
use std::fmt;

/// How one field is read from a row.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct FieldSpec {
    /// The column.
    pub(crate) column: Option<String>,
    /// A constant instead of a column.
    pub(crate) value: Option<String>,
    /// Several columns whose values are joined by [`FieldSpec::with`].
    pub(crate) joined: Vec<String>,
    /// What stands between joined values.
    pub(crate) with: Option<String>,
    /// Columns of yes and no, each with the word that a yes stands for.
    pub(crate) columns: BTreeMap<String, OneOrMany>,
    /// What a column's words mean.
    pub(crate) values: BTreeMap<String, OneOrMany>,
    /// What to do with a word that `values` does not have.
    pub(crate) other: Other,
    /// Words that say nothing is known.
    pub(crate) unknown: Vec<String>,
    /// What stands for a value that is not known.
    pub(crate) default: Option<String>,
    /// Text put before a value; it may hold other fields, as in `{level}-`.
    pub(crate) prefix: Option<String>,
    /// What parts a list; a semicolon unless given.
    pub(crate) split: Option<String>,
    /// The length to which a code is filled with zeros in front.
    pub(crate) pad: Option<usize>,
}

/// What happens to a word without a translation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Other {
    /// The row is refused.
    #[default]
    Refuse,
    /// The word counts as not given.
    Unknown,
    /// The word is taken as it is.
    Keep,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Detailed {
    column: Option<String>,
    value: Option<Scalar>,
    #[serde(default)]
    joined: Vec<String>,
    with: Option<String>,
    #[serde(default)]
    columns: BTreeMap<String, OneOrMany>,
    #[serde(default)]
    values: BTreeMap<String, OneOrMany>,
    #[serde(default)]
    other: Other,
    #[serde(default)]
    unknown: Vec<String>,
    default: Option<Scalar>,
    prefix: Option<String>,
    split: Option<String>,
    pad: Option<usize>,
}

/// A constant as people write it in TOML.
#[derive(Deserialize)]
#[serde(untagged)]
enum Scalar {
    Text(String),
    Flag(bool),
    Whole(i64),
    Decimal(f64),
}

impl Scalar {
    fn into_text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Flag(true) => "yes".to_owned(),
            Self::Flag(false) => "no".to_owned(),
            Self::Whole(number) => number.to_string(),
            Self::Decimal(number) => number.to_string(),
        }
    }
}

impl FieldSpec {
    /// A field that is the column of this name.
    pub(crate) fn of_column(column: &str) -> Self {
        Self {
            column: Some(column.to_owned()),
            ..Self::default()
        }
    }

    /// A field that is the same on every row.
    pub(crate) fn of_constant(value: &str) -> Self {
        Self {
            value: Some(value.to_owned()),
            ..Self::default()
        }
    }

    /// Every column that the field names.
    pub(crate) fn named_columns(&self) -> impl Iterator<Item = &str> {
        let single = self.column.iter().chain(&self.joined);
        single.chain(self.columns.keys()).map(String::as_str)
    }
}

/// Fills `{field}` places of a template; the error is the name of a field without a value.
pub(crate) fn fill(
    template: &str,
    value_of: impl Fn(&str) -> Option<String>,
) -> Result<String, String> {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        filled.push_str(before);
        filled.push_str(&value_of(name).ok_or_else(|| name.to_owned())?);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

impl<'de> Deserialize<'de> for FieldSpec {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(SpecVisitor)
    }
}

struct SpecVisitor;

impl<'de> Visitor<'de> for SpecVisitor {
    type Value = FieldSpec;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a column's name, or a table such as { value = \"district\" }")
    }

    fn visit_str<E>(self, column: &str) -> Result<FieldSpec, E> {
        Ok(FieldSpec::of_column(column))
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<FieldSpec, A::Error> {
        let given = Detailed::deserialize(MapAccessDeserializer::new(map))?;
        let n_origins = usize::from(given.column.is_some())
            + usize::from(given.value.is_some())
            + usize::from(!given.joined.is_empty())
            + usize::from(!given.columns.is_empty());
        if n_origins != 1 {
            return Err(A::Error::custom(
                "a field comes from exactly one of column, value, joined and columns",
            ));
        }
        Ok(FieldSpec {
            column: given.column,
            value: given.value.map(Scalar::into_text),
            joined: given.joined,
            with: given.with,
            columns: given.columns,
            values: given.values,
            other: given.other,
            unknown: given.unknown,
            default: given.default.map(Scalar::into_text),
            prefix: given.prefix,
            split: given.split,
            pad: given.pad,
        })
    }
}
