//! A filter that can be asked of features.

use crate::error::FilterError;
use crate::names::Names;
use crate::prepared::Prepared;
use crate::read::{self, Source};
use crate::resolve;
use crate::tree::Predicate;
use cql2::Expr;

/// How a filter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Language {
    /// `cql2-text`.
    Text,
    /// `cql2-json`.
    Json,
}

impl Language {
    /// The value of `filter-lang` that names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "cql2-text",
            Self::Json => "cql2-json",
        }
    }

    /// The language that a value of `filter-lang` names.
    pub fn of(name: &str) -> Option<Self> {
        [Self::Text, Self::Json]
            .into_iter()
            .find(|language| language.name() == name)
    }
}

/// A filter, checked against the schema of a collection. It holds for the features of collections with that schema.
#[derive(Debug, Clone)]
pub struct Filter {
    predicate: Predicate,
    language: Language,
    source: String,
}

impl Filter {
    /// A filter from its source in either language.
    ///
    /// # Errors
    /// When it cannot be read, names what there is not, or compares what cannot be compared.
    pub fn new(source: &str, language: Language, names: &Names<'_>) -> Result<Self, FilterError> {
        let (tree, read) = match language {
            Language::Text => read::text(source)?,
            Language::Json => read::json(source)?,
        };
        Ok(Self {
            predicate: understood(&tree, &read, names)?,
            language,
            source: source.to_owned(),
        })
    }

    /// A filter from CQL2 text.
    ///
    /// # Errors
    /// As `new`.
    pub fn from_text(text: &str, names: &Names<'_>) -> Result<Self, FilterError> {
        Self::new(text, Language::Text, names)
    }

    /// A filter from CQL2 JSON.
    ///
    /// # Errors
    /// As `new`.
    pub fn from_json(json: &str, names: &Names<'_>) -> Result<Self, FilterError> {
        Self::new(json, Language::Json, names)
    }

    /// The filter as it was written: with its language and the system of its positions, what a paging token carries.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// How it was written.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether it selects the feature at this place of the collection. What is unknown of a feature, because a value is
    /// missing, does not select it; neither does a place where there is no feature.
    pub fn holds(&self, prepared: &Prepared, feature: usize) -> bool {
        let view = prepared.view(feature);
        view.and_then(|view| self.predicate.holds(&view))
            .unwrap_or(false)
    }

    /// The places of the features that it selects, in their order.
    pub fn select<'a>(&'a self, prepared: &'a Prepared) -> impl Iterator<Item = usize> + 'a {
        (0..prepared.len()).filter(|&feature| self.holds(prepared, feature))
    }
}

fn understood(
    tree: &Expr,
    source: &Source<'_>,
    names: &Names<'_>,
) -> Result<Predicate, FilterError> {
    resolve::predicate(tree, names).map_err(|mut error| {
        let position = error
            .subject
            .take()
            .and_then(|subject| source.find(&subject));
        match position {
            Some(position) => error.at(position),
            None => error,
        }
    })
}

/// Reads a filter without a schema: whether its form is right, whatever it names.
///
/// # Errors
/// When it cannot be read.
pub fn check_form(source: &str, language: Language) -> Result<(), FilterError> {
    match language {
        Language::Text => read::text(source).map(|_| ()),
        Language::Json => read::json(source).map(|_| ()),
    }
}
