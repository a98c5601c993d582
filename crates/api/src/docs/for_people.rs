//! Problems as pages for browsers: a person who mistyped a filter reads a page, a program the problem document.

use crate::ogc::html::language::Language;
use crate::ogc::html::problem;
use crate::page::POLICY;
use crate::problem::Problem;
use actix_web::HttpResponse;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{ACCEPT, ALLOW, Accept, CONTENT_SECURITY_POLICY, Header, VARY};
use actix_web::middleware::Next;
use actix_web::{Error, HttpRequest};

/// Turns the problem document of a reply into a page where the request comes from somebody who reads pages.
pub(crate) async fn problems_for_people<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let reply = next.call(request).await?;
    let problem = reply
        .response()
        .error()
        .and_then(|error| error.as_error::<Problem>());
    let page = problem
        .filter(|_| wants_page(reply.request()))
        .map(|problem| problem::page(Language::of(reply.request()), problem));
    let Some(page) = page else {
        return Ok(reply.map_into_left_body());
    };
    let status = reply.status();
    let allowed = reply.headers().get(ALLOW).cloned();
    let (request, _) = reply.into_parts();
    let mut page_reply = HttpResponse::build(status);
    // What may be asked instead is for browsers as much as for programs.
    if let Some(allowed) = allowed {
        page_reply.insert_header((ALLOW, allowed));
    }
    let reply = page_reply
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((VARY, "Accept, Accept-Encoding, Accept-Language"))
        .content_type("text/html; charset=utf-8")
        .body(page);
    Ok(ServiceResponse::new(request, reply).map_into_right_body())
}

/// Whether a page is what the request wants most. `Accept: */*` is what programs send, so it does not count.
fn wants_page(request: &HttpRequest) -> bool {
    if !request.headers().contains_key(ACCEPT) {
        return false;
    }
    let wanted = Accept::parse(request)
        .map(|accept| accept.ranked())
        .unwrap_or_default();
    wanted
        .first()
        .is_some_and(|range| range.essence_str() == "text/html")
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn browsers_want_pages_and_programs_do_not() {
        let of = |accept: &str| {
            let request = TestRequest::default().insert_header(("Accept", accept));
            wants_page(&request.to_http_request())
        };
        assert!(of(
            "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
        ));
        assert!(!of("*/*"));
        assert!(!of("application/geo+json, text/html;q=0.5"));
        assert!(!wants_page(&TestRequest::default().to_http_request()));
    }
}
