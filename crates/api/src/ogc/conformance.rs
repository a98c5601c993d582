//! What standards are met: `/conformance`, the sum of what the modules declare.

use super::html::language::Language;
use super::link::{base_of, links_to_self};
use super::media_type::{JSON, PAGE, Representation, negotiate};
use super::parameters::Parameters;
use super::{crs, html, items, schemas, tiles};
use crate::body::Body;
use crate::problem::Problem;
use crate::{Audience, Settings};
use actix_web::{HttpRequest, HttpResponse, web};
use serde_json::json;

/// OGC API - Features Part 1, in its published version and in the one that has OpenAPI 3.1.
const CORE: &[&str] = &[
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/landing-page",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/json",
    "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.1/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.1/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-1/1.1/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.1/conf/oas31",
];

pub(crate) const REPRESENTATIONS: [Representation; 2] = [Representation::json(JSON), PAGE];

/// Every conformance class that is met.
pub(crate) fn classes() -> Vec<&'static str> {
    [
        CORE,
        crs::CONFORMANCE,
        schemas::CONFORMANCE,
        filter::CONFORMANCE,
        tiles::CONFORMANCE,
    ]
    .concat()
}

pub(super) async fn get_conformance(
    request: HttpRequest,
    settings: web::Data<Settings>,
    audience: Audience,
) -> Result<HttpResponse, Problem> {
    items::served(&request, &settings, audience, |_| {
        let given = Parameters::parse(request.query_string(), &["f"])?;
        let representation = negotiate(&request, given.get("f"), &REPRESENTATIONS)?;
        let address = format!("{}/conformance", base_of(&request));
        let links = links_to_self(&address, given.pairs(), representation, &REPRESENTATIONS);
        Ok(match representation.word {
            "html" => Body::new(
                representation.media_type,
                html::conformance(Language::of(&request), &classes(), &links),
            ),
            _ => Body::new(
                JSON,
                json!({ "links": links, "conformsTo": classes() }).to_string(),
            ),
        })
    })
}
