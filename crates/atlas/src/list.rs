//! A list of records that is shared until it changes.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// Records of one kind. A copy of the list costs nothing, the first change of a copy one step a record.
#[derive(Debug, Clone, PartialEq)]
pub struct List<T>(Arc<Vec<Arc<T>>>);

impl<T> List<T> {
    /// Whether both are the very same list, so that they hold the same records.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<T> Deref for List<T> {
    type Target = Vec<Arc<T>>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<T> DerefMut for List<T> {
    fn deref_mut(&mut self) -> &mut Self::Target {
        Arc::make_mut(&mut self.0)
    }
}

impl<T> FromIterator<Arc<T>> for List<T> {
    fn from_iter<I: IntoIterator<Item = Arc<T>>>(records: I) -> Self {
        records.into_iter().collect::<Vec<_>>().into()
    }
}

impl<T> From<Vec<Arc<T>>> for List<T> {
    fn from(records: Vec<Arc<T>>) -> Self {
        Self(Arc::new(records))
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a Arc<T>;
    type IntoIter = std::slice::Iter<'a, Arc<T>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}
