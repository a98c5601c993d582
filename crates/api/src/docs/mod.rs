//! The reference for people, made from the code: what there is, what it means, how to ask, what can go wrong.
//!
//! | address | file |
//! |---|---|
//! | `/docs` | `reference`, of the registry of collections and their columns, with the sentences of `text` |
//! | `/docs/analysts` | `analysts`, from `web/docs/analysts.md` |
//! | `/problems`, `/problems/{kind}` | `problems`, where the `type` of a problem leads |

mod analysts;
pub(crate) mod for_people;
pub(crate) mod problems;
mod reference;
mod text;

use crate::body::Body;
use crate::live::Snapshot;
use crate::ogc::html::language::Language;
use crate::ogc::items::served;
use crate::ogc::link::base_of;
use crate::ogc::media_type::{HTML, PAGE, negotiate};
use crate::ogc::parameters::Parameters;
use crate::ogc::read_only;
use crate::problem::Problem;
use crate::{Audience, Settings};
use actix_web::{HttpRequest, HttpResponse, web};

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config
        .service(read_only("/docs", || web::route().to(get_reference)))
        .service(read_only("/docs/analysts", || {
            web::route().to(get_analysts)
        }))
        .service(read_only("/problems", || web::route().to(get_problems)))
        .service(read_only("/problems/{kind}", || {
            web::route().to(get_problem)
        }));
}

/// A page that is there as a page only.
fn page(
    request: &HttpRequest,
    settings: &Settings,
    make: impl FnOnce(Language, &Snapshot) -> Result<String, Problem>,
) -> Result<HttpResponse, Problem> {
    served(request, settings, Audience::Public, |snapshot| {
        let given = Parameters::parse(request.query_string(), &["f"])?;
        negotiate(request, given.get("f"), &[PAGE])?;
        Ok(Body::new(HTML, make(Language::of(request), snapshot)?))
    })
}

async fn get_reference(
    request: HttpRequest,
    settings: web::Data<Settings>,
) -> Result<HttpResponse, Problem> {
    page(&request, &settings, |language, snapshot| {
        Ok(reference::page(language, &base_of(&request), snapshot))
    })
}

async fn get_analysts(
    request: HttpRequest,
    settings: web::Data<Settings>,
) -> Result<HttpResponse, Problem> {
    page(&request, &settings, |language, _| {
        Ok(analysts::page(language, &base_of(&request)))
    })
}

async fn get_problems(
    request: HttpRequest,
    settings: web::Data<Settings>,
) -> Result<HttpResponse, Problem> {
    page(&request, &settings, |language, _| {
        Ok(problems::all(language))
    })
}

async fn get_problem(
    request: HttpRequest,
    kind: web::Path<String>,
    settings: web::Data<Settings>,
) -> Result<HttpResponse, Problem> {
    page(&request, &settings, |language, _| {
        problems::one(language, &kind)
    })
}
