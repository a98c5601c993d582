//! Many short texts in one piece of memory.

/// Texts by number, held one after the other: 8 bytes each beside their own, and no allocation of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texts {
    joined: String,
    ends: Vec<usize>,
}

impl Texts {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The text with this number, counted from 0; constant time.
    ///
    /// # Panics
    /// When there are not so many.
    pub fn text(&self, number: usize) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.joined[start..self.ends[number]]
    }

    /// All of them in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|number| self.text(number))
    }

    /// The last of them.
    pub fn last(&self) -> Option<&str> {
        Some(self.text(self.len().checked_sub(1)?))
    }

    pub(super) fn push(&mut self, text: &str) {
        self.joined.push_str(text);
        self.ends.push(self.joined.len());
    }

    pub(super) fn append(&mut self, other: &Self) {
        let shift = self.joined.len();
        self.joined.push_str(&other.joined);
        self.ends.extend(other.ends.iter().map(|end| end + shift));
    }
}

impl<'t> FromIterator<&'t str> for Texts {
    fn from_iter<I: IntoIterator<Item = &'t str>>(iter: I) -> Self {
        let mut texts = Self::default();
        iter.into_iter().for_each(|text| texts.push(text));
        texts
    }
}
