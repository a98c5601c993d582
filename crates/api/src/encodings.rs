//! `Accept-Encoding` that allows neither what we pack nor the plain bytes.

use crate::problem::Problem;
use actix_web::body::{EitherBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{CONTENT_TYPE, VARY};
use actix_web::middleware::Next;
use actix_web::{Error, ResponseError};

/// The framework refuses such a request with a list of words; here it gets the problem document that every other error has.
pub(crate) async fn refused_as_problem<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    let reply = next.call(request).await?;
    let kind = reply.headers().get(CONTENT_TYPE);
    let is_ours = kind
        .and_then(|kind| kind.to_str().ok())
        .is_some_and(|kind| {
            kind.starts_with("application/problem+json") || kind.starts_with("text/html")
        });
    if reply.status() != StatusCode::NOT_ACCEPTABLE || is_ours {
        return Ok(reply.map_into_left_body());
    }
    let (request, _) = reply.into_parts();
    let mut refused = Problem::no_encoding().error_response();
    let vary = actix_web::http::header::HeaderValue::from_static("Accept-Encoding");
    refused.headers_mut().insert(VARY, vary);
    Ok(ServiceResponse::new(request, refused).map_into_right_body())
}
