//! Why a filter is refused, in words for the person who wrote it.

use std::fmt;

/// Where in a filter something is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Position {
    /// The character of the text, counted from 1.
    Character(usize),
    /// The place in the JSON document (RFC 6901).
    Pointer(String),
}

impl fmt::Display for Position {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character(number) => write!(out, "at character {number}"),
            Self::Pointer(pointer) if pointer.is_empty() => out.write_str("in the whole filter"),
            Self::Pointer(pointer) => write!(out, "at {pointer}"),
        }
    }
}

/// A filter that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct FilterError {
    /// What was given and why it is wrong, as a sentence without its full stop.
    pub problem: String,
    /// What would be right, as a sentence without its full stop.
    pub remedy: String,
    /// Where it is wrong, where that is known.
    pub position: Option<Position>,
    /// What to look for in the source to find the position.
    pub(crate) subject: Option<Subject>,
}

/// A piece of a filter by what is written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Subject {
    /// A property of this name.
    Property(String),
    /// A text of this content.
    Text(String),
    /// An operator or function of this name.
    Operator(String),
}

impl FilterError {
    pub(crate) fn new(problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            remedy: remedy.into(),
            position: None,
            subject: None,
        }
    }

    pub(crate) fn at(mut self, position: Position) -> Self {
        self.position.get_or_insert(position);
        self
    }

    pub(crate) fn about(mut self, subject: Subject) -> Self {
        self.subject.get_or_insert(subject);
        self
    }
}

impl fmt::Display for FilterError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(position) = &self.position {
            write!(out, "{position}: ")?;
        }
        write!(out, "{}. {}.", self.problem, self.remedy)
    }
}

/// What a message quotes of something given, so that a message stays short whatever was sent.
pub(crate) fn quoted(given: &str) -> String {
    const LONGEST: usize = 60;
    match given.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("“{}…”", &given[..end]),
        None => format!("“{given}”"),
    }
}
