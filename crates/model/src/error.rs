//! The one error of validated construction.

/// A value that a type refuses, with what would have been right.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{value:?} is not {expected}")]
pub struct BadValue {
    /// The value as it was given.
    pub value: String,
    /// What would be right, as the end of the sentence "this is not ...".
    pub expected: String,
}

impl BadValue {
    /// A refusal of `value`, which is not `expected`.
    pub fn new(value: impl Into<String>, expected: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            expected: expected.into(),
        }
    }
}
