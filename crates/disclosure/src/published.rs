//! The type that public replies are made of.

use serde::{Serialize, Serializer};

/// A value that may leave without a sign-in.
///
/// There is no way to make one outside this crate, to change what is inside, or to read one from a file. It serializes as
/// what it holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Published<T>(T);

impl<T> Published<T> {
    /// Whoever calls this vouches that the rules have been applied to `value`.
    pub(crate) fn new(value: T) -> Self {
        Self(value)
    }

    /// What is published.
    pub fn get(&self) -> &T {
        &self.0
    }
}

impl<T: Serialize> Serialize for Published<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}
