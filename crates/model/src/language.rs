//! Languages, compared as the definitions say.

use crate::BadValue;
use isolang::Language as Iso;
use oxilangtag::LanguageTag;
use serde::{Deserialize, Serialize};

/// A language as its BCP 47 canonical primary subtag: `en`, `es`, `yue`.
///
/// Region, script and case are ignored; an extended language stands for itself (`zh-yue` is `yue`); deprecated and
/// ISO 639-3 codes become the current shortest one (`iw` is `he`, `spa` is `es`). `zh`, `cmn` and `yue` stay three languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(String);

/// Primary subtags that the IANA registry deprecates in favor of another, and its grandfathered tags with a preferred value.
const REPLACED: [(&str, &str); 16] = [
    ("iw", "he"),
    ("in", "id"),
    ("ji", "yi"),
    ("jw", "jv"),
    ("mo", "ro"),
    ("i-klingon", "tlh"),
    ("i-lux", "lb"),
    ("i-navajo", "nv"),
    ("i-hak", "hak"),
    ("i-tao", "tao"),
    ("i-tay", "tay"),
    ("i-tsu", "tsu"),
    ("zh-guoyu", "cmn"),
    ("zh-hakka", "hak"),
    ("zh-min-nan", "nan"),
    ("zh-xiang", "hsn"),
];

impl Language {
    /// Reads a BCP 47 tag; `und` (undetermined) is no language and gives `None`.
    ///
    /// # Errors
    /// When the text is not a well-formed language tag.
    pub fn parse(tag: &str) -> Result<Option<Self>, BadValue> {
        let tag = tag.trim();
        let lower = tag.to_ascii_lowercase();
        if let Some((_, current)) = REPLACED.iter().find(|(old, _)| *old == lower) {
            return Ok(Some(Self((*current).to_owned())));
        }
        let bad = || BadValue::new(tag, "a BCP 47 language tag such as en, es or zh-Hant");
        let parsed = LanguageTag::parse(lower.as_str()).map_err(|_| bad())?;
        let primary = match parsed.extended_language_subtags().next() {
            Some(extended) => extended,
            None => parsed.primary_language(),
        };
        let current = REPLACED.iter().find(|(old, _)| *old == primary);
        let primary = current.map_or(primary, |(_, current)| current);
        let shortest = Iso::from_639_3(primary).and_then(|iso| iso.to_639_1());
        Ok((primary != "und").then(|| Self(shortest.unwrap_or(primary).to_owned())))
    }

    /// The language with this English name (`Spanish`), as directories that give no code write it.
    pub fn from_english_name(name: &str) -> Option<Self> {
        let iso = Iso::from_name(name.trim())?;
        Some(Self(iso.to_639_1().unwrap_or(iso.to_639_3()).to_owned()))
    }

    /// The primary subtag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The English name, where ISO 639 has one.
    pub fn english_name(&self) -> Option<&'static str> {
        let iso = Iso::from_639_1(&self.0).or_else(|| Iso::from_639_3(&self.0))?;
        Some(iso.to_name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_one_language_compare_equal() {
        for (tag, language) in [
            ("en-US", "en"),
            ("ES", "es"),
            ("zh-Hant-TW", "zh"),
            ("zh-yue", "yue"),
            ("zh-cmn-Hans", "cmn"),
            ("iw", "he"),
            ("spa", "es"),
            ("yue", "yue"),
        ] {
            let parsed = Language::parse(tag).unwrap().unwrap();
            assert_eq!(parsed.as_str(), language, "{tag}");
        }
        assert_eq!(Language::parse("und").unwrap(), None);
        assert!(Language::parse("no language!").is_err());
    }

    #[test]
    fn english_names_are_found() {
        assert_eq!(
            Language::from_english_name("Spanish").unwrap().as_str(),
            "es"
        );
        assert_eq!(
            Language::from_english_name("Amharic").unwrap().as_str(),
            "am"
        );
        assert_eq!(Language::from_english_name("No such tongue"), None);
    }
}
