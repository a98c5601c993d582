//! What cells of many rows have in common is read once.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// The most different cells that are remembered. A column of free text would otherwise fill the memory.
const MAX_KEPT: usize = 1 << 16;

/// Cells that were read, by their text.
#[derive(Debug, Default)]
pub(super) struct SharedCells<T> {
    empty: T,
    by_text: HashMap<Box<str>, T, BuildHasherDefault<TextHasher>>,
}

impl<T: Clone> SharedCells<T> {
    /// What an empty cell means.
    pub(super) fn empty(&self) -> T {
        self.empty.clone()
    }

    /// What `read` makes of the text, or made of it before.
    pub(super) fn read<E>(
        &mut self,
        text: &str,
        read: impl FnOnce(&str) -> Result<T, E>,
    ) -> Result<T, E> {
        if let Some(value) = self.by_text.get(text) {
            return Ok(value.clone());
        }
        let value = read(text)?;
        if self.by_text.len() >= MAX_KEPT {
            self.by_text.clear();
        }
        self.by_text.insert(text.into(), value.clone());
        Ok(value)
    }
}

/// Hashes short texts fast. It does not withstand texts that were made to collide; these make it slow, never wrong.
#[derive(Debug, Default)]
pub(super) struct TextHasher(u64);

impl Hasher for TextHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 ^= hash_bytes(bytes);
    }

    /// Texts end with a byte that sets them apart from longer ones; their length does that already.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0
    }
}

/// A 64-bit hash of bytes, the same on every machine.
pub(super) fn hash_bytes(bytes: &[u8]) -> u64 {
    // An odd number near 2^64 divided by the golden ratio, as in D. E. Knuth's multiplicative hashing.
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, word: [u8; 8]| {
        let mixed = (hash.rotate_left(29) ^ u64::from_le_bytes(word)).wrapping_mul(FACTOR);
        mixed ^ (mixed >> 32)
    };
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words
        .iter()
        .fold(bytes.len() as u64, |hash, word| mix(hash, *word));
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    mix(mix(hash, last), [0; 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once() {
        let mut cells = SharedCells::default();
        let mut n_reads = 0;
        for text in ["a", "b", "a", "a"] {
            let read = cells.read(text, |text| {
                n_reads += 1;
                Ok::<_, ()>(text.to_owned())
            });
            assert_eq!(read, Ok(text.to_owned()));
        }
        assert_eq!(n_reads, 2);
        assert_eq!(cells.read("bad", |_| Err(())), Err(()));
    }

    #[test]
    fn texts_beyond_the_most_that_are_kept_are_still_read() {
        let mut cells = SharedCells::default();
        for number in 0..2 * MAX_KEPT {
            let text = number.to_string();
            assert_eq!(cells.read(&text, |text| text.parse()), Ok(number));
        }
        assert!(cells.by_text.len() <= MAX_KEPT);
    }

    #[test]
    fn ids_that_are_counted_up_have_hashes_of_their_own() {
        let hashes = (0..1_000_000).map(|number| hash_bytes(format!("n{number:08}").as_bytes()));
        let mut hashes: Vec<_> = hashes.collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), 1_000_000);
    }
}
