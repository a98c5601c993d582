//! Why a chore stopped.

use std::fmt;

/// One sentence that says what went wrong and, where it helps, what to do.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    /// A failure with its sentence.
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }

    /// For `map_err`: puts what was being done before the error.
    pub(crate) fn during<E: fmt::Display>(what: impl fmt::Display) -> impl FnOnce(E) -> Self {
        move |error| Self(format!("{what}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
