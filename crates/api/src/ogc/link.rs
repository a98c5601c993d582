//! Links (RFC 8288) and their relations.

use super::media_type::Representation;
use actix_web::HttpRequest;
use serde::Serialize;

/// Relations of links, registered by IANA unless said.
pub(crate) mod rel {
    /// This document.
    pub(crate) const SELF: &str = "self";
    /// This document in another representation.
    pub(crate) const ALTERNATE: &str = "alternate";
    /// The next page.
    pub(crate) const NEXT: &str = "next";
    /// The definition of the interface, for programs.
    pub(crate) const SERVICE_DESC: &str = "service-desc";
    /// The definition of the interface, for people.
    pub(crate) const SERVICE_DOC: &str = "service-doc";
    /// What standards are met (OGC API - Common).
    pub(crate) const CONFORMANCE: &str = "conformance";
    /// The collections (OGC API - Common).
    pub(crate) const DATA: &str = "data";
    /// The features of a collection.
    pub(crate) const ITEMS: &str = "items";
    /// The collection of a feature.
    pub(crate) const COLLECTION: &str = "collection";
    /// Something that has to do with it.
    pub(crate) const RELATED: &str = "related";
    /// What a feature looks like (OGC API - Features Part 5).
    pub(crate) const SCHEMA: &str = "http://www.opengis.net/def/rel/ogc/1.0/schema";
    /// What can be filtered by (OGC API - Features Part 3).
    pub(crate) const QUERYABLES: &str = "http://www.opengis.net/def/rel/ogc/1.0/queryables";
    /// What can be sorted by (OGC API - Features Part 8).
    pub(crate) const SORTABLES: &str = "http://www.opengis.net/def/rel/ogc/1.0/sortables";
}

/// A link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Link {
    /// Where to.
    pub(crate) href: String,
    /// The relation.
    pub(crate) rel: &'static str,
    /// The media type of what is there.
    #[serde(rename = "type")]
    pub(crate) media_type: &'static str,
    /// What is there, for people.
    pub(crate) title: String,
}

impl Link {
    /// A link to `href`.
    pub(crate) fn new(
        href: impl Into<String>,
        rel: &'static str,
        media_type: &'static str,
        title: impl Into<String>,
    ) -> Self {
        Self {
            href: href.into(),
            rel,
            media_type,
            title: title.into(),
        }
    }
}

/// The address of the interface as the client wrote it, without a slash at its end.
pub(crate) fn base_of(request: &HttpRequest) -> String {
    let connection = request.connection_info();
    format!("{}://{}", connection.scheme(), connection.host())
}

/// The links of a document to itself and to its other representations. `query` is what else stands in its address.
pub(crate) fn links_to_self(
    address: &str,
    query: &[(String, String)],
    this: Representation,
    offered: &[Representation],
) -> Vec<Link> {
    let link = |of: &Representation| {
        let (rel, title) = if *of == this {
            (rel::SELF, "this document".to_owned())
        } else {
            (rel::ALTERNATE, format!("this document as {}", of.title))
        };
        let with_format = query
            .iter()
            .filter(|(name, _)| name != "f")
            .cloned()
            .chain([("f".to_owned(), of.word.to_owned())]);
        let href = address_with(address, &with_format.collect::<Vec<_>>());
        Link::new(href, rel, of.media_type, title)
    };
    let mut links: Vec<_> = offered.iter().map(link).collect();
    links.sort_by_key(|link| link.rel != rel::SELF);
    links
}

/// An address with a query.
pub(crate) fn address_with(address: &str, query: &[(String, String)]) -> String {
    if query.is_empty() {
        return address.to_owned();
    }
    let query = serde_urlencoded::to_string(query).expect("pairs of texts can be encoded");
    format!("{address}?{query}")
}

/// A text as one segment of a path, percent-encoded (RFC 3986).
pub(crate) fn segment(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:@!$'()*,;".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}
