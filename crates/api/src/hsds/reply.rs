//! Pages and entity tags.

use super::lines::{PIECE, lines};
use super::parameters::{List, PAGE_SIZE};
use super::query::Query;
use crate::body::Pieces;
use crate::live::Snapshot;
use actix_web::http::Method;
use actix_web::http::header::{CACHE_CONTROL, ETAG, EntityTag, Header, IfNoneMatch};
use actix_web::web::Bytes;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hasher};
use std::sync::Arc;

/// Objects that one is about as long as, for the first guess at a page's size.
const USUAL_BYTES: usize = 1_500;

/// A page of what was found, or its lines.
pub(super) fn page(
    request: &HttpRequest,
    snapshot: &Arc<Snapshot>,
    list: List,
    (query, found): (&Query, &[usize]),
) -> HttpResponse {
    let directory = snapshot.hsds();
    let is_paged = !query.is_ndjson || query.page.is_some() || query.per_page.is_some();
    let all = u32::try_from(found.len()).unwrap_or(u32::MAX).max(1);
    let per_page = match query.per_page {
        Some(per_page) => per_page,
        None if query.is_minimal || !is_paged => all,
        None => PAGE_SIZE,
    };
    let number = query.page.unwrap_or(1);
    let (page, per_page) = (number as usize, per_page as usize);
    let from = (page - 1).saturating_mul(per_page).min(found.len());
    let to = from.saturating_add(per_page).min(found.len());
    let shown = &found[from..to];
    if query.is_ndjson {
        let is_short = shown.len() <= PIECE;
        return send_lines(request, is_short, lines(snapshot, list, query, shown));
    }
    let mut text = String::with_capacity(shown.len() * USUAL_BYTES + 256);
    let n_pages = found.len().div_ceil(per_page);
    let _ = write!(
        text,
        r#"{{"total_items":{},"total_pages":{n_pages},"page_number":{page},"size":{},"first_page":{},"last_page":{},"empty":{},"contents":["#,
        found.len(),
        shown.len(),
        page == 1,
        page >= n_pages,
        shown.is_empty(),
    );
    for (nth, &number) in shown.iter().enumerate() {
        if nth > 0 {
            text.push(',');
        }
        directory.write_in_list(list, number, query, &mut text);
    }
    text.push_str("]}");
    json(request, text)
}

/// JSON with its entity tag.
pub(super) fn json(request: &HttpRequest, text: String) -> HttpResponse {
    tagged(request, "application/json", text)
}

/// Lines as one text where they are one piece, else written while they are sent.
fn send_lines(request: &HttpRequest, is_short: bool, lines: Pieces) -> HttpResponse {
    const KIND: &str = "application/x-ndjson";
    if is_short {
        return tagged(request, KIND, lines.all().next().unwrap_or_default());
    }
    if request.method() == Method::POST {
        return HttpResponse::Ok().content_type(KIND).body(lines.sent());
    }
    // The tag stands before the text, so the lines are written twice rather than kept.
    let mut hasher = DefaultHasher::new();
    for piece in lines.all() {
        hasher.write(&piece);
    }
    unless_known(request, &hasher, |reply| {
        reply.content_type(KIND).body(lines.sent())
    })
}

/// A text with its entity tag, or 304 when the client has it.
fn tagged(request: &HttpRequest, content_type: &str, text: impl Into<Bytes>) -> HttpResponse {
    let text = text.into();
    if request.method() == Method::POST {
        return HttpResponse::Ok().content_type(content_type).body(text);
    }
    let mut hasher = DefaultHasher::new();
    hasher.write(&text);
    unless_known(request, &hasher, |reply| {
        reply.content_type(content_type).body(text)
    })
}

/// A reply with its entity tag, or 304 when the client has it. The tag is weak, as the same text is also sent compressed.
fn unless_known(
    request: &HttpRequest,
    hasher: &DefaultHasher,
    send: impl FnOnce(&mut HttpResponseBuilder) -> HttpResponse,
) -> HttpResponse {
    let tag = EntityTag::new_weak(format!("{:016x}", hasher.finish()));
    let has_it = match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        Err(_) => false,
    };
    let mut reply = if has_it {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    reply.insert_header((ETAG, tag.to_string()));
    reply.insert_header((CACHE_CONTROL, "no-cache"));
    if has_it {
        return reply.finish();
    }
    send(&mut reply)
}
