//! Text: canonical form, folding of case and accents, patterns.

use memchr::memmem::Finder;
use std::borrow::Cow;
use std::sync::LazyLock;
use unicode_normalization::char::decompose_canonical;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// What is disregarded when texts are compared.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Folding {
    /// Upper and lower case, as full case folding of Unicode has it.
    pub(crate) case: bool,
    /// Accents and other marks on letters.
    pub(crate) accents: bool,
}

/// `text` in the one form (NFC) that all texts with these letters share. ASCII text is returned as it is.
pub(crate) fn canonical(text: &str) -> Cow<'_, str> {
    // The first mark is U+0300, whose first byte in UTF-8 is CC: what has none from there on is canonical.
    if text.bytes().all(|byte| byte < 0xCC) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.nfc().collect())
}

/// `text` folded, in canonical form. Texts that differ only in what is folded become equal.
pub(crate) fn folded(text: &str, folding: Folding) -> Cow<'_, str> {
    if text.is_ascii() {
        return match folding.case && text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(text.to_ascii_lowercase()),
            false => Cow::Borrowed(text),
        };
    }
    let text = canonical(text);
    let mut letters = String::with_capacity(text.len());
    for letter in text.chars() {
        match (letter.is_ascii(), folding) {
            (true, Folding { case: true, .. }) => letters.push(letter.to_ascii_lowercase()),
            (true, _) => letters.push(letter),
            (
                false,
                Folding {
                    accents: true,
                    case,
                },
            ) => decompose_canonical(letter, |part| {
                if !is_accent(part) {
                    push(&mut letters, without_stroke(part), case);
                }
            }),
            (false, Folding { case, .. }) => push(&mut letters, letter, case),
        }
    }
    match canonical(&letters) {
        Cow::Borrowed(_) => Cow::Owned(letters),
        Cow::Owned(composed) => Cow::Owned(composed),
    }
}

fn push(letters: &mut String, letter: char, case: bool) {
    // The foldings to one letter in the scripts of Europe, which are asked for most.
    static NEAR: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
        let single = |letter: char| {
            let mut folded = fold(letter);
            folded.next().filter(|_| folded.next().is_none())
        };
        ('\0'..'\u{600}').map(single).collect()
    });
    if !case {
        return letters.push(letter);
    }
    match NEAR.get(letter as usize) {
        Some(Some(folded)) => letters.push(*folded),
        _ => letters.extend(fold(letter)),
    }
}

/// The full case folding of one letter.
///
/// Going down, up and down again reaches it for every letter: down takes ẞ to ß, up takes ß to SS, ς to Σ and ŉ to ʼN.
/// Two go their own way: the dotless ı has an upper case that it shares with i, and does not fold.
fn fold(letter: char) -> impl Iterator<Item = char> {
    let dotless = letter == 'ı';
    let up = letter.to_lowercase().flat_map(char::to_uppercase);
    let folded = up.flat_map(char::to_lowercase).filter(move |_| !dotless);
    folded.chain(dotless.then_some(letter))
}

/// Marks that are written on a letter and leave it the same letter to somebody who has no such key. Vowel signs of the
/// scripts of India, and the two marks that make another kana of a kana, are no accents.
fn is_accent(letter: char) -> bool {
    matches!(letter,
        '\u{300}'..='\u{36F}' | '\u{483}'..='\u{487}' | '\u{591}'..='\u{5BD}' | '\u{5BF}' | '\u{5C1}'..='\u{5C2}'
        | '\u{5C4}'..='\u{5C5}' | '\u{5C7}' | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}'
        | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20F0}' | '\u{FE20}'..='\u{FE2F}')
}

/// Letters with a stroke, which Unicode does not take apart.
fn without_stroke(letter: char) -> char {
    match letter {
        'Ø' => 'O',
        'ø' => 'o',
        'Ł' => 'L',
        'ł' => 'l',
        'Đ' => 'D',
        'đ' => 'd',
        'Ħ' => 'H',
        'ħ' => 'h',
        'Ŧ' => 'T',
        'ŧ' => 't',
        'Ɨ' => 'I',
        'ɨ' => 'i',
        'ı' => 'i',
        _ => letter,
    }
}

/// One place of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// This letter.
    Letter(char),
    /// Any one letter.
    Any,
    /// Any number of letters.
    Many,
}

/// A pattern of `LIKE`: `%` stands for any number of letters, `_` for one, and a backslash takes the next letter as it is.
#[derive(Debug, Clone)]
pub(crate) enum Pattern {
    /// No `%` and no `_`.
    Whole(String),
    /// `%` alone: what text begins with, what follows in this order, and what it ends with.
    Parts(String, Vec<Finder<'static>>, String),
    /// Any pattern.
    Places(Vec<Place>),
}

impl Pattern {
    /// A pattern from its text.
    pub(crate) fn new(text: &str) -> Self {
        let mut places = Vec::new();
        let mut letters = text.chars();
        while let Some(letter) = letters.next() {
            places.push(match letter {
                '%' => Place::Many,
                '_' => Place::Any,
                // A backslash at the end stands for itself.
                '\\' => Place::Letter(letters.next().unwrap_or('\\')),
                _ => Place::Letter(letter),
            });
        }
        if places.contains(&Place::Any) {
            places.dedup_by(|second, first| *second == Place::Many && *first == Place::Many);
            return Self::Places(places);
        }
        let mut parts: Vec<String> = places
            .split(|place| *place == Place::Many)
            .map(letters_of)
            .collect();
        match (parts.pop(), parts.is_empty()) {
            (Some(last), false) => {
                let first = parts.remove(0);
                let middle = parts.iter().filter(|part| !part.is_empty());
                Self::Parts(
                    first,
                    middle.map(|part| Finder::new(part).into_owned()).collect(),
                    last,
                )
            }
            (only, _) => Self::Whole(only.unwrap_or_default()),
        }
    }

    /// Whether all of `text` fits the pattern.
    pub(crate) fn fits(&self, text: &str) -> bool {
        match self {
            Self::Whole(whole) => whole == text,
            Self::Parts(first, middle, last) => fits_parts(text, first, middle, last),
            Self::Places(places) => fits_places(places, text),
        }
    }
}

fn letters_of(places: &[Place]) -> String {
    let letter = |place: &Place| match place {
        Place::Letter(letter) => Some(*letter),
        Place::Any | Place::Many => None,
    };
    places.iter().filter_map(letter).collect()
}

fn fits_parts(text: &str, first: &str, middle: &[Finder<'_>], last: &str) -> bool {
    // Comparing with nothing is slow on some processors: it reads from an address where nothing is.
    let mut rest = text.as_bytes();
    if !first.is_empty() {
        match rest.strip_prefix(first.as_bytes()) {
            Some(after) => rest = after,
            None => return false,
        }
    }
    for part in middle {
        let Some(at) = part.find(rest) else {
            return false;
        };
        rest = &rest[at + part.needle().len()..];
    }
    last.is_empty() || rest.ends_with(last.as_bytes())
}

/// Walks both, and on a mismatch lets the last `%` take one letter more. O(letters × places).
fn fits_places(places: &[Place], text: &str) -> bool {
    let mut letters = text.chars();
    let mut at = 0;
    let mut retry: Option<(usize, std::str::Chars<'_>)> = None;
    loop {
        let before = letters.clone();
        let place = places.get(at).copied();
        if place == Some(Place::Many) {
            retry = Some((at + 1, before));
            at += 1;
            continue;
        }
        match (place, letters.next()) {
            (None, None) => return true,
            (Some(Place::Any), Some(_)) => at += 1,
            (Some(Place::Letter(wanted)), Some(letter)) if wanted == letter => at += 1,
            (Some(_), None) => return false,
            _ => {
                let Some((after, from)) = &mut retry else {
                    return false;
                };
                from.next();
                letters = from.clone();
                at = *after;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What `LIKE` means, written down as it is defined.
    fn fits_slowly(pattern: &[char], text: &[char]) -> bool {
        match pattern {
            [] => text.is_empty(),
            ['%', rest @ ..] => (0..=text.len()).any(|taken| fits_slowly(rest, &text[taken..])),
            ['_', rest @ ..] => !text.is_empty() && fits_slowly(rest, &text[1..]),
            ['\\', letter, rest @ ..] | [letter, rest @ ..] => {
                text.first() == Some(letter) && fits_slowly(rest, &text[1..])
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5000))]

        #[test]
        fn a_pattern_fits_what_its_definition_says(pattern in "[ab%_\\\\é]{0,8}", text in "[ab%_\\\\é]{0,8}") {
            let letters = |text: &str| text.chars().collect::<Vec<_>>();
            prop_assert_eq!(Pattern::new(&pattern).fits(&text), fits_slowly(&letters(&pattern), &letters(&text)));
        }

        #[test]
        fn text_in_any_case_and_any_form_folds_to_the_same(text in "[a-zA-Z À-ÿĀ-ſΑ-ωа-яẞßŉǰﬁ\u{300}-\u{310}]{0,12}") {
            let both = Folding { case: true, accents: true };
            for folding in [both, Folding { accents: false, ..both }] {
                let expected = folded(&text, folding);
                prop_assert_eq!(&folded(&expected, folding), &expected);
                for form in [text.nfd().collect::<String>(), text.nfc().collect()] {
                    prop_assert_eq!(&folded(&form, folding), &expected);
                }
            }
            let upper: String = text.nfc().flat_map(char::to_uppercase).collect();
            prop_assert_eq!(folded(&upper, both), folded(&text, both));
        }
    }

    #[test]
    fn full_case_folding_joins_what_unicode_joins_and_nothing_else() {
        let case = Folding {
            case: true,
            accents: false,
        };
        for group in [
            &["ß", "SS", "ẞ", "ſs"][..],
            &["Σ", "σ", "ς"],
            &["K", "k", "\u{212A}"],
            &["µ", "μ", "Μ"],
            &["ﬁ", "FI"],
        ] {
            for other in group {
                assert_eq!(folded(other, case), folded(group[0], case), "{other}");
            }
        }
        for (one, other) in [("ı", "i"), ("İ", "i"), ("é", "e"), ("ø", "o")] {
            assert_ne!(folded(one, case), folded(other, case), "{one}");
        }
    }
}
