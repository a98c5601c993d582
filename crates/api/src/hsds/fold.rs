//! Texts as searches compare them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text without case and accents: `Niñez` is `ninez`, `STRAẞE` is `strasse`. Blanks become single spaces.
pub(super) fn folded(text: &str) -> String {
    let plain = text
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        // By way of capitals, so that the two small sigmas are one and ß is ss; ẞ becomes ß first.
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase);
    let mut folded = String::with_capacity(text.len());
    for c in plain {
        if !c.is_whitespace() {
            folded.push(c);
        } else if !folded.ends_with(' ') {
            folded.push(' ');
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_accents_do_not_count() {
        assert_eq!(folded("Niñez  TEMPRANA"), "ninez temprana");
        assert_eq!(folded("STRAẞE"), folded("straße"));
        assert_eq!(folded("ΟΔΟΣ"), folded("οδός"));
        assert_eq!(folded("ﬁrst"), "first");
    }
}
