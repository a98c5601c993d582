//! The order of features: the parameter `sortby` (OGC API - Features Part 8, in draft).

use super::parameters::bad;
use super::token::KeyValue;
use crate::problem::Problem;
use model::feature::{Field, FieldKind, Schema, Value};
use std::cmp::Ordering;

/// One column to sort by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SortKey {
    /// The column.
    pub(crate) field: usize,
    /// Whether the largest comes first.
    is_descending: bool,
}

/// Whether features can be sorted by a column.
pub(crate) fn is_sortable(field: &Field) -> bool {
    !matches!(field.kind, FieldKind::Nested | FieldKind::Texts)
}

impl SortKey {
    /// Reads columns, separated by commas, each with `-` before it when the largest comes first.
    ///
    /// # Errors
    /// When a column is not there, cannot be sorted by, or is named twice in the same direction; in the other one it has nothing to say any more.
    pub(crate) fn parse(text: &str, schema: &Schema) -> Result<Vec<Self>, Problem> {
        let mut keys: Vec<Self> = Vec::new();
        for part in text.split(',') {
            let name = part.strip_prefix(['-', '+', ' ']).unwrap_or(part);
            let sortable = || schema.fields.iter().filter(|field| is_sortable(field));
            let expected = || {
                let names: Vec<_> = sortable().map(|field| field.name.as_ref()).collect();
                bad(
                    "sortby",
                    part,
                    &format!(
                        "one of these, each once, with - before it for the largest first: {}",
                        names.join(", ")
                    ),
                )
            };
            let field = schema
                .position(name)
                .filter(|field| is_sortable(&schema.fields[*field]));
            let field = field.ok_or_else(expected)?;
            let key = Self {
                field,
                is_descending: part.starts_with('-'),
            };
            if keys.contains(&key) {
                return Err(expected());
            }
            keys.push(key);
        }
        Ok(keys)
    }

    /// The values that a feature is sorted by.
    pub(crate) fn key_of(keys: &[Self], values: &[Value]) -> Vec<KeyValue> {
        keys.iter()
            .map(|by| KeyValue::of(&values[by.field]))
            .collect()
    }

    /// How two features' keys stand to each other.
    pub(crate) fn compare(keys: &[Self], a: &[KeyValue], b: &[KeyValue]) -> Ordering {
        keys.iter()
            .zip(a.iter().zip(b))
            .map(|(by, (a, b))| by.order(a, b))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    }

    /// What is missing comes last in either direction.
    fn order(self, a: &KeyValue, b: &KeyValue) -> Ordering {
        let order = match (a, b) {
            (KeyValue::Missing, KeyValue::Missing) => return Ordering::Equal,
            (KeyValue::Missing, _) => return Ordering::Greater,
            (_, KeyValue::Missing) => return Ordering::Less,
            (KeyValue::Text(a), KeyValue::Text(b)) => a.cmp(b),
            (KeyValue::Boolean(a), KeyValue::Boolean(b)) => a.cmp(b),
            (KeyValue::Integer(a), KeyValue::Integer(b)) => a.cmp(b),
            (a, b) => a.number().total_cmp(&b.number()),
        };
        if self.is_descending {
            order.reverse()
        } else {
            order
        }
    }
}

impl KeyValue {
    /// A number as such; of other kinds, which no column mixes with numbers, nothing that could be meant.
    fn number(&self) -> f64 {
        match self {
            Self::Integer(number) => *number as f64,
            Self::Number(bits) => f64::from_bits(*bits),
            _ => f64::NAN,
        }
    }
}
