//! What replies can be, and which one a request asks for.

use crate::problem::Problem;
use actix_web::HttpRequest;
use actix_web::http::header::{ACCEPT, Header};

/// `application/json`, RFC 8259.
pub(crate) const JSON: &str = "application/json";
/// `application/geo+json`, RFC 7946.
pub(crate) const GEOJSON: &str = "application/geo+json";
/// `application/schema+json`, JSON Schema.
pub(crate) const SCHEMA: &str = "application/schema+json";
/// OpenAPI 3.1 as JSON, OGC API - Features Part 1, `/req/oas31/oas-definition`.
pub(crate) const OPENAPI: &str = "application/vnd.oai.openapi+json;version=3.1";
/// `text/html`.
pub(crate) const HTML: &str = "text/html";

/// One representation of a resource.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Representation {
    /// The word of the parameter `f`.
    pub(crate) word: &'static str,
    /// The media type of the reply.
    pub(crate) media_type: &'static str,
    /// Its name for people.
    pub(crate) title: &'static str,
}

impl Representation {
    /// JSON under a media type of its own.
    pub(crate) const fn json(media_type: &'static str) -> Self {
        Self {
            word: "json",
            media_type,
            title: "JSON",
        }
    }
}

/// A page for people.
pub(crate) const PAGE: Representation = Representation {
    word: "html",
    media_type: HTML,
    title: "a page for people",
};

/// Which of `offered` a request wants: by the parameter `f`, else by the header `Accept`, else the first.
///
/// # Errors
/// 400 for a word that is not offered, 406 for a header that allows nothing of what is offered.
pub(crate) fn negotiate(
    request: &HttpRequest,
    word: Option<&str>,
    offered: &[Representation],
) -> Result<Representation, Problem> {
    if let Some(word) = word {
        let found = offered
            .iter()
            .find(|representation| representation.word == word);
        return found.copied().ok_or_else(|| {
            let words: Vec<_> = offered.iter().map(|of| of.word).collect();
            Problem::bad_value("f", word, &format!("one of: {}", words.join(", ")))
        });
    }
    let first = offered
        .first()
        .copied()
        .expect("every resource has a representation");
    if !request.headers().contains_key(ACCEPT) {
        return Ok(first);
    }
    let Ok(accept) = actix_web::http::header::Accept::parse(request) else {
        return Ok(first);
    };
    let wanted = accept.ranked();
    if wanted.is_empty() {
        return Ok(first);
    }
    let fits = |range: &actix_web::mime::Mime, of: &Representation| {
        let mut parts = of
            .media_type
            .split(';')
            .next()
            .unwrap_or_default()
            .split('/');
        let (kind, sub) = (
            parts.next().unwrap_or_default(),
            parts.next().unwrap_or_default(),
        );
        // Whoever takes JSON takes its dialects.
        let whole = range.subtype().as_str();
        let is_json = whole == "json" && sub.ends_with("json");
        (range.type_() == "*" || range.type_() == kind)
            && (whole == "*" || is_json || essence(range).ends_with(&format!("/{sub}")))
    };
    let found = wanted
        .iter()
        .find_map(|range| offered.iter().find(|of| fits(range, of)));
    found.copied().ok_or_else(|| {
        let types: Vec<_> = offered.iter().map(|of| of.media_type).collect();
        Problem::not_acceptable(&types.join(", "))
    })
}

fn essence(range: &actix_web::mime::Mime) -> &str {
    range.essence_str()
}
