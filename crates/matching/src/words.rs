//! Sets of words as bits, so that most questions about two sets are one instruction.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

/// The bit of every word that has none of its own. Sets that both carry it are compared word by word.
pub(crate) const OTHER: u64 = 1 << 62;
/// Words with a bit of their own: the lowest bits.
pub(crate) const OWN_BITS: usize = 61;

/// A set of words: its bits, and its number among the distinct sets of its side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct WordSet {
    pub(crate) bits: u64,
    set: u32,
}

impl WordSet {
    /// Whether nothing is known.
    pub(crate) fn is_empty(self) -> bool {
        self.bits == 0
    }
}

/// The bit of every word that a supply knows.
#[derive(Debug)]
pub(crate) struct Alphabet<T>(BTreeMap<T, u64>);

impl<T: Ord + Clone> Alphabet<T> {
    /// Gives the first words bits of their own: hand in frequent ones first.
    pub(crate) fn new<'a>(sets: impl Iterator<Item = &'a BTreeSet<T>>) -> Self
    where
        T: 'a,
    {
        let mut counts: BTreeMap<&T, usize> = BTreeMap::new();
        for word in sets.flatten() {
            *counts.entry(word).or_default() += 1;
        }
        let mut words: Vec<_> = counts.into_iter().collect();
        words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let bit = |place: usize| if place < OWN_BITS { 1 << place } else { OTHER };
        let words = words.into_iter().enumerate();
        Self(
            words
                .map(|(place, (word, _))| (word.clone(), bit(place)))
                .collect(),
        )
    }

    fn bits(&self, set: &BTreeSet<T>) -> u64 {
        let bit = |word| self.0.get(word).copied().unwrap_or(OTHER);
        set.iter().fold(0, |bits, word| bits | bit(word))
    }
}

/// The distinct sets of one side, needs or sites.
#[derive(Debug, Clone)]
pub(crate) struct WordSets<T> {
    sets: Distinct<BTreeSet<T>>,
    bits: Vec<u64>,
}

impl<T> Default for WordSets<T> {
    fn default() -> Self {
        Self {
            sets: Distinct::default(),
            bits: Vec::new(),
        }
    }
}

impl<T: Ord + Clone> WordSets<T> {
    /// The set in bits.
    pub(crate) fn add(&mut self, alphabet: &Alphabet<T>, set: &Arc<BTreeSet<T>>) -> WordSet {
        let number = self.sets.number_of(set);
        if number as usize == self.bits.len() {
            self.bits.push(alphabet.bits(set));
        }
        WordSet {
            bits: self.bits[number as usize],
            set: number,
        }
    }

    /// Whether `one` of these sets and `other` of those have a word in common.
    pub(crate) fn have_common(&self, one: WordSet, those: &Self, other: WordSet) -> bool {
        let common = one.bits & other.bits;
        common & !OTHER != 0
            || (common & OTHER != 0 && !self.exact(one).is_disjoint(those.exact(other)))
    }

    /// Whether every word of `one` of these sets is in `other` of those.
    pub(crate) fn is_subset(&self, one: WordSet, those: &Self, other: WordSet) -> bool {
        one.bits & !other.bits == 0
            && (one.bits & OTHER == 0 || self.exact(one).is_subset(those.exact(other)))
    }

    fn exact(&self, set: WordSet) -> &BTreeSet<T> {
        self.sets.value(set.set)
    }
}

/// Distinct values in the order in which they are first met.
#[derive(Debug, Clone)]
pub(crate) struct Distinct<T> {
    values: Vec<Arc<T>>,
    by_value: BTreeMap<Arc<T>, u32>,
    /// Shared values are met again as the same allocation, which [`Distinct::values`] keeps alive.
    by_address: HashMap<usize, u32, BuildHasherDefault<AddressHasher>>,
    /// Allocations that hold a value met before, kept alive so that their address stays theirs.
    others: Vec<Arc<T>>,
    last: Option<(usize, u32)>,
}

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            by_value: BTreeMap::new(),
            by_address: HashMap::default(),
            others: Vec::new(),
            last: None,
        }
    }
}

impl<T: Ord> Distinct<T> {
    /// The number of a value. Amortized O(1) for a value shared with one met before, else O(log n) comparisons.
    pub(crate) fn number_of(&mut self, value: &Arc<T>) -> u32 {
        let address = Arc::as_ptr(value) as usize;
        if let Some((last, number)) = self.last
            && last == address
        {
            return number;
        }
        let number = match self.by_address.get(&address) {
            Some(number) => *number,
            None => self.meet(value, address),
        };
        self.last = Some((address, number));
        number
    }

    fn meet(&mut self, value: &Arc<T>, address: usize) -> u32 {
        let number = match self.by_value.get(value) {
            Some(number) => {
                self.others.push(Arc::clone(value));
                *number
            }
            None => {
                let number = self.values.len() as u32;
                self.values.push(Arc::clone(value));
                self.by_value.insert(Arc::clone(value), number);
                number
            }
        };
        self.by_address.insert(address, number);
        number
    }

    /// The value with this number.
    pub(crate) fn value(&self, number: u32) -> &T {
        &self.values[number as usize]
    }

    /// The values by number.
    pub(crate) fn values(&self) -> &[Arc<T>] {
        &self.values
    }
}

/// Addresses are spread by a multiplication (Fibonacci hashing, Knuth volume 3, section 6.4); nobody chooses them to collide.
#[derive(Debug, Default)]
pub(crate) struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_usize(usize::from(*byte));
        }
    }

    fn write_usize(&mut self, address: usize) {
        let mixed = (self.0 ^ address as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_set() -> impl Strategy<Value = BTreeSet<u8>> {
        // More words than there are bits, so that some share one.
        proptest::collection::btree_set(0u8..90, 0..6)
    }

    proptest! {
        #[test]
        fn bits_answer_as_the_sets_themselves(known in proptest::collection::vec(any_set(), 1..60), asked in any_set()) {
            let alphabet = Alphabet::new(known.iter());
            let (mut ours, mut theirs) = (WordSets::default(), WordSets::default());
            let one = ours.add(&alphabet, &Arc::new(asked.clone()));
            for set in known {
                let other = theirs.add(&alphabet, &Arc::new(set.clone()));
                prop_assert_eq!(ours.have_common(one, &theirs, other), !asked.is_disjoint(&set));
                prop_assert_eq!(ours.is_subset(one, &theirs, other), asked.is_subset(&set));
                prop_assert_eq!(other.is_empty(), set.is_empty());
            }
        }
    }
}
