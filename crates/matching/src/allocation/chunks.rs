//! A list that is cheap to copy and to change in few places.

use std::iter::FlatMap;
use std::ops::{Index, IndexMut};
use std::slice::Iter;
use std::sync::Arc;

/// A list in chunks, each shared by all copies of the list until one of them changes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunks<T> {
    /// All of [`SIZE`] items but for the last.
    chunks: Vec<Arc<[T]>>,
}

/// The items of a list in order.
pub type Items<'a, T> = FlatMap<Iter<'a, Arc<[T]>>, Iter<'a, T>, fn(&Arc<[T]>) -> Iter<'_, T>>;

/// Items of a chunk: a change copies so many, a copy of the list shares its n-th part.
const SIZE: usize = 64;

impl<T> Chunks<T> {
    /// An empty list.
    pub const fn new() -> Self {
        Self { chunks: Vec::new() }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        let last = self.chunks.last().map_or(0, |last| last.len());
        self.chunks.len().saturating_sub(1) * SIZE + last
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.chunks.is_empty()
    }

    /// The items in order.
    pub fn iter(&self) -> Items<'_, T> {
        let items: fn(&Arc<[T]>) -> Iter<'_, T> = |chunk| chunk.iter();
        self.chunks.iter().flat_map(items)
    }
}

impl<T> Default for Chunks<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Clone> Chunks<T> {
    /// The items in order, to be changed; copies all that other lists share.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        let chunks = self.chunks.iter_mut();
        chunks.flat_map(|chunk| Arc::make_mut(chunk).iter_mut())
    }

    /// Changes the list as a whole: O(n), for changes that move items.
    pub fn edit(&mut self, edit: impl FnOnce(&mut Vec<T>)) {
        let mut all = Vec::with_capacity(self.len());
        for chunk in std::mem::take(&mut self.chunks) {
            all.extend_from_slice(&chunk);
        }
        edit(&mut all);
        *self = all.into_iter().collect();
    }
}

impl<T> FromIterator<T> for Chunks<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        let mut items = items.into_iter();
        let mut next = || {
            let chunk: Vec<_> = items.by_ref().take(SIZE).collect();
            (!chunk.is_empty()).then(|| chunk.into())
        };
        Self {
            chunks: std::iter::from_fn(&mut next).collect(),
        }
    }
}

impl<'a, T> IntoIterator for &'a Chunks<T> {
    type Item = &'a T;
    type IntoIter = Items<'a, T>;

    fn into_iter(self) -> Items<'a, T> {
        self.iter()
    }
}

impl<T> Index<usize> for Chunks<T> {
    type Output = T;

    fn index(&self, number: usize) -> &T {
        &self.chunks[number / SIZE][number % SIZE]
    }
}

impl<T: Clone> IndexMut<usize> for Chunks<T> {
    fn index_mut(&mut self, number: usize) -> &mut T {
        &mut Arc::make_mut(&mut self.chunks[number / SIZE])[number % SIZE]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::Index as Pick;

    proptest! {
        #[test]
        fn a_copy_stays_as_it_was_whatever_becomes_of_the_list(
            items in proptest::collection::vec(any::<u8>(), 0..300),
            changes in proptest::collection::vec((any::<Pick>(), any::<u8>(), 0..3), 0..20),
        ) {
            let (mut plain, mut list) = (items.clone(), items.iter().copied().collect::<Chunks<_>>());
            let copy = list.clone();
            for (place, value, what) in changes {
                let place = place.index(plain.len() + 1);
                match what {
                    0 => {
                        plain.insert(place, value);
                        list.edit(|all| all.insert(place, value));
                    }
                    _ if place == plain.len() => {}
                    1 => {
                        let gone = plain.remove(place);
                        list.edit(|all| assert_eq!(all.remove(place), gone));
                    }
                    _ => {
                        plain[place] = value;
                        list[place] = value;
                    }
                }
                prop_assert_eq!(list.len(), plain.len());
                prop_assert_eq!(list.is_empty(), plain.is_empty());
                prop_assert!(list.iter().eq(&plain));
            }
            prop_assert!(copy.iter().eq(&items));
        }
    }
}
