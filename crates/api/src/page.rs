//! The web page, built into the binary.

use crate::Settings;
use crate::problem::Problem;
use actix_web::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, ETAG, EntityTag, Header, IfNoneMatch,
};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};
use sha2::{Digest, Sha256};

/// One file of the page.
#[derive(Debug, Clone, Copy)]
pub struct PageFile {
    /// Its path below the root, with `/` between folders: `assets/index.js`.
    pub path: &'static str,
    /// What is in it.
    pub bytes: &'static [u8],
}

pub(crate) fn routes(config: &mut web::ServiceConfig) {
    config.default_service(web::to(get_page));
}

/// Scripts and styles from our own host only; MapLibre draws in a worker made from a blob.
pub(crate) const POLICY: &str = "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; child-src blob:; \
                      style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; frame-ancestors 'self'";

pub(crate) async fn get_page(
    request: HttpRequest,
    settings: web::Data<Settings>,
) -> Result<HttpResponse, Problem> {
    let path = request.path().trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let Some(file) = settings.page.iter().find(|file| file.path == path) else {
        return Err(Problem::not_found(format!(
            "Nothing is at {:?}. The map is at \"/\".",
            request.path()
        )));
    };
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return Err(Problem::method_not_allowed("GET"));
    }
    // Names of built assets carry a hash of their content, so they never change under one name; others are asked for again by their tag.
    let is_asset = path.starts_with("assets/");
    let caching = if is_asset {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let policy = match settings.basemaps.sources() {
        None => POLICY.to_owned(),
        Some(sources) => format!("{POLICY}; connect-src 'self' {sources}"),
    };
    let mut reply = HttpResponse::Ok();
    let mut is_unchanged = false;
    if !is_asset {
        let tag = EntityTag::new_weak(hex(&Sha256::digest(file.bytes)[..12]));
        is_unchanged = is_known(&request, &tag);
        reply.insert_header((ETAG, tag.to_string()));
    }
    if is_unchanged {
        reply.status(StatusCode::NOT_MODIFIED);
    }
    reply
        .insert_header((CACHE_CONTROL, caching))
        .insert_header((CONTENT_SECURITY_POLICY, policy));
    if is_unchanged {
        return Ok(reply.finish());
    }
    Ok(reply.content_type(media_type(path)).body(file.bytes))
}

/// Whether the client says that it has what the tag stands for.
fn is_known(request: &HttpRequest, tag: &EntityTag) -> bool {
    match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|known| known.weak_eq(tag)),
        _ => false,
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
