//! What collections and columns are called and mean in Spanish: the table that the analyst's page of the web app reads as well.

use super::language::Language;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

/// English sentences, titles, units and codes with their Spanish ones.
const SOURCE: &str = include_str!("../../../../../web/src/text/server_es.json");

fn table() -> &'static HashMap<String, String> {
    static TABLE: OnceLock<HashMap<String, String>> = OnceLock::new();
    TABLE.get_or_init(|| {
        serde_json::from_str(SOURCE).expect("the table is embedded, and a test reads it")
    })
}

/// A title, unit, code or single sentence in a language; nothing when it has no words there.
pub(super) fn word(language: Language, english: &str) -> Option<&'static str> {
    match language {
        Language::English => None,
        Language::Spanish => table().get(english).map(String::as_str),
    }
}

/// A text in a language, sentence by sentence, since many columns end alike; what has no words stays as it is.
pub(super) fn sentences(language: Language, english: &str) -> Cow<'_, str> {
    if language == Language::English {
        return Cow::Borrowed(english);
    }
    let said: Vec<&str> = parts(english)
        .map(|part| word(language, part).unwrap_or(part))
        .collect();
    Cow::Owned(said.join(" "))
}

/// The sentences of a text: one ends with a point before a space and a capital.
pub(super) fn parts(text: &str) -> impl Iterator<Item = &str> {
    let is_end = |place: usize| text[place + 2..].starts_with(char::is_uppercase);
    let ends: Vec<usize> = text
        .match_indices(". ")
        .map(|(place, _)| place)
        .filter(|place| is_end(*place))
        .collect();
    let starts = std::iter::once(0).chain(ends.clone().into_iter().map(|end| end + 2));
    let ends = ends
        .into_iter()
        .map(|end| end + 1)
        .chain(std::iter::once(text.len()));
    starts.zip(ends).map(|(start, end)| &text[start..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_before_a_capital() {
        let of = |text| parts(text).collect::<Vec<_>>();
        assert_eq!(of("One. Two."), ["One.", "Two."]);
        assert_eq!(
            of("At 9 a.m. or later. Ends."),
            ["At 9 a.m. or later.", "Ends."]
        );
        assert_eq!(of("One"), ["One"]);
        assert_eq!(of(""), [""]);
    }

    #[test]
    fn what_has_no_words_stays_and_english_is_as_written() {
        let text = "Schools of the district. Whatever else.";
        assert_eq!(sentences(Language::English, text), text);
        assert_eq!(
            sentences(Language::Spanish, text),
            "Escuelas del distrito. Whatever else."
        );
    }
}
