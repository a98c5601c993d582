//! The language of a page: that of the browser, where it is one of ours.

use actix_web::HttpRequest;
use actix_web::http::header::{ACCEPT_LANGUAGE, AcceptLanguage, Header};
use model::category::Name;

/// A language in which pages are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// English, also for whoever reads neither.
    English,
    /// Spanish.
    Spanish,
}

impl Language {
    /// The first of the browser's languages (`Accept-Language`) that is one of ours, else English.
    pub(crate) fn of(request: &HttpRequest) -> Self {
        if !request.headers().contains_key(ACCEPT_LANGUAGE) {
            return Self::English;
        }
        let Ok(wanted) = AcceptLanguage::parse(request) else {
            return Self::English;
        };
        let known = wanted.ranked().into_iter().find_map(|range| {
            let tag = range.to_string().to_ascii_lowercase();
            match tag.split('-').next() {
                Some("en") => Some(Self::English),
                Some("es") => Some(Self::Spanish),
                _ => None,
            }
        });
        known.unwrap_or(Self::English)
    }

    /// Its tag (BCP 47).
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// The one of two texts that is in this language.
    pub(crate) fn pick<T>(self, english: T, spanish: T) -> T {
        match self {
            Self::English => english,
            Self::Spanish => spanish,
        }
    }

    /// A name in this language.
    pub(crate) fn name(self, name: &Name) -> &'static str {
        self.pick(name.en, name.es)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn the_first_language_of_the_browser_that_we_write_is_taken() {
        let of = |header: &str| {
            let request = TestRequest::default().insert_header(("Accept-Language", header));
            Language::of(&request.to_http_request())
        };
        for (header, expected) in [
            ("es-US,es;q=0.9,en;q=0.8", Language::Spanish),
            ("en;q=0.5, es;q=0.9", Language::Spanish),
            ("am, fr;q=0.9, es;q=0.2", Language::Spanish),
            ("en-GB", Language::English),
            ("zh-CN", Language::English),
            ("*", Language::English),
            (";;;", Language::English),
        ] {
            assert_eq!(of(header), expected, "{header}");
        }
        let none = TestRequest::default().to_http_request();
        assert_eq!(Language::of(&none), Language::English);
    }
}
