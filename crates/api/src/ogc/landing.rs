//! The landing page of the interface, at `/` for whoever asks for JSON.

use super::html::language::Language;
use super::link::{Link, base_of, links_to_self, rel};
use super::media_type::{HTML, JSON, OPENAPI, PAGE, Representation, SCHEMA, negotiate};
use super::parameters::Parameters;
use super::{html, items};
use crate::body::Body;
use crate::problem::Problem;
use crate::{Audience, Settings};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

pub(crate) const REPRESENTATIONS: [Representation; 2] = [Representation::json(JSON), PAGE];

/// A browser that comes without `f` gets the map; whoever asks for JSON, or names a format, the landing page.
pub(super) async fn get_landing_page(
    request: HttpRequest,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    if request.query_string().is_empty() && wants_page(&request) {
        return crate::page::get_page(request, settings).await;
    }
    items::served(&request, &settings, audience, |snapshot| {
        let given = Parameters::parse(request.query_string(), &["f"])?;
        let representation = negotiate(&request, given.get("f"), &REPRESENTATIONS)?;
        let base = base_of(&request);
        let mut links = links_to_self(
            &format!("{base}/"),
            given.pairs(),
            representation,
            &REPRESENTATIONS,
        );
        links.extend(links_of(&base));
        let district = snapshot.atlas.records.district.as_ref();
        let title = district.map_or("Commonground", |district| district.name.as_str());
        let description = "What families need, who can serve them nearby, and what stays unmet: layers of a school community by neighborhood and by feeder pattern.";
        Ok(match representation.word {
            "html" => Body::new(HTML, html::landing(Language::of(&request), title, &links)),
            _ => Body::new(
                JSON,
                json!({ "title": title, "description": description, "links": links }).to_string(),
            ),
        })
    })
}

fn wants_page(request: &HttpRequest) -> bool {
    negotiate(request, None, &REPRESENTATIONS).is_ok_and(|representation| representation == PAGE)
}

fn links_of(base: &str) -> Vec<Link> {
    let link = |path: &str, rel, media_type, title: &str| {
        Link::new(format!("{base}{path}"), rel, media_type, title)
    };
    vec![
        link(
            "/api",
            rel::SERVICE_DESC,
            OPENAPI,
            "the definition of the interface",
        ),
        link(
            "/api?f=html",
            rel::SERVICE_DOC,
            HTML,
            "the interface, for people",
        ),
        link(
            "/conformance",
            rel::CONFORMANCE,
            JSON,
            "the standards that are met",
        ),
        link("/collections", rel::DATA, JSON, "the collections"),
        link(
            "/tileMatrixSets",
            "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes",
            JSON,
            "the tile matrix sets",
        ),
        link(
            "/tileMatrixSets",
            "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes",
            JSON,
            "the tile matrix sets",
        ),
        link(
            "/docs",
            rel::SERVICE_DOC,
            HTML,
            "collections and columns, with examples",
        ),
        link("/hsds", rel::RELATED, JSON, "the directory as HSDS"),
        link(
            "/profile",
            rel::RELATED,
            SCHEMA,
            "what the directory adds to HSDS",
        ),
    ]
}
