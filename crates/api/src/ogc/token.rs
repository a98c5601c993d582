//! Where a page ends: the parameter `token`.
//!
//! A page goes on behind the last feature it has shown, in the order of the request, and not at a number: what is added or removed meanwhile is
//! neither shown twice nor left out.

use super::parameters::{Parameters, bad};
use crate::problem::Problem;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use model::feature::Value;
use serde::{Deserialize, Serialize};

/// The parameters of the request, and the last feature that was shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Token {
    /// The request's other parameters, as a query string.
    #[serde(rename = "q")]
    pub(crate) query: String,
    /// The values that the last feature was sorted by.
    #[serde(rename = "k")]
    pub(crate) key: Vec<KeyValue>,
    /// Its id.
    #[serde(rename = "i")]
    pub(crate) id: String,
}

/// A value to sort by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum KeyValue {
    /// None.
    Missing,
    /// Text.
    Text(String),
    /// A whole number, a day or a moment.
    Integer(i64),
    /// The bits of a number, so that it comes back as it was.
    Number(u64),
    /// Yes or no.
    Boolean(bool),
}

impl KeyValue {
    /// A value of a field that can be sorted by.
    pub(crate) fn of(value: &Value) -> Self {
        match value {
            Value::Text(text) => Self::Text(text.clone()),
            Value::Integer(number) => Self::Integer(*number),
            Value::Number(number) => Self::Number(number.to_bits()),
            Value::Boolean(is) => Self::Boolean(*is),
            Value::Date(days) => Self::Integer(i64::from(*days)),
            Value::Timestamp(moment) => Self::Integer(*moment),
            Value::Missing | Value::Texts(_) | Value::Nested(_) => Self::Missing,
        }
    }
}

impl Token {
    /// The token as text for an address.
    pub(crate) fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).expect("a token is plain data"))
    }

    /// Reads a token of ours.
    ///
    /// # Errors
    /// When it is not one.
    pub(crate) fn parse(text: &str) -> Result<Self, Problem> {
        let token = URL_SAFE_NO_PAD
            .decode(text)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        token.ok_or_else(|| {
            bad(
                "token",
                text,
                "the one of a `next` link, which must be used as it is",
            )
        })
    }

    /// The parameters that the token stands for.
    ///
    /// # Errors
    /// When it was made for another collection or changed on the way.
    pub(crate) fn parameters(&self, allowed: &[&str]) -> Result<Parameters, Problem> {
        Parameters::parse(&self.query, allowed).map_err(|_| {
            bad(
                "token",
                &self.to_text(),
                "one of a `next` link of this collection",
            )
        })
    }
}
